import { type FieldNode, Kind, parse, type SelectionNode } from 'graphql'
import type { FetchNode } from './plan.ts'

/** What a fetch asks for, read once from its text: the reply is checked against it. */
export type FetchShape = {
  /** Selections on the root type, or on the entities of a fetch with `requires`; fragments stand inline. */
  readonly selections: readonly Selection[]
  /** The fields that the fetch adds to each object. */
  readonly fields: readonly FetchedField[]
}

/** A field that a fetch adds to an object. */
export type FetchedField = {
  /** Its response key after the planner's renames. */
  readonly key: string
  readonly name: string
  /** Type conditions around it, the innermost first. */
  readonly conditions: readonly string[]
  /** The types of which it is asked where the conditions are wider; null where they say all. */
  readonly types: readonly string[] | null
}

/** A field or a group of fields under a type condition. */
export type Selection =
  | {
      readonly kind: 'field'
      readonly key: string
      readonly name: string
      readonly optional: boolean
      readonly below: readonly Selection[] | null
    }
  | {
      readonly kind: 'group'
      readonly condition: string | null
      readonly optional: boolean
      readonly of: readonly Selection[]
    }

/** Reads the shape of a fetch. A plan's nodes are shared by all requests that use it, so each is read once. */
export const fetchShape = (fetch: FetchNode): FetchShape => {
  const known = shapes.get(fetch)
  if (known) return known
  const shape = readShape(fetch)
  shapes.set(fetch, shape)
  return shape
}

const shapes = new WeakMap<FetchNode, FetchShape>()

const readShape = (fetch: FetchNode): FetchShape => {
  const document = parse(fetch.operation, { noLocation: true })
  const fragments = new Map<string, { on: string; selections: readonly SelectionNode[] }>()
  let root: readonly SelectionNode[] = []
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      const on = definition.typeCondition.name.value
      fragments.set(definition.name.value, { on, selections: definition.selectionSet.selections })
    }
    if (definition.kind === Kind.OPERATION_DEFINITION) root = definition.selectionSet.selections
  }
  const read = (nodes: readonly SelectionNode[]): Selection[] =>
    nodes.map((node): Selection => {
      const optional = (node.directives?.length ?? 0) > 0
      if (node.kind === Kind.FIELD) {
        const below = node.selectionSet ? read(node.selectionSet.selections) : null
        return { kind: 'field', key: keyOf(node), name: node.name.value, optional, below }
      }
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const condition = node.typeCondition?.name.value ?? null
        return { kind: 'group', condition, optional, of: read(node.selectionSet.selections) }
      }
      const fragment = fragments.get(node.name.value)
      return { kind: 'group', condition: fragment?.on ?? null, optional, of: read(fragment?.selections ?? []) }
    })
  const all = read(root)
  const entities = all.find(selection => selection.kind === 'field' && selection.key === '_entities')
  const selections = fetch.requires && entities?.kind === 'field' ? (entities.below ?? []) : all
  return { selections, fields: renamedFields(fetch, selections) }
}

const keyOf = (field: FieldNode): string => field.alias?.value ?? field.name.value

const renamedFields = (fetch: FetchNode, selections: readonly Selection[]): readonly FetchedField[] => {
  const renames = new Map(
    (fetch.outputRewrites ?? []).flatMap(rewrite => {
      const last = rewrite.path.at(-1)
      return rewrite.kind !== 'ValueSetter' && last !== undefined ? [[last, rewrite] as const] : []
    }),
  )
  const read = (inside: readonly Selection[], conditions: readonly string[]): readonly FetchedField[] =>
    inside.flatMap(selection => {
      if (selection.kind === 'group') {
        return read(selection.of, selection.condition === null ? conditions : [selection.condition, ...conditions])
      }
      const rename = renames.get(selection.key)
      const types = rename?.kind === 'TypeBoundKey' ? rename.types : null
      return [{ key: rename?.renameKeyTo ?? selection.key, name: selection.name, conditions, types }]
    })
  return read(selections, [])
}
