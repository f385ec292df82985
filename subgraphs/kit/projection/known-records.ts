import DataLoader from 'dataloader'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { openTo, openToSteward, type RowRights, whereVisible } from '../access/visibility.ts'
import type { Database } from '../database/database.ts'
import { isVisibleEntry } from '../provenance/partner-entry.ts'

/** Where the projection is read, and for whom. */
export type ProjectionRequest = { readonly database: Database; readonly rights: RowRights }

const maxBatchSize = 500

/**
 * Builds the row rule over the projection of records that their feed tells a steward of, for a query in which
 * `projected_record` goes by `alias`: the kit's rule, with the steward taken from the links.
 */
export const existingRecord =
  (rights: RowRights, alias: string) =>
  // biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
  (eb: ExpressionBuilder<any, any>): Expression<SqlBool> => {
    const open = eb(`${alias}.visibility`, 'in', [...openTo(rights)])
    const levels = openToSteward(rights)
    if (levels.length === 0) return open
    const stewarded = eb
      .selectFrom('projected_link as stewardship')
      .select('stewardship.to_id')
      .whereRef('stewardship.type', '=', `${alias}.type`)
      .whereRef('stewardship.from_id', '=', `${alias}.record_id`)
      .where('stewardship.kind', '=', 'STEWARD')
      .where('stewardship.to_id', 'in', [...rights.organizations])
    return eb.or([open, eb.and([eb(`${alias}.visibility`, 'in', [...levels]), eb.exists(stewarded)])])
  }

/**
 * Builds the condition that the source in a column exists for the viewer, as far as the feed of programs tells. One that
 * it does not tell of is hidden once that feed was read to its end; before, it counts as existing, so that a network
 * whose programs are away from the beginning still shows what it knows. What an organization enters itself exists where
 * the organization does; `ownerOfEntry` tells of it where not the projection does.
 */
export const visibleSource =
  (
    rights: RowRights,
    ownerOfEntry: Parameters<typeof isVisibleEntry>[1] = organization => visibleOrganization(rights, organization),
  ) =>
  (column: string) =>
  // biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
  (eb: ExpressionBuilder<any, any>): Expression<SqlBool> => {
    const told = eb
      .selectFrom('projected_record as known_source')
      .select('known_source.record_id')
      .where('known_source.type', '=', 'Source')
      .whereRef('known_source.record_id', '=', column)
    return eb.or([
      isVisibleEntry(column, ownerOfEntry)(eb),
      eb.exists(told.where(existingRecord(rights, 'known_source'))),
      eb.and([eb.not(eb.exists(told)), eb.not(eb.exists(readToEnd(eb, 'programs')))]),
    ])
  }

/** Tells of sources whether they exist for the viewer, as `visibleSource` does. */
export const isVisibleSource = ({ database, rights }: ProjectionRequest): DataLoader<string, boolean> =>
  new DataLoader(
    async ids => {
      const asked = [...ids].map(id => sql`select cast(${id} as varchar(64)) as id`)
      const rows = await database.read
        .selectFrom(sql<{ id: string }>`(${sql.join(asked, sql` union all `)})`.as('asked'))
        .select('asked.id')
        .where(visibleSource(rights)('asked.id'))
        .execute()
      const visible = new Set(rows.map(row => row.id))
      return ids.map(id => visible.has(id))
    },
    { maxBatchSize: 200 },
  )

/**
 * Builds the row rule of organizations over their projection, for a query in which `projected_record` goes by `alias`:
 * an organization is the steward of its own record, beside the one that its feed tells of, which recorded it.
 */
export const existingOrganization =
  (rights: RowRights, alias: string) =>
  // biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
  (eb: ExpressionBuilder<any, any>): Expression<SqlBool> => {
    const own = whereVisible({ visibility: `${alias}.visibility`, steward: `${alias}.record_id` }, rights)(eb)
    return openToSteward(rights).length === 0 ? own : eb.or([own, existingRecord(rights, alias)(eb)])
  }

