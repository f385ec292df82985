import { type DocumentNode, type FieldNode, Kind, type SelectionNode, type SelectionSetNode, visit } from 'graphql'
import { type AskedFields, fragmentsOf, keyOf, readAskedFields, textOf } from './asked-fields.ts'
import { type BoundNames, boundName } from './bound-names.ts'
import { type GivenFields, readGivenFields } from './given-fields.ts'
import { namedType, readTypes, type SupergraphTypes } from './supergraph-types.ts'

/**
 * Writes an operation anew, in which the fields of an `@interfaceObject` are asked as the planner can plan them, some
 * under bound names. An operation without such fields stays the same object.
 */
export type WidenFields = (operation: DocumentNode) => { readonly document: DocumentNode; readonly bound: BoundNames }

/**
 * Finds the fields that subgraphs give to an `@interfaceObject`. Below a fragment on one type the planner goes wrong
 * with them, in three ways:
 * - What such a field requires (`@requires`) is fetched for that type alone and then needed of all types.
 * - Where the object comes from another `@interfaceObject`, a `@requires` makes fetches that wait for each other in a
 *   circle, and the planner walks the circle for seconds, until its memory ends.
 * - What stands below such a field for one type is fetched for all types of which the field is asked, and where that
 *   fails, it takes what the others asked for along.
 * So fields with a `@requires` are asked on the interface; these, and fields that are asked of several sets of types,
 * get a name for each set.
 */
export const createFieldWidening = (supergraph: DocumentNode): WidenFields => {
  const types = readTypes(supergraph)
  const given = readGivenFields(types)
  const names = new Set([...given.values()].flatMap(fields => [...fields.keys()]))
  return document => {
    const asked = new Set<string>()
    visit(document, { Field: ({ name }) => void asked.add(name.value) })
    return asked.isDisjointFrom(names) ? { document, bound: { types: [] } } : widenOperation(document, types, given)
  }
}

/** The field whose selections are being read: where a widened field may go. */
type Place = {
  readonly type: string
  /** The response names that lead to it. */
  readonly path: string
  /** The subgraphs that give it. */
  readonly graphs: ReadonlySet<string>
  /** What is asked there, also by other fields of the same path: the planner sees them as one. */
  readonly asked: AskedFields
  /** Fields that moved up to here, with the interface that they are asked on. */
  readonly moved: { readonly interfaceName: string; readonly field: FieldNode }[]
}

const widenOperation = (
  document: DocumentNode,
  types: SupergraphTypes,
  given: GivenFields,
): ReturnType<WidenFields> => {
  const bound: (readonly string[])[] = []

  const askedAt = readAskedFields(document, types)
  const fragmentOf = fragmentsOf(document)

  const possibleIn = (condition: string | undefined, possible: ReadonlySet<string>): ReadonlySet<string> =>
    condition === undefined ? possible : possible.intersection(types.possible(condition))

  const widenPlace = (
    set: SelectionSetNode,
    { type, path, graphs }: Pick<Place, 'type' | 'path' | 'graphs'>,
  ): SelectionSetNode => {
    const place: Place = { type, path, graphs, asked: askedAt.get(path) ?? new Map(), moved: [] }
    const kept = widenSelections(set, type, types.possible(type), place)
    const moved = place.moved.map(({ interfaceName, field }) =>
      interfaceName === type ? field : fragmentOn(interfaceName, [field]),
    )
    return moved.length === 0 ? kept : { ...kept, selections: [typename, ...kept.selections, ...moved] }
  }

  // `possible` are the types that an object may have where all fragments around the selections apply.
  const widenSelections = (
    set: SelectionSetNode,
    parent: string,
    possible: ReadonlySet<string>,
    place: Place,
  ): SelectionSetNode => {
    const selections = set.selections.flatMap((selection): readonly SelectionNode[] => {
      if (selection.kind !== Kind.FIELD) {
        const fragment = fragmentOf(selection)
        const on = fragment.typeCondition?.name.value
        const inside = widenSelections(fragment.selectionSet, on ?? parent, possibleIn(on, possible), place)
        return [{ ...fragment, selectionSet: inside }]
      }
      const field = widenField(selection, parent, place.path)
      const interfaceName = widerInterface(field.name.value, possible, place)
      if (!interfaceName) return [field]
      const isMoved = mustMove(interfaceName, field, possible, place)
      if (!isMoved && !isAskedOfSeveral(field, place)) return [field]
      const named = { ...field, alias: nameOf(boundName(keyOf(field), indexOf(possible))) }
      if (!isMoved) return [named]
      place.moved.push({ interfaceName, field: named })
      return []
    })
    return { ...set, selections: selections.length > 0 ? selections : [typename] }
  }

  const widenField = (field: FieldNode, parent: string, path: string): FieldNode => {
    const definition = types.field(parent, field.name.value)
    if (!field.selectionSet || !definition) return field
    const place = {
      type: namedType(definition.type),
      path: `${path} ${keyOf(field)}`,
      graphs: types.graphsOf(parent, definition),
    }
    return { ...field, selectionSet: widenPlace(field.selectionSet, place) }
  }

  const widerInterface = (field: string, possible: ReadonlySet<string>, place: Place): string | undefined => {
    for (const [interfaceName, fields] of given) {
      const all = types.possible(place.type).intersection(types.possible(interfaceName))
      const isNarrower = possible.size > 0 && possible.size < all.size && possible.isSubsetOf(all)
      if (fields.has(field) && isNarrower) return interfaceName
    }
    return undefined
  }

  // On the interface the planner weighs more plans, so nothing moves there without need.
  const mustMove = (
    interfaceName: string,
    field: FieldNode,
    possible: ReadonlySet<string>,
    { graphs, asked }: Place,
  ): boolean => {
    const fields = given.get(interfaceName)
    const { requiring, required } = fields?.get(field.name.value) ?? {}
    if (!fields || !requiring || !required || requiring.size === 0) return false
    const objectGraphs = types.interfaceObjects.get(interfaceName)
    const isOfOtherObject = [...graphs].some(graph => objectGraphs?.has(graph) && !requiring.has(graph))
    const here = textOf(possible)
    const isSharedWithOthers = [...asked.values()].some(
      other =>
        (other.types.size > 1 || !other.types.has(here)) &&
        [...other.names].some(name => fields.has(name) || required.has(name)),
    )
    return isOfOtherObject || isSharedWithOthers
  }

  // A leaf is the same for all who ask for it.
  const isAskedOfSeveral = (field: FieldNode, place: Place): boolean => {
    const asked = place.asked.get(keyOf(field))
    return field.selectionSet !== undefined && asked?.calls.size === 1 && asked.types.size > 1
  }

  const indexOf = (possible: ReadonlySet<string>): number => {
    const index = bound.findIndex(known => textOf(new Set(known)) === textOf(possible))
    return index >= 0 ? index : bound.push([...possible]) - 1
  }

  const definitions = document.definitions.flatMap(definition => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return []
    const root = types.root(definition.operation)
    const place = { type: root, path: '', graphs: new Set<string>() }
    return [{ ...definition, selectionSet: widenPlace(definition.selectionSet, place) }]
  })
  return { document: { ...document, definitions }, bound: { types: bound } }
}

const nameOf = (value: string) => ({ kind: Kind.NAME, value }) as const

const typename: FieldNode = { kind: Kind.FIELD, name: nameOf('__typename') }

const fragmentOn = (name: string, selections: readonly SelectionNode[]) =>
  ({
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: nameOf(name) },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  }) as const
