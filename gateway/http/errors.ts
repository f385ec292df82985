import type { FastifyError, FastifyReply } from 'fastify'
import { catalogue, type ErrorCode } from '../errors.ts'

/** Answers a request that never became an operation, in the shape of a GraphQL answer. */
export const sendError = (
  reply: FastifyReply,
  code: ErrorCode,
  message: string,
  extensions: Readonly<Record<string, string>> = {},
): FastifyReply =>
  reply
    .code(catalogue[code].status)
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message, extensions: { code, ...extensions } }] })

/** Reads the codes of a refusal from its body, each once: some were written by Apollo Server before any plugin runs. */
export const refusalCodes = (body: unknown): readonly string[] => {
  const text = Buffer.isBuffer(body) ? body.toString() : body
  if (typeof text !== 'string' || !text.startsWith('{')) return []
  const { errors = [] } = JSON.parse(text) as { errors?: readonly { extensions?: { code?: string } }[] }
  return [...new Set(errors.flatMap(({ extensions }) => extensions?.code ?? []))]
}

/** Translates an error of Fastify; its own texts name internals only for status 500, which is replaced. */
export const translateFastifyError = (
  error: FastifyError,
  maxBodyBytes: number,
): { code: ErrorCode; message: string } => {
  const status = error.statusCode ?? 500
  if (status >= 500) return { code: status === 503 ? 'SERVICE_UNAVAILABLE' : 'INTERNAL_SERVER_ERROR', message: failed }
  if (error.code === 'FST_ERR_BAD_URL') return { code: 'BAD_REQUEST', message: badPath }
  if (status === 413) return { code: 'PAYLOAD_TOO_LARGE', message: tooLarge(maxBodyBytes) }
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return { code: 'UNSUPPORTED_MEDIA_TYPE', message: noJson }
  const message = /[.!?]$/.test(error.message) ? error.message : `${error.message}.`
  return { code: codes[status] ?? 'BAD_REQUEST', message }
}

const failed = 'The gateway failed to answer this request.'
// The path is not repeated: it cannot be decoded.
const badPath = 'The path is not percent-encoded as a URL must be. Ask GraphQL at "/graphql".'

const tooLarge = (maxBodyBytes: number): string =>
  `The body of the request is larger than the ${maxBodyBytes.toLocaleString('en')} bytes that are read. Ask for less in one request.`
const noJson =
  'The body is not of the type "application/json". Send JSON in UTF-8, and say so in the header "content-type".'

const codes: Readonly<Record<number, ErrorCode>> = {
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  415: 'UNSUPPORTED_MEDIA_TYPE',
}
