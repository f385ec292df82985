import type { Allowance } from '../allowance.ts'

/**
 * Writes what a client may still spend as headers: "RateLimit" and "RateLimit-Policy" of the HTTPAPI working group's
 * draft, and "Retry-After" where it may not spend what it wanted to.
 */
export const rateHeaders = ({
  limit,
  remaining,
  resetSeconds,
  retryAfterSeconds,
}: Allowance): Record<string, string> => ({
  'ratelimit-policy': `"cost";q=${limit};w=60`,
  ratelimit: `"cost";r=${remaining};t=${resetSeconds}`,
  ...(retryAfterSeconds !== null && { 'retry-after': String(retryAfterSeconds) }),
})
