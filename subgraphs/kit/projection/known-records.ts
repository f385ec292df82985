import DataLoader from 'dataloader'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { openTo, type RowRights, whereVisible } from '../access/visibility.ts'
import type { Database } from '../database/database.ts'

/** Where the projection is read, and for whom. */
export type ProjectionRequest = { readonly database: Database; readonly rights: RowRights }

const maxBatchSize = 500

/**
 * Loads the names of a sibling's records of one type, by id. Null where the record does not exist for the viewer: it is
 * hidden, gone, or no feed told of it (yet). The feed tells names up to NETWORK only.
 */
export const nameById = ({ database, rights }: ProjectionRequest, type: string): DataLoader<string, string | null> =>
  new DataLoader(
    async ids => {
      const rows = await database.read
        .selectFrom('projected_record')
        .select(['record_id', 'name'])
        .where('type', '=', type)
        .where('record_id', 'in', [...ids])
        .where('visibility', 'in', [...openTo(rights)])
        .execute()
      const names = new Map<string, string | null>(rows.map(row => [row.record_id, row.name]))
      return ids.map(id => names.get(id) ?? null)
    },
    { maxBatchSize },
  )

/**
 * Builds the row rule of organizations over their projection, for a query in which `projected_record` goes by `alias`:
 * an organization is the steward of its own record.
 */
export const existingOrganization = (rights: RowRights, alias: string) =>
  whereVisible({ visibility: `${alias}.visibility`, steward: `${alias}.record_id` }, rights)

/**
 * Builds the condition that the organization in a column is not known to be hidden from the viewer. One that no feed
 * told of yet counts as existing, so that rows can be read while the organizations are away.
 */
export const visibleOrganization =
  (rights: RowRights, organizationColumn: string) =>
  // biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
  (eb: ExpressionBuilder<any, any>): Expression<SqlBool> =>
    eb.not(
      eb.exists(
        eb
          .selectFrom('projected_record as hidden_organization')
          .select('hidden_organization.record_id')
          .where('hidden_organization.type', '=', 'Organization')
          .whereRef('hidden_organization.record_id', '=', organizationColumn)
          .where(inner => inner.not(existingOrganization(rights, 'hidden_organization')(inner))),
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

const isReadToEnd = async (database: Database, origin: string): Promise<boolean> => {
  const feed = await database.read
    .selectFrom('followed_feed')
    .select('followed_feed.origin')
    .where('followed_feed.origin', '=', origin)
    .where(sql<boolean>`followed_feed.complete`)
    .executeTakeFirst()
  return feed !== undefined
}
