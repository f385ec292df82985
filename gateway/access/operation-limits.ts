import { GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { catalogue, requestError } from '../errors.ts'
import { countedUpTo } from './extent-sum.ts'
import { extentKey, type MeasuredVariable, measuredVariables } from './measured-variables.ts'
import { measureOperation, type OperationExtent, type OperationToMeasure } from './operation-extent.ts'

/** What one operation may ask for at most. */
export type OperationLimits = {
  readonly maxDepth: number
  readonly maxSelections: number
  readonly maxCost: number
  /** Of a saved operation: somebody has looked at it. */
  readonly maxSavedCost: number
  /** 0: no limit. */
  readonly maxPageSize: number
}

/** An operation and where it comes from. */
export type OperationToJudge = OperationToMeasure & { readonly isSaved: boolean }

/** What an operation costs, and why it is refused, if it is. */
export type OperationVerdict = {
  readonly cost: number
  readonly maxCost: number
  /** Empty lets it pass. */
  readonly refusals: readonly GraphQLError[]
}

/** Judges an operation. */
export type JudgeOperation = (operation: OperationToJudge) => OperationVerdict

/** Creates the check that stands between validation and planning: planning is where a small text becomes large work. */
export const createOperationLimits = (limits: OperationLimits): JudgeOperation => {
  const memoryOf = createMemory()
  return operation => {
    const maxCost = operation.isSaved ? limits.maxSavedCost : limits.maxCost
    const { variables, costs } = memoryOf(operation)
    const key = extentKey(variables, operation)
    const known = costs.get(key)
    if (known !== undefined) return { cost: known, maxCost, refusals: [] }
    const extent = measureOperation(operation, limits.maxPageSize)
    const refusals = refusalsOf(extent, { ...limits, maxCost })
    if (refusals.length === 0 && costs.size < mostKeys) costs.set(key, extent.cost)
    return { cost: extent.cost, maxCost, refusals }
  }
}

const refusalsOf = (
  { depth, selections, cost, mistakes }: OperationExtent,
  limits: OperationLimits,
): GraphQLError[] => {
  if (depth > limits.maxDepth) {
    return [
      requestError(
        'OPERATION_TOO_DEEP',
        `The operation has ${figure(depth)} fields inside each other, but ${figure(limits.maxDepth)} are allowed. Ask for the inner part in an operation of its own, by the ids that the outer part gave.`,
      ),
    ]
  }
  if (selections > limits.maxSelections) {
    return [
      requestError(
        'OPERATION_TOO_COMPLEX',
        `The operation has ${figure(selections)} fields and fragments with every fragment written out where it is used, but ${figure(limits.maxSelections)} are allowed. Use fragments fewer times inside each other or split the operation.`,
      ),
    ]
  }
  if (mistakes.length > 0) {
    const http = { status: catalogue.BAD_USER_INPUT.status }
    return mistakes.map(
      ({ message, path, node }) =>
        new GraphQLError(message, { path, nodes: [node], extensions: { code: 'BAD_USER_INPUT', http } }),
    )
  }
  if (cost > limits.maxCost) {
    return [
      requestError(
        'OPERATION_TOO_COSTLY',
        `The operation costs ${figure(cost)} by what it asks for, but ${figure(limits.maxCost)} are allowed. Ask for smaller pages or fewer lists inside lists, or split the operation.`,
      ),
    ]
  }
  return []
}

/** What was allowed of one operation in one schema. */
type Memory = {
  readonly schema: GraphQLSchema
  /** Those that the extent depends on. */
  readonly variables: readonly MeasuredVariable[]
  /** Costs by the values of these. */
  readonly costs: Map<string, number>
}

// For as long as Apollo Server keeps the parsed document: measuring the same operation again and again would cost as
// much as answering a small one.
const createMemory = (): ((operation: OperationToMeasure) => Memory) => {
  const memories = new WeakMap<OperationDefinitionNode, Memory>()
  return operation => {
    const known = memories.get(operation.operation)
    if (known?.schema === operation.schema) return known
    const made = { schema: operation.schema, variables: measuredVariables(operation), costs: new Map<string, number>() }
    memories.set(operation.operation, made)
    return made
  }
}

// Values of more kinds than these are measured each time.
const mostKeys = 50

const figure = (count: number): string => `${count >= countedUpTo ? 'at least ' : ''}${count.toLocaleString('en')}`
