import { Agent } from 'undici'
import type { IdentityKeys } from './identity-keys.ts'
import { BadResponse, failedSentence, type Reply, readBody, readReply } from './read-response.ts'
import { type IdentityViewer, identityHeader, signIdentity } from './sign-identity.ts'
import { createSubgraphStates, type SubgraphStates } from './subgraph-states.ts'

/** One request to one subgraph, as the execution asks for it. */
export type ClientRequest = {
  readonly subgraph: string
  readonly query: string
  readonly operationName: string | undefined
  readonly variables: Readonly<Record<string, unknown>>
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
  fetch(request: ClientRequest, context: ClientContext): Promise<Reply>
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
  const { addresses, keys, timeoutMs, maxReplyBytes, allowedCodes, onFetch, log } = options
  const agent = new Agent({
    connections: options.maxConnections,
    pipelining: 1,
    connect: { timeout: timeoutMs },
    // A deadline of our own ends every fetch, from the first byte sent to the last one read.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  const states = createSubgraphStates({ addresses, agent, timeoutMs })

  const post = async (request: ClientRequest, context: ClientContext, signal: AbortSignal): Promise<Reply> => {
    const url = addresses.get(request.subgraph)
    if (!url) throw new BadResponse('The subgraph has no address.')
    const { query, operationName, variables } = request
    const body = JSON.stringify({ query, ...(operationName !== undefined && { operationName }), variables })
    const path = `${url.pathname}${url.search}`
    const key = keys(request.subgraph)
    const response = await agent.request({
      origin: url.origin,
      path,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
        'accept-encoding': 'identity',
        'x-request-id': context.requestId,
        ...(key && {
          [identityHeader]: signIdentity({
            key,
            subgraph: request.subgraph,
            target: `POST ${path}`,
            body,
            viewer: context.viewer,
            now: Date.now(),
          }),
        }),
      },
      body,
      signal,
    })
    try {
      const { statusCode, headers } = response
      // 400 and 422 carry the errors of an operation that was refused as a whole, such as a wrong variable.
      const mayBeReply = statusCode === 200 || statusCode === 400 || statusCode === 422
      if (!mayBeReply) throw new BadResponse(`The subgraph answered with HTTP status ${statusCode}.`)
      if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity') {
        throw new BadResponse('The reply is compressed, though that was not asked for.')
      }
      const text = await readBody(response.body, maxReplyBytes)
      return readReply(text, { subgraph: request.subgraph, maxBytes: maxReplyBytes, allowedCodes })
    } finally {
      // A body that was not read to its end would hold its connection.
      response.body.on('error', () => undefined)
      response.body.destroy()
    }
  }

  return {
    states,
    fetch: async (request, context) => {
      const { subgraph } = request
      const startedAt = performance.now()
      const timeLeft = Math.min(timeoutMs, context.deadline - startedAt)
      const timeout = AbortSignal.timeout(Math.max(0, Math.ceil(timeLeft)))
      try {
        const reply = await post(request, context, AbortSignal.any([timeout, context.signal]))
        states.set(subgraph, { state: 'up' })
        onFetch(subgraph, 'ok', performance.now() - startedAt)
        return reply
      } catch (cause) {
        if (context.signal.aborted) {
          onFetch(subgraph, 'cancelled', performance.now() - startedAt)
          return { data: null, errors: [{ code: 'SUBGRAPH_ERROR', message: failedSentence(subgraph), path: null }] }
        }
        const isLate = timeout.aborted || (cause as { code?: string }).code === 'UND_ERR_CONNECT_TIMEOUT'
        const reason = cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : String(cause)
        states.set(subgraph, { state: 'down', reason: isLate ? 'timeout' : 'failed' })
        onFetch(subgraph, isLate ? 'timeout' : 'error', performance.now() - startedAt)
        log.warn({ requestId: context.requestId, subgraph, reason }, isLate ? 'fetch timed out' : 'fetch failed')
        const error = isLate
          ? { code: 'SUBGRAPH_TIMEOUT', message: `The subgraph "${subgraph}" did not answer in time.`, path: null }
          : { code: 'SUBGRAPH_ERROR', message: failedSentence(subgraph), path: null }
        return { data: null, errors: [error] }
      }
    },
    [Symbol.asyncDispose]: () => agent.destroy(),
  }
}
