import type { Logger } from 'pino'
import { applyPage, type PageTarget, type Position, readPosition } from './apply-page.ts'
import { fetchPage } from './fetch-page.ts'
import type { FeedPage } from './read-changes.ts'

/** How a sibling's feed is followed. */
export type FollowOptions = PageTarget & {
  /** Any address of the sibling; its feed is at /changes of the same host. */
  readonly url: string
  /** Signs the identity for a target such as "GET /changes?limit=500". */
  readonly sign: (target: string) => string
  readonly log?: Logger
  /** Time between the end of one poll and the next; 25 unless told. */
  readonly intervalMs?: number
  /** How long the sibling may keep a poll that nobody asked for waiting, until it has something new; 20 unless told. */
  readonly waitSeconds?: number
  /** Most changes in one page; 500 unless told. */
  readonly limit?: number
  /** How long one page may take beyond that wait; 2000 unless told. */
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
  /**
   * All that the sibling had committed by then is known here: when the last poll that reached the end was answered, or
   * the time stored with the last page before this start; null when the feed was never read to its end.
   */
  readonly asOf: Date | null
}

/** A follower at work. Closing waits for a page that is being applied. */
export type Following = AsyncDisposable & {
  state(): FollowState
  /**
   * Reads to the end of the feed now, without a wait, or joins such a poll under way. Never throws: a failure shows in
   * the state.
   */
  poll(): Promise<void>
  close(): Promise<void>
}

const longestDelayMs = 30_000
// A sibling that answers a waiting poll at once and with nothing (it closes, or knows no waiting) is not asked without pause.
const emptyPauseMs = 1000

/** Finds the pause before the next poll: the interval, doubled with each failure up to half a minute, less up to a half at random. */
export const delayMs = (intervalMs: number, failures: number, random: () => number = Math.random): number => {
  if (failures === 0) return intervalMs
  return Math.min(longestDelayMs, intervalMs * 2 ** failures) * (1 - random() / 2)
}

/**
 * Follows the feed of a sibling into the projection: polls at once, and from then on lets the sibling wait until it has
 * something new, one poll after the other. Each page and the cursor behind it are stored in one transaction, so a page
 * may come twice but none is lost. When the sibling's database was made anew the feed is read from the beginning, and
 * what it does not tell of any more is forgotten at its end.
 */
export const followFeed = (options: FollowOptions): Following => {
  const { database, origin, log, intervalMs = 25, waitSeconds = 20 } = options
  const closing = new AbortController()
  let state: FollowState = { phase: 'starting', cursor: null, since: new Date(), asOf: null }
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let asked: Promise<void> | null = null
  let waiting: { stop(): void; ended: Promise<void> } | null = null

  const enter = (phase: FollowState['phase'], cursor: string | null, asOf: Date | null): void => {
    state = { phase, cursor, asOf, since: phase === state.phase ? state.since : new Date() }
  }

  const readToEnd = async (firstWaitSeconds: number, signal: AbortSignal): Promise<boolean> => {
    let hadNews = false
    for (let more = true; more && !signal.aborted; ) {
      const before = await readPosition(database, origin)
      if (state.asOf === null && before?.complete) enter(state.phase, before.cursor, before.at)
      // Before the first page there is nothing to wait for: readiness waits for us.
      const wait = hadNews || before === null ? 0 : firstWaitSeconds
      const page = await fetchPageAfter(before, wait, options, signal)
      const answeredAt = new Date()
      await applyPage(options, before, page)
      hadNews ||= page.changes.length > 0 || page.restarted
      // A page that holds nothing and promises more would keep us here for ever.
      more = page.more && page.changes.length > 0
      enter(more ? 'behind' : 'current', page.next, more ? state.asOf : answeredAt)
    }
    return hadNews
  }

  // Siblings that start together find each other away for a second: that is worth a remark, and no warning.
  const logFailure = (error: unknown): void => {
    if (state.phase !== 'starting') {
      log?.warn({ origin, err: error }, `The feed of "${origin}" is away; its last known records stay in use.`)
    } else {
      log?.info({ origin, reason: String(error) }, `The feed of "${origin}" is not there yet; it is tried again.`)
    }
  }

  /** Answers the pause before the next poll. */
  const pollOnce = async (firstWaitSeconds: number, signal: AbortSignal): Promise<number> => {
    const startedAt = performance.now()
    try {
      const hadNews = await readToEnd(firstWaitSeconds, signal)
      if (failures > 0) log?.info({ origin, failures }, `The feed of "${origin}" is back.`)
      failures = 0
      const isIdle = firstWaitSeconds > 0 && !hadNews
      return isIdle ? Math.max(intervalMs, emptyPauseMs - (performance.now() - startedAt)) : intervalMs
    } catch (error) {
      if (signal.aborted) return intervalMs
      failures += 1
      if (failures === 1) logFailure(error)
      enter('away', state.cursor, state.asOf)
      return delayMs(intervalMs, failures)
    }
  }

  const pollAfter = (pauseMs: number): void => {
    clearTimeout(timer)
    // Whoever is away is asked for an answer at once: that shows soonest that it is back.
    if (!closing.signal.aborted) timer = setTimeout(() => (failures > 0 ? void poll() : waitForNews()), pauseMs)
  }

  const waitForNews = (): void => {
    const stopping = new AbortController()
    const polled = pollOnce(waitSeconds, AbortSignal.any([closing.signal, stopping.signal]))
    const ended = polled.then(pauseMs => {
      waiting = null
      if (!stopping.signal.aborted) pollAfter(pauseMs)
    })
    waiting = { stop: () => stopping.abort(), ended }
  }

  const pollNow = async (): Promise<void> => {
    clearTimeout(timer)
    waiting?.stop()
    await waiting?.ended
    const pauseMs = await pollOnce(0, closing.signal)
    asked = null
    pollAfter(pauseMs)
  }

  const poll = (): Promise<void> => {
    if (closing.signal.aborted) return Promise.resolve()
    asked ??= pollNow()
    return asked
  }

  const close = async (): Promise<void> => {
    closing.abort()
    clearTimeout(timer)
    await Promise.all([asked, waiting?.ended])
  }

  void poll()
  return { state: () => state, poll, close, [Symbol.asyncDispose]: close }
}

const fetchPageAfter = (
  before: Position | null,
  waitSeconds: number,
  { origin, url, limit = 500, sign, timeoutMs = 2000, maxBytes = 8 * 2 ** 20 }: FollowOptions,
  signal: AbortSignal,
): Promise<FeedPage> =>
  fetchPage({
    ...{ origin, limit, waitSeconds, sign, timeoutMs, maxBytes, signal },
    url: new URL('/changes', url),
    since: before?.cursor ?? null,
  })
