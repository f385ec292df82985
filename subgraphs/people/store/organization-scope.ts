import type { RowRights } from '@exchange-network/kit/access/visibility'
import { type RawBuilder, sql } from 'kysely'

/** Organizations asked for, each with the organizations whose positions count for it: itself and its units. */
export type OrganizationScope = RawBuilder<{ parent_id: string; organization_id: string }>

/**
 * Selects organizations by id with all units below them, as far as the organizations feed tells and the viewer may see
 * them. An organization that the feed has not told of (yet) stands alone.
 */
export const scopeOfIds = (rights: RowRights, ids: readonly string[], includeUnits: boolean): OrganizationScope =>
  includeUnits
    ? scope(rights, sql`select asked.name, asked.name from asked`, ids)
    : sql`(with ${askedFor(ids)} select asked.name as parent_id, asked.name as organization_id from asked)`

/** The same, with units, for ids or slugs. A name that is neither in the feed is taken for an id. */
export const scopeOfNames = (rights: RowRights, names: readonly string[]): OrganizationScope =>
  scope(
    rights,
    sql`select asked.name, coalesce(
      (select cast(known.record_id as text) from projected_record known
        where known.type = 'Organization' and known.record_id = asked.name),
      (select cast(known.record_id as text) from projected_record known
        where known.type = 'Organization' and known.slug = asked.name and known.visibility in (${openTo(rights)})
        order by known.record_id limit 1),
      asked.name) from asked`,
    names,
  )

// "union" without "all" ends even where units run in a circle, and counts a unit once for each name asked for.
const scope = (rights: RowRights, start: RawBuilder<unknown>, names: readonly string[]): OrganizationScope =>
  sql`(with recursive ${askedFor(names)}, scope (parent_id, organization_id) as (
    ${start}
    union
    select scope.parent_id, cast(unit.record_id as text)
    from scope
    join projected_record unit on unit.parent_id = scope.organization_id
      and unit.type = 'Organization' and unit.visibility in (${openTo(rights)})
  ) select parent_id, organization_id from scope)`

// The casts tell PostgreSQL the type of the parameters.
const askedFor = (names: readonly string[]): RawBuilder<unknown> =>
  sql`asked (name) as (values ${sql.join(names.map(name => sql`(cast(${name} as text))`))})`

// The feed tells siblings of PUBLIC and NETWORK records only; who may see more sees these units in their own subgraph.
const openTo = ({ viewer }: RowRights): RawBuilder<unknown> =>
  sql.join((viewer.organization === null ? ['PUBLIC'] : ['PUBLIC', 'NETWORK']).map(level => sql.lit(level)))
