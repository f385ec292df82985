import type { ApolloServerOptionsWithGateway } from '@apollo/server'
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql'
import { requestError } from './errors.ts'
import { type AnsweredBy, executeOperation } from './execution/execute-operation.ts'
import type { Generation } from './generation.ts'
import type { Generations } from './generations.ts'
import type { Logger } from './observe/log.ts'
import { representations, variableName } from './planning/planning-document.ts'
import type { RequestContext } from './request-context.ts'

/** Apollo Server's documented door for an engine of one's own. */
export type ApolloGateway = ApolloServerOptionsWithGateway<RequestContext>['gateway']

/** Gives the refusal of an operation that must not be planned; null lets it pass. `variables` are coerced. */
export type RefuseOperation = (operation: {
  schema: GraphQLSchema
  document: DocumentNode
  operation: OperationDefinitionNode
  variables: Readonly<Record<string, unknown>>
}) => GraphQLError | null

type Executor = NonNullable<Awaited<ReturnType<ApolloGateway['load']>>['executor']>
type ExecutorRequest = Parameters<Executor>[0]

/** Creates the gateway for Apollo Server: each request is answered by the generation whose schema validated it. */
export const createApolloGateway = (options: {
  generations: Generations
  refuse: RefuseOperation
  /** Hears whether a plan was taken from the cache. */
  onPlan: (isCached: boolean) => void
  /** Hears what executed an operation. */
  onExecution: (by: AnsweredBy) => void
  log: Logger
}): ApolloGateway => {
  const { generations } = options
  const listeners = new Set<Parameters<ApolloGateway['onSchemaLoadOrUpdate']>[0]>()
  const announce = ({ supergraph: { serverSchema, sdl } }: Generation): void => {
    for (const listener of listeners) listener({ apiSchema: serverSchema, coreSupergraphSdl: sdl })
  }
  const end = generations.onServe(announce)
  return {
    onSchemaLoadOrUpdate: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    load: async () => {
      announce(generations.current)
      return { executor: request => answer(request, options) }
    },
    stop: async () => {
      end()
      listeners.clear()
    },
  }
}

const answer = async (
  request: ExecutorRequest,
  options: Parameters<typeof createApolloGateway>[0],
): Promise<ExecutionResult> => {
  const { generations, refuse, onPlan, onExecution, log } = options
  const context = request.context as RequestContext
  const { document, operation } = request
  // Apollo Server types it as present, but asks us also when the document has no operation of the name.
  if (!(operation as typeof operation | undefined)) {
    return { errors: [unresolvedOperation(request.request.operationName)] }
  }
  const generation = generations.bySchema(request.schema)
  const { supergraph, planner, client } = generation
  const served = servedKinds(supergraph.answerSchema)
  if (!served.includes(operation.operation)) return { errors: [unservedOperation(operation.operation, served)] }
  const variables = request.request.variables ?? {}
  const { coerced, errors } = getVariableValues(
    supergraph.answerSchema,
    operation.variableDefinitions ?? [],
    variables,
    { maxErrors: 5 },
  )
  if (errors) return { errors: errors.map(asUserInput) }

  const refusal = refuse({ schema: supergraph.answerSchema, document, operation, variables: coerced })
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
    schema: supergraph.answerSchema,
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
      context.written = data
    },
    onAnswer: onExecution,
  })
}

const unresolvedOperation = (name: string | undefined): GraphQLError =>
  requestError(
    'OPERATION_RESOLUTION_FAILURE',
    name
      ? `The document has no operation named "${name}".`
      : 'The document has several operations; name one of them in "operationName".',
  )

// Validation has no rule against a kind without a root type, and the planner would fail on it.
const servedKinds = (schema: GraphQLSchema): readonly OperationTypeNode[] =>
  [OperationTypeNode.QUERY, OperationTypeNode.MUTATION].filter(kind => schema.getRootType(kind))

const unservedOperation = (kind: OperationTypeNode, served: readonly OperationTypeNode[]): GraphQLError =>
  requestError(
    'OPERATION_RESOLUTION_FAILURE',
    `The operation is a ${kind}, but the gateway serves ${served.map(name => pluralOf[name]).join(' and ')} only.`,
  )

const pluralOf: Readonly<Record<OperationTypeNode, string>> = {
  query: 'queries',
  mutation: 'mutations',
  subscription: 'subscriptions',
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
    // The planner's own guard against operations whose plans explode.
    if (cause instanceof Error && /exceeds limit of|reached the limit of/.test(cause.message)) {
      return requestError('OPERATION_TOO_COMPLEX', 'The operation is too large to plan. Split it into smaller ones.')
    }
    log.error({ requestId: context.requestId, err: cause }, 'planning failed')
    throw cause
  }
}
