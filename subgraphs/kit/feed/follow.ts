import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { AnyTables, Database, EntityManager } from '../database/database.ts'
import { applyChanges, forgetOlderFeeds } from '../projection/apply-changes.ts'
import { fetchPage } from './fetch-page.ts'
import type { FeedPage } from './read-changes.ts'

/** How a sibling's feed is followed. */
export type FollowOptions = {
  readonly database: Database
  /** Name of the sibling, e.g. "organizations". */
  readonly origin: string
  /** Any address of the sibling; its feed is at /changes of the same host. */
  readonly url: string
  /** Signs the identity for a target such as "GET /changes?limit=500". */
  readonly sign: (target: string) => string
  readonly log?: Logger
  /** Time between the end of one poll and the next; 1000 unless told. */
  readonly intervalMs?: number
  /** Most changes in one page; 500 unless told. */
  readonly limit?: number
  /** How long one page may take; 2000 unless told. */
  readonly timeoutMs?: number
  /** Most bytes in one page; 8 MiB unless told. */
  readonly maxBytes?: number
}

/** How far a follower is. */
export type FollowState = {
  /**
   * starting: nothing was read since the start. current: the last poll reached the end. behind: there is more to read.
   * away: the last poll failed.
   */
  readonly phase: 'starting' | 'current' | 'behind' | 'away'
  /** Where the next page starts; null before the first page ever. */
  readonly cursor: string | null
  /** When the phase began. */
  readonly since: Date
}

/** A follower at work. Closing waits for a page that is being applied. */
export type Following = AsyncDisposable & {
  state(): FollowState
  /** Reads to the end of the feed now, or joins the poll under way. Never throws: a failure shows in the state. */
  poll(): Promise<void>
  close(): Promise<void>
}

/** Where the follower stands, as stored. */
type Position = { readonly feed: string; readonly cursor: string; readonly complete: boolean }

const longestDelayMs = 30_000

/** Finds the pause before the next poll: the interval, doubled with each failure up to half a minute, less up to a half at random. */
export const delayMs = (intervalMs: number, failures: number, random: () => number = Math.random): number => {
  if (failures === 0) return intervalMs
  return Math.min(longestDelayMs, intervalMs * 2 ** failures) * (1 - random() / 2)
}

/**
 * Follows the feed of a sibling into the projection: polls at once and then from time to time, one poll after the
 * other. Each page and the cursor behind it are stored in one transaction, so a page may come twice but none is lost.
 * When the sibling's database was made anew the feed is read from the beginning, and what it does not tell of any more
 * is forgotten at its end.
 */
export const followFeed = (options: FollowOptions): Following => {
  const { database, origin, log, intervalMs = 1000, limit = 500, timeoutMs = 2000, maxBytes = 8 * 2 ** 20 } = options
  const url = new URL('/changes', options.url)
  const closing = new AbortController()
  let state: FollowState = { phase: 'starting', cursor: null, since: new Date() }
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let underWay: Promise<void> | null = null

  const enter = (phase: FollowState['phase'], cursor: string | null): void => {
    state = { phase, cursor, since: phase === state.phase ? state.since : new Date() }
  }

  const readToEnd = async (): Promise<void> => {
    for (let more = true; more && !closing.signal.aborted; ) {
      const before = await readPosition(database, origin)
      const since = before?.cursor ?? null
      const page = await fetchPage({
        origin,
        url,
        since,
        limit,
        sign: options.sign,
        timeoutMs,
        maxBytes,
        signal: closing.signal,
      })
      await applyPage(database, origin, before, page)
      // A page that holds nothing and promises more would keep us here for ever.
      more = page.more && page.changes.length > 0
      enter(more ? 'behind' : 'current', page.next)
    }
  }

  // Siblings that start together find each other away for a second: that is worth a remark, and no warning.
  const logFailure = (error: unknown): void => {
    if (state.phase !== 'starting') {
      log?.warn({ origin, err: error }, `The feed of "${origin}" is away; its last known records stay in use.`)
    } else {
      log?.info({ origin, reason: String(error) }, `The feed of "${origin}" is not there yet; it is tried again.`)
    }
  }

  const pollOnce = async (): Promise<void> => {
    try {
      await readToEnd()
      if (failures > 0) log?.info({ origin, failures }, `The feed of "${origin}" is back.`)
      failures = 0
    } catch (error) {
      if (closing.signal.aborted) return
      failures += 1
      if (failures === 1) logFailure(error)
      enter('away', state.cursor)
    }
  }

  const poll = (): Promise<void> => {
    if (closing.signal.aborted) return Promise.resolve()
    underWay ??= pollOnce().finally(() => {
      underWay = null
      clearTimeout(timer)
      if (!closing.signal.aborted) timer = setTimeout(poll, delayMs(intervalMs, failures))
    })
    return underWay
  }

  const close = async (): Promise<void> => {
    closing.abort()
    clearTimeout(timer)
    await underWay
  }

  void poll()
  return { state: () => state, poll, close, [Symbol.asyncDispose]: close }
}

const readPosition = async (database: Database, origin: string, em?: EntityManager): Promise<Position | null> => {
  const kysely = em === undefined ? database.read : em.getKysely<AnyTables>()
  const row = await kysely
    .selectFrom('followed_feed')
    .select(['feed', 'cursor', 'complete'])
    .where('origin', '=', origin)
    // Another copy of this subgraph may follow the same feed into the same database.
    .$if(em !== undefined && database.dialect === 'postgres', query => query.forUpdate())
    .executeTakeFirst()
  return row === undefined ? null : { feed: row.feed, cursor: row.cursor, complete: Boolean(row.complete) }
}

const applyPage = async (
  database: Database,
  origin: string,
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
    const wasComplete = !isOther && before.complete
    if (!wasComplete && !page.more) await forgetOlderFeeds(em, origin, feed)
    await writePosition(database, em, origin, { feed, cursor: page.next, complete: wasComplete || !page.more })
  })
}

const writePosition = async (
  database: Database,
  em: EntityManager,
  origin: string,
  { feed, cursor, complete }: Position,
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
