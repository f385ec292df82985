import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql'
import { isLeftOut } from '../conditions.ts'
import type { CostDirectives } from '../field-cost.ts'
import { costInside, type Measure, noNames, nothing, type Part, plainField, sumOf } from './extent-sum.ts'
import { createInputCost } from './input-cost.ts'
import { readListLength } from './list-length.ts'

/** An operation that fits its schema, with the coerced values of its variables. */
export type OperationToMeasure = {
  readonly schema: GraphQLSchema
  readonly costs: CostDirectives
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Readonly<Record<string, unknown>>
}

/** How large an operation is. Figures end at `countedUpTo`. */
export type OperationExtent = {
  /** Fields inside each other; fragments add nothing. */
  readonly depth: number
  /** Fields and fragments, with every fragment written out where it is used. */
  readonly selections: number
  /** Static cost as in IBM's GraphQL Cost Directives. */
  readonly cost: number
  /** Lengths that no list has. */
  readonly mistakes: readonly LengthMistake[]
}

/** A slicing argument that asks for what is not allowed. */
export type LengthMistake = {
  /** Response names from the root. */
  readonly path: readonly string[]
  readonly node: FieldNode | ArgumentNode
  readonly message: string
}

/** What each root field of a mutation costs on top. */
export const mutationCost = 10

/**
 * Measures an operation before it is planned, in time linear in its text: each selection set is measured once, however
 * often fragments lead to it, and nothing recurses into selections, so no text exhausts the stack. Fields that are
 * selected twice count twice, as do fragments on types that exclude each other: the cost is an upper bound.
 */
export const measureOperation = (
  { schema, costs, document, operation, variables }: OperationToMeasure,
  maxPageSize: number,
): OperationExtent => {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const mistakes: LengthMistake[] = []
  const inputCost = createInputCost(costs, variables)
  const mutation = schema.getMutationType()?.name

  const partOfField = (node: FieldNode, place: Place): Part<Place> => {
    const field = fieldOf(schema, place.parent, node)
    if (!field) return { kind: 'field', below: null, ...plainField }
    const type = getNamedType(field.type)
    const below =
      node.selectionSet && isCompositeType(type) ? { set: node.selectionSet, parent: type, up: { place, node } } : null
    const cost = costs.fields.get(`${place.parent?.name}.${node.name.value}`)
    const length = readListLength({ node, field, listSize: cost?.listSize, variables, maxPageSize })
    if (length.mistake && mistakes.length < mostMistakes)
      mistakes.push({ ...length.mistake, path: pathTo(node, place) })
    return {
      kind: 'field',
      below,
      name: node.name.value,
      weight: cost?.weight ?? costs.types.get(type.name) ?? (isCompositeType(type) ? 1 : 0),
      fixed: inputCost(node.arguments, field, cost) + (place.parent?.name === mutation ? mutationCost : 0),
      lists: listsAround(field.type),
      length: length.value,
      sizedFields: cost?.listSize?.sizedFields ?? noNames,
    }
  }
  const partsOf = (place: Place): Part<Place>[] =>
    place.set.selections.flatMap((selection): Part<Place>[] => {
      if (isLeftOut(selection, variables)) return []
      if (selection.kind === Kind.FIELD) return [partOfField(selection, place)]
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
      if (!fragment) return []
      const type = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : place.parent
      const parent = isCompositeType(type) ? type : undefined
      return [{ kind: 'fragment', below: { set: fragment.selectionSet, parent, up: place.up } }]
    })

  const root: Place = {
    set: operation.selectionSet,
    parent: schema.getRootType(operation.operation) ?? undefined,
    up: null,
  }
  const read = new Map<SelectionSetNode, readonly Part<Place>[]>()
  const measured = new Map<SelectionSetNode, Measure>()
  const waiting: Place[] = [root]
  for (let place = waiting.at(-1); place; place = waiting.at(-1)) {
    const { set } = place
    const parts = measured.has(set) ? null : (read.get(set) ?? partsOf(place))
    const unmeasured = parts?.flatMap(({ below }) => (below && !measured.has(below.set) ? [below] : [])) ?? []
    // What is below comes first; validation has refused fragments that contain themselves, so this ends.
    for (const below of unmeasured) waiting.push(below)
    if (parts) read.set(set, parts)
    if (unmeasured.length > 0) continue
    if (parts) measured.set(set, sumOf(parts, measured, costs.sizedNames))
    waiting.pop()
  }
  const total = measured.get(root.set) ?? nothing
  return { depth: total.depth, selections: total.selections, cost: costInside(total, null, noNames), mistakes }
}

// More say nothing new.
const mostMistakes = 5

/** A selection set, the type that it selects from, and the field that it belongs to. */
type Place = {
  readonly set: SelectionSetNode
  readonly parent: GraphQLCompositeType | undefined
  readonly up: { readonly place: Place; readonly node: FieldNode } | null
}

const fieldOf = (
  schema: GraphQLSchema,
  parent: Place['parent'],
  { name }: FieldNode,
): GraphQLField<unknown, unknown> | undefined => {
  if (name.value === SchemaMetaFieldDef.name) return SchemaMetaFieldDef
  if (name.value === TypeMetaFieldDef.name) return TypeMetaFieldDef
  const type = parent && schema.getType(parent.name)
  return type && 'getFields' in type ? (type.getFields()[name.value] as GraphQLField<unknown, unknown>) : undefined
}

const pathTo = (node: FieldNode, place: Place): readonly string[] => {
  const path = [nameOf(node)]
  for (let { up } = place; up; up = up.place.up) path.unshift(nameOf(up.node))
  return path
}

const nameOf = ({ alias, name }: FieldNode): string => (alias ?? name).value

const listsAround = (type: GraphQLOutputType): number => {
  const nullable = getNullableType(type)
  return isListType(nullable) ? 1 + listsAround(nullable.ofType) : 0
}
