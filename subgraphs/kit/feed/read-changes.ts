import type { Database } from '../database/database.ts'
import { problem } from '../errors/problem.ts'
import { erasedMark, feedName } from './record-changes.ts'

/** The last change of one record, as a sibling sees it. */
export type FeedChange = {
  /** Pass it as "since" to read what came after. */
  readonly cursor: string
  /** Type in the contract, e.g. "Organization". */
  readonly type: string
  readonly id: string
  readonly version: number
  readonly deleted: boolean
  readonly visibility: string | null
  /** True for a record whose names and texts were erased on request; its fields hold links only. Else absent. */
  readonly erased?: boolean
  /** Above NETWORK only the ids in the entry's `links`, if any; absent for deleted records. */
  readonly fields?: Readonly<Record<string, unknown>>
}

/** One page of the feed, oldest change first. */
export type FeedPage = {
  /** Random name of the feed; another name means another database. */
  readonly feed: string
  /** True when "since" belongs to no state of this feed, and the page starts at the beginning. */
  readonly restarted: boolean
  readonly changes: readonly FeedChange[]
  /** Cursor for the next page; the one given when there was nothing new. */
  readonly next: string
  /** True when the next page holds something already. */
  readonly more: boolean
}

/** The query of GET /changes as text, as HTTP brings it. */
export type ChangesQuery = { readonly since?: unknown; readonly limit?: unknown; readonly wait?: unknown }

const cursorPattern = /^([A-Za-z0-9_-]{16})\.(\d{1,15})$/
const defaultLimit = 500
const mostChanges = 1000
const longestWaitSeconds = 25

/**
 * Reads a page of the change feed, after `since` or from the beginning. Each record stands in it once, at its last
 * change, so a reader of all pages knows the present state of every record.
 * Throws BAD_USER_INPUT for a cursor that no feed made, a limit outside 1 to 1000 and unknown parameters. Answers at
 * once, whatever "wait" says: `awaitChanges` waits.
 */
export const readChanges = async (database: Database, query: ChangesQuery): Promise<FeedPage> => {
  const { since, limit } = readQuery(query)
  const feed = await feedName(database)
  const isKnown = since !== null && since.feed === feed && (await isReached(database, since.seq))
  const start = isKnown ? since.seq : 0
  // One row more than asked for tells whether there is another page.
  const rows = await database.read
    .selectFrom('change')
    .select(['record_type', 'record_id', 'seq', 'version', 'deleted', 'visibility', 'fields'])
    .where('seq', '>', start)
    .orderBy('seq')
    .limit(limit + 1)
    .execute()
  const changes = rows.slice(0, limit).map(row => toChange(feed, row))
  return {
    feed,
    restarted: since !== null && !isKnown,
    changes,
    next: changes.at(-1)?.cursor ?? `${feed}.${start}`,
    more: rows.length > limit,
  }
}

type ChangeRow = {
  record_type: string
  record_id: string
  seq: number | string
  version: number
  deleted: boolean | number
  visibility: string | null
  fields: unknown
}

const toChange = (feed: string, row: ChangeRow): FeedChange => {
  // SQLite keeps JSON as text, the driver of PostgreSQL has parsed it.
  const told = typeof row.fields === 'string' ? JSON.parse(row.fields) : row.fields
  const { [erasedMark]: erased, ...fields } = (told ?? {}) as Record<string, unknown>
  return {
    cursor: `${feed}.${row.seq}`,
    type: row.record_type,
    id: row.record_id,
    version: row.version,
    deleted: Boolean(row.deleted),
    visibility: row.visibility,
    ...(erased === true && { erased }),
    ...(told !== null && (Object.keys(fields).length > 0 || erased !== true) && { fields }),
  }
}

/** Tells whether the feed ever came as far as a cursor. It has not when the database was set back to a backup. */
const isReached = async (database: Database, seq: number): Promise<boolean> => {
  if (seq === 0) return true
  const row = await database.read.selectFrom('change').select('seq').where('seq', '>=', seq).limit(1).executeTakeFirst()
  return row !== undefined
}

/** Reads how long a query may wait for something new, in seconds; 0 when it does not say. Throws BAD_USER_INPUT. */
export const readWait = ({ wait = '0' }: ChangesQuery): number => {
  if (typeof wait === 'string' && /^\d{1,2}$/.test(wait) && Number(wait) <= longestWaitSeconds) return Number(wait)
  throw problem('BAD_USER_INPUT', `Parameter "wait" is "${wait}", but a feed waits 0 to ${longestWaitSeconds} seconds.`)
}

const readQuery = (query: ChangesQuery): { since: { feed: string; seq: number } | null; limit: number } => {
  const strange = Object.keys(query).find(name => !['since', 'limit', 'wait'].includes(name))
  if (strange !== undefined) {
    throw problem('BAD_USER_INPUT', `There is no parameter "${strange}". The feed takes "since", "limit" and "wait".`)
  }
  const { since = '', limit = String(defaultLimit) } = query
  if (typeof limit !== 'string' || !/^\d{1,4}$/.test(limit) || Number(limit) < 1 || Number(limit) > mostChanges) {
    throw problem('BAD_USER_INPUT', `Parameter "limit" is "${limit}", but a page holds 1 to ${mostChanges} changes.`)
  }
  if (since === '') return { since: null, limit: Number(limit) }
  const match = typeof since === 'string' ? cursorPattern.exec(since) : null
  if (match === null) {
    throw problem(
      'BAD_USER_INPUT',
      `Parameter "since" is "${since}", which is no cursor of a feed. Pass "next" of the last page, or nothing to start at the beginning.`,
    )
  }
  return { since: { feed: match[1] as string, seq: Number(match[2]) }, limit: Number(limit) }
}
