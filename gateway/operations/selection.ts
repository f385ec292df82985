import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/** A field of an answer, as the document promises it. */
export type SelectedField = {
  /** Under which it stands in the answer. */
  readonly name: string
  readonly fieldName: string
  readonly type: GraphQLOutputType
  readonly description: string | null
  /** Whether an answer may lack it: a directive or the type of its object decides. */
  readonly isConditional: boolean
  /** Empty where it is a leaf. */
  readonly fields: readonly SelectedField[]
}

/** Writes out the fields of a valid operation, fragments included, each name once in the order of the document. */
export const readSelection = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly SelectedField[] => {
  const fragments = new Map(
    document.definitions.flatMap(one => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  )

  const collect = (set: SelectionSetNode, type: GraphQLCompositeType, isConditional: boolean, found: Found): void => {
    for (const selection of set.selections) {
      const mayLack = isConditional || (selection.directives ?? []).some(isCondition)
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value
        const places = found.get(name) ?? []
        places.push({ node: selection, parent: type, isConditional: mayLack })
        found.set(name, places)
        continue
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)!
      const condition = fragment.typeCondition?.name.value ?? type.name
      const isNarrower = condition !== type.name && !(isObjectType(type) && schema.getType(condition) !== undefined)
      collect(fragment.selectionSet, schema.getType(condition) as GraphQLCompositeType, mayLack || isNarrower, found)
    }
  }

  const fieldsOf = (places: readonly Place[]): readonly SelectedField[] =>
    [...collected(places)].flatMap(([name, at]) => fieldOf(name, at))

  const collected = (places: readonly Place[]): Found => {
    const found: Found = new Map()
    for (const { node, parent } of places) {
      const definition = definitionOf(parent, node)
      const below = definition && getNamedType(definition.type)
      if (node.selectionSet && isCompositeType(below)) collect(node.selectionSet, below, false, found)
    }
    return found
  }

  const fieldOf = (name: string, places: readonly Place[]): readonly SelectedField[] => {
    const [{ node, parent }] = places as [Place]
    const definition = definitionOf(parent, node)
    // The type's name and introspection are about the answer, not part of what it says.
    if (!definition) return []
    const { type, description = null } = definition
    const isConditional = places.every(place => place.isConditional)
    return [{ name, fieldName: node.name.value, type, description, isConditional, fields: fieldsOf(places) }]
  }

  const found: Found = new Map()
  collect(operation.selectionSet, schema.getRootType(operation.operation)!, false, found)
  return [...found].flatMap(([name, places]) => fieldOf(name, places))
}

type Place = { readonly node: FieldNode; readonly parent: GraphQLCompositeType; readonly isConditional: boolean }
type Found = Map<string, Place[]>

const isCondition = ({ name }: { readonly name: { readonly value: string } }): boolean =>
  name.value === 'skip' || name.value === 'include'

const definitionOf = (parent: GraphQLCompositeType, node: FieldNode) =>
  'getFields' in parent ? parent.getFields()[node.name.value] : undefined

/** Tells whether a field is a list, or a list in a connection (Relay): "edges" of objects with a "node". */
export const isList = (field: SelectedField): boolean => isListType(getNullableType(field.type))

/** Tells whether a field is a connection. */
export const isConnection = ({ type }: SelectedField): boolean => {
  const named = getNamedType(type)
  const edges = isObjectType(named) ? named.getFields().edges : undefined
  if (!edges || !isListType(getNullableType(edges.type))) return false
  const edge = getNamedType(edges.type)
  return isObjectType(edge) && edge.getFields().node !== undefined
}
