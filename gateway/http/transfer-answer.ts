import type { FastifyReply, FastifyRequest } from 'fastify'
import { type ErrorCode, statusWithoutData } from '../errors.ts'

/** Why a file did not get in or out. */
export type Problem = {
  readonly code: ErrorCode
  readonly message: string
  readonly retryAfterSeconds: number | null
}

/** Writes a problem as the error of an answer. */
export const errorOf = ({ code, message }: Problem, requestId: string): object => ({
  message,
  extensions: { code, ...(code === 'INTERNAL_SERVER_ERROR' && { requestId }) },
})

/** Answers with a problem and its status. */
export const sendProblem = (problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  if (problem.retryAfterSeconds !== null) reply.header('retry-after', problem.retryAfterSeconds)
  return reply
    .code(statusWithoutData(problem.code))
    .type('application/json; charset=utf-8')
    .send({ errors: [errorOf(problem, request.id)] })
}
