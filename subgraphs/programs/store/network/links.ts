import type { Row, RowQuery } from '@exchange-network/kit/database/rows'
import { type RawBuilder, sql } from 'kysely'
import type { Program } from '../../entities/program.ts'
import type { ProgramFilter } from '../filter.ts'
import { type List, whereListed } from '../filter-lists.ts'
import { inlineRows } from '../inline-rows.ts'
import { programRows } from '../program-pages.ts'
import type { ProgramScope } from '../scope.ts'
import { visibleRoles } from '../visible-roles.ts'

/** Which links to find. */
export type NetworkQuery = {
  /** Only links of these organizations, which are the sources then; null for every pair once. */
  readonly sources: readonly string[] | null
  readonly filter: ProgramFilter | null | undefined
  /** Roles that count: of both ends, or of the targets only where sources are given. */
  readonly roles: List<string>
  readonly minPrograms: number
  /** Most links in all, or of each source. */
  readonly limit: number
}

/** Two organizations and the number of programs in common. */
export type Link = { readonly sourceId: string; readonly targetId: string; readonly weight: number }

/** Names a link. */
export const linkKey = ({ sourceId, targetId }: Pick<Link, 'sourceId' | 'targetId'>): string =>
  JSON.stringify([sourceId, targetId])

/** Finds the links, strongest first, then by names. The database pairs, counts and cuts; only links leave it. */
export const readLinks = async (query: NetworkQuery, scope: ProgramScope): Promise<readonly Link[]> => {
  const { read } = scope.database
  const paired = pairs(query, scope)
    .select([
      'source.organization_id as source_id',
      'target.organization_id as target_id',
      sql<number>`cast(count(distinct ${sql.ref('source.program_id')}) as integer)`.as('weight'),
      sql`lower(max(${sql.ref('source.name')}))`.as('source_name'),
      sql`lower(max(${sql.ref('target.name')}))`.as('target_name'),
    ])
    .groupBy(['source.organization_id', 'target.organization_id'])
    .having(sql`count(distinct ${sql.ref('source.program_id')})`, '>=', query.minPrograms)
  const partition = query.sources === null ? sql`` : sql`partition by source_id`
  const ranked = read
    .selectFrom(paired.as('link'))
    .select(['source_id', 'target_id', 'weight'])
    .select(
      sql<number>`row_number() over (${partition} order by weight desc, source_name, target_name, source_id, target_id)`.as(
        'nth',
      ),
    )
  const rows = (await read
    .selectFrom(ranked.as('ranked'))
    .select(['source_id as sourceId', 'target_id as targetId', 'weight'])
    .where('nth', '<=', query.limit)
    .orderBy('nth')
    .orderBy('source_id')
    .execute()) as Link[]
  return rows
}

/** What both ends of a link do for the programs in common, each list by the alphabet. */
export type LinkRoles = { readonly source: readonly string[]; readonly target: readonly string[] }

/** Finds all roles of both ends of links on their common programs, by `linkKey`. */
export const readRolesOfLinks = async (
  links: readonly Link[],
  query: NetworkQuery,
  scope: ProgramScope,
): Promise<ReadonlyMap<string, LinkRoles>> => {
  const rows = (await pairsOf(links, query, scope)
    .select(['source.kind as sourceKind', 'target.kind as targetKind'])
    .execute()) as (PairRow & { sourceKind: string; targetKind: string })[]
  return new Map(
    [...Map.groupBy(rows, linkKey)].map(([key, pairs]) => [
      key,
      {
        source: [...new Set(pairs.map(pair => pair.sourceKind))].sort(),
        target: [...new Set(pairs.map(pair => pair.targetKind))].sort(),
      },
    ]),
  )
}

/** Finds the common programs of links by `linkKey`, earliest first, undated last. */
export const readCommonPrograms = async (
  links: readonly Link[],
  query: NetworkQuery,
  scope: ProgramScope,
): Promise<ReadonlyMap<string, readonly Row<Program>[]>> => {
  const rows = (await pairsOf(links, query, scope).select('source.program_id as programId').execute()) as (PairRow & {
    programId: string
  })[]
  const ids = [...new Set(rows.map(row => row.programId))].map(id => [id])
  const programs = (await programRows(scope)
    .where('program.id', 'in', inlineRows(scope.database, ['id'], ids))
    .orderBy('program.date_order')
    .orderBy('program.date_sort')
    .orderBy('program.id')
    .execute()) as Row<Program>[]
  const nth = new Map(programs.map((program, index) => [program.id, index]))
  return new Map(
    [...Map.groupBy(rows, linkKey)].map(([key, pairs]) => {
      const order = pairs.flatMap(pair => nth.get(pair.programId) ?? []).toSorted((one, other) => one - other)
      return [key, order.flatMap(index => programs[index] ?? [])]
    }),
  )
}

type PairRow = { readonly sourceId: string; readonly targetId: string }

/** Selects the pairs of roles behind these links, each combination of what is selected once. */
const pairsOf = (links: readonly Link[], query: NetworkQuery, scope: ProgramScope): RowQuery<object> => {
  // One text for both ends (ids hold no spaces): told of two columns, PostgreSQL would start from the links and read the
  // roles of a busy organization once for each of them.
  const wanted = inlineRows(
    scope.database,
    ['ends'],
    links.map(({ sourceId, targetId }) => [`${sourceId} ${targetId}`]),
  )
  return pairs(query, scope)
    .where(
      sql<boolean>`${sql.ref('source.organization_id')} || ' ' || ${sql.ref('target.organization_id')} in ${wanted}`,
    )
    .distinct()
    .select(['source.organization_id as sourceId', 'target.organization_id as targetId'])
}

/** Pairs `source` and `target`: roles of two organizations on the same program, whichever of their roles there. */
const pairs = (query: NetworkQuery, scope: ProgramScope): RowQuery<object> => {
  const { sources, roles } = query
  const counted = programRows(scope, query.filter).clearSelect().select('program.id')
  const source = end(sources === null ? roles : null, scope).where('role.program_id', 'in', counted)
  const paired: RowQuery<object> = scope.database.read
    .selectFrom((sources === null ? source : source.where('role.organization_id', 'in', [...sources])).as('source'))
    .innerJoin(end(roles, scope).as('target'), 'target.program_id', 'source.program_id')
  return sources === null
    ? paired.where(
        sql<boolean>`${byBytes('source.organization_id', scope)} < ${byBytes('target.organization_id', scope)}`,
      )
    : paired.whereRef('source.organization_id', '!=', 'target.organization_id')
}

/** Selects the roles of organizations that hold one of the roles that count on the same program. */
const end = (roles: List<string>, scope: ProgramScope): RowQuery<object> =>
  whereListed(
    roles,
    kinds => eb =>
      eb.exists(
        eb
          .selectFrom('program_role as counting')
          .select('counting.id')
          .whereRef('counting.program_id', '=', 'role.program_id')
          .whereRef('counting.organization_id', '=', 'role.organization_id')
          .where('counting.kind', 'in', kinds),
      ),
  ).reduce(
    (ends, condition) => ends.where(condition),
    visibleRoles(scope).select(eb => [
      'role.program_id',
      'role.organization_id',
      'role.kind',
      eb.fn.coalesce('organization.name', 'role.organization_id').as('name'),
    ]),
  )

/** Compares alike in both databases, whatever language PostgreSQL was set up for. */
const byBytes = (column: string, { database }: ProgramScope): RawBuilder<string> =>
  database.dialect === 'postgres' ? sql`${sql.ref(column)} collate "C"` : sql`${sql.ref(column)} collate binary`
