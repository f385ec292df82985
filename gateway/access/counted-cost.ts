import {
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getNamedType,
  isCompositeType,
  isInterfaceType,
} from 'graphql'
import type { CostDirectives } from '../field-cost.ts'
import { createInputCost } from './input-cost.ts'
import { mutationCost, type OperationToMeasure } from './operation-extent.ts'

/** Counts what an answer costs, by the same weights as the estimate, but by the objects that were there. */
export type CostCount = {
  /** Counts one field of one object, with a type name for each of its objects, null for each other value. */
  readonly add: (info: GraphQLResolveInfo, values: readonly (string | null)[]) => void
  /** What was counted, with what the answer tells of the schema itself. */
  readonly total: (data: unknown) => number
}

/**
 * Creates a count for one answer. Fields that are selected twice count once, lists as long as they are; what a null took
 * away that moved up was fetched all the same, and counts.
 */
export const createCostCount = ({
  schema,
  costs,
  variables,
}: Pick<OperationToMeasure, 'schema' | 'costs' | 'variables'>): CostCount => {
  const inputCost = createInputCost(costs, variables)
  const mutation = schema.getMutationType()?.name
  const resolvedAtRoot = new Set<string | number>()
  let sum = 0
  return {
    add: ({ parentType, fieldName, fieldNodes, returnType, path }, values) => {
      if (path.prev === undefined) resolvedAtRoot.add(path.key)
      const field = parentType.getFields()[fieldName]!
      const cost = costs.fields.get(`${nameIn(schema, parentType)}.${fieldName}`)
      sum += inputCost(fieldNodes[0]!.arguments, field, cost) + (parentType.name === mutation ? mutationCost : 0)
      const type = getNamedType(returnType)
      for (const typename of values)
        sum += cost?.weight ?? weightOf(typename ?? type.name, isCompositeType(type), costs)
    },
    total: data => {
      // No resolver of ours meets the schema's own fields, "__schema" and "__type".
      const others = Object.entries(data ?? {}).filter(([key]) => !resolvedAtRoot.has(key))
      return sum + objectsIn(others.map(([, value]) => value))
    },
  }
}

const weightOf = (typename: string, isComposite: boolean, costs: CostDirectives): number =>
  costs.types.get(typename) ?? (isComposite ? 1 : 0)

// A type that the schema does not know stands in for an interface.
const nameIn = (schema: OperationToMeasure['schema'], type: GraphQLObjectType): string =>
  schema.getType(type.name) ? type.name : (type.getInterfaces().find(isInterfaceType)?.name ?? type.name)

const objectsIn = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0
  const below = Object.values(value).reduce<number>((sum, item) => sum + objectsIn(item), 0)
  return Array.isArray(value) ? below : below + 1
}
