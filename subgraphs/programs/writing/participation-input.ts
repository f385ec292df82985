import type { Visibility } from '@exchange-network/kit/access/visibility'
import { checkOptionalText } from '@exchange-network/kit/writing/check-text'
import type { FieldPath, Problems } from '@exchange-network/kit/writing/problems'
import type { attendances } from '../entities/vocabulary.ts'
import type { Context } from '../loaders.ts'
import { checkVisibility, isMoreOpen } from './check-visibility.ts'
import type { ParticipationRole } from './participation-label.ts'
import { checkOrganization, checkPerson, checkPlace } from './references.ts'

/** Whether a person was there; the contract's enum. */
export type Attendance = (typeof attendances)[number]

/** What can be said of a participation when it is made and later: not given stays, null clears. */
export type ParticipationFields = {
  readonly personId?: string | null
  readonly role?: ParticipationRole | null
  readonly attendance?: Attendance | null
  readonly representingId?: string | null
  readonly organizationId?: string | null
  readonly title?: string | null
  readonly notes?: string | null
  readonly visibility?: Visibility | null
}

/** The columns of a participation as far as they were given, and the name of the person who was. */
export type ParticipationColumns = {
  readonly personId?: string | null
  readonly role?: ParticipationRole
  readonly attendance?: Attendance
  readonly representingCode?: string | null
  readonly organizationId?: string | null
  readonly title?: string | null
  readonly notes?: string | null
  readonly visibility?: Visibility
}

/** Limits of the texts of a participation. */
export const participationTexts = { title: { max: 300 }, notes: { max: 4000, lines: true } } as const

/** Checks all fields that were given; what is wrong with them is added to the problems. */
export const checkParticipation = async (
  problems: Problems,
  fields: ParticipationFields,
  context: Context,
): Promise<ParticipationColumns> => {
  const at = (field: string): readonly string[] => ['input', field]
  const { personId, organizationId, representingId, role, attendance, visibility } = fields
  const [person, organization] = await Promise.all([
    personId == null ? personId : checkPerson(problems, at('personId'), personId, context),
    organizationId == null
      ? organizationId
      : checkOrganization(problems, at('organizationId'), organizationId, context),
  ])
  const representing =
    representingId == null ? representingId : checkPlace(problems, at('representingId'), representingId)
  for (const [field, value] of Object.entries({ role, attendance })) {
    if (value === null)
      problems.add(at(field), 'INVALID', `A participation always has "${field}". Give another value, or leave it out.`)
  }
  checkVisibility(problems, at('visibility'), visibility, context)
  const title = checkOptionalText(problems, at('title'), fields.title, participationTexts.title)
  const notes = checkOptionalText(problems, at('notes'), fields.notes, participationTexts.notes)
  return given({
    personId: person,
    role: role ?? undefined,
    attendance: attendance ?? undefined,
    representingCode: representing,
    organizationId: organization,
    title,
    notes,
    visibility: visibility ?? undefined,
  })
}

type AllMaybe = { readonly [Column in keyof ParticipationColumns]-?: ParticipationColumns[Column] | undefined }

/** Leaves out what was not given. */
const given = (columns: AllMaybe): ParticipationColumns =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))

/** Checks that a participation is no more open than its program allows; adds INVALID with what would be. */
export const checkFloor = (problems: Problems, field: FieldPath, visibility: Visibility, floor: Visibility): void => {
  if (!isMoreOpen(visibility, floor)) return
  const message = `Nobody may be put on this program more openly than ${floor}, and this would be ${visibility}. Choose ${floor} or a more closed level.`
  problems.add(field, 'INVALID', message, { suggestions: [floor] })
}
