import type { AnyTables } from '@exchange-network/kit/database/database'
import { RecordSource } from '@exchange-network/kit/provenance/record-source'
import { randomId } from '@exchange-network/kit/writing/slug'
import type { Writing } from '@exchange-network/kit/writing/writing'
import { Participation } from '../entities/participation.ts'
import type { Program } from '../entities/program.ts'
import { visibleParticipations } from '../store/visible.ts'
import { creditedSources } from './credit.ts'
import { claimParticipation } from './participation-claims.ts'
import type { Attendance, ParticipationColumns } from './participation-input.ts'
import { labelFor, type ParticipationRole } from './participation-label.ts'

/** A participation that is to be made. */
export type NewParticipation = ParticipationColumns & {
  readonly role: ParticipationRole
  readonly attendance: Attendance
  readonly visibility: Program['visibility'] & string
}

/** What stands beside the columns of a participation. */
export type ParticipationOrigin = {
  /** Of the person, where the feed tells it to the writer; null for everybody else. */
  readonly name: string | null
  /** Documents that support it, the credited one first. */
  readonly sources: readonly string[]
  readonly creditedTo: string | null
}

/** Puts somebody on a locked program, behind those who are on it; answers the id. */
export const createParticipation = async (
  writing: Writing,
  programId: string,
  columns: NewParticipation,
  { name, sources, creditedTo }: ParticipationOrigin,
): Promise<string> => {
  const { em, viewer } = writing
  const position = await nextPosition(writing, programId)
  const { role } = columns
  const id = randomId('pa')
  em.persist(
    em.create(Participation, {
      id,
      programId,
      position,
      personId: null,
      label: labelFor({ role, position }, name),
      representingCode: null,
      organizationId: null,
      title: null,
      notes: null,
      ...columns,
      stewardId: viewer.organization,
    }),
  )
  for (const [index, sourceId] of creditedSources(sources, writing.rights).entries()) {
    em.persist(em.create(RecordSource, { recordType: 'Participation', recordId: id, sourceId, position: index + 1 }))
  }
  await claimParticipation(writing, { id, attendance: columns.attendance }, columns, {
    sourceId: creditedTo,
    isNew: true,
  })
  return id
}

// The program is locked, so one transaction at a time numbers its participations.
const lastPositions = new WeakMap<Writing['em'], Map<string, number>>()

const nextPosition = async ({ em }: Writing, programId: string): Promise<number> => {
  const known = lastPositions.get(em) ?? new Map<string, number>()
  lastPositions.set(em, known)
  const position = (known.get(programId) ?? (await lastPosition(em, programId))) + 1
  known.set(programId, position)
  return position
}

const lastPosition = async (em: Writing['em'], programId: string): Promise<number> => {
  const row = await em
    .getKysely<AnyTables>()
    .selectFrom('participation')
    .select(eb => eb.fn.max('position').as('last'))
    .where('program_id', '=', programId)
    .executeTakeFirst()
  return Number(row?.last ?? 0)
}

/** Changes a locked participation; answers whether anything was another before. The label follows the person. */
export const changeParticipation = async (
  writing: Writing,
  row: Participation,
  columns: ParticipationColumns,
  { name, creditedTo }: Pick<ParticipationOrigin, 'name' | 'creditedTo'>,
): Promise<boolean> => {
  const changed = Object.fromEntries(
    Object.entries(columns).filter(([column, value]) => row[column as keyof ParticipationColumns] !== value),
  ) as ParticipationColumns
  if (Object.keys(changed).length === 0) return false
  Object.assign(row, changed)
  const isNobody = row.personId === null
  if (changed.personId !== undefined || (changed.role !== undefined && isNobody)) {
    row.label = labelFor(row, isNobody ? null : name)
  }
  await claimParticipation(writing, row, changed, { sourceId: creditedTo, isNew: false })
  return true
}

/** Finds the participation of a person in a role of a program, as far as it exists for the writer. */
export const findSame = async (
  { em, rights }: Pick<Writing, 'em' | 'rights'>,
  programId: string,
  personId: string,
  role: ParticipationRole,
): Promise<string | null> => {
  const same: { id: string } | undefined = await em
    .getKysely<AnyTables>()
    .selectFrom('participation')
    .select('participation.id')
    .where('participation.program_id', '=', programId)
    .where('participation.person_id', '=', personId)
    .where('participation.role', '=', role)
    .where(visibleParticipations(rights))
    .orderBy('participation.position')
    .executeTakeFirst()
  return same?.id ?? null
}
