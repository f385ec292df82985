import { Pool } from 'undici'
import type { WireRequest } from './mixed-requests.ts'

/** How many answers there were of each HTTP status; "abandoned" for those that nobody waited for. */
export type Answered = Readonly<Record<string, number>>

/** Sends requests, so many at once, and reads all answers. Throws on an answer that is the gateway's own failure. */
export const sendRequests = async (
  url: string,
  count: number,
  requestOf: (index: number) => WireRequest,
  concurrency = 8,
): Promise<Answered> => {
  const pool = new Pool(new URL(url).origin, { connections: concurrency, pipelining: 1 })
  const answered: Record<string, number> = {}
  let next = 0
  const send = async (index: number): Promise<string> => {
    const { path, headers, body, isAbandoned } = requestOf(index)
    const aborting = new AbortController()
    const answer = pool.request({ path, method: 'POST', headers: { ...headers }, body, signal: aborting.signal })
    // The request is on its way by then, and its answer is not.
    if (isAbandoned) setImmediate(() => aborting.abort())
    try {
      const response = await answer
      const text = await response.body.text()
      if (response.statusCode >= 500 || text.includes('INTERNAL_SERVER_ERROR')) {
        throw new Error(`Request ${index} was answered with status ${response.statusCode}: ${text.slice(0, 500)}`)
      }
      return String(response.statusCode)
    } catch (cause) {
      if (isAbandoned) return 'abandoned'
      throw cause
    }
  }
  const client = async (): Promise<void> => {
    while (next < count) {
      const kind = await send(next++)
      answered[kind] = (answered[kind] ?? 0) + 1
    }
  }
  try {
    await Promise.all(Array.from({ length: concurrency }, client))
  } finally {
    await pool.destroy()
  }
  return answered
}
