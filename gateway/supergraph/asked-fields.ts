import {
  type DocumentNode,
  type FieldNode,
  type InlineFragmentNode,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { namedType, type SupergraphTypes } from './supergraph-types.ts'

/** By response name: the fields, how they are asked, and of which sets of types, each as `textOf`. */
export type AskedFields = ReadonlyMap<
  string,
  { readonly names: ReadonlySet<string>; readonly calls: ReadonlySet<string>; readonly types: ReadonlySet<string> }
>

/**
 * Reads what an operation asks, by the response names that lead there (`" media lead"`): several fields of one such
 * path are one field to who answers.
 */
export const readAskedFields = (document: DocumentNode, types: SupergraphTypes): ReadonlyMap<string, AskedFields> => {
  const fragmentOf = fragmentsOf(document)
  const askedAt = new Map<string, Map<string, Noted>>()
  const note = (set: SelectionSetNode, parent: string, possible: ReadonlySet<string>, path: string): void => {
    const asked = askedAt.get(path) ?? new Map<string, Noted>()
    askedAt.set(path, asked)
    for (const selection of set.selections) {
      if (selection.kind !== Kind.FIELD) {
        const { typeCondition, selectionSet } = fragmentOf(selection)
        const on = typeCondition?.name.value
        note(selectionSet, on ?? parent, on === undefined ? possible : possible.intersection(types.possible(on)), path)
        continue
      }
      const key = keyOf(selection)
      const known = asked.get(key) ?? { names: new Set(), calls: new Set(), types: new Set() }
      asked.set(key, known)
      known.names.add(selection.name.value)
      known.calls.add(callOf(selection))
      known.types.add(textOf(possible))
      const definition = types.field(parent, selection.name.value)
      if (!selection.selectionSet || !definition) continue
      const type = namedType(definition.type)
      note(selection.selectionSet, type, types.possible(type), `${path} ${key}`)
    }
  }
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    const root = types.root(definition.operation)
    note(definition.selectionSet, root, types.possible(root), '')
  }
  return askedAt
}

type Noted = { readonly names: Set<string>; readonly calls: Set<string>; readonly types: Set<string> }

/** Gives fragments as inline ones; those of the document that are spread are written out. */
export const fragmentsOf = (
  document: DocumentNode,
): ((selection: Exclude<SelectionNode, FieldNode>) => InlineFragmentNode) => {
  const fragments = new Map<string, InlineFragmentNode>()
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue
    const { name, typeCondition, selectionSet } = definition
    fragments.set(name.value, { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet })
  }
  return selection => (selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)!)
}

/** Gives the response name of a field. */
export const keyOf = ({ alias, name }: FieldNode): string => alias?.value ?? name.value

const callOf = ({ name, arguments: args = [] }: FieldNode): string => `${name.value} ${args.map(print).sort()}`

/** Writes a set of types as a text, alike for alike sets. */
export const textOf = (types: ReadonlySet<string>): string => [...types].sort().join()
