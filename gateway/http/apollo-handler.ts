import { Readable } from 'node:stream'
import { type ApolloServer, type BaseContext, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ByteText } from '../byte-text.ts'
import { sendByteText, sendText } from './send-text.ts'

/** Lets Apollo Server answer a request; resolves when the answer is on its way. */
export type ApolloHandler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** Runs a function, and keeps open what it needs until it has ended. */
export type Hold = <Answer>(answer: () => Promise<Answer>) => Promise<Answer>

/** What a route may know beside Apollo Server. */
export type HandlerOptions = {
  /** Holds the making of an answer only: of a client that went, nobody can say when it has received one. */
  readonly hold?: Hold
  /** Gives the answer that the engine has written for a request in byte text; null when it has not. */
  readonly writtenFor?: (request: FastifyRequest) => ByteText | null
}

/** Creates the handler of a Fastify route for a started Apollo Server; each request gets the context made for it. */
export const createApolloHandler = <Context extends BaseContext>(
  apollo: ApolloServer<Context>,
  contextOf: (request: FastifyRequest) => Context | Promise<Context>,
  { hold = answer => answer(), writtenFor = () => null }: HandlerOptions = {},
): ApolloHandler => {
  apollo.assertStarted('createApolloHandler()')
  return async (request, reply) => {
    const { status, headers, body } = await hold(() =>
      apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: toHttpGraphqlRequest(request),
        context: async () => contextOf(request),
      }),
    )
    reply.code(status ?? 200)
    for (const [name, value] of headers) reply.header(name, value)
    if (body.kind === 'chunked') return reply.send(Readable.from(body.asyncIterator))
    // What a plugin has changed is another text, and no byte text.
    return body.string === writtenFor(request) ? sendByteText(reply, body.string) : sendText(reply, body.string)
  }
}

const toHttpGraphqlRequest = ({ method, headers, url, body }: FastifyRequest): HTTPGraphQLRequest => {
  const map = new HeaderMap()
  for (const name in headers) {
    const value = headers[name]
    if (value) map.set(name, typeof value === 'string' ? value : value.join(', '))
  }
  // Each means the same as no such header, which Apollo Server does not weigh against all that it could answer with.
  const accept = map.get('accept')
  if (accept === 'application/json' || accept === '*/*') map.delete('accept')
  const queryAt = url.indexOf('?')
  return { method, headers: map, search: queryAt < 0 ? '' : url.slice(queryAt), body }
}
