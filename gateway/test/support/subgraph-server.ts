import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { graphql, parse } from 'graphql'

/** What a subgraph of a test received. */
export type ReceivedRequest = {
  readonly headers: IncomingMessage['headers']
  readonly target: string
  readonly text: string
  readonly query: string
  readonly variables: Record<string, unknown>
}

/** A subgraph on a real port. */
export type TestSubgraph = AsyncDisposable & {
  readonly name: string
  readonly url: string
  readonly sdl: string
  readonly received: ReceivedRequest[]
}

/** Resolvers by type and field; `__resolveReference` among them. */
export type ResolverMap = Record<string, Record<string, unknown>>

/** Who asks, as the identity says that the gateway sent; anonymous without one. */
export type Asker = {
  readonly subject: string | null
  readonly scopes: ReadonlySet<string>
  readonly organization: string | null
}

/** Reads who asks from the headers of a request; the signature is other tests' business. */
export const askerOf = (headers: IncomingMessage['headers']): Asker => {
  const [, payload = ''] = String(headers['exchange-identity'] ?? '').split('.')
  const claims = payload === '' ? {} : JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
  return {
    subject: claims.sub ?? null,
    scopes: new Set(
      String(claims.scope ?? '')
        .split(' ')
        .filter(Boolean),
    ),
    organization: claims.organization ?? null,
  }
}

/** Starts a subgraph that answers as @apollo/subgraph does. Its resolvers' context is the `Asker`. */
export const startSubgraph = (name: string, sdl: string, resolvers: ResolverMap): Promise<TestSubgraph> => {
  // biome-ignore lint/suspicious/noExplicitAny: the library's own type of a resolver map
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as any }])
  return startFaultySubgraph(name, sdl, async ({ text, headers }, response) => {
    const { query, variables } = JSON.parse(text) as { query: string; variables: Record<string, unknown> }
    const result = await graphql({ schema, source: query, variableValues: variables, contextValue: askerOf(headers) })
    response.setHeader('content-type', 'application/json').end(JSON.stringify(result))
  })
}

/** Starts a subgraph that answers whatever the test says. */
export const startFaultySubgraph = async (
  name: string,
  sdl: string,
  answer: (request: ReceivedRequest, response: Parameters<RequestListener>[1]) => unknown,
): Promise<TestSubgraph> => {
  const received: ReceivedRequest[] = []
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') return response.end('{}')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString('utf8')
    const { query = '', variables = {} } = JSON.parse(text) as { query?: string; variables?: Record<string, unknown> }
    const entry = { headers: request.headers, target: `${request.method} ${request.url}`, text, query, variables }
    received.push(entry)
    await answer(entry, response)
  })
  const url = await listen(server)
  return { name, url: `${url}/graphql`, sdl, received, [Symbol.asyncDispose]: () => stop(server) }
}

/** Listens on a free port of the loopback address. */
export const listen = async (server: Server): Promise<string> => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Ends a server and all its connections. */
export const stop = (server: Server): Promise<void> =>
  new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
