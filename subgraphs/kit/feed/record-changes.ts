import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Visibility } from '../access/visibility.ts'
import type { AnyTables, Database, EntityManager, Recorder } from '../database/database.ts'
import { parts, type Touch, touchedRecords } from './touched-records.ts'

/** What the feed tells of one record. */
export type FeedEntry = {
  readonly id: string
  readonly version: number
  readonly visibility: Visibility
  /** What siblings may know; kept from them when the visibility is above NETWORK. Plain JSON. */
  readonly fields: Readonly<Record<string, unknown>>
  /**
   * Ids by which siblings decide what exists for whom, told whatever the visibility: without them a sibling could not
   * tell a partner from a stranger. Never a name, a title or a slug.
   */
  readonly links?: Readonly<Record<string, string | null | readonly string[]>>
  /** True for a record that is deleted but still has a row. */
  readonly deleted?: boolean
  /**
   * True for a person whose names and texts were erased on request: told whatever the visibility and even once the
   * record is deleted, so that siblings forget what they hold of it. Its `fields` are told no more.
   */
  readonly erased?: boolean
}

/** Reads the feed entries of records of one type, with the transaction's own entity manager. Records left out are gone. */
export type DescribeRecords = (
  ids: readonly string[],
  em: EntityManager,
  database: Database,
) => Promise<readonly FeedEntry[]>

/** Stands among the stored fields of an erased record; no field of the contract begins with "$". */
export const erasedMark = '$erased'

/** Any number that nothing else in the database locks. */
const feedLock = 6_332_017

/**
 * Makes a recorder that writes the feed rows of changed records in the transaction of the change.
 * `touches` says which records an entity belongs to, `describe` what to tell of them, by type.
 */
export const recordChanges = (options: {
  readonly touches: readonly Touch[]
  readonly describe: Readonly<Record<string, DescribeRecords>>
}): Recorder => {
  return async (changes, em, database) => {
    const touched = touchedRecords(changes, options.touches)
    if (touched.size === 0) return
    await lockFeed(em, database)
    await nameFeed(em)
    for (const [type, ids] of touched) {
      const describe = options.describe[type]
      if (describe === undefined)
        throw new Error(`The feed has no description of type "${type}". Add it to "describe".`)
      for (const part of parts(ids, 500)) {
        await writeEntries(em, database, type, part, await describe(part, em, database))
      }
    }
  }
}

/**
 * Lets one transaction at a time write to the feed, until it commits. Without the lock a sequence number could become
 * visible after a larger one, and a sibling that read the larger one would never see it. SQLite has one writer anyway.
 */
const lockFeed = async (em: EntityManager, database: Database): Promise<void> => {
  if (database.dialect === 'postgres') {
    await sql`select pg_advisory_xact_lock(${feedLock})`.execute(em.getKysely<AnyTables>())
  }
}

/** Gives the feed its random name, once. Call it under the lock. */
const nameFeed = async (em: EntityManager): Promise<string> => {
  const kysely = em.getKysely<AnyTables>()
  const known = await kysely.selectFrom('feed_origin').select('id').executeTakeFirst()
  if (known !== undefined) return known.id
  const id = randomBytes(12).toString('base64url')
  await kysely.insertInto('feed_origin').values({ id }).execute()
  return id
}

/** Finds the random name of this database's feed; a database made anew has another one. */
export const feedName = async (database: Database): Promise<string> => {
  const known = await database.read.selectFrom('feed_origin').select('id').executeTakeFirst()
  if (known !== undefined) return known.id
  return database.write(async em => {
    await lockFeed(em, database)
    return nameFeed(em)
  })
}

const writeEntries = async (
  em: EntityManager,
  database: Database,
  type: string,
  ids: readonly string[],
  entries: readonly FeedEntry[],
): Promise<void> => {
  const kysely = em.getKysely<AnyTables>()
  const known = await kysely
    .selectFrom('change')
    .select(['record_id', 'version', 'visibility'])
    .where('record_type', '=', type)
    .where('record_id', 'in', ids)
    .execute()
  const before = new Map(known.map(row => [row.record_id, row]))
  const described = new Map(entries.map(entry => [entry.id, entry]))
  const { last } = await kysely
    .selectFrom('change')
    .select(eb => eb.fn.coalesce(eb.fn.max('seq'), sql<number>`0`).as('last'))
    .executeTakeFirstOrThrow()
  const rows = ids.flatMap(id => {
    const entry = described.get(id) ?? farewell(id, before.get(id))
    return entry === null ? [] : [entry]
  })
  if (rows.length === 0) return
  const flag = (value: boolean): boolean | number => (database.dialect === 'sqlite' ? Number(value) : value)
  await kysely
    .insertInto('change')
    .values(
      rows.map((row, index) => ({
        record_type: type,
        record_id: row.id,
        seq: Number(last) + 1 + index,
        version: row.version,
        deleted: flag(row.deleted ?? false),
        visibility: row.visibility,
        fields: toldOf(row),
      })),
    )
    .onConflict(conflict =>
      conflict.columns(['record_type', 'record_id']).doUpdateSet(eb => ({
        seq: eb.ref('excluded.seq'),
        version: eb.ref('excluded.version'),
        deleted: eb.ref('excluded.deleted'),
        visibility: eb.ref('excluded.visibility'),
        fields: eb.ref('excluded.fields'),
      })),
    )
    .execute()
}

/** What the feed tells of a record, as JSON; null when it tells nothing but that the record is. */
const toldOf = ({ deleted, erased, visibility, fields, links = {} }: FeedEntry): string | null => {
  if (deleted === true) return erased === true ? JSON.stringify({ [erasedMark]: true }) : null
  const isOpen = visibility === 'PUBLIC' || visibility === 'NETWORK'
  const told = { ...(erased === true ? { [erasedMark]: true } : isOpen && fields), ...links }
  return Object.keys(told).length === 0 ? null : JSON.stringify(told)
}

/** The last entry of a record that is gone; null when the feed never knew it. */
const farewell = (id: string, before: { version: number; visibility: Visibility } | undefined): FeedEntry | null =>
  before === undefined
    ? null
    : { id, version: before.version + 1, visibility: before.visibility, fields: {}, deleted: true }
