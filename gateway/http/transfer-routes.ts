import type { FastifyInstance } from 'fastify'
import { sendError } from './errors.ts'
import { addExportRoute, type ExportRouteOptions } from './export-route.ts'
import { addImportRoute, type ImportRouteOptions } from './import-route.ts'
import { privateHeaders } from './security-headers.ts'

/** Serves the paths of CSV files: POST /imports/<kind> and GET /exports/<kind>.csv. */
export const addTransferRoutes = (root: FastifyInstance, options: ImportRouteOptions & ExportRouteOptions): void => {
  root.decorateRequest('transfer', null)
  // Only in here a body is not read before its handler, whatever its type.
  root.register(async app => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, _payload, done) => done(null))
    addImportRoute(app, options)
    addExportRoute(app, options)
    refuseMethods(app, '/imports/:kind', 'POST', ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
    refuseMethods(app, '/exports/:file', 'GET', ['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
  })
}

const refuseMethods = (
  app: FastifyInstance,
  url: string,
  allow: string,
  methods: ('GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS')[],
): void => {
  app.route({
    method: methods,
    url,
    onRequest: (request, reply) => {
      reply.headers(privateHeaders).header('allow', allow)
      sendError(reply, 'METHOD_NOT_ALLOWED', `${request.url.split('?')[0]} takes ${allow}, not ${request.method}.`)
    },
    handler: async () => undefined,
  })
}
