import type { Pool } from 'undici'

/** What is known of a subgraph: by the last fetch, or by asking its own /health/ready. */
export type SubgraphState =
  | { readonly state: 'unknown' }
  | { readonly state: 'up' }
  | { readonly state: 'down'; readonly reason: 'timeout' | 'failed' | 'not ready' }

/** Keeps the state of each subgraph. */
export type SubgraphStates = {
  set(subgraph: string, state: SubgraphState): void
  /** All states by name; those not known lately are asked for first. */
  current(): Promise<Record<string, SubgraphState>>
}

/** Creates the states of a client's subgraphs, by name; probes go over its own connections. */
export const createSubgraphStates = (options: {
  pools: ReadonlyMap<string, Pool>
  timeoutMs: number
}): SubgraphStates => {
  const { pools, timeoutMs } = options
  const known = new Map<string, { state: SubgraphState; at: number }>()
  const probes = new Map<string, Promise<SubgraphState>>()

  const probe = async (pool: Pool): Promise<SubgraphState> => {
    try {
      const signal = AbortSignal.timeout(timeoutMs)
      const response = await pool.request({ path: '/health/ready', method: 'GET', signal })
      await response.body.dump()
      // A subgraph that was not built with our kit may have no such path; it answers, so it is up.
      const isUp = response.statusCode < 500
      return isUp ? { state: 'up' } : { state: 'down', reason: 'not ready' }
    } catch (cause) {
      const isLate = cause instanceof Error && cause.name === 'TimeoutError'
      return { state: 'down', reason: isLate ? 'timeout' : 'failed' }
    }
  }

  const ask = async (subgraph: string, pool: Pool): Promise<SubgraphState> => {
    const startedAt = performance.now()
    const state = await probe(pool)
    probes.delete(subgraph)
    // A fetch that ended while the probe was under way knows better.
    const entry = known.get(subgraph)
    if (entry && entry.at >= startedAt) return entry.state
    known.set(subgraph, { state, at: performance.now() })
    return state
  }

  const read = async (subgraph: string, pool: Pool): Promise<SubgraphState> => {
    const entry = known.get(subgraph)
    if (entry && performance.now() - entry.at < freshMs) return entry.state
    const running = probes.get(subgraph) ?? ask(subgraph, pool)
    probes.set(subgraph, running)
    return running
  }

  return {
    set: (subgraph, state) => known.set(subgraph, { state, at: performance.now() }),
    current: async () => {
      const states = await Promise.all([...pools].map(async ([name, pool]) => [name, await read(name, pool)] as const))
      return Object.fromEntries(states)
    },
  }
}

const freshMs = 1000
