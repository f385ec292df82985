import { maySteward } from '@exchange-network/kit/access/stewardship'
import type { Visibility } from '@exchange-network/kit/access/visibility'
import type { Row } from '@exchange-network/kit/database/rows'
import type { ImportOptions, ImportRow, RowPlan } from '@exchange-network/kit/importing/import-definition'
import { creditedSource } from '@exchange-network/kit/provenance/check-sources'
import { createProblems } from '@exchange-network/kit/writing/problems'
import { forbidden, type Writing } from '@exchange-network/kit/writing/writing'
import type { Participation } from '../entities/participation.ts'
import type { Program } from '../entities/program.ts'
import type { Context } from '../loaders.ts'
import { checkVisibility } from '../writing/check-visibility.ts'
import { lockProgram } from '../writing/lock-program.ts'
import { findProgram } from '../writing/own-references.ts'
import { checkFloor, type ParticipationColumns } from '../writing/participation-input.ts'
import { lockParticipation } from '../writing/participation-mutations.ts'
import { changeParticipation, createParticipation, type ParticipationOrigin } from '../writing/participation-rows.ts'
import { checkOwnSources } from '../writing/references.ts'
import type { ParticipantCells } from './participant-columns.ts'
import { findReferences } from './participant-references.ts'
import { type Remark, remarkLeftOut, remarkName } from './participant-remarks.ts'

type Plan = RowPlan<ParticipantCells>

/** Says what becomes of a row of a roster: a new participation, a change of one, or nothing. */
export const planParticipant = async (
  row: ImportRow<ParticipantCells>,
  context: Context,
  options: ImportOptions,
): Promise<Plan> => {
  // Before anything is awaited: the rows of a batch pass here in their order.
  const leftOut = remarkLeftOut(row, options)
  const program = await findProgram(options.programId ?? '', context)
  if (program === null) return { outcome: 'rejected', issues: [noProgram] }
  const errors: Remark[] = []
  const { personId, organizationId, existing } = await findReferences(row, program.id, context, errors)
  const { cells } = row
  const columns: ParticipationColumns = given({
    personId,
    role: cells.role,
    attendance: cells.attendance,
    representingCode: cells.country?.code ?? null,
    organizationId,
    title: cells.title,
    notes: cells.notes,
    visibility: cells.visibility,
  })
  const counted = (cells.country?.count ?? 1) > 1 ? [leftOutCount(cells)] : []
  const remarks = [...leftOut, ...counted, ...(existing?.personId ? [] : await remarkName(cells, context))]
  const origin = await originOf(personId ?? null, context, options)
  const plan =
    existing === null
      ? planNew({ row, program, columns, origin, context, errors })
      : await planChange({ program, existing, columns, origin, context, errors })
  if (errors.length > 0) return { outcome: 'rejected', issues: [...errors, ...remarks] }
  return { ...plan, issues: remarks }
}

const noProgram: Remark = { code: 'NOT_FOUND', message: 'The program of the roster is not there.' }

// A roster that was made from a list of countries keeps the numbers of the list; each row is one person all the same.
const leftOutCount = ({ country }: ParticipantCells): Remark => ({
  property: 'country',
  code: 'INVALID',
  message: `A row of a roster is one person, so the number behind "${country?.printed}" is left out. Where it stands for several people, write a row for each; record a list of countries with setRepresentations.`,
})

/** An empty cell is not given. */
const given = (columns: { readonly [C in keyof ParticipationColumns]-?: ParticipationColumns[C] | null }) =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null)) as ParticipationColumns

const originOf = async (
  personId: string | null,
  context: Context,
  { sourceId }: ImportOptions,
): Promise<ParticipationOrigin> => {
  const person = personId === null ? null : await context.loaders.knownPersonById.load(personId)
  const sources = sourceId === null ? [] : await checkOwnSources(createProblems(), [], [sourceId], context)
  return { name: person?.name ?? null, sources, creditedTo: creditedSource(sources, context.rights) }
}

type Planning = {
  readonly program: Row<Program>
  readonly columns: ParticipationColumns
  readonly origin: ParticipationOrigin
  readonly context: Context
  readonly errors: Remark[]
}

const planNew = ({
  row,
  program,
  columns,
  origin,
  context,
  errors,
}: Planning & { row: ImportRow<ParticipantCells> }): Plan => {
  const { cells } = row
  if (
    cells.country === null &&
    cells.organization === null &&
    !row.isUnread('country') &&
    !row.isUnread('organization')
  ) {
    const message = 'A new row needs a country or an organization: nobody could tell one unnamed delegate from another.'
    errors.push({ property: 'country', code: 'INVALID', message })
  }
  const floor = program.participantVisibility
  const visibility = cells.visibility ?? floor
  errors.push(...remarksOn(visibility, floor, context))
  const { personId } = columns
  return {
    outcome: 'create',
    ...(personId != null && { key: `${personId} ${cells.role}` }),
    async apply(writing) {
      if (!(await isOpenFor(writing, program.id, visibility))) return ''
      const attendance = cells.attendance ?? 'PLANNED'
      return createParticipation(writing, program.id, { ...columns, role: cells.role, attendance, visibility }, origin)
    },
  }
}

const remarksOn = (visibility: Visibility, floor: Visibility, context: Context): readonly Remark[] => {
  const problems = createProblems()
  checkVisibility(problems, null, visibility, context)
  checkFloor(problems, null, visibility, floor)
  return problems.all.map(({ code, message, suggestions }) => ({ property: 'visibility', code, message, suggestions }))
}

// The program is locked by the first new row: positions are given one after the other until the transaction ends.
const floors = new WeakMap<Writing, Map<string, Visibility>>()

const isOpenFor = async (writing: Writing, programId: string, visibility: Visibility): Promise<boolean> => {
  const known = floors.get(writing) ?? new Map<string, Visibility>()
  floors.set(writing, known)
  const floor = known.get(programId) ?? (await lockProgram(writing, programId, null))?.participantVisibility
  if (floor === undefined) return false
  known.set(programId, floor)
  checkFloor(writing.problems, ['visibility'], visibility, floor)
  return writing.problems.all.length === 0
}

const planChange = async ({
  program,
  existing,
  columns,
  origin,
  context,
  errors,
}: Planning & { readonly existing: Row<Participation> }): Promise<Plan> => {
  const { id } = existing
  const changed = Object.entries(columns).filter(
    ([column, value]) => existing[column as keyof typeof columns] !== value,
  )
  if (changed.length === 0) return { outcome: 'unchanged', recordId: id }
  const next = { ...existing, ...columns }
  if (!maySteward(context.rights, [existing.stewardId])) {
    errors.push({ code: 'FORBIDDEN', message: forbidden('participation', id, context.viewer.organization) })
  }
  if (next.visibility !== existing.visibility) {
    errors.push(...remarksOn(next.visibility, program.participantVisibility, context))
  }
  const same =
    next.personId === null
      ? null
      : await context.loaders.participationOfPerson.load({
          programId: program.id,
          personId: next.personId,
          role: next.role,
        })
  if (same !== null && same !== id) {
    const message = `The person is on this program as ${next.role} already, by the participation "${same}".`
    errors.push({ property: 'person', code: 'DUPLICATE', message, suggestions: [same] })
  }
  return {
    outcome: 'update',
    key: id,
    async apply(writing) {
      const row = await lockParticipation(writing, id, null, [])
      if (row !== null) await changeParticipation(writing, row, Object.fromEntries(changed), origin)
      return id
    },
  }
}
