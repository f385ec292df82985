import type { ApolloServer } from '@apollo/server'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Logger, logRequest } from '../observe/log.ts'
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
    log: Logger
  },
): void => {
  const { apollo, authenticate, isTooNested, requestTimeoutMs, log } = options
  const contexts = new WeakMap<FastifyRequest, RequestContext>()

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: async (request, reply) => {
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
      const record = contexts.get(request)?.record
      if (record) record.errorCodes = ['OPERATION_TOO_DEEP']
      return sendError(
        reply,
        'OPERATION_TOO_DEEP',
        'The text has so many brackets inside each other that it cannot be parsed. Ask for the inner part in an operation of its own.',
      )
    },
    onResponse: async (request, reply) => {
      const record = contexts.get(request)?.record ?? newRecord()
      logRequest(log, {
        requestId: request.id,
        status: reply.statusCode,
        durationMs: reply.elapsedTime,
        ...record,
      })
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
