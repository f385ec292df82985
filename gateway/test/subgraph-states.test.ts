import { createServer } from 'node:http'
import { Pool } from 'undici'
import { describe, expect, it } from 'vitest'
import { createSubgraphStates } from '../fetching/subgraph-states.ts'
import { listen, stop } from './support/subgraph-server.ts'

describe('the state of a subgraph', () => {
  it('is that of the last fetch, also when an older probe ends after it', async () => {
    const probed = Promise.withResolvers<void>()
    const fetched = Promise.withResolvers<void>()
    const statuses = [503]
    const server = createServer(async (_, response) => {
      probed.resolve()
      await fetched.promise
      response.writeHead(statuses.shift() ?? 200).end()
    })
    const pool = new Pool(new URL(await listen(server)).origin)
    const states = createSubgraphStates({ pools: new Map([['stock', pool]]), timeoutMs: 60_000 })

    const seen = states.current()
    await probed.promise
    states.set('stock', { state: 'up' })
    fetched.resolve()

    expect(await seen).toEqual({ stock: { state: 'up' } })
    expect(await states.current()).toEqual({ stock: { state: 'up' } })
    await pool.destroy()
    await stop(server)
  })
})
