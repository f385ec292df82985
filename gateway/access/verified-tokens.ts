import { hash } from 'node:crypto'
import type { KeySet } from './key-set.ts'
import type { Viewer } from './viewer.ts'

/** Remembers the viewers of tokens whose signatures were verified a moment ago. */
export type VerifiedTokens = {
  /** Finds the viewer of exactly this token; null when it must be verified (again). */
  find(token: string): Viewer | null
  remember(token: string, verified: Verified): void
}

type Verified = {
  readonly viewer: Viewer
  /** "exp" of the token, in seconds since 1970. */
  readonly expiresAt: number
  /** The set that held the key. */
  readonly keySet: KeySet
  /** What its issuer's keys are now; another set ends what the older one verified. */
  readonly heldNow: () => KeySet | null
}

/**
 * Creates a memory of bounded size. A token is kept by its SHA-256, never itself; to the end of its time at most, for
 * five minutes at most, and only while the keys of its issuer stay as they were.
 */
export const createVerifiedTokens = (maxEntries: number, now: () => number = Date.now): VerifiedTokens => {
  const entries = new Map<string, Verified & { readonly endsAt: number }>()
  return {
    find: token => {
      const key = fingerprint(token)
      const entry = entries.get(key)
      if (!entry) return null
      if (now() < entry.endsAt && entry.heldNow() === entry.keySet) return entry.viewer
      entries.delete(key)
      return null
    },
    remember: (token, verified) => {
      const endsAt = Math.min(verified.expiresAt * 1000, now() + longestMs)
      if (endsAt <= now()) return
      // The oldest goes first: it is the next one to end.
      const [oldest] = entries.keys()
      if (entries.size >= maxEntries && oldest !== undefined) entries.delete(oldest)
      entries.set(fingerprint(token), { ...verified, endsAt })
    },
  }
}

const fingerprint = (token: string): string => hash('sha256', token, 'base64')

const longestMs = 300_000
