import type { ExecutionResult, GraphQLFormattedError } from 'graphql'
import type { AnswerOperation } from './answer-operation.ts'
import { type ByteText, toByteText } from './byte-text.ts'
import { catalogue, type ErrorCode, isErrorCode, outgoingError, requestError } from './errors.ts'
import type { Generations } from './generations.ts'
import type { Logger } from './observe/log.ts'
import { type RequestContext, recordErrors } from './request-context.ts'

/** A request's body that names a saved operation instead of sending one. */
export type SavedRequest = { readonly documentId: string; readonly variables?: unknown }

/** An answer over HTTP: JSON in byte text. */
export type SavedAnswer = { readonly status: number; readonly text: ByteText }

/** Answers a request for a saved operation. */
export type AnswerSaved = (request: SavedRequest, context: RequestContext) => Promise<SavedAnswer>

/**
 * Creates the short way of saved operations: their documents were parsed and validated when their supergraph was loaded,
 * so nothing of Apollo Server's pipeline is left to do. Limits, rights and errors are those of every operation.
 */
export const createAnswerSaved =
  (options: { generations: Generations; answerOperation: AnswerOperation; log: Logger }): AnswerSaved =>
  async (request, context) => {
    const result = await execute(request, context, options)
    const written = context.written.answer
    if (written !== null) return { status: 200, text: written }
    const errors = result.errors?.map(error => outgoingError(error.toJSON())) ?? []
    recordErrors(context, errors)
    const { data, extensions } = result
    const answer = {
      ...(errors.length > 0 && { errors }),
      ...(data !== undefined && { data }),
      ...(extensions && { extensions }),
    }
    return { status: statusOf(data, errors), text: toByteText(`${JSON.stringify(answer)}\n`) }
  }

const execute = async (
  { documentId, variables }: SavedRequest,
  context: RequestContext,
  { generations, answerOperation, log }: Parameters<typeof createAnswerSaved>[0],
): Promise<ExecutionResult> => {
  const generation = generations.current
  const saved = generation.saved.get(documentId)
  if (!saved) return refusal('NOT_FOUND', `There is no saved operation "${documentId.slice(0, longestId)}".`)
  if (!isVariables(variables)) {
    return refusal('BAD_REQUEST', 'The "variables" are no JSON object, expected one such as {"first": 10} or none.')
  }
  const { document, operation, hash } = saved
  context.record.operationName = operation.name?.value ?? null
  context.record.operationHash = hash
  try {
    return await answerOperation({
      generation,
      document,
      operation,
      variables: variables ?? {},
      context,
      isSaved: true,
    })
  } catch (cause) {
    log.error({ requestId: context.requestId, err: cause }, 'a saved operation failed')
    return refusal('INTERNAL_SERVER_ERROR', '')
  }
}

const refusal = (code: ErrorCode, message: string): ExecutionResult => ({ errors: [requestError(code, message)] })

// As long as "sha256:" and a hash.
const longestId = 71

const isVariables = (value: unknown): value is Readonly<Record<string, unknown>> | null | undefined =>
  value === undefined || (typeof value === 'object' && !Array.isArray(value))

const statusOf = (data: unknown, errors: readonly GraphQLFormattedError[]): number => {
  const code = errors[0]?.extensions?.code
  return data === undefined && isErrorCode(code) ? catalogue[code].status : 200
}
