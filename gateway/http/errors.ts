import type { FastifyError, FastifyReply } from 'fastify'
import { catalogue, type ErrorCode } from '../errors.ts'

/** Answers a request that never became an operation, in the shape of a GraphQL answer. */
export const sendError = (reply: FastifyReply, code: ErrorCode, message: string): FastifyReply =>
  reply
    .code(catalogue[code].status)
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message, extensions: { code } }] })

/** Reads the codes of a refusal from its body, each once: some were written by Apollo Server before any plugin runs. */
export const refusalCodes = (body: unknown): readonly string[] => {
  const text = Buffer.isBuffer(body) ? body.toString() : body
  if (typeof text !== 'string' || !text.startsWith('{')) return []
  const { errors = [] } = JSON.parse(text) as { errors?: readonly { extensions?: { code?: string } }[] }
  return [...new Set(errors.flatMap(({ extensions }) => extensions?.code ?? []))]
}

/** Translates an error of Fastify; its own texts name internals only for status 500, which is replaced. */
export const translateFastifyError = (error: FastifyError): { code: ErrorCode; message: string } => {
  const status = error.statusCode ?? 500
  if (status >= 500) return { code: status === 503 ? 'SERVICE_UNAVAILABLE' : 'INTERNAL_SERVER_ERROR', message: failed }
  if (error.code === 'FST_ERR_BAD_URL') return { code: 'BAD_REQUEST', message: badPath }
  return { code: codes[status] ?? 'BAD_REQUEST', message: error.message }
}

const failed = 'The gateway failed to answer this request.'
// The path is not repeated: it cannot be decoded.
const badPath = 'The path is not percent-encoded as a URL must be. Ask GraphQL at "/graphql".'

const codes: Readonly<Record<number, ErrorCode>> = {
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
}
