import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  GraphQLInt,
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
  visit,
} from 'graphql'
import { isLeftOut } from '../conditions.ts'

/** An operation that fits its schema, with the coerced values of its variables. */
export type OperationToMeasure = {
  readonly schema: GraphQLSchema
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
  /** Objects that the answer may hold, estimated from what the client asks for. */
  readonly objects: number
}

/** Where counting ends: past it nothing is allowed anyway, and sums and products stay exact numbers. */
export const countedUpTo = 1_000_000_000_000

/**
 * Length that is assumed of a list without `first` or `limit`. A list that can grow is expected to have one; what is
 * left are short lists that belong to one record, of which few hold more. It is deliberately not small: lists inside
 * lists are what makes answers explode.
 */
export const plainListLength = 10

/**
 * Measures an operation before it is planned, in time linear in its text: each selection set is measured once, however
 * often fragments lead to it, and nothing recurses, so no text exhausts the stack. Objects are estimated upwards: fields
 * that are selected twice count twice, as do fragments on types that exclude each other.
 *
 * An Int argument "first" or "limit" is the length of a list; where the field is an object (a connection), it is the
 * length of the lists directly in it, so a page is counted once and its totals not at all.
 */
export const measureOperation = ({ schema, document, operation, variables }: OperationToMeasure): OperationExtent => {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const typeNamed = (name: string | undefined, otherwise: Parent): Parent => {
    const type = name === undefined ? otherwise : schema.getType(name)
    return isCompositeType(type) ? type : undefined
  }
  const partsOf = ({ set, parent }: Place): Part[] =>
    set.selections.flatMap((selection): Part[] => {
      if (isLeftOut(selection, variables)) return []
      if (selection.kind === Kind.FIELD) return [partOfField(selection, fieldOf(schema, parent, selection), variables)]
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
      if (!fragment) return []
      const type = typeNamed(fragment.typeCondition?.name.value, parent)
      return [{ kind: 'fragment', below: { set: fragment.selectionSet, parent: type } }]
    })

  const root: Place = { set: operation.selectionSet, parent: schema.getRootType(operation.operation) ?? undefined }
  const measured = new Map<SelectionSetNode, Measure>()
  const waiting: Place[] = [root]
  for (let place = waiting.at(-1); place; place = waiting.at(-1)) {
    const parts = measured.has(place.set) ? null : partsOf(place)
    const unmeasured = parts?.flatMap(({ below }) => (below && !measured.has(below.set) ? [below] : [])) ?? []
    // What is below comes first; validation has refused fragments that contain themselves, so this ends.
    for (const below of unmeasured) waiting.push(below)
    if (unmeasured.length > 0) continue
    if (parts) measured.set(place.set, sumOf(parts, measured))
    waiting.pop()
  }
  const { depth, selections, single, listed } = measured.get(root.set) ?? nothing
  return { depth, selections, objects: plus(single, times(listed, plainListLength)) }
}

