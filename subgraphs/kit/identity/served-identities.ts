import { leewaySeconds, lifetimeSeconds } from './claims.ts'

/** Remembers which identities have served, so that each serves once. */
export type ServedIdentities = {
  /** Tells whether this is the first time; from then on it is not. Forgets what has expired. */
  serve(id: string): boolean
}

/** From the earliest moment at which an identity is taken to the latest. */
const spanMs = (lifetimeSeconds + 2 * leewaySeconds) * 1000

/**
 * Creates the memory of one program: some 130 bytes for an identity, in all 65 MB at most. It has an end: past
 * `maxEntries` within 70 seconds, identities are still verified but no longer remembered, which is said once each time.
 * What changes nothing may then be answered twice; a mutation never is, because the database remembers it
 * (`served-mutations.ts`).
 */
export const createServedIdentities = (options: {
  readonly warn: (message: string) => void
  readonly maxEntries?: number
  /** Milliseconds of a clock that never jumps. */
  readonly now?: () => number
}): ServedIdentities => {
  const { warn, maxEntries = 250_000, now = () => performance.now() } = options
  // Two generations: an entry lives one span at least, and nobody has to look for those that have expired.
  let older = new Set<string>()
  let newer = new Set<string>()
  let startedAt = now()
  let isFull = false

  const turn = (): void => {
    const ageMs = now() - startedAt
    if (ageMs < spanMs) return
    older = ageMs < 2 * spanMs ? newer : new Set()
    newer = new Set()
    startedAt = now()
    isFull = false
  }
  return {
    serve: id => {
      turn()
      if (newer.has(id) || older.has(id)) return false
      if (newer.size < maxEntries) newer.add(id)
      else if (!isFull) {
        isFull = true
        warn(
          `More than ${maxEntries} identities came within ${spanMs / 1000} seconds, so further ones are not remembered and a query could be repeated. Share the load among several processes.`,
        )
      }
      return true
    },
  }
}
