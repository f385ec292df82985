import { placesWithin } from '@exchange-network/gazetteer/containment'
import { loaderByArguments } from '@exchange-network/kit/database/loaders'
import { type Row, selectFrom } from '@exchange-network/kit/database/rows'
import { type Connection, connectionsByParent, type SortKey } from '@exchange-network/kit/paging/page'
import type DataLoader from 'dataloader'
import { Participation } from '../entities/participation.ts'
import { type ProgramFilter, programFilter } from './filter.ts'
import type { ProgramQuery, ProgramScope } from './scope.ts'
import { namedParticipation, visibleParticipations, visiblePerson } from './visible.ts'

/** The input ParticipationFilter of the schema. */
export type ParticipationFilter = {
  readonly roles?: readonly string[] | null
  readonly attendance?: readonly string[] | null
  readonly representing?: readonly string[] | null
  readonly programs?: ProgramFilter | null
}

/** Arguments of every list of participations. */
export type ParticipationListArguments = {
  readonly filter?: ParticipationFilter | null
  readonly first?: number | null
  readonly after?: string | null
}

/** Pages of participations of many parents; one loader for each set of arguments. */
export type ParticipationPages = (
  args: ParticipationListArguments,
) => DataLoader<string, Connection<Row<Participation>>>

/** Selects the participations that the viewer may see and that match, with their program as `program`, unordered. */
const participationRows = (scope: ProgramScope, filter?: ParticipationFilter | null) => {
  let query: ProgramQuery<Row<Participation>> = selectFrom(scope.database, Participation)
    .innerJoin('program', 'program.id', 'participation.program_id')
    .where(visibleParticipations(scope.rights))
  if (filter?.roles != null) query = query.where('participation.role', 'in', nonEmpty(filter.roles))
  if (filter?.attendance != null) query = query.where('participation.attendance', 'in', nonEmpty(filter.attendance))
  if (filter?.representing != null) {
    query = query
      .where('participation.representing_code', 'in', nonEmpty(filter.representing.flatMap(placesWithin)))
      .where(namedParticipation(scope.rights))
  }
  return programFilter(filter?.programs, scope)(query)
}

/** An empty list matches nothing; SQL has no empty "in ()". */
const nonEmpty = (values: readonly string[]): string[] => (values.length === 0 ? [''] : [...values])

const inPrintedOrder: SortKey[] = [
  { column: 'participation.position', direction: 'asc' },
  { column: 'participation.id', direction: 'asc' },
]

/** Pages the participations of programs, in the order of the sources. */
export const participationsByProgramId = (scope: ProgramScope): ParticipationPages =>
  loaderByArguments(({ filter, first, after }) =>
    connectionsByParent({
      database: scope.database,
      rows: parents =>
        participationRows(scope, filter)
          .select('participation.program_id as parent_id')
          .where('participation.program_id', 'in', [...parents]),
      keys: inPrintedOrder,
      binding: JSON.stringify(['Program.participations', filter ?? null]),
      first,
      after,
      defaultFirst: 50,
    }),
  )

/** Pages the participations of people, those in the latest programs first. A person who is hidden from the viewer has none. */
export const participationsByPersonId = (scope: ProgramScope): ParticipationPages =>
  loaderByArguments(({ filter, first, after }) =>
    connectionsByParent({
      database: scope.database,
      rows: parents =>
        participationRows(scope, filter)
          .select('participation.person_id as parent_id')
          .where('participation.person_id', 'in', [...parents])
          .where(visiblePerson(scope.rights, 'participation.person_id')),
      keys: [
        { column: 'program.date_order', direction: 'asc' },
        { column: 'program.date_sort', direction: 'desc' },
        { column: 'program.id', direction: 'asc' },
        ...inPrintedOrder,
      ],
      binding: JSON.stringify(['Person.participations', filter ?? null]),
      first,
      after,
    }),
  )
