import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { FeedStates } from '../projection/known-as-of.ts'
import type { SiblingPhase } from './follow-siblings.ts'

/** What health is judged by. */
export type HealthParts = {
  readonly database: Database
  /** How far each followed feed is read, by sibling. */
  readonly feeds: () => FeedStates
  /** Milliseconds of a clock that never jumps. */
  readonly now?: () => number
}

/** After this long without its end a feed is no longer waited for: a sibling's trouble shall not keep us from work. */
const patienceMs = 10_000
const databaseMs = 2_000

/**
 * Adds GET /health/live (the program answers) and GET /health/ready (it can do its work: the database answers, and each
 * followed feed was read to its end once, or 10 seconds were not enough for it). Both are open to everybody and name
 * nothing but states: of a feed, how many milliseconds what is known of it may be behind; null where it was never read.
 */
export const addHealth = (app: FastifyInstance, { database, feeds, now = () => performance.now() }: HealthParts) => {
  const startedAt = now()
  const wasRead = new Set<string>()
  const isWaitedFor = ([sibling, { phase }]: [string, { phase: SiblingPhase }]): boolean => {
    if (phase === 'current') wasRead.add(sibling)
    return phase !== 'unset' && !wasRead.has(sibling) && now() - startedAt < patienceMs
  }

  app.get('/health/live', async () => ({ status: 'live' }))

  app.get('/health/ready', async (_request, reply) => {
    const states = Object.entries(feeds())
    const isUp = await answers(database)
    const isReady = states.filter(isWaitedFor).length === 0 && isUp
    const follows = Object.fromEntries(
      states.map(([sibling, { phase, asOf }]) => [
        sibling,
        { phase, behindMs: asOf && Math.max(0, Date.now() - asOf.getTime()) },
      ]),
    )
    return reply
      .code(isReady ? 200 : 503)
      .send({ status: isReady ? 'ready' : 'starting', database: isUp ? 'up' : 'away', follows })
  })
}

const answers = async (database: Database): Promise<boolean> => {
  let impatience: NodeJS.Timeout | undefined
  const tooLate = new Promise<false>(resolve => {
    impatience = setTimeout(resolve, databaseMs, false)
  })
  const asked = sql`select 1`.execute(database.read).then(
    () => true,
    () => false,
  )
  try {
    return await Promise.race([asked, tooLate])
  } finally {
    clearTimeout(impatience)
  }
}
