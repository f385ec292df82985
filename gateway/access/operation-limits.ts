import type { GraphQLError } from 'graphql'
import { requestError } from '../errors.ts'
import { countedUpTo, measureOperation, type OperationToMeasure } from './operation-extent.ts'

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
  return operation => {
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
    return null
  }
}

const figure = (count: number): string => `${count >= countedUpTo ? 'at least ' : ''}${count.toLocaleString('en')}`
