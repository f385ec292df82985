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

/** Finds all roles of both ends of links on their common programs, by the alphabet. */
export const readRolesOfLinks = async (
  links: readonly Link[],
  query: NetworkQuery,
  scope: ProgramScope,
): Promise<ReadonlyMap<string, { readonly source: readonly string[]; readonly target: readonly string[] }>> => {
  const rolesOf = (end: 'source' | 'target') =>
    scope.database.read
      .selectFrom('common')
      .innerJoin('program_role as role', join =>
        join.onRef('role.organization_id', '=', `common.${end}_id`).onRef('role.program_id', '=', 'common.program_id'),
      )
      .select(['common.source_id as sourceId', 'common.target_id as targetId', sql.lit(end).as('end'), 'role.kind'])
  const rows = (await scope.database.read
    .with('common', () => commonPrograms(links, query, scope))
    .selectFrom(rolesOf('source').union(rolesOf('target')).as('held'))
    .selectAll()
    .execute()) as { sourceId: string; targetId: string; end: 'source' | 'target'; kind: string }[]
  const byLink = Map.groupBy(rows, linkKey)
  return new Map(
    [...byLink].map(([key, held]) => {
      const kinds = (end: string) =>
        held
          .filter(role => role.end === end)
          .map(role => role.kind)
          .sort()
      return [key, { source: kinds('source'), target: kinds('target') }]
    }),
  )
}

/** Finds the common programs of links, earliest first, undated last. */
export const readCommonPrograms = async (
  links: readonly Link[],
  query: NetworkQuery,
  scope: ProgramScope,
): Promise<ReadonlyMap<string, readonly Row<Program>[]>> => {
  const common = commonPrograms(links, query, scope)
  const [linked, programs] = await Promise.all([
    common.execute() as Promise<{ source_id: string; target_id: string; program_id: string }[]>,
    programRows(scope, query.filter)
      .where('program.id', 'in', scope.database.read.selectFrom(common.as('common')).select('common.program_id'))
      .orderBy('program.date_order')
      .orderBy('program.date_sort')
      .orderBy('program.id')
      .execute(),
  ])
  const nth = new Map(programs.map((program, index) => [program.id, index]))
  const byLink = Map.groupBy(linked, row => linkKey({ sourceId: row.source_id, targetId: row.target_id }))
  return new Map(
    [...byLink].map(([key, rows]) => {
      const order = rows.flatMap(row => nth.get(row.program_id) ?? []).toSorted((one, other) => one - other)
      return [key, order.flatMap(index => (programs[index] as Row<Program> | undefined) ?? [])]
    }),
  )
}

/** Selects source_id, target_id and program_id of links, each once. */
const commonPrograms = (links: readonly Link[], query: NetworkQuery, scope: ProgramScope): RowQuery<object> => {
  const pair = inlineRows(
    scope.database,
    ['source_id', 'target_id'],
    links.map(({ sourceId, targetId }) => [sourceId, targetId]),
  ).as('pair')
  return pairs(query, scope)
    .innerJoin(pair, join =>
      join
        .onRef('pair.source_id', '=', 'source.organization_id')
        .onRef('pair.target_id', '=', 'target.organization_id'),
    )
    .distinct()
    .select(['pair.source_id', 'pair.target_id', 'source.program_id'])
}

/** Pairs `source` and `target`: roles of two organizations on the same program. */
const pairs = (query: NetworkQuery, scope: ProgramScope): RowQuery<object> => {
  const { database } = scope
  const { sources } = query
  const end = (roles: List<string>, organizations: readonly string[] | null = null) =>
    [
      ...whereListed(roles, 'roles', kinds => eb => eb('role.kind', 'in', kinds)),
      ...whereListed(organizations, 'sources', ids => eb => eb('role.organization_id', 'in', ids)),
    ].reduce((ends, condition) => ends.where(condition), rolesOnPrograms(query, scope))
  const paired: RowQuery<object> = database.read
    .selectFrom(end(sources === null ? query.roles : null, sources).as('source'))
    .innerJoin(end(query.roles).as('target'), 'target.program_id', 'source.program_id')
  return sources === null
    ? paired.where(
        sql<boolean>`${byBytes('source.organization_id', scope)} < ${byBytes('target.organization_id', scope)}`,
      )
    : paired.whereRef('source.organization_id', '!=', 'target.organization_id')
}

const rolesOnPrograms = ({ filter }: NetworkQuery, scope: ProgramScope): RowQuery<object> =>
  visibleRoles(scope)
    .where('role.program_id', 'in', programRows(scope, filter).clearSelect().select('program.id'))
    .select(eb => [
      'role.program_id',
      'role.organization_id',
      eb.fn.coalesce('organization.name', 'role.organization_id').as('name'),
    ])

/** Compares alike in both databases, whatever language PostgreSQL was set up for. */
const byBytes = (column: string, { database }: ProgramScope): RawBuilder<string> =>
  database.dialect === 'postgres' ? sql`${sql.ref(column)} collate "C"` : sql`${sql.ref(column)} collate binary`
