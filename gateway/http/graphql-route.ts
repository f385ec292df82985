import type { ApolloServer } from '@apollo/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ByteText } from '../byte-text.ts'
import type { ErrorCode } from '../errors.ts'
import type { RequestContext } from '../request-context.ts'
import { createApolloHandler, type Hold } from './apollo-handler.ts'
import { sendError } from './errors.ts'
import type { OperationDoor } from './operation-door.ts'
import { privateHeaders } from './security-headers.ts'
import { sendByteText } from './send-text.ts'

/** Serves GET and POST /graphql. The door authenticates first; a bad token never reaches Apollo Server. */
export const addGraphqlRoute = (
  app: FastifyInstance,
  options: {
    apollo: ApolloServer<RequestContext>
    door: OperationDoor
    /** Keeps open what the answer needs until it is there. */
    hold: Hold
    /** Tells whether an operation's text is nested too deeply to be parsed. */
    isTooNested: (text: string) => boolean
    /** Finds what may be in no request. */
    findInputFault: (body: unknown) => { readonly code: ErrorCode; readonly message: string } | null
    /** Answers a request that names a saved operation; the body is JSON. */
    answerSaved: (request: SavedRequest, context: RequestContext) => Promise<{ status: number; text: ByteText }>
  },
): void => {
  const { apollo, door, hold, isTooNested, findInputFault, answerSaved } = options
  const answer = createApolloHandler(apollo, request => request.gatewayContext!, {
    hold,
    writtenFor: request => request.gatewayContext?.written.answer ?? null,
  })
  const sendSaved = async (
    request: FastifyRequest,
    saved: SavedRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    if (saved.query !== undefined) {
      return sendError(reply, 'BAD_REQUEST', 'The request has a "query" and a "documentId". Send one of them.')
    }
    const { status, text } = await hold(() => answerSaved(saved, request.gatewayContext!))
    return sendByteText(reply.code(status).type(jsonType(request.headers.accept)), text)
  }

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: door.onRequest,
    preHandler: (request, reply, done) => {
      const fault = findInputFault(inputOf(request))
      if (fault) {
        sendError(reply, fault.code, fault.message)
        return
      }
      const text = operationText(request)
      if (text === null || !isTooNested(text)) return done()
      sendError(
        reply,
        'OPERATION_TOO_DEEP',
        'The text has so many brackets inside each other that it cannot be parsed. Ask for the inner part in an operation of its own.',
      )
    },
    onSend: door.onSend,
    handler: (request, reply) => {
      const saved = savedRequest(request)
      return saved ? sendSaved(request, saved, reply) : answer(request, reply)
    },
  })

  app.route({
    method: ['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    onRequest: (request, reply) => {
      door.countRefusal(reply)
      reply.headers(privateHeaders).header('allow', 'GET, POST')
      sendError(reply, 'METHOD_NOT_ALLOWED', `/graphql takes GET and POST, not ${request.method}.`)
    },
    handler: async () => undefined,
  })
}

/** A body as in GraphQL over HTTP, appendix on persisted documents. */
type SavedRequest = { readonly documentId: string; readonly query?: unknown; readonly variables?: unknown }

// Only a POST: a link that a browser follows by itself must not run an operation.
const savedRequest = ({ method, body }: FastifyRequest): SavedRequest | null => {
  const isSaved = method === 'POST' && typeof body === 'object' && body !== null && 'documentId' in body
  return isSaved && typeof body.documentId === 'string' ? (body as SavedRequest) : null
}

const jsonType = (accept: string | undefined): string =>
  accept?.includes(graphqlResponse) ? `${graphqlResponse}; charset=utf-8` : 'application/json; charset=utf-8'
const graphqlResponse = 'application/graphql-response+json'

// Apollo Server reads the JSON in a URL, and says what is wrong with it where it is none.
const inputOf = ({ method, body, query }: FastifyRequest): unknown => {
  if (method === 'POST') return body
  const inUrl = query as Readonly<Record<string, unknown>>
  return { ...inUrl, variables: parsed(inUrl.variables), extensions: parsed(inUrl.extensions) }
}

const parsed = (text: unknown): unknown => {
  if (typeof text !== 'string') return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const operationText = ({ body, query }: FastifyRequest): string | null => {
  for (const part of [body, query]) {
    if (typeof part === 'object' && part !== null && 'query' in part && typeof part.query === 'string')
      return part.query
  }
  return null
}
