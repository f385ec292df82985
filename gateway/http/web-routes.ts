import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
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
  addDashboard(app, options)
  if (options.hasPlayground) addPlayground(app, join(options.folder, 'playground'))
}

const addDashboard = (app: FastifyInstance, { folder: built, dashboardPages, canAskDashboard }: WebOptions): void => {
  const folder = join(built, 'dashboard')
  addAssets(app, folder, '/assets/')
  for (const path of dashboardPages) {
    app.get(path, async (_request, reply) => {
      const page = await readPage(folder)
      if (page && canAskDashboard()) return sendPage(reply, page, dashboardPolicy)
      if (path === '/') return reply.type('text/plain; charset=utf-8').send(frontPage)
      return sendError(reply, 'NOT_FOUND', page ? otherSupergraph : notBuilt('dashboard'))
    })
  }
  // Who strays gets a page that leads back; a program gets the same answer as on every path that is not there.
  app.get('/*', async (request, reply) => {
    const page = takesPage(request) && canAskDashboard() ? await readPage(folder) : null
    return page ? sendPage(reply.code(404), page, dashboardPolicy) : reply.callNotFound()
  })
}

const addPlayground = (app: FastifyInstance, folder: string): void => {
  addAssets(app, folder, '/playground/assets/')
  app.get('/playground', async (_request, reply) => reply.redirect('/playground/', 308))
  app.get('/playground/', async (_request, reply) => {
    const page = await readPage(folder)
    if (!page) return sendError(reply, 'NOT_FOUND', notBuilt('playground'))
    const nonce = randomBytes(18).toString('base64')
    return sendPage(reply, page.replaceAll('__CSP_NONCE__', nonce), playgroundPolicy(nonce))
  })
  // A person who opens the address of GraphQL in a browser wants to see something, and no cross-site page gains by it.
  app.addHook('onRequest', (request, reply, done) => {
    if (!isVisit(request)) return done()
    reply.redirect('/playground/', 303)
  })
}

// Read for each visit: a page that was built anew names other assets.
const readPage = (folder: string): Promise<string | null> =>
  readFile(join(folder, 'index.html'), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null
    throw cause
  })

// The names of assets tell their content, so they are good for ever.
const addAssets = (app: FastifyInstance, folder: string, prefix: string): void => {
  app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix,
    index: false,
    decorateReply: false,
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
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

const notBuilt = (page: string): string => `The ${page} is not built. Run "npm run build:web".`

const otherSupergraph =
  'The dashboard shows Exchange Network only, and the gateway serves another supergraph. Ask GraphQL at /graphql.'

const frontPage = `This is a GraphQL gateway.

Ask it with POST /graphql, as JSON: {"query": "{ __typename }"}

  curl -H 'content-type: application/json' -d '{"query":"{ __schema { queryType { fields { name description } } } }"}' <this address>/graphql

Send "authorization: Bearer <token>" to ask as yourself; without it you are an anonymous viewer.
/playground/ is a page to ask in, where it is switched on; /operations lists what can be read as JSON and CSV.
/health/live and /health/ready tell how the gateway and its subgraphs are, /metrics counts what it does.
`
