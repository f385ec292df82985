import { type DocumentNode, type ExecutionResult, GraphQLError, type OperationDefinitionNode } from 'graphql'
import type { JudgeOperation } from './access/operation-limits.ts'
import { readVariables } from './access/variable-values.ts'
import type { Viewer } from './access/viewer.ts'
import { type Charge, rateRefusal } from './allowance.ts'
import { requestError } from './errors.ts'
import { type AnsweredBy, executeOperation } from './execution/execute-operation.ts'
import type { Generation } from './generation.ts'
import type { Logger } from './observe/log.ts'
import { openPlanTrace } from './plan-trace.ts'
import { PlanningBusy } from './planning/open-planning-thread.ts'
import { representations, variableName } from './planning/planning-document.ts'
import { PlanningTooLong } from './planning/planning-worker.ts'
import type { RequestContext } from './request-context.ts'

/** One operation that fits the schema of a generation. */
export type OperationRequest = {
  readonly generation: Generation
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** As the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>
  readonly context: RequestContext
  /** Whether it was saved with the gateway, and may cost more for it. */
  readonly isSaved?: boolean
}

/** Answers an operation: limits, plan, execution. Errors are in the answer; throws only when the gateway is wrong. */
export type AnswerOperation = (request: OperationRequest) => Promise<ExecutionResult>

/** Creates the one way from a valid operation to its answer, for operations of clients and saved ones. */
export const createAnswerOperation =
  (options: {
    judge: JudgeOperation
    /** Takes the cost of an operation from who asks for it; null without a limit. */
    charge: Charge | null
    /** Whether a viewer may see the plan of an answer. */
    maySeePlan: (viewer: Viewer) => boolean
    /** Hears whether a plan was taken from the cache. */
    onPlan: (isCached: boolean) => void
    /** Hears what executed an operation. */
    onExecution: (by: AnsweredBy) => void
    log: Logger
  }): AnswerOperation =>
  async ({ generation, document, operation, variables, context, isSaved = false }) => {
    const { judge, charge, maySeePlan, onPlan, onExecution, log } = options
    const { supergraph, planner, client } = generation
    const schema = supergraph.answerSchema
    const definitions = operation.variableDefinitions ?? []
    const { coerced, errors } = readVariables(schema, definitions, variables)
    if (errors) return { errors }

    const { costs } = supergraph
    const { cost, maxCost, refusals } = judge({ schema, costs, document, operation, variables: coerced, isSaved })
    const told = context.wantsCost ? { extensions: { cost: { estimated: cost, limit: maxCost } } } : null
    if (refusals.length > 0) return { errors: refusals, ...told }
    const unpaid = charge && pay(charge, context, cost)
    if (unpaid) return { errors: [unpaid], ...told }

    const since = context.planWantedSince
    const trace = since !== null && maySeePlan(context.viewer) ? openPlanTrace(since) : null
    const access = generation.decideAccess({ document, operation, viewer: context.viewer })
    const permitted = access?.permitted ?? { document, operation }
    trace?.planningStarts()
    const planned = await planOrRefuse(
      () => planner.plan({ ...permitted, variables: coerced }, access === null && !trace),
      context,
      log,
    )
    if (planned instanceof GraphQLError) return { errors: [planned], ...told }
    context.record.planCached = planned.cached
    onPlan(planned.cached)
    trace?.planned(planned.cached)

    const answer = await executeOperation({
      plan: planned.plan,
      // A program tells no errors, and each denied field has one.
      program: access ? null : planned.program,
      document: access?.whole ?? document,
      denied: access?.denied ?? null,
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
        // What is told beside the data makes the answer another text.
        if (!told) context.written.answer = data.answer
      },
      trace: trace?.executes({ schema, costs, variables: coerced }) ?? null,
      onAnswer: onExecution,
    })
    if (!trace) return told ? { ...answer, ...told } : answer
    const queryPlan = trace.view({
      data: answer.data,
      estimated: cost,
      removed: access?.removed ?? [],
      plan: planned.plan,
      conditions: coerced,
      keysOf: supergraph.keysOf,
    })
    return { ...answer, extensions: { ...told?.extensions, queryPlan } }
  }

const pay = (charge: Charge, { account }: RequestContext, cost: number): GraphQLError | null => {
  account.allowance = charge(account.payer, cost)
  const isPaid = account.allowance.retryAfterSeconds === null
  return isPaid ? null : requestError('RATE_LIMITED', rateRefusal(account.allowance, cost))
}

const planOrRefuse = async <Planned>(
  plan: () => Promise<Planned>,
  context: RequestContext,
  log: Logger,
): Promise<Planned | GraphQLError> => {
  try {
    return await plan()
  } catch (cause) {
    if (cause instanceof PlanningBusy)
      return requestError('SERVICE_UNAVAILABLE', `${cause.message} Ask again in a moment.`)
    if (cause instanceof PlanningTooLong) {
      return requestError(
        'OPERATION_TOO_COMPLEX',
        `Planning the operation took ${cause.message}. Split it into smaller ones, with fewer fields inside each other.`,
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
