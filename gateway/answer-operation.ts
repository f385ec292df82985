import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql'
import type { RefuseOperation } from './access/operation-limits.ts'
import { requestError } from './errors.ts'
import { type AnsweredBy, executeOperation } from './execution/execute-operation.ts'
import type { Generation } from './generation.ts'
import type { Logger } from './observe/log.ts'
import { representations, variableName } from './planning/planning-document.ts'
import type { RequestContext } from './request-context.ts'
import { TimeLimitError } from './supergraph/time-limit.ts'

/** One operation that fits the schema of a generation. */
export type OperationRequest = {
  readonly generation: Generation
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** As the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>
  readonly context: RequestContext
}

/** Answers an operation: limits, plan, execution. Errors are in the answer; throws only when the gateway is wrong. */
export type AnswerOperation = (request: OperationRequest) => Promise<ExecutionResult>

/** Creates the one way from a valid operation to its answer, for operations of clients and saved ones. */
export const createAnswerOperation =
  (options: {
    refuse: RefuseOperation
    /** Hears whether a plan was taken from the cache. */
    onPlan: (isCached: boolean) => void
    /** Hears what executed an operation. */
    onExecution: (by: AnsweredBy) => void
    log: Logger
  }): AnswerOperation =>
  async ({ generation, document, operation, variables, context }) => {
    const { refuse, onPlan, onExecution, log } = options
    const { supergraph, planner, client } = generation
    const schema = supergraph.answerSchema
    const definitions = operation.variableDefinitions ?? []
    const { coerced, errors } = getVariableValues(schema, definitions, variables, { maxErrors: 5 })
    if (errors) return { errors: errors.map(asUserInput) }

    const refusal = refuse({ schema, document, operation, variables: coerced })
    if (refusal) return { errors: [refusal] }

    const planned = planOrRefuse(() => planner.plan({ document, operation, variables: coerced }), context, log)
    if (planned instanceof GraphQLError) return { errors: [planned] }
    context.record.planCached = planned.cached
    onPlan(planned.cached)

    return executeOperation({
      plan: planned.plan,
      program: planned.program,
      document,
      operationName: operation.name?.value ?? null,
      variables,
      fetchVariables: Object.hasOwn(variables, representations)
        ? { ...variables, [variableName(representations)]: variables[representations] }
        : variables,
      coercedVariables: coerced,
      schema,
      standIns: generation.standIns,
      fits: supergraph.fits,
      requirementsOf: supergraph.fieldSets.requirementsOf,
      keysOf: supergraph.keysOf,
      warn: (fields, message) => log.warn({ requestId: context.requestId, ...fields }, message),
      responseName: planner.responseName,
      send: request => {
        context.record.fetches++
        return client.fetch(request, context)
      },
      onWritten: data => {
        context.written.answer = data.answer
      },
      onAnswer: onExecution,
    })
  }

const asUserInput = (error: GraphQLError): GraphQLError =>
  new GraphQLError(error.message, {
    ...(error.nodes && { nodes: error.nodes }),
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  })

const planOrRefuse = <Planned>(plan: () => Planned, context: RequestContext, log: Logger): Planned | GraphQLError => {
  try {
    return plan()
  } catch (cause) {
    if (cause instanceof TimeLimitError) {
      return requestError(
        'OPERATION_TOO_COMPLEX',
        `Planning the operation took longer than ${cause.timeoutMs} ms. Split it into smaller ones, with fewer fields inside each other.`,
      )
    }
    // The planner's own guard against operations whose plans explode.
    if (cause instanceof Error && /exceeds limit of|reached the limit of/.test(cause.message)) {
      return requestError('OPERATION_TOO_COMPLEX', 'The operation is too large to plan. Split it into smaller ones.')
    }
    log.error({ requestId: context.requestId, err: cause }, 'planning failed')
    throw cause
  }
}
