import { randomBytes } from 'node:crypto'
import type { AnyTables, Database, EntityManager } from '../database/database.ts'
import { applyChanges, forgetOlderFeeds } from '../projection/apply-changes.ts'
import { byItself } from '../writing/author.ts'
import type { FeedChange, FeedPage } from './read-changes.ts'

/** What one page of a sibling's feed told. */
export type FollowedPage = { readonly origin: string; readonly changes: readonly FeedChange[] }

/**
 * Reacts to a page of a sibling's feed in the transaction that applies it: entities that it changes pass the recorders,
 * and when it throws the page is tried again later. A page may come twice.
 */
export type FollowedPageHook = (page: FollowedPage, em: EntityManager, database: Database) => Promise<void>

/** Where the pages of a sibling's feed go. */
export type PageTarget = {
  readonly database: Database
  /** Name of the sibling, e.g. "organizations". */
  readonly origin: string
  /** Runs in the transaction of each page that holds changes, after they were applied. */
  readonly onPage?: FollowedPageHook | undefined
}

/** Where a follower stands, as stored. */
export type Position = { readonly feed: string; readonly cursor: string; readonly complete: boolean; readonly at: Date }

/** Reads where the follower of a sibling stands; null before its first page. */
export const readPosition = async (
  database: Database,
  origin: string,
  em?: EntityManager,
): Promise<Position | null> => {
  const kysely = em === undefined ? database.read : em.getKysely<AnyTables>()
  const row = await kysely
    .selectFrom('followed_feed')
    .select(['feed', 'cursor', 'complete', 'at'])
    .where('origin', '=', origin)
    // Another copy of this subgraph may follow the same feed into the same database.
    .$if(em !== undefined && database.dialect === 'postgres', query => query.forUpdate())
    .executeTakeFirst()
  if (row === undefined) return null
  const { feed, cursor, complete, at } = row
  return { feed, cursor, complete: Boolean(complete), at: new Date(at) }
}

/** Stores what a page tells and the cursor behind it in one transaction, unless somebody else was faster. */
export const applyPage = async (
  { database, origin, onPage }: PageTarget,
  before: Position | null,
  page: FeedPage,
): Promise<void> => {
  const isOther = before === null || page.restarted
  if (!isOther && before.complete && page.changes.length === 0) return
  await database.write(async em => {
    const stored = await readPosition(database, origin, em)
    // Somebody else was faster: what is stored is newer than this page.
    if (stored?.cursor !== before?.cursor) return
    // A feed that starts again may bear its old name (a backup was restored), hence the random ending.
    const feed = isOther ? `${page.feed}.${randomBytes(4).toString('hex')}` : before.feed
    await applyChanges(em, origin, feed, page.changes)
    if (page.changes.length > 0) await onPage?.({ origin, changes: page.changes }, em, database)
    const wasComplete = !isOther && before.complete
    if (!wasComplete && !page.more) await forgetOlderFeeds(em, origin, feed)
    await writePosition(database, em, origin, { feed, cursor: page.next, complete: wasComplete || !page.more })
  }, byItself('follow'))
}

const writePosition = async (
  database: Database,
  em: EntityManager,
  origin: string,
  { feed, cursor, complete }: Omit<Position, 'at'>,
): Promise<void> => {
  const sqlite = database.dialect === 'sqlite'
  const row = { feed, cursor, complete: sqlite ? Number(complete) : complete, at: sqlite ? Date.now() : new Date() }
  await em
    .getKysely<AnyTables>()
    .insertInto('followed_feed')
    .values({ origin, ...row })
    .onConflict(conflict => conflict.column('origin').doUpdateSet(row))
    .execute()
}
