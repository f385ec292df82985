import { loaderByArguments } from '@exchange-network/kit/database/loaders'
import { type Row, selectFrom } from '@exchange-network/kit/database/rows'
import { type Connection, connectionsByParent, readConnection, type SortKey } from '@exchange-network/kit/paging/page'
import type DataLoader from 'dataloader'
import { sql } from 'kysely'
import { Program } from '../entities/program.ts'
import { type ProgramFilter, programFilter } from './filter.ts'
import { organizationsWithUnits, type PlaceRole, placesOfParents, topicsWithNarrower } from './parents.ts'
import type { ProgramQuery, ProgramScope } from './scope.ts'
import { visiblePrograms } from './visible.ts'

/** The input ProgramOrder of the schema. */
export type ProgramOrder = {
  readonly field: 'DATE' | 'TITLE' | 'UPDATED_AT'
  readonly direction?: 'ASC' | 'DESC' | null
}

/** Arguments of every list of programs. */
export type ProgramListArguments = {
  readonly filter?: ProgramFilter | null
  readonly first?: number | null
  readonly after?: string | null
}

/** Pages of programs of many parents; one loader for each set of arguments. */
export type ProgramPages<Arguments = ProgramListArguments> = (
  args: Arguments,
) => DataLoader<string, Connection<Row<Program>>>

/** Selects the programs that the viewer may see and that match, unordered. */
export const programRows = (scope: ProgramScope, filter?: ProgramFilter | null): ProgramQuery<Row<Program>> =>
  programFilter(filter, scope)(selectFrom(scope.database, Program).where(visiblePrograms(scope.rights)))

/** Lists the sort keys of an order. Undated programs come last in both directions. */
export const programKeys = ({ field, direction }: ProgramOrder): SortKey[] => {
  const way = direction === 'ASC' ? 'asc' : 'desc'
  const id: SortKey = { column: 'program.id', direction: 'asc' }
  if (field === 'TITLE') return [{ column: 'program.sort_title', direction: way }, id]
  if (field === 'UPDATED_AT') return [{ column: 'program.updated_at', direction: way }, id]
  return [{ column: 'program.date_order', direction: 'asc' }, { column: 'program.date_sort', direction: way }, id]
}

const latestFirst: ProgramOrder = { field: 'DATE', direction: 'DESC' }

/** Pages all programs. */
export const readPrograms = (
  scope: ProgramScope,
  { filter, orderBy, first, after }: ProgramListArguments & { readonly orderBy?: ProgramOrder | null },
): Connection<Row<Program>> =>
  readConnection({
    database: scope.database,
    rows: programRows(scope, filter),
    keys: programKeys(orderBy ?? latestFirst),
    binding: JSON.stringify(['programs', orderBy ?? latestFirst, filter ?? null]),
    first,
    after,
  })

const pagesByParent = <Arguments extends ProgramListArguments>(
  scope: ProgramScope,
  field: string,
  rows: (query: ProgramQuery<Row<Program>>, parents: readonly string[], args: Arguments) => ProgramQuery<Row<Program>>,
): ProgramPages<Arguments> =>
  loaderByArguments(args => {
    const { first, after, ...binding } = args
    return connectionsByParent({
      database: scope.database,
      rows: parents => rows(programRows(scope, args.filter), parents, args),
      keys: programKeys(latestFirst),
      binding: JSON.stringify([field, binding]),
      first,
      after,
    })
  })

/** Pages the programs of series. */
export const programsBySeriesId = (scope: ProgramScope): ProgramPages =>
  pagesByParent(scope, 'ProgramSeries.programs', (query, parents) =>
    query.select('program.series_id as parent_id').where('program.series_id', 'in', [...parents]),
  )

/** Pages the programs on topics or narrower ones. */
export const programsByTopicId = (scope: ProgramScope): ProgramPages =>
  pagesByParent(scope, 'Topic.programs', (query, parents) =>
    query
      .innerJoin(
        sql<{ parent_id: string; program_id: string }>`(
          select distinct within.root as parent_id, program_topic.program_id
          from ${topicsWithNarrower(parents)} as within
          join program_topic on program_topic.topic_id = within.topic_id
        )`.as('parent'),
        join => join.onRef('parent.program_id', '=', 'program.id'),
      )
      .select('parent.parent_id as parent_id'),
  )

/** Arguments of Organization.programs. */
export type OrganizationProgramArguments = ProgramListArguments & {
  readonly roles?: readonly string[] | null
  readonly includeUnits?: boolean | null
}

/** Pages the programs in which organizations hold a role, what their units do included unless told otherwise. */
export const programsByOrganizationId = (scope: ProgramScope): ProgramPages<OrganizationProgramArguments> =>
  pagesByParent(scope, 'Organization.programs', (query, parents, { roles, includeUnits }) => {
    const inRoles = roles == null ? sql`` : sql`where program_role.kind in (${sql.join(roles.length ? roles : [''])})`
    return query
      .innerJoin(
        sql<{ parent_id: string; program_id: string }>`(
          select distinct within.root as parent_id, program_role.program_id
          from ${organizationsWithUnits(scope, parents, includeUnits !== false)} as within
          join program_role on program_role.organization_id = within.organization_id
          ${inRoles}
        )`.as('parent'),
        join => join.onRef('parent.program_id', '=', 'program.id'),
      )
      .select('parent.parent_id as parent_id')
  })

/** Arguments of Place.programs. */
export type PlaceProgramArguments = ProgramListArguments & {
  readonly role: PlaceRole
  readonly includePossible?: boolean | null
}

/** Pages the programs held in places, or with visitors from them, anything inside them included. */
export const programsByPlaceId = (scope: ProgramScope): ProgramPages<PlaceProgramArguments> =>
  pagesByParent(scope, 'Place.programs', (query, parents, { role, includePossible }) => {
    const table = sql.table(role === 'HELD_IN' ? 'program_place' : 'representation')
    return query
      .innerJoin(
        sql<{ parent_id: string; program_id: string }>`(
          select distinct within.root as parent_id, linked.program_id
          from ${placesOfParents(scope.database, parents, includePossible === true)} as within
          join ${table} as linked on linked.place_code = within.place_code
        )`.as('parent'),
        join => join.onRef('parent.program_id', '=', 'program.id'),
      )
      .select('parent.parent_id as parent_id')
  })
