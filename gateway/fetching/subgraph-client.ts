import { Pool } from 'undici'
import { exchange, LateError } from './exchange.ts'
import type { IdentityKeys } from './identity-keys.ts'
import { BadResponse, type ByteReply, failedSentence, type Reply, readByteReply } from './read-response.ts'
import { createIdentitySigner, type IdentityViewer, identityHeader, type SignIdentity } from './sign-identity.ts'
import { createSubgraphStates, type SubgraphStates } from './subgraph-states.ts'

/** One request to one subgraph, as the execution asks for it. */
export type ClientRequest = {
  readonly subgraph: string
  /** The GraphQL request as JSON, sent as it is. */
  readonly body: Buffer
}

/** What a client's request brings along to each of its fetches. */
export type ClientContext = {
  readonly requestId: string
  readonly viewer: IdentityViewer
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal
  /** When the whole request's time is over, on the clock of performance.now(). */
  readonly deadline: number
}

/** Speaks to subgraphs over kept-alive connections. */
export type SubgraphClient = AsyncDisposable & {
  /** Asks a subgraph. Never throws: whatever goes wrong is a reply with null data and one error. */
  fetch(request: ClientRequest, context: ClientContext): Promise<ByteReply>
  readonly states: SubgraphStates
}

/** Limits, addresses and keys. */
export type ClientOptions = {
  /** By subgraph name. */
  readonly addresses: ReadonlyMap<string, URL>
  readonly keys: IdentityKeys
  readonly timeoutMs: number
  readonly maxReplyBytes: number
  readonly maxConnections: number
  readonly allowedCodes: ReadonlySet<string>
  /** Hears how each fetch ended. */
  readonly onFetch: (subgraph: string, outcome: 'ok' | 'error' | 'timeout' | 'cancelled', durationMs: number) => void
  readonly log: { warn(fields: object, message: string): void }
}

/** Opens a client. Close it when no request uses it any more. */
export const openSubgraphClient = (options: ClientOptions): SubgraphClient => {
  const { addresses, timeoutMs, maxReplyBytes, allowedCodes, onFetch, log } = options
  const endpoints = new Map<string, Endpoint>()
  for (const [subgraph, url] of addresses) endpoints.set(subgraph, openEndpoint(subgraph, url, options))
  const states = createSubgraphStates({
    pools: new Map([...endpoints].map(([name, { pool }]) => [name, pool])),
    timeoutMs,
  })

  const post = async (
    { subgraph, body }: ClientRequest,
    context: ClientContext,
    waitMs: number,
  ): Promise<ByteReply> => {
    const endpoint = endpoints.get(subgraph)
    if (!endpoint) throw new BadResponse('The subgraph has no address.')
    const { pool, path, sign } = endpoint
    const headers = [...plainHeaders, 'x-request-id', context.requestId]
    const identity = sign({ body, viewer: context.viewer, now: Date.now() })
    if (identity !== null) headers.push(identityHeader, identity)
    const order = { path, headers, body, maxBytes: maxReplyBytes, timeoutMs: waitMs, signal: context.signal }
    const bytes = await exchange(pool, order)
    return readByteReply(bytes, { subgraph, allowedCodes })
  }

  return {
    states,
    fetch: async (request, context) => {
      const { subgraph } = request
      const startedAt = performance.now()
      const timeLeft = context.deadline - startedAt
      // What is sent now could still change something over there, and nobody would hear of it.
      if (timeLeft <= 0) return failure(subgraph, 'SUBGRAPH_TIMEOUT')
      try {
        const reply = await post(request, context, Math.min(timeoutMs, Math.ceil(timeLeft)))
        const endedAt = performance.now()
        states.set(subgraph, up)
        onFetch(subgraph, 'ok', endedAt - startedAt)
        return reply
      } catch (cause) {
        const durationMs = performance.now() - startedAt
        if (context.signal.aborted) {
          onFetch(subgraph, 'cancelled', durationMs)
          return failure(subgraph, 'SUBGRAPH_ERROR')
        }
        const isLate = cause instanceof LateError || (cause as { code?: string }).code === 'UND_ERR_CONNECT_TIMEOUT'
        const reason = cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : String(cause)
        states.set(subgraph, { state: 'down', reason: isLate ? 'timeout' : 'failed' })
        onFetch(subgraph, isLate ? 'timeout' : 'error', durationMs)
        log.warn({ requestId: context.requestId, subgraph, reason }, isLate ? 'fetch timed out' : 'fetch failed')
        return failure(subgraph, isLate ? 'SUBGRAPH_TIMEOUT' : 'SUBGRAPH_ERROR')
      }
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...endpoints.values()].map(({ pool }) => pool.destroy()))
    },
  }
}

/** What is the same in all fetches from one subgraph. */
type Endpoint = { readonly pool: Pool; readonly path: string; readonly sign: SignIdentity }

const openEndpoint = (subgraph: string, url: URL, { keys, timeoutMs, maxConnections }: ClientOptions): Endpoint => {
  const path = `${url.pathname}${url.search}`
  const pool = new Pool(url.origin, {
    connections: maxConnections,
    pipelining: 1,
    connect: { timeout: timeoutMs },
    // A deadline of our own ends every fetch, from the first byte sent to the last one read.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  return { pool, path, sign: createIdentitySigner({ keys, subgraph, target: `POST ${path}` }) }
}

const plainHeaders: readonly string[] = [
  'content-type',
  'application/json',
  'accept',
  'application/graphql-response+json, application/json;q=0.9',
  'accept-encoding',
  'identity',
]

const up = { state: 'up' } as const

const failure = (subgraph: string, code: 'SUBGRAPH_ERROR' | 'SUBGRAPH_TIMEOUT'): ByteReply => {
  const message =
    code === 'SUBGRAPH_TIMEOUT' ? `The subgraph "${subgraph}" did not answer in time.` : failedSentence(subgraph)
  const reply: Reply = { data: null, errors: [{ code, message, path: null }] }
  return { ...reply, isPlain: false, asText: () => reply }
}
