import type { GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { requestError } from '../errors.ts'
import { countedUpTo, measuredVariables, measureOperation, type OperationToMeasure } from './operation-extent.ts'

/** What one operation may ask for at most. */
export type OperationLimits = {
  readonly maxDepth: number
  readonly maxSelections: number
  readonly maxObjects: number
}

/** Gives the refusal of an operation that asks for too much; null lets it pass. */
export type RefuseOperation = (operation: OperationToMeasure) => GraphQLError | null

/** Creates the check that stands between validation and planning: planning is where a small text becomes large work. */
export const createOperationLimits = ({ maxDepth, maxSelections, maxObjects }: OperationLimits): RefuseOperation => {
  const memoryOf = createMemory()
  return operation => {
    const allowed = memoryOf(operation)
    const key = keyOf(allowed.variables, operation)
    if (key !== null && allowed.keys.has(key)) return null
    const { depth, selections, objects } = measureOperation(operation)
    if (depth > maxDepth) {
      return requestError(
        'OPERATION_TOO_DEEP',
        `The operation has ${figure(depth)} fields inside each other, but ${figure(maxDepth)} are allowed. Ask for the inner part in an operation of its own, by the ids that the outer part gave.`,
      )
    }
    if (selections > maxSelections) {
      return requestError(
        'OPERATION_TOO_COMPLEX',
        `The operation has ${figure(selections)} fields and fragments with every fragment written out where it is used, but ${figure(maxSelections)} are allowed. Use fragments fewer times inside each other or split the operation.`,
      )
    }
    if (objects > maxObjects) {
      return requestError(
        'OPERATION_TOO_COSTLY',
        `The answer may hold ${figure(objects)} objects by what the operation asks for, but ${figure(maxObjects)} are allowed. Ask for smaller pages, with "first" or "limit", or for fewer lists inside lists.`,
      )
    }
    if (key !== null && allowed.keys.size < mostKeys) allowed.keys.add(key)
    return null
  }
}

/** What was allowed of one operation in one schema. */
type Memory = {
  readonly schema: GraphQLSchema
  /** Names of those that the extent depends on. */
  readonly variables: readonly string[]
  /** Values of these that were allowed. */
  readonly keys: Set<string>
}

// For as long as Apollo Server keeps the parsed document: measuring the same operation again and again would cost as
// much as answering a small one.
const createMemory = (): ((operation: OperationToMeasure) => Memory) => {
  const memories = new WeakMap<OperationDefinitionNode, Memory>()
  return ({ schema, document, operation }) => {
    const known = memories.get(operation)
    if (known?.schema === schema) return known
    const made = { schema, variables: measuredVariables(document), keys: new Set<string>() }
    memories.set(operation, made)
    return made
  }
}

/** Null when a value is of a kind that is not remembered. */
const keyOf = (names: readonly string[], { variables }: OperationToMeasure): string | null => {
  let key = ''
  for (const name of names) {
    const value = variables[name] ?? null
    if (typeof value !== 'number' && typeof value !== 'boolean' && value !== null) return null
    key += `${value} `
  }
  return key
}

// Pages of more sizes than these are measured each time.
const mostKeys = 50

const figure = (count: number): string => `${count >= countedUpTo ? 'at least ' : ''}${count.toLocaleString('en')}`
