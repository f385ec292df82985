import { randomUUID } from 'node:crypto'
import { type FastifyInstance, type FastifyRequest, fastify } from 'fastify'
import type { Logger } from '../observe/log.ts'
import { refusalCodes, sendError, translateFastifyError } from './errors.ts'

/** Creates the HTTP server without routes: limits, body reading, errors as JSON. */
export const createHttpServer = (options: {
  maxBodyBytes: number
  log: Logger
  /** Hears the codes of each answer that is a refusal, on any path. */
  onRefusal: (request: FastifyRequest, codes: readonly string[]) => void
}): FastifyInstance => {
  const { maxBodyBytes, log, onRefusal } = options
  const app = fastify({
    logger: false,
    bodyLimit: maxBodyBytes,
    requestTimeout: 15_000,
    http: { headersTimeout: 8_000, connectionsCheckingInterval: 2_000 },
    exposeHeadRoutes: false,
    // Faults before routing, such as a path that cannot be decoded, meet neither hooks nor the error handler.
    frameworkErrors: (error, request, reply) => {
      const { code, message } = translateFastifyError(error)
      reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff')
      sendError(reply, code, message)
      onRefusal(request, [code])
    },
    // Only the gateway's own ids and harmless ones of a proxy go into logs and on to subgraphs.
    genReqId: request => {
      const given = request.headers['x-request-id']
      return typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID()
    },
  })

  app.removeContentTypeParser('text/plain')
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    const text = decodeUtf8(request, body)
    if (text !== null) return parseJson(request, text, done)
    done(Object.assign(new Error('The body is not plain JSON in UTF-8.'), { statusCode: 415 }))
  })

  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff')
    const encoding = request.headers['content-encoding']
    if (encoding !== undefined && encoding !== 'identity') {
      return sendError(reply, 'UNSUPPORTED_MEDIA_TYPE', 'The body is compressed; send plain JSON in UTF-8.')
    }
  })

  app.addHook('onSend', async (request, reply, body) => {
    if (reply.statusCode >= 400) onRefusal(request, refusalCodes(body))
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

// A replaced character could make two names one, so bytes that are not UTF-8 are refused rather than repaired.
const decodeUtf8 = (request: FastifyRequest, body: Buffer): string | null => {
  const charset = /;\s*charset\s*=\s*"?([\w-]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8'
  if (!/^utf-?8$/i.test(charset)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return null
  }
}
