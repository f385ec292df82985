import type { RowRights } from '@exchange-network/kit/access/visibility'
import { existingOrganization, visibleOrganization } from '@exchange-network/kit/projection/known-records'
import { expressionBuilder, type RawBuilder, sql } from 'kysely'

/** Organizations asked for, each with the organizations whose positions count for it: itself and its units. */
export type OrganizationScope = RawBuilder<{ parent_id: string; organization_id: string }>

/**
 * Selects organizations by id with all units below them, as far as the organizations feed tells and they exist for the
 * viewer. An organization that the feed has not told of (yet) stands alone; one that is hidden has no rows.
 */
export const scopeOfIds = (rights: RowRights, ids: readonly string[], includeUnits: boolean): OrganizationScope => {
  const named = sql`select asked.name as parent_id, asked.name as organization_id from asked where ${isNotHidden(rights)}`
  return includeUnits ? scope(rights, named, ids) : sql`(with ${askedFor(ids)} ${named})`
}

/** The same, with units, for ids or slugs; an id goes before a slug. A name that is neither in the feed is taken for an id. */
export const scopeOfNames = (rights: RowRights, names: readonly string[]): OrganizationScope =>
  scope(
    rights,
    sql`select asked.name, coalesce(
      (select cast(known.record_id as text) from projected_record known
        where known.type = 'Organization' and known.record_id = asked.name and ${exists(rights, 'known')}),
      (select cast(known.record_id as text) from projected_record known
        where known.type = 'Organization' and known.slug = asked.name and ${exists(rights, 'known')}
        order by known.record_id limit 1),
      case when ${isNotHidden(rights)} then asked.name end) from asked`,
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
      and unit.type = 'Organization' and ${exists(rights, 'unit')}
  ) select parent_id, organization_id from scope where organization_id is not null)`

// The casts tell PostgreSQL the type of the parameters.
const askedFor = (names: readonly string[]): RawBuilder<unknown> =>
  sql`asked (name) as (values ${sql.join(names.map(name => sql`(cast(${name} as text))`))})`

// biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the conditions fit a query over any tables.
const eb = expressionBuilder<any, any>()

const exists = (rights: RowRights, alias: string) => existingOrganization(rights, alias)(eb)

const isNotHidden = (rights: RowRights) => visibleOrganization(rights, 'asked.name')(eb)
