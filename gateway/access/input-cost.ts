import {
  type ArgumentNode,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  Kind,
  type ValueNode,
} from 'graphql'
import type { CostDirectives, FieldCost } from '../field-cost.ts'

/** A value as its weight sees it: the weight of its place counts for each list and each item, that of its fields once. */
export type InputShape = {
  /** Lists that it is or has as items. */
  readonly lists: number
  /** What is no list and not null. */
  readonly items: number
  /** Cost of the fields of its input objects. */
  readonly inner: number
}

/** Creates what reads the cost of arguments in one operation; a variable is read once, however often it is used. */
export const createInputCost = (
  costs: CostDirectives,
  variables: Readonly<Record<string, unknown>>,
): ((given: readonly ArgumentNode[] | undefined, field: Field, cost: FieldCost | undefined) => number) => {
  const shapes = new Map<string, InputShape>()
  const shapeOfNode = (node: ValueNode, type: GraphQLInputType): InputShape => {
    if (node.kind === Kind.NULL) return nothing
    if (node.kind === Kind.VARIABLE) {
      const known = shapes.get(node.name.value)
      if (known) return known
      const shape = shapeOfInput(variables[node.name.value], type, costs)
      shapes.set(node.name.value, shape)
      return shape
    }
    const nullable = getNullableType(type)
    if (node.kind === Kind.LIST) {
      const itemType = isListType(nullable) ? nullable.ofType : nullable
      return listOf(node.values.map(value => shapeOfNode(value, itemType)))
    }
    const named = getNamedType(nullable)
    if (node.kind !== Kind.OBJECT || !isInputObjectType(named)) return oneItem
    let inner = 0
    for (const { name, value } of node.fields) {
      const definition = named.getFields()[name.value]
      if (!definition) continue
      const own = costs.inputFields.get(`${named.name}.${name.value}`)
      inner += costOf(shapeOfNode(value, definition.type), definition.type, own, costs)
    }
    return { lists: 0, items: 1, inner }
  }
  return (given = [], field, cost) => {
    let sum = 0
    for (const { name, value } of given) {
      const definition = field.args.find(argument => argument.name === name.value)
      const own = cost?.argumentWeights.get(name.value)
      if (!definition || !mayCost(definition.type, own, costs)) continue
      sum += costOf(shapeOfNode(value, definition.type), definition.type, own, costs)
    }
    return sum
  }
}

/** Reads the shape of a coerced value. */
export const shapeOfInput = (value: unknown, type: GraphQLInputType, costs: CostDirectives): InputShape => {
  if (value === null || value === undefined) return nothing
  const nullable = getNullableType(type)
  if (Array.isArray(value)) {
    const itemType = isListType(nullable) ? nullable.ofType : nullable
    return listOf(value.map(item => shapeOfInput(item, itemType, costs)))
  }
  if (!isInputObjectType(nullable) || typeof value !== 'object') return oneItem
  const fields = nullable.getFields()
  let inner = 0
  for (const name in value) {
    const definition = fields[name]
    const given = (value as Record<string, unknown>)[name]
    if (!definition || given === null) continue
    const own = costs.inputFields.get(`${nullable.name}.${name}`)
    if (mayCost(definition.type, own, costs)) {
      inner += costOf(shapeOfInput(given, definition.type, costs), definition.type, own, costs)
    }
  }
  return { lists: 0, items: 1, inner }
}

/** Tells whether an argument of this type can cost anything, so that its value need be read at all. */
export const mayCost = (type: GraphQLInputType, own: number | undefined, costs: CostDirectives): boolean => {
  const named = getNamedType(type)
  return own !== undefined || isInputObjectType(named) || costs.types.has(named.name)
}

type Field = GraphQLField<unknown, unknown>

const nothing: InputShape = { lists: 0, items: 0, inner: 0 }
const oneItem: InputShape = { lists: 0, items: 1, inner: 0 }

const listOf = (shapes: readonly InputShape[]): InputShape => {
  const sum = { lists: 1, items: 0, inner: 0 }
  for (const { lists, items, inner } of shapes) {
    sum.lists += lists
    sum.items += items
    sum.inner += inner
  }
  return sum
}

const costOf = (
  { lists, items, inner }: InputShape,
  type: GraphQLInputType,
  own: number | undefined,
  costs: CostDirectives,
): number => {
  const named = getNamedType(type)
  const weight = own ?? costs.types.get(named.name) ?? (isInputObjectType(named) ? 1 : 0)
  return lists * (own ?? 0) + items * weight + inner
}
