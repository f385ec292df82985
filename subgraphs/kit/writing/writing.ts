import type { EntityName } from '@mikro-orm/core'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { maySteward } from '../access/stewardship.ts'
import type { AnyTables, Database, EntityManager, WriteSession } from '../database/database.ts'
import { whereIdOrSlug } from '../database/id-or-slug.ts'
import { tableOf } from '../database/rows.ts'
import type { LoaderRequest } from '../serve/subgraph.ts'
import type { Author } from './author.ts'
import type { FieldPath, Problems } from './problems.ts'

// biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
type Condition = (eb: ExpressionBuilder<any, any>) => Expression<SqlBool>

/** Which record is to be changed, and what must hold of it. */
export type LockOptions<E> = {
  /** Names the record in messages, e.g. "program". */
  readonly noun: string
  /** The row rule: a record that does not meet it does not exist. Over the table by its own name. */
  readonly visible: Condition
  /** The organizations that may edit the row. */
  readonly stewards: (row: E) => readonly (string | null | undefined)[]
  /** Version that the caller looked at; null where the caller need not have looked. */
  readonly expectedVersion: number | null
  /** The input field that names the record. */
  readonly field: FieldPath
}

/** One change under way, inside its transaction. */
export type Writing = LoaderRequest & {
  readonly em: EntityManager
  readonly author: Author
  /** When there are any at the end, everything is undone. */
  readonly problems: Problems
  /**
   * Finds a record by id or slug and locks it until the transaction ends, so that editors of one record follow each
   * other. Adds NOT_FOUND, FORBIDDEN or VERSION_CONFLICT and answers null where it may not be changed.
   */
  lock<E extends { id: string }>(entity: EntityName<E>, idOrSlug: string, options: LockOptions<E>): Promise<E | null>
  /** Writes what was done so far and forgets its entities: for changes of very many rows. */
  settle(): Promise<void>
}

/** Creates the change for a transaction of `database.write`. */
export const openWriting = (
  request: LoaderRequest,
  em: EntityManager,
  { author, settle }: WriteSession,
  problems: Problems,
): Writing => ({
  database: request.database,
  viewer: request.viewer,
  rights: request.rights,
  em,
  author,
  problems,
  settle,
  lock: (entity, idOrSlug, options) => lock(request, em, problems, entity, idOrSlug, options),
})

const lock = async <E extends { id: string }>(
  { database, rights, viewer }: LoaderRequest,
  em: EntityManager,
  problems: Problems,
  entity: EntityName<E>,
  idOrSlug: string,
  { noun, visible, stewards, expectedVersion, field }: LockOptions<E>,
): Promise<E | null> => {
  const id = await lockedId(database, em, entity, idOrSlug, visible)
  if (id === null) {
    problems.add(field, 'NOT_FOUND', `There is no ${noun} "${idOrSlug}", or none that you may see.`)
    return null
  }
  // What was read before the lock may be old by now.
  const row = (await em.findOneOrFail(entity, { id } as never, { refresh: true })) as E
  if (!maySteward(rights, stewards(row))) {
    problems.add(field, 'FORBIDDEN', forbidden(noun, idOrSlug, viewer.organization))
    return null
  }
  const current = (row as { version?: number }).version ?? 0
  if (expectedVersion !== null && expectedVersion !== current) {
    problems.add(
      field,
      'VERSION_CONFLICT',
      `The ${noun} "${idOrSlug}" has version ${current} by now, and you looked at version ${expectedVersion}. Read it again, and repeat your change if it is still right.`,
      { currentVersion: current },
    )
    return null
  }
  return row
}

/** Says that a record may not be edited; its steward is not named, for it may be hidden. */
export const forbidden = (noun: string, idOrSlug: string, organization: string | null): string =>
  organization === null
    ? `Your token names no organization, and only the steward of the ${noun} "${idOrSlug}" may change it. Use a token of its steward.`
    : `"${organization}" is not the steward of the ${noun} "${idOrSlug}". Ask its steward.`

const lockedId = async <E extends object>(
  database: Database,
  em: EntityManager,
  entity: EntityName<E>,
  idOrSlug: string,
  visible: Condition,
): Promise<string | null> => {
  const table = tableOf(database, entity)
  const row = await em
    .getKysely<AnyTables>()
    .selectFrom(table)
    .select(`${table}.id as id`)
    .where(whereIdOrSlug(database, entity, idOrSlug))
    .where(visible)
    // An id goes before a slug.
    .orderBy(sql`case when ${sql.ref(`${table}.id`)} = ${idOrSlug} then 0 else 1 end`)
    .limit(1)
    .$if(database.dialect === 'postgres', query => query.forUpdate(table))
    .executeTakeFirst()
  return row === undefined ? null : String(row.id)
}

/**
 * Makes a record count as changed where only its parts did, so that its version counts up and its feed tells of it. The
 * time moves by a millisecond at least: two changes within one would otherwise be none.
 */
export const markChanged = (row: { updatedAt: Date }): void => {
  row.updatedAt = new Date(Math.max(Date.now(), row.updatedAt.getTime() + 1))
}