/** Gives the names of the variables on whose values the extent of a document's operations depends. */
export const measuredVariables = (document: DocumentNode): readonly string[] => {
  const names = new Set<string>()
  visit(document, {
    Argument: ({ name, value }) => {
      const isMeasured = lengthArguments.has(name.value) || name.value === 'if'
      if (isMeasured && value.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  })
  return [...names]
}

type Parent = GraphQLCompositeType | undefined

/** A selection set and the type that it selects from. */
type Place = { readonly set: SelectionSetNode; readonly parent: Parent }

type Part =
  | { readonly kind: 'fragment'; readonly below: Place }
  | {
      readonly kind: 'field'
      /** Null for a field without fields of its own. */
      readonly below: Place | null
      /** Lists around its object: 0 for an object, 2 for a list of lists. */
      readonly lists: number
      /** What `first` or `limit` says; null without. */
      readonly length: number | null
    }

type Measure = {
  readonly depth: number
  readonly selections: number
  /** Objects whose number is settled here. */
  readonly single: number
  /** Objects for each item of the plain lists here; how many items, only the field above knows. */
  readonly listed: number
}

const nothing: Measure = { depth: 0, selections: 0, single: 0, listed: 0 }

const plus = (a: number, b: number): number => Math.min(countedUpTo, a + b)
const times = (a: number, b: number): number => Math.min(countedUpTo, a * b)

const sumOf = (parts: readonly Part[], measured: ReadonlyMap<SelectionSetNode, Measure>): Measure => {
  const sum = { ...nothing }
  for (const part of parts) {
    const measure = measureOf(part, (part.below && measured.get(part.below.set)) ?? nothing)
    sum.depth = Math.max(sum.depth, measure.depth)
    sum.selections = plus(sum.selections, measure.selections)
    sum.single = plus(sum.single, measure.single)
    sum.listed = plus(sum.listed, measure.listed)
  }
  return sum
}

const measureOf = (part: Part, below: Measure): Measure => {
  const selections = plus(1, below.selections)
  if (part.kind === 'fragment') return { ...below, selections }
  const depth = 1 + below.depth
  if (!part.below) return { ...nothing, depth, selections }
  const { lists, length } = part
  const lengthBelow = lists === 0 ? (length ?? plainListLength) : plainListLength
  const eachWithBelow = plus(1, plus(below.single, times(below.listed, lengthBelow)))
  if (lists === 0) return { depth, selections, single: eachWithBelow, listed: 0 }
  const eachItem = times(eachWithBelow, Math.min(countedUpTo, plainListLength ** (lists - 1)))
  return length === null
    ? { depth, selections, single: 0, listed: eachItem }
    : { depth, selections, single: times(eachItem, length), listed: 0 }
}

const fieldOf = (
  schema: GraphQLSchema,
  parent: Parent,
  { name }: FieldNode,
): GraphQLField<unknown, unknown> | undefined => {
  if (name.value === SchemaMetaFieldDef.name) return SchemaMetaFieldDef
  if (name.value === TypeMetaFieldDef.name) return TypeMetaFieldDef
  const type = parent && schema.getType(parent.name)
  return type && 'getFields' in type ? (type.getFields()[name.value] as GraphQLField<unknown, unknown>) : undefined
}

const partOfField = (
  node: FieldNode,
  field: GraphQLField<unknown, unknown> | undefined,
  variables: OperationToMeasure['variables'],
): Part => {
  const type = field && getNamedType(field.type)
  if (!field || !node.selectionSet || !isCompositeType(type)) {
    return { kind: 'field', below: null, lists: 0, length: null }
  }
  return {
    kind: 'field',
    below: { set: node.selectionSet, parent: type },
    lists: listsAround(field.type),
    length: lengthOf(node, field, variables),
  }
}

const listsAround = (type: GraphQLOutputType): number => {
  const nullable = getNullableType(type)
  return isListType(nullable) ? 1 + listsAround(nullable.ofType) : 0
}

const lengthArguments = new Set(['first', 'limit'])

const lengthOf = (
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  variables: OperationToMeasure['variables'],
): number | null => {
  const lengths = field.args.flatMap(argument => {
    if (!lengthArguments.has(argument.name) || getNullableType(argument.type) !== GraphQLInt) return []
    const given = node.arguments?.find(({ name }) => name.value === argument.name)?.value
    const asked =
      given?.kind === Kind.INT
        ? Number(given.value)
        : given?.kind === Kind.VARIABLE
          ? variables[given.name.value]
          : undefined
    // Null leaves the choice to the subgraph, as leaving the argument out does.
    const value = asked ?? argument.defaultValue
    // No list counts as empty: what a subgraph makes of 0 or -1 is its own matter.
    return typeof value === 'number' ? [Math.max(1, value)] : []
  })
  return lengths.length > 0 ? Math.max(...lengths) : null
}
