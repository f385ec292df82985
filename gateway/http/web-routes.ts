import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendError } from './errors.ts'

/** Which pages there are. */
export type WebOptions = {
  /** Where the built pages lie, one folder each; a page that is not built is not served. */
  readonly folder: string
  readonly hasPlayground: boolean
  /** Paths of the dashboard's page. */
  readonly dashboardPages: readonly string[]
  /** Tells whether the supergraph of this moment is one that the dashboard can ask. */
  readonly canAskDashboard: () => boolean
}

/** Serves the pages for browsers: the dashboard at its paths, the playground at /playground/, and their assets. */
export const addWebRoutes = (app: FastifyInstance, options: WebOptions): void => {
  const { folder, hasPlayground, dashboardPages, canAskDashboard } = options
  const dashboard = readPage(join(folder, 'dashboard'))

  if (dashboard) addAssets(app, join(folder, 'dashboard'), '/')
  for (const path of dashboardPages) {
    app.get(path, async (_request, reply) => {
      if (dashboard && canAskDashboard()) return sendPage(reply, dashboard, dashboardPolicy)
      if (path === '/') return reply.type('text/plain; charset=utf-8').send(frontPage)
      return sendError(reply, 'NOT_FOUND', dashboard ? otherSupergraph : notBuilt('dashboard'))
    })
  }
  // Who strays gets a page that leads back; a program gets the same answer as on every path that is not there.
  app.get('/*', async (request, reply) =>
    dashboard && canAskDashboard() && takesPage(request)
      ? sendPage(reply.code(404), dashboard, dashboardPolicy)
      : reply.callNotFound(),
  )
  if (hasPlayground) addPlayground(app, join(folder, 'playground'))
}

const addPlayground = (app: FastifyInstance, folder: string): void => {
  const playground = readPage(folder)
  if (playground) addAssets(app, folder, '/playground/')
  app.get('/playground', async (_request, reply) => reply.redirect('/playground/', 308))
  app.get('/playground/', async (_request, reply) => {
    if (!playground) return sendError(reply, 'NOT_FOUND', notBuilt('playground'))
    const nonce = randomBytes(18).toString('base64')
    return sendPage(reply, playground.replaceAll('__CSP_NONCE__', nonce), playgroundPolicy(nonce))
  })
  // A person who opens the address of GraphQL in a browser wants to see something, and no cross-site page gains by it.
  app.addHook('onRequest', (request, reply, done) => {
    if (!isVisit(request)) return done()
    reply.redirect('/playground/', 303)
  })
}

const readPage = (folder: string): string | null => {
  const file = join(folder, 'index.html')
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

// The names of assets tell their content, so they are good for ever; all else is asked for again.
const addAssets = (app: FastifyInstance, folder: string, prefix: string): void => {
  app.register(fastifyStatic, {
    root: folder,
    prefix,
    index: false,
    decorateReply: false,
    preCompressed: true,
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isForGood = path.includes('/assets/')
      reply.header('cache-control', isForGood ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
    },
    globIgnore: ['index.html', 'index.html.*', '**/*.br', '**/*.gz'],
  })
}

const sendPage = (reply: FastifyReply, html: string, policy: string): FastifyReply =>
  reply
    .type('text/html; charset=utf-8')
    .headers({
      'content-security-policy': policy,
      'cache-control': 'no-cache',
      'cross-origin-opener-policy': 'same-origin',
    })
    .send(html)

const takesPage = ({ headers }: FastifyRequest): boolean => (headers.accept ?? '').includes('text/html')

const isVisit = (request: FastifyRequest): boolean =>
  request.method === 'GET' && request.url.split('?')[0] === '/graphql' && takesPage(request)

const basePolicy = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'"
const closedPolicy = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const dashboardPolicy = `${basePolicy}; style-src 'self'; ${closedPolicy}`

// The editor makes <style> elements, which get the page's nonce, and writes style attributes, which can run nothing.
const playgroundPolicy = (nonce: string): string =>
  `${basePolicy}; worker-src 'self'; style-src 'self'; style-src-elem 'self' 'nonce-${nonce}'; style-src-attr 'unsafe-inline'; ${closedPolicy}`

const notBuilt = (page: string): string =>
  `The ${page} is not built. Run "npm run build:web", then start the gateway again.`

const otherSupergraph =
  'The dashboard shows Exchange Network only, and the gateway serves another supergraph. Ask GraphQL at /graphql.'

const frontPage = `This is a GraphQL gateway.

Ask it with POST /graphql, as JSON: {"query": "{ __typename }"}

  curl -H 'content-type: application/json' -d '{"query":"{ __schema { queryType { fields { name description } } } }"}' <this address>/graphql

Send "authorization: Bearer <token>" to ask as yourself; without it you are an anonymous viewer.
/playground/ is a page to ask in, where it is switched on; /operations lists what can be read as JSON and CSV.
/health/live and /health/ready tell how the gateway and its subgraphs are, /metrics counts what it does.
`
