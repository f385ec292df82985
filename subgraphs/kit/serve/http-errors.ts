import type { FastifyInstance } from 'fastify'
import { GraphQLError } from 'graphql'
import { catalogue, type ProblemCode } from '../errors/catalogue.ts'
import { codeOf, isOurs, maskError } from '../errors/mask.ts'
import { problem } from '../errors/problem.ts'

/** What Fastify throws before a request reaches GraphQL. */
const fastifyProblems: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['PAYLOAD_TOO_LARGE', 'The body is larger than 1 MiB. Ask for less at once.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['UNSUPPORTED_MEDIA_TYPE', 'The body is not "application/json". Send JSON in UTF-8.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['BAD_REQUEST', 'The body is not as long as "content-length" says.'],
}

/** Answers every error outside GraphQL in the shape of GraphQL, with the code and the status of the catalogue. */
export const addHttpErrors = (app: FastifyInstance, paths: readonly string[]): void => {
  app.setErrorHandler((error: unknown, request, reply) => {
    const known = knownProblem(error)
    if (isOurs(known)) request.log.error({ err: error }, 'A request failed.')
    const status = catalogue[codeOf(known)].status
    const formatted = known instanceof GraphQLError ? known.toJSON() : { message: '' }
    return reply.code(status).send({ errors: [maskError(formatted, known, request.id)] })
  })

  app.setNotFoundHandler((request, reply) => {
    const message = `No "${request.method} ${request.url.split('?', 1)[0]}" here. There is ${paths.join(', ')}.`
    return reply.code(404).send({ errors: [problem('NOT_FOUND', message).toJSON()] })
  })
}

const knownProblem = (error: unknown): unknown => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const [problemCode, message] = fastifyProblems[code] ?? []
  if (problemCode && message) return problem(problemCode, message)
  const isTheirs =
    code.startsWith('FST_') &&
    error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number' &&
    error.statusCode < 500
  return isTheirs ? problem('BAD_REQUEST', `The request is malformed: ${error.message}.`) : error
}
