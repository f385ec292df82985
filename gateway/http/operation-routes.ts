import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RequestContext } from '../request-context.ts'
import type { Hold } from './apollo-handler.ts'
import { sendError } from './errors.ts'
import type { OperationDoor } from './operation-door.ts'
import { privateHeaders } from './security-headers.ts'
import { sendTagged } from './tagged-answer.ts'

type Format = 'json' | 'csv'

type Answer = {
  readonly status: number
  readonly text: string
  /** Of a file; null where the text says why there is none. */
  readonly file: {
    readonly name: string
    readonly withheld: number
    readonly missing: number
    /** The URL's query of the next page; null when there is none. */
    readonly next: string | null
  } | null
}

/** What the routes need. */
export type OperationRouteOptions = {
  readonly door: OperationDoor
  /** Keeps open what the answer needs until it is there. */
  readonly hold: Hold
  readonly answerByUrl: (
    request: { name: string; format: Format; search: string },
    context: RequestContext,
  ) => Promise<Answer>
  /** Answers with the calendar of a program, the same to everybody. */
  readonly answerAgenda: (program: string, context: RequestContext) => Promise<Answer>
  /** What is told of the operations that there are at this moment. */
  readonly listing: () => {
    readonly openapi: string
    readonly json: string
    readonly page: string
    readonly pagePolicy: string
  }
}

/**
 * Serves saved operations to those who ask without GraphQL: GET /operations/<name>.json and .csv, the list of them at
 * /operations and /operations/openapi.json, and GET /programs/<slug>/agenda.ics.
 */
export const addOperationRoutes = (app: FastifyInstance, options: OperationRouteOptions): void => {
  const { door, hold, answerByUrl, answerAgenda } = options
  addListing(app, options)

  app.route<{ Params: { file: string } }>({
    method: 'GET',
    url: '/operations/:file',
    onRequest: door.onRequest,
    onSend: door.onSend,
    handler: async (request, reply) => {
      const { file } = request.params
      const [, name, format] = /^(.+)\.(json|csv)$/s.exec(file) ?? []
      if (isOfOtherSite(request)) return sendError(reply, 'BAD_REQUEST', otherSite)
      if (name === undefined) return sendError(reply, 'NOT_FOUND', noSuchFile(file))
      const asked = { name, format: format as Format, search: searchOf(request) }
      const answer = await hold(() => answerByUrl(asked, request.gatewayContext!))
      const isPublic = request.gatewayContext?.viewer.subject === null
      reply.headers(nextPage(`/operations/${encodeURIComponent(name)}.${format}`, answer))
      return sendAnswer(request, reply, answer, types[asked.format], isPublic ? forAll : privateHeaders)
    },
  })
  app.route<{ Params: { program: string } }>({
    method: 'GET',
    url: '/programs/:program/agenda.ics',
    onRequest: door.onRequest,
    onSend: door.onSend,
    handler: async (request, reply) => {
      if (isOfOtherSite(request)) return sendError(reply, 'BAD_REQUEST', otherSite)
      const answer = await hold(() => answerAgenda(request.params.program, request.gatewayContext!))
      return sendAnswer(request, reply, answer, 'text/calendar; charset=utf-8', forAll)
    },
  })
  for (const url of ['/operations', '/operations/:file', '/programs/:program/agenda.ics']) refuseMethods(app, url, door)
}

/** What there is to ask is told to everybody and costs nothing: it is written once for each supergraph. */
const addListing = (app: FastifyInstance, { listing }: OperationRouteOptions): void => {
  app.get('/operations', async (request, reply) => {
    const { page, pagePolicy, json } = listing()
    reply.headers({ 'cache-control': 'no-cache', vary: 'accept' })
    if (!wantsPage(request)) return sendTagged(request, reply.type(types.json), json)
    reply.header('content-security-policy', pagePolicy).type('text/html; charset=utf-8')
    return sendTagged(request, reply, page)
  })
  app.get('/operations/openapi.json', async (request, reply) =>
    sendTagged(request, reply.header('cache-control', 'no-cache').type(types.json), listing().openapi),
  )
}

const types = { json: 'application/json; charset=utf-8', csv: 'text/csv; charset=utf-8' } as const

// Whatever takes HTML gets it, unless JSON stands before it.
const wantsPage = ({ headers: { accept = '*/*' } }: FastifyRequest): boolean => {
  const [page, json] = [accept.indexOf('text/html'), accept.indexOf('application/json')]
  return json < 0 || (page >= 0 && page < json)
}

/**
 * What everybody sees may stay in shared caches for some seconds: long enough for a page that many look at, short
 * enough that what is withdrawn is soon gone. What one viewer sees is kept by nobody, not even by the viewer's browser: it
 * would lie on the disk after the sign-out.
 */
const forAll = { 'cache-control': 'public, max-age=10', vary: 'authorization' }

const sendAnswer = (
  request: FastifyRequest,
  reply: FastifyReply,
  { status, text, file }: Answer,
  type: string,
  caching: Readonly<Record<string, string>>,
): FastifyReply => {
  reply.code(status)
  if (!file) {
    // RFC 9110: there is no method that this path takes.
    if (status === 405) reply.header('allow', '')
    return reply.type(types.json).send(text)
  }
  reply.header('exchange-withheld', String(file.withheld))
  if (file.missing > 0) reply.header('exchange-missing', String(file.missing))
  // What is not whole is kept by nobody.
  if (file.missing === 0) reply.headers(caching)
  const way = type === types.json ? 'inline' : 'attachment'
  reply.type(type).header('content-disposition', `${way}; filename="${file.name}"`)
  return sendTagged(request, reply, text)
}

// A path of our own making: what stood in the request's line may name another site, or end the header's value.
const nextPage = (path: string, { file }: Answer): { link?: string } =>
  file === null || file.next === null ? {} : { link: `<${path}?${file.next}>; rel="next"` }

const noSuchFile = (file: string): string =>
  `There is no file "${file.slice(0, 100)}" here. Add ".json" or ".csv" to the name of an operation; /operations lists them.`

const otherSite =
  'Another site loads this as a part of its page, at the cost of whoever looks at it. Load it from a server, or follow a link.'

// A link may lead here from anywhere. What a page of another site loads by itself, a frame as well, it could not even read.
const isOfOtherSite = ({ headers }: FastifyRequest): boolean => {
  const { 'sec-fetch-mode': mode, 'sec-fetch-dest': destination = 'document' } = headers
  return headers['sec-fetch-site'] === 'cross-site' && (mode !== 'navigate' || destination !== 'document')
}

const searchOf = ({ raw: { url = '' } }: FastifyRequest): string => {
  const at = url.indexOf('?')
  return at < 0 ? '' : url.slice(at)
}

const refuseMethods = (app: FastifyInstance, url: string, door: OperationDoor): void => {
  app.route({
    method: ['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url,
    onRequest: (request, reply) => {
      door.countRefusal(reply)
      reply.headers(privateHeaders).header('allow', 'GET')
      sendError(reply, 'METHOD_NOT_ALLOWED', `${request.url.split('?')[0]} takes GET, not ${request.method}.`)
    },
    handler: async () => undefined,
  })
}
