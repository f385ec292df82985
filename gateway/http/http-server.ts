import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { type FastifyInstance, type FastifyRequest, fastify } from 'fastify'
import type { Logger } from '../observe/log.ts'
import { answerBrokenRequest } from './broken-request.ts'
import { refusalCodes, sendError, translateFastifyError } from './errors.ts'
import { readJsonBodies } from './json-body.ts'
import { securityHeaders } from './security-headers.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The codes of its answer, when that is a refusal. */
    refusalCodes: readonly string[] | null
  }
}

/** Creates the HTTP server without routes: limits, body reading, errors as JSON. */
export const createHttpServer = (options: {
  maxBodyBytes: number
  /** Longest wait for the headers of a request; then its connection is cut. */
  headersTimeoutMs?: number
  /** Longest wait for a whole request. */
  bodyTimeoutMs?: number
  maxConnections?: number
  /** Whose "x-forwarded-for" is believed; null for nobody's. */
  trustedProxies?: string | null
  /** Tells whether a connection's request has a time of its own, so that `bodyTimeoutMs` does not cut it. */
  hasOwnTime?: (socket: Socket) => boolean
  log: Logger
  /** Hears the codes of each answer that is a refusal, on any path. */
  onRefusal: (codes: readonly string[]) => void
}): FastifyInstance => {
  const {
    maxBodyBytes,
    headersTimeoutMs = 8_000,
    bodyTimeoutMs = 15_000,
    maxConnections,
    trustedProxies = null,
    hasOwnTime = () => false,
    log,
    onRefusal,
  } = options
  const refused = (request: FastifyRequest, codes: readonly string[]): void => {
    request.refusalCodes = codes
    onRefusal(codes)
  }
  const app = fastify({
    logger: false,
    bodyLimit: maxBodyBytes,
    requestTimeout: bodyTimeoutMs,
    http: {
      // Refused below: Node's own refusal has another shape.
      requireHostHeader: false,
      headersTimeout: Math.min(headersTimeoutMs, bodyTimeoutMs),
      // Late by a quarter at most: 2 seconds of 8.
      connectionsCheckingInterval: Math.ceil(Math.min(headersTimeoutMs, bodyTimeoutMs) / 4),
    },
    exposeHeadRoutes: false,
    trustProxy: trustedProxies ?? false,
    // Refused below: Fastify's own refusal has another shape.
    return503OnClosing: false,
    // Faults before routing, such as a path that cannot be decoded, meet neither hooks nor the error handler.
    frameworkErrors: (error, request, reply) => {
      const { code, message } = translateFastifyError(error, maxBodyBytes)
      reply.header('x-request-id', request.id).headers(securityHeaders)
      sendError(reply, code, message)
      refused(request, [code])
    },
    // And bytes that are no request do not even become one.
    clientErrorHandler: (error, socket) => {
      // Node asks about a request once, so from here on its route must end it.
      if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && hasOwnTime(socket)) return
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
  if (maxConnections !== undefined) app.server.maxConnections = maxConnections

  readJsonBodies(app)

  // Node would refuse an expectation that it does not know, without a body; none has to be met.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response))

  let isClosing = false
  app.addHook('preClose', done => {
    isClosing = true
    // Node closes those that are idle now; one that a client keeps after its last answer would hold up the end.
    const sweep = setInterval(() => app.server.closeIdleConnections(), 100)
    app.server.once('close', () => clearInterval(sweep))
    done()
  })

  // Hooks that call back rather than promise: they run for each request, and do next to nothing.
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).headers(securityHeaders)
    if (isClosing) {
      sendError(reply, 'SERVICE_UNAVAILABLE', 'The gateway is stopping. Ask again in a moment.')
      return
    }
    if (request.headers.host === undefined && request.raw.httpVersion === '1.1') {
      sendError(reply, 'BAD_REQUEST', 'The request has no header "host". Send it, with the name that you ask.')
      return
    }
    // Node only drops those past a number, so what stands there would be overlooked.
    if (request.raw.rawHeaders.length > 2 * maxHeaders) {
      sendError(
        reply,
        'HEADERS_TOO_LARGE',
        `The request has ${request.raw.rawHeaders.length / 2} headers, but ${maxHeaders} are allowed. Send fewer.`,
      )
      return
    }
    const encoding = request.headers['content-encoding']
    if (encoding === undefined || encoding === 'identity') return done()
    sendError(
      reply,
      'UNSUPPORTED_MEDIA_TYPE',
      'The body is compressed, and compressed bodies are not read here. Send it as it is.',
    )
  })

  app.addHook('onSend', (request, reply, body, done) => {
    if (reply.statusCode >= 400) refused(request, refusalCodes(body))
    done()
  })

  app.setErrorHandler((error, request, reply) => {
    const { code, message } = translateFastifyError(error as Parameters<typeof translateFastifyError>[0], maxBodyBytes)
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

// Browsers send some 20, and proxies add a few.
const maxHeaders = 100
