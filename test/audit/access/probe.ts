import { setTimeout as wait } from 'node:timers/promises'

// Loaded into the gateway's process before its own code, by hostile-world.ts: it measures there and is asked by IPC.

/** What is asked: "begin" collects garbage and starts a span, "end" ends it. */
export type ProbeAsk = { readonly probe: 'begin' | 'end' }

/** What a span has shown. */
export type Span = {
  /** Longest CPU time of the main thread in which the event loop did not come round. */
  readonly blockedMs: number
  /** More bytes than before, after a collection: of the process, and of JavaScript with its buffers. */
  readonly rssGrowth: number
  readonly heapGrowth: number
}

const everyMs = 5

const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

// CPU time, not time: where others use the processor too, a loop that waits for its turn is not one that is blocked.
let before = cpuMs()
let longest = 0
setInterval(() => {
  const now = cpuMs()
  longest = Math.max(longest, now - before)
  before = now
}, everyMs).unref()

const memory = (): { rss: number; heap: number } => {
  globalThis.gc?.()
  const { rss, heapUsed, external } = process.memoryUsage()
  return { rss, heap: heapUsed + external }
}
let memoryBefore = memory()

process.on('message', async (ask: ProbeAsk | object) => {
  if (!('probe' in ask)) return
  if (ask.probe === 'begin') {
    memoryBefore = memory()
    // The collection itself must not count.
    await wait(4 * everyMs)
    longest = 0
    process.send?.({ span: null })
    return
  }
  await wait(4 * everyMs)
  const blockedMs = longest
  const after = memory()
  const span: Span = {
    blockedMs,
    rssGrowth: after.rss - memoryBefore.rss,
    heapGrowth: after.heap - memoryBefore.heap,
  }
  process.send?.({ span })
})
// A listener must not keep a gateway alive that would end.
process.channel?.unref()
