import type { Agent } from 'undici'

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

/** Creates the states of a client; probes go over its own connections. */
export const createSubgraphStates = (options: {
  addresses: ReadonlyMap<string, URL>
  agent: Agent
  timeoutMs: number
}): SubgraphStates => {
  const { addresses, agent, timeoutMs } = options
  const known = new Map<string, { state: SubgraphState; at: number }>()
  const probes = new Map<string, Promise<SubgraphState>>()

  const probe = async (url: URL): Promise<SubgraphState> => {
    try {
      const signal = AbortSignal.timeout(timeoutMs)
      const response = await agent.request({ origin: url.origin, path: '/health/ready', method: 'GET', signal })
      await response.body.dump()
      // A subgraph that was not built with our kit may have no such path; it answers, so it is up.
      const isUp = response.statusCode < 500
      return isUp ? { state: 'up' } : { state: 'down', reason: 'not ready' }
    } catch (cause) {
      const isLate = cause instanceof Error && cause.name === 'TimeoutError'
      return { state: 'down', reason: isLate ? 'timeout' : 'failed' }
    }
  }

  const read = async (subgraph: string, url: URL): Promise<SubgraphState> => {
    const entry = known.get(subgraph)
    if (entry && performance.now() - entry.at < freshMs) return entry.state
    const running = probes.get(subgraph) ?? probe(url)
    probes.set(subgraph, running)
    const state = await running.finally(() => probes.delete(subgraph))
    known.set(subgraph, { state, at: performance.now() })
    return state
  }

  return {
    set: (subgraph, state) => known.set(subgraph, { state, at: performance.now() }),
    current: async () => {
      const names = [...addresses]
      const states = await Promise.all(names.map(async ([name, url]) => [name, await read(name, url)] as const))
      return Object.fromEntries(states)
    },
  }
}

const freshMs = 1000
