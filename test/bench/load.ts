import { Pool } from 'undici'

/** What is sent, and when to stop: at the first bound that is reached. */
export type LoadOrder = {
  readonly url: string
  readonly body: string
  /** Beside those of its body. */
  readonly headers: Readonly<Record<string, string>>
  /** Bytes of the right answer; another number counts as wrong. */
  readonly bytes: number
  readonly concurrency: number
  readonly milliseconds: number
  readonly maxRequests: number
}

/** What came of it. */
export type LoadOutcome = { readonly requests: number; readonly wrong: number; readonly milliseconds: number }

/** Sends the same request again and again, so many at once, and waits for all answers. */
export const runLoad = async (order: LoadOrder): Promise<LoadOutcome> => {
  const { origin, pathname } = new URL(order.url)
  const pool = new Pool(origin, { connections: order.concurrency, pipelining: 1 })
  const headers = { 'content-type': 'application/json', accept: 'application/json', ...order.headers }
  const start = performance.now()
  const end = start + order.milliseconds
  let begun = 0
  let wrong = 0

  const client = async (): Promise<void> => {
    while (begun < order.maxRequests && performance.now() < end) {
      begun++
      const { statusCode, body } = await pool.request({ path: pathname, method: 'POST', headers, body: order.body })
      let bytes = 0
      for await (const chunk of body) bytes += (chunk as Buffer).length
      if (statusCode !== 200 || bytes !== order.bytes) wrong++
    }
  }
  try {
    await Promise.all(Array.from({ length: order.concurrency }, client))
  } finally {
    await pool.destroy()
  }
  return { requests: begun, wrong, milliseconds: performance.now() - start }
}
