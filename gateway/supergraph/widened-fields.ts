import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'
import { type BoundNames, boundName } from './bound-names.ts'
import { argument } from './field-sets.ts'
import { namedType, readTypes, type SupergraphTypes } from './supergraph-types.ts'

/** Fields that the planner is asked for on their interface, where the client asks for them on some of its types only. */
export type WidenedFields = {
  /** Names of the fields, for whoever names them in an operation: see `widen`. */
  readonly names: ReadonlySet<string>
  /**
   * Writes an operation anew, in which fields moved out of narrower fragments. One field must have one response name
   * wherever it may stand, or else two that moved could meet. An operation without such fields stays the same object.
   */
  widen(operation: DocumentNode): { readonly document: DocumentNode; readonly bound: BoundNames }
}

/**
 * Finds the fields that subgraphs give to an `@interfaceObject`. Below a fragment on one type the planner goes wrong
 * with them, in three ways:
 * - What such a field requires (`@requires`) is fetched for that type alone and then needed of all types.
 * - Where the object comes from another `@interfaceObject`, a `@requires` makes fetches that wait for each other in a
 *   circle, and the planner walks the circle for seconds, until its memory ends.
 * - What stands below such a field for one type is fetched for all types of which the field is asked, and where that
 *   fails, it takes what the others asked for along.
 * So fields with a `@requires` are asked on the interface, and those with fields below them under bound names.
 */
export const readWidenedFields = (supergraph: DocumentNode): WidenedFields => {
  const types = readTypes(supergraph)
  const given = readGivenFields(types)
  const requiring = [...given.values()].flatMap(fields =>
    [...fields].flatMap(([name, { requires }]) => (requires ? name : [])),
  )
  const all = new Set([...given.values()].flatMap(fields => [...fields.keys()]))
  return {
    names: new Set(requiring),
    widen: document => {
      const asked = new Set<string>()
      visit(document, { Field: ({ name }) => void asked.add(name.value) })
      return asked.isDisjointFrom(all) ? { document, bound: { types: [] } } : widenOperation(document, types, given)
    },
  }
}

/** By interface and name: the fields that a subgraph gives to it as an `@interfaceObject`. */
type GivenFields = ReadonlyMap<string, ReadonlyMap<string, { readonly requires: boolean }>>

const readGivenFields = ({ definitions, interfaceObjects }: SupergraphTypes): GivenFields => {
  const given = new Map<string, Map<string, { requires: boolean }>>()
  for (const [interfaceName, graphs] of interfaceObjects) {
    const fields = new Map<string, { requires: boolean }>()
    given.set(interfaceName, fields)
    for (const field of definitions.get(interfaceName)?.fields ?? []) {
      const joins = (field.directives ?? []).filter(one => graphs.has(argument(one, 'graph') ?? ''))
      const requires = joins.some(one => argument(one, 'requires') !== undefined)
      if (joins.length > 0) fields.set(field.name.value, { requires })
    }
  }
  return given
}

/** The field whose selections are being read: where a widened field may go. */
type Place = {
  readonly type: string
  /** By response name: how the field is asked, and of which types. */
  readonly asked: Map<string, { readonly calls: Set<string>; readonly types: Set<string> }>
  /** Fields that moved up to here, with the interface that they are asked on. */
  readonly moved: { readonly interfaceName: string; readonly field: FieldNode }[]
}

