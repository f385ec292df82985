import { createHash } from 'node:crypto'
import type { Charge } from '../allowance.ts'

/**
 * Creates a token bucket for each payer: it holds the cost of a minute, and fills as fast. Who comes first finds it
 * full. At least the latest half of `mostPayers` are known: to be forgotten is to be full again, so a flood of addresses
 * harms nobody else and fills no memory.
 */
export const createRateLimit = ({
  costPerMinute: limit,
  now = () => performance.now(),
  mostPayers = 50_000,
}: {
  costPerMinute: number
  /** Milliseconds of a clock that never goes back. */
  now?: () => number
  mostPayers?: number
}): Charge => {
  const perMs = limit / 60_000
  const secondsOf = (cost: number): number => Math.ceil(cost / perMs / 1000)
  // Two halves, of which the older one is dropped whole: to delete the oldest entry of a map again and again is slow.
  let recent = new Map<string, Bucket>()
  let older = new Map<string, Bucket>()
  const bucketOf = (payer: string): Bucket => {
    const key = payer.length > longestKey ? createHash('sha256').update(payer).digest('base64') : payer
    const known = recent.get(key)
    if (known) return known
    const bucket = older.get(key) ?? { left: limit, at: now() }
    if (recent.size >= mostPayers / 2) {
      older = recent
      recent = new Map()
    }
    recent.set(key, bucket)
    return bucket
  }
  return (payer, cost) => {
    const bucket = bucketOf(payer)
    const time = now()
    bucket.left = Math.min(limit, bucket.left + (time - bucket.at) * perMs)
    bucket.at = time
    const isPaid = cost <= bucket.left
    if (isPaid) bucket.left -= cost
    const { left } = bucket
    return {
      limit,
      remaining: Math.floor(left),
      resetSeconds: secondsOf(limit - left),
      retryAfterSeconds: isPaid ? null : Math.max(1, secondsOf(cost - left)),
    }
  }
}

type Bucket = { left: number; at: number }

// Subjects of tokens may be longer, and are kept as hashes then.
const longestKey = 64
