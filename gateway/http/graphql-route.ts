import type { ApolloServer } from '@apollo/server'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readClientName } from '../observe/client-name.ts'
import { type Logger, logRequest } from '../observe/log.ts'
import type { Metrics } from '../observe/metrics.ts'
import { outcomeOf } from '../observe/outcome.ts'
import { newRecord, type RequestContext } from '../request-context.ts'
import { sendError } from './errors.ts'

/** Reads who asks from the values of the authorization header. */
export type Authenticate = (
  authorization: readonly string[],
) => Promise<{ kind: 'viewer'; viewer: RequestContext['viewer'] } | { kind: 'refused'; message: string }>

/** Serves GET and POST /graphql. Authenticates first; a bad token never reaches Apollo Server. */
export const addGraphqlRoute = (
  app: FastifyInstance,
  options: {
    apollo: ApolloServer<RequestContext>
    authenticate: Authenticate
    /** Tells whether an operation's text is nested too deeply to be parsed. */
    isTooNested: (text: string) => boolean
    requestTimeoutMs: number
    /** The codes of a request that was refused. */
    refusalOf: (request: FastifyRequest) => readonly string[] | undefined
    metrics: Pick<Metrics, 'requestStarted' | 'requestClosed' | 'requestAbandoned' | 'requestAnswered' | 'answeredWith'>
    log: Logger
  },
): void => {
  const { apollo, authenticate, isTooNested, requestTimeoutMs, refusalOf, metrics, log } = options
  const contexts = new WeakMap<FastifyRequest, RequestContext>()

  const countAnswer = (reply: FastifyReply, errorCodes: readonly string[]): void => {
    const { statusCode: status, elapsedTime: durationMs } = reply
    metrics.requestAnswered({ outcome: outcomeOf({ status, errorCodes }), status, durationMs })
    // The codes of refusals are counted where all paths meet.
    if (status < 400) metrics.answeredWith(errorCodes)
  }
  const writeLine = (
    request: FastifyRequest,
    reply: FastifyReply,
    status: number | null,
    errorCodes: readonly string[],
  ): void =>
    logRequest(log, {
      requestId: request.id,
      status,
      durationMs: reply.elapsedTime,
      ...readClientName(request.headers),
      ...(contexts.get(request)?.record ?? newRecord()),
      errorCodes,
    })

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: async (request, reply) => {
      metrics.requestStarted()
      reply.raw.on('close', () => {
        metrics.requestClosed()
        if (reply.raw.writableFinished) return
        metrics.requestAbandoned()
        writeLine(request, reply, null, [])
      })
      const verdict = await authenticate(request.raw.headersDistinct.authorization ?? [])
      if (verdict.kind === 'refused') {
        reply.header('www-authenticate', 'Bearer realm="Exchange Network", error="invalid_token"')
        return sendError(reply, 'UNAUTHENTICATED', verdict.message)
      }
      const gone = new AbortController()
      reply.raw.on('close', () => {
        if (!reply.raw.writableFinished) gone.abort()
      })
      contexts.set(request, {
        requestId: request.id,
        viewer: verdict.viewer,
        signal: gone.signal,
        deadline: performance.now() + requestTimeoutMs,
        record: newRecord(),
      })
      // What one viewer may see is nobody else's.
      reply.header('cache-control', 'private, no-store').header('vary', 'authorization')
    },
    preHandler: async (request, reply) => {
      const text = operationText(request)
      if (text === null || !isTooNested(text)) return
      return sendError(
        reply,
        'OPERATION_TOO_DEEP',
        'The text has so many brackets inside each other that it cannot be parsed. Ask for the inner part in an operation of its own.',
      )
    },
    onResponse: async (request, reply) => {
      // Whose client has gone was counted and logged when it went.
      if (!reply.raw.writableFinished) return
      const errorCodes = refusalOf(request) ?? contexts.get(request)?.record.errorCodes ?? []
      countAnswer(reply, errorCodes)
      writeLine(request, reply, reply.statusCode, errorCodes)
    },
    handler: fastifyApolloHandler(apollo, { context: async request => contexts.get(request)! }),
  })

  app.route({
    method: ['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    onRequest: async (request, reply) => {
      reply.header('allow', 'GET, POST')
      return sendError(reply, 'METHOD_NOT_ALLOWED', `/graphql takes GET and POST, not ${request.method}.`)
    },
    onResponse: async (_request, reply) => countAnswer(reply, []),
    handler: async () => undefined,
  })
}

const operationText = ({ body, query }: FastifyRequest): string | null => {
  for (const part of [body, query]) {
    if (typeof part === 'object' && part !== null && 'query' in part && typeof part.query === 'string')
      return part.query
  }
  return null
}
