import type { ApolloServer } from '@apollo/server'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import { type FastifyInstance, type FastifyRequest, fastify, LogController } from 'fastify'
import type { Logger } from 'pino'
import type { Database } from '../database/database.ts'
import { changesRoute } from '../feed/route.ts'
import type { IdentityKeys } from '../identity/keys.ts'
import { createServedIdentities } from '../identity/served-identities.ts'
import type { ServedMutations } from '../identity/served-mutations.ts'
import { addHealth, type HealthParts } from './health.ts'
import { addHttpErrors } from './http-errors.ts'
import { addIdentityGate } from './identity-gate.ts'
import { addImportRoutes } from './import-routes.ts'
import { createRequestContext, requestIdOf } from './request-context.ts'
import type { RequestContext, Subgraph } from './subgraph.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Made before GraphQL starts, so that a database that is away answers 503 and not half a request. */
    graphqlContext: RequestContext<unknown> | null
  }
}

/** The parts that answer HTTP. */
export type HttpParts = {
  readonly subgraph: Subgraph<unknown>
  readonly database: Database
  readonly server: ApolloServer<RequestContext<unknown>>
  readonly keys: IdentityKeys
  /** Null for a subgraph that changes nothing. */
  readonly mutations: ServedMutations | null
  readonly feeds: HealthParts['feeds']
  readonly log: Logger
}

const maxBodyBytes = 1024 * 1024

/** Creates the HTTP side of a subgraph, not listening yet: identity first, then GraphQL, the feed and health. */
export const createHttpApp = (parts: HttpParts): FastifyInstance => {
  const { subgraph, database, server, keys, mutations, feeds, log } = parts
  const app = fastify({
    // Fastify's own remarks ("Server listening ...") would repeat ours; requests log through `log` itself.
    loggerInstance: log.child({}, { level: log.level === 'info' ? 'warn' : log.level }),
    childLoggerFactory: (_logger, bindings) => log.child(bindings),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: maxBodyBytes,
    genReqId: requestIdOf,
    // A large file takes its time, but nobody has as long to say who asks.
    requestTimeout: 120_000,
    http: { headersTimeout: 15_000 },
    keepAliveTimeout: 65_000,
  }) as unknown as FastifyInstance

  const { imports = [] } = subgraph
  const filePaths = imports.length > 0 ? ['POST /imports/<kind>', 'GET /exports/<kind>.csv'] : []
  addHttpErrors(app, ['POST /graphql', ...filePaths, 'GET /changes', 'GET /health/live', 'GET /health/ready'])
  const served = createServedIdentities({ warn: message => log.warn(message) })
  addIdentityGate(app, { audience: subgraph.name, keys, served })
  const closing = new AbortController()
  app.addHook('preClose', async () => closing.abort())
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    // A caller that keeps its connection after the last answer would hold up the end for seconds.
    if (closing.signal.aborted) reply.header('connection', 'close')
  })
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    const ms = Math.round(reply.elapsedTime)
    request.log.debug({ method, path: routeOptions.url, status: reply.statusCode, ms }, 'A request was answered.')
  })

  app.decorateRequest('graphqlContext', null)
  app.route({
    method: 'POST',
    url: '/graphql',
    preHandler: async request => {
      request.graphqlContext = await createRequestContext(subgraph, database, request, feeds)
    },
    handler: fastifyApolloHandler(server, { context: async request => request.graphqlContext! }),
  })
  app.get('/changes', { exposeHeadRoute: false }, changesRoute(database, closing.signal))
  if (imports.length > 0 && mutations) {
    const contextOf = (request: FastifyRequest) => createRequestContext(subgraph, database, request, feeds)
    addImportRoutes(app, { imports, mutations, contextOf })
  }
  addHealth(app, { database, feeds })
  return app
}
