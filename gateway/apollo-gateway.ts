import type { ApolloServerOptionsWithGateway } from '@apollo/server'
import { type ExecutionResult, type GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql'
import type { AnswerOperation } from './answer-operation.ts'
import { requestError } from './errors.ts'
import type { Generation } from './generation.ts'
import type { Generations } from './generations.ts'
import type { ValidateOperation } from './operation-validation.ts'
import type { RequestContext } from './request-context.ts'

/** Apollo Server's documented door for an engine of one's own. */
export type ApolloGateway = ApolloServerOptionsWithGateway<RequestContext>['gateway']

type Executor = NonNullable<Awaited<ReturnType<ApolloGateway['load']>>['executor']>
type ExecutorRequest = Parameters<Executor>[0]

/** Creates the gateway for Apollo Server: each request is answered by the generation whose schema validated it. */
export const createApolloGateway = (options: {
  generations: Generations
  validateOperation: ValidateOperation
  answerOperation: AnswerOperation
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
  { generations, validateOperation, answerOperation }: Parameters<typeof createApolloGateway>[0],
): Promise<ExecutionResult> => {
  const { document, operation, schema } = request
  const context = request.context as RequestContext
  const mistakes = validateOperation(document, schema, context.viewer)
  if (mistakes.length > 0) return { errors: mistakes }
  // Apollo Server types it as present, but asks us also when the document has no operation of the name.
  if (!(operation as typeof operation | undefined)) {
    return { errors: [unresolvedOperation(request.request.operationName)] }
  }
  context.record.operationHash = request.queryHash ?? null
  context.record.operationName = operation.name?.value ?? null
  const generation = generations.bySchema(schema)
  const served = servedKinds(generation.supergraph.answerSchema)
  if (!served.includes(operation.operation)) return { errors: [unservedOperation(operation.operation, served)] }
  return answerOperation({
    generation,
    document,
    operation,
    variables: request.request.variables ?? {},
    context,
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
