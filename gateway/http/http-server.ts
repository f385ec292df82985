import { randomUUID } from 'node:crypto'
import { type FastifyInstance, type FastifyRequest, fastify } from 'fastify'
import type { Logger } from '../observe/log.ts'
import { answerBrokenRequest } from './broken-request.ts'
import { refusalCodes, sendError, translateFastifyError } from './errors.ts'
import { readJsonBodies } from './json-body.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The codes of its answer, when that is a refusal. */
    refusalCodes: readonly string[] | null
  }
}

/** Creates the HTTP server without routes: limits, body reading, errors as JSON. */
export const createHttpServer = (options: {
  maxBodyBytes: number
  log: Logger
  /** Hears the codes of each answer that is a refusal, on any path. */
  onRefusal: (codes: readonly string[]) => void
}): FastifyInstance => {
  const { maxBodyBytes, log, onRefusal } = options
  const refused = (request: FastifyRequest, codes: readonly string[]): void => {
    request.refusalCodes = codes
    onRefusal(codes)
  }
  const app = fastify({
    logger: false,
    bodyLimit: maxBodyBytes,
    requestTimeout: 15_000,
    http: { headersTimeout: 8_000, connectionsCheckingInterval: 2_000 },
    exposeHeadRoutes: false,
    // Refused below: Fastify's own refusal has another shape.
    return503OnClosing: false,
    // Faults before routing, such as a path that cannot be decoded, meet neither hooks nor the error handler.
    frameworkErrors: (error, request, reply) => {
      const { code, message } = translateFastifyError(error)
      reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff')
      sendError(reply, code, message)
      refused(request, [code])
    },
    // And bytes that are no request do not even become one.
    clientErrorHandler: (error, socket) => {
      const code = answerBrokenRequest(error, socket)
      if (code) onRefusal([code])
    },
    // Only the gateway's own ids and harmless ones of a proxy go into logs and on to subgraphs.
    genReqId: request => {
      const given = request.headers['x-request-id']
      return typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID()
    },
  })
  app.decorateRequest('refusalCodes', null)

  readJsonBodies(app)

  let isClosing = false
  app.addHook('preClose', done => {
    isClosing = true
    done()
  })

  // Hooks that call back rather than promise: they run for each request, and do next to nothing.
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff')
    if (isClosing) {
      sendError(reply, 'SERVICE_UNAVAILABLE', 'The gateway is stopping. Ask again in a moment.')
      return
    }
    const encoding = request.headers['content-encoding']
    if (encoding === undefined || encoding === 'identity') return done()
    sendError(reply, 'UNSUPPORTED_MEDIA_TYPE', 'The body is compressed; send plain JSON in UTF-8.')
  })

  app.addHook('onSend', (request, reply, body, done) => {
    if (reply.statusCode >= 400) refused(request, refusalCodes(body))
    done()
  })

  app.setErrorHandler((error, request, reply) => {
    const { code, message } = translateFastifyError(error as Parameters<typeof translateFastifyError>[0])
    if (code === 'INTERNAL_SERVER_ERROR') log.error({ requestId: request.id, err: error }, 'request failed')
    return sendError(reply, code, message)
  })
  app.setNotFoundHandler((request, reply) =>
    sendError(
      reply,
      'NOT_FOUND',
      `There is nothing at "${request.url.split('?')[0]}". Ask GraphQL at /graphql; /health/live and /health/ready tell how the gateway is.`,
    ),
  )
  return app
}