/**
 * Builds the condition that the organization in a column is not known to be hidden from the viewer. One that no feed
 * told of yet counts as existing, so that rows can be read while the organizations are away.
 */
export const visibleOrganization =
  (rights: RowRights, organization: string | Expression<string>) =>
  // biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
  (eb: ExpressionBuilder<any, any>): Expression<SqlBool> =>
    eb.not(
      eb.exists(
        eb
          .selectFrom('projected_record as hidden_organization')
          .select('hidden_organization.record_id')
          .where('hidden_organization.type', '=', 'Organization')
          .where(
            'hidden_organization.record_id',
            '=',
            typeof organization === 'string' ? eb.ref(organization) : organization,
          )
          .where(inner => inner.not(existingOrganization(rights, 'hidden_organization')(inner))),
      ),
    )

/**
 * Builds the condition that a row of `claim` names no organization that is known to be hidden from the viewer, in its
 * normal form. Ask it only of claims on fields that name organizations, whose normal form is checked when they are
 * recorded: whoever writes any text could else find out by what becomes of it what is hidden.
 */
export const claimsNoHiddenOrganization =
  (rights: RowRights) =>
  // biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
  (eb: ExpressionBuilder<any, any>): Expression<SqlBool> =>
    eb.not(
      eb.exists(
        eb
          .selectFrom('projected_record as named_organization')
          .select('named_organization.record_id')
          .where('named_organization.type', '=', 'Organization')
          .whereRef('named_organization.record_id', '=', 'claim.normalized')
          .where(inner => inner.not(existingOrganization(rights, 'named_organization')(inner))),
      ),
    )

/** Tells of organizations whether they are known to be hidden from the viewer. False for one that no feed told of yet. */
export const isHiddenOrganization = (request: ProjectionRequest): DataLoader<string, boolean> =>
  new DataLoader(
    async ids => {
      const exists = await existenceById(request, ids)
      return ids.map(id => exists.get(id) === false)
    },
    { maxBatchSize },
  )

/**
 * Tells of organizations whether they are known not to exist for the viewer: hidden, or missing in the feed of
 * organizations though it was read to its end. False for every other one, e.g. while that feed was never read.
 */
export const isAbsentOrganization = (request: ProjectionRequest): DataLoader<string, boolean> =>
  new DataLoader(
    async ids => {
      // The feed comes first: a page that is applied in between shall not make an organization absent that it tells of.
      const isTold = await isReadToEnd(request.database, 'organizations')
      const exists = await existenceById(request, ids)
      return ids.map(id => !(exists.get(id) ?? !isTold))
    },
    { maxBatchSize },
  )

/** Whether each organization exists for the viewer, as far as the feed told of it. */
const existenceById = async (
  { database, rights }: ProjectionRequest,
  ids: readonly string[],
): Promise<ReadonlyMap<string, boolean>> => {
  const rows = await database.read
    .selectFrom('projected_record as organization')
    .select('organization.record_id as id')
    .select(eb => sql<unknown>`${existingOrganization(rights, 'organization')(eb)}`.as('isThere'))
    .where('organization.type', '=', 'Organization')
    .where('organization.record_id', 'in', [...ids])
    .execute()
  return new Map(rows.map(row => [row.id, Boolean(row.isThere)]))
}

const isReadToEnd = async (database: Database, origin: string): Promise<boolean> =>
  (await readToEnd(database.read, origin).executeTakeFirst()) !== undefined

// biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; a database or a builder inside a query.
const readToEnd = (from: Pick<ExpressionBuilder<any, any>, 'selectFrom'>, origin: string) =>
  from
    .selectFrom('followed_feed')
    .select('followed_feed.origin')
    .where('followed_feed.origin', '=', origin)
    .where(sql<boolean>`followed_feed.complete`)
