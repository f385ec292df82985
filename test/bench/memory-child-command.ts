import { dirname } from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { readConfig } from '@exchange-network/gateway/config'
import { createLog } from '@exchange-network/gateway/observe/log'
import { createGateway, type RunningGateway } from '@exchange-network/gateway/server'
import { addressVariable, subgraphs } from '@exchange-network/schema/subgraphs'
import type { GatewayOrder, MemoryAnswer, MemoryAsk } from './memory-child.ts'

// The gateway whose memory is measured. Started by memory-child.ts, never by a person: it speaks by IPC.

let gateway: RunningGateway | null = null
let longestFetchMs = 0

const start = async ({ supergraphFile, origin, planCacheBytes, isCompiling }: GatewayOrder): Promise<string> => {
  const config = readConfig({
    ...Object.fromEntries(subgraphs.map(({ name }) => [addressVariable(name), `${origin}/${name}`])),
    PORT: '0',
    NODE_ENV: 'production',
    SUPERGRAPH: supergraphFile,
    DATA_DIR: dirname(supergraphFile),
    IDENTITY_SIGN_KEYS: 'none',
    RATE_LIMIT_COST_PER_MINUTE: '0',
    // Large operations are what is to be answered here.
    MAX_OPERATION_COST: '1000000000000',
    PLAN_CACHE_BYTES: String(planCacheBytes),
    ...(!isCompiling && { COMPILE_AT_USE: '0' }),
  })
  longestFetchMs = config.subgraphTimeoutMs
  gateway = await createGateway(config, createLog('silent'))
  return gateway.url
}

const heap = async (): Promise<number> => {
  // Until the time of its last fetch is over, a timer holds a request that has long been answered.
  await setTimeout(longestFetchMs + 500)
  // What a finalizer lets go of is free at the next collection.
  for (const _ of [1, 2, 3, 4]) {
    globalThis.gc?.()
    await setImmediate()
  }
  return process.memoryUsage().heapUsed
}

const answer = async (ask: MemoryAsk): Promise<string | number | null> => {
  if (ask.ask === 'start') return start(ask.order)
  if (ask.ask === 'heap') return heap()
  await gateway?.renew()
  return null
}

process.on('message', (ask: MemoryAsk) => {
  answer(ask).then(
    value => process.send?.({ value } satisfies MemoryAnswer),
    cause => process.send?.({ error: String(cause instanceof Error ? cause.stack : cause) } satisfies MemoryAnswer),
  )
})

// The one who measures has gone or has closed us: nothing here is worth a farewell.
process.on('disconnect', () => process.exit(0))