const widenOperation = (
  document: DocumentNode,
  types: SupergraphTypes,
  given: GivenFields,
): ReturnType<WidenedFields['widen']> => {
  const fragments = new Map(
    document.definitions.flatMap(definition =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  )
  const bound: (readonly string[])[] = []

  // Spread fragments are written out: what moves out of one depends on where it is spread.
  const fragmentOf = (selection: Exclude<SelectionNode, FieldNode>) =>
    selection.kind === Kind.INLINE_FRAGMENT ? selection : inlined(fragments.get(selection.name.value)!)

  const possibleIn = (condition: string | undefined, possible: ReadonlySet<string>): ReadonlySet<string> =>
    condition === undefined ? possible : possible.intersection(types.possible(condition))

  const widenPlace = (set: SelectionSetNode, type: string): SelectionSetNode => {
    const place: Place = { type, asked: new Map(), moved: [] }
    noteAsked(set, types.possible(type), place)
    const kept = widenSelections(set, type, types.possible(type), place)
    const moved = place.moved.map(({ interfaceName, field }) =>
      interfaceName === type ? field : fragmentOn(interfaceName, [field]),
    )
    return moved.length === 0 ? kept : { ...kept, selections: [typename, ...kept.selections, ...moved] }
  }

  const noteAsked = (set: SelectionSetNode, possible: ReadonlySet<string>, place: Place): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const key = keyOf(selection)
        const known = place.asked.get(key) ?? { calls: new Set(), types: new Set() }
        place.asked.set(key, known)
        known.calls.add(callOf(selection))
        known.types.add(textOf(possible))
      } else {
        const { typeCondition, selectionSet } = fragmentOf(selection)
        noteAsked(selectionSet, possibleIn(typeCondition?.name.value, possible), place)
      }
    }
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
      const field = widenField(selection, parent)
      const found = widerInterface(field.name.value, possible, place)
      if (!found) return [field]
      const named = { ...field, alias: nameOf(nameWithin(field, possible, place)) }
      if (!found.requires) return [named]
      place.moved.push({ interfaceName: found.interfaceName, field: named })
      return []
    })
    return { ...set, selections: selections.length > 0 ? selections : [typename] }
  }

  const widenField = (field: FieldNode, parent: string): FieldNode => {
    const definition = types.field(parent, field.name.value)
    if (!field.selectionSet || !definition) return field
    return { ...field, selectionSet: widenPlace(field.selectionSet, namedType(definition.type)) }
  }

  const widerInterface = (field: string, possible: ReadonlySet<string>, place: Place) => {
    for (const [interfaceName, fields] of given) {
      const { requires } = fields.get(field) ?? {}
      if (requires === undefined) continue
      const all = types.possible(place.type).intersection(types.possible(interfaceName))
      if (possible.size > 0 && possible.size < all.size && possible.isSubsetOf(all)) return { interfaceName, requires }
    }
    return undefined
  }

  // Only what has fields below it, and is asked of several sets of types, needs a name for each.
  const nameWithin = (field: FieldNode, possible: ReadonlySet<string>, place: Place): string => {
    const key = keyOf(field)
    const asked = place.asked.get(key)
    if (!field.selectionSet || !asked || asked.types.size === 1 || asked.calls.size > 1) return key
    const index = bound.findIndex(known => textOf(new Set(known)) === textOf(possible))
    return boundName(key, index >= 0 ? index : bound.push([...possible]) - 1)
  }

  const definitions = document.definitions.flatMap(definition =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? [{ ...definition, selectionSet: widenPlace(definition.selectionSet, types.root(definition.operation)) }]
      : [],
  )
  return { document: { ...document, definitions }, bound: { types: bound } }
}

const keyOf = ({ alias, name }: FieldNode): string => alias?.value ?? name.value

const callOf = ({ name, arguments: args = [] }: FieldNode): string => `${name.value} ${args.map(print).sort()}`

const textOf = (types: ReadonlySet<string>): string => [...types].sort().join()

const nameOf = (value: string) => ({ kind: Kind.NAME, value }) as const

const typename: FieldNode = { kind: Kind.FIELD, name: nameOf('__typename') }

const fragmentOn = (name: string, selections: readonly SelectionNode[]) =>
  ({
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: nameOf(name) },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  }) as const

const inlined = ({ typeCondition, directives, selectionSet }: FragmentDefinitionNode) =>
  ({ kind: Kind.INLINE_FRAGMENT, typeCondition, ...(directives && { directives }), selectionSet }) as const
