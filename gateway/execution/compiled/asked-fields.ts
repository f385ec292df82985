import { type DocumentNode, type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql'
import type { Fits } from '../rewrites.ts'

/** What a client asks for, in a document whose conditions are all decided. */
export type AskedFields = {
  /** The operation's selection set; empty for a document without one. */
  readonly root: readonly SelectionSetNode[]
  /** The fields of an object of a type, by response key, in the order of the answer (specification, section 6.3.2). */
  fieldsOf(sets: readonly SelectionSetNode[], typename: string): ReadonlyMap<string, readonly FieldNode[]>
}

/** Reads what a document asks for. */
export const createAskedFields = (document: DocumentNode, fits: Fits): AskedFields => {
  const fragments = new Map<string, FragmentDefinitionNode>()
  const root: SelectionSetNode[] = []
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
    if (definition.kind === Kind.OPERATION_DEFINITION) root.push(definition.selectionSet)
  }
  return {
    root,
    fieldsOf: (sets, typename) => {
      const fields = new Map<string, FieldNode[]>()
      const read = ({ selections }: SelectionSetNode): void => {
        for (const selection of selections) {
          if (selection.kind !== Kind.FIELD) {
            const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
            const condition = fragment?.typeCondition?.name.value
            if (fragment && (condition === undefined || fits(typename, condition))) read(fragment.selectionSet)
            continue
          }
          // Only the mark of an empty selection set still has a condition.
          if (selection.directives?.some(({ name }) => name.value === 'skip')) continue
          const key = selection.alias?.value ?? selection.name.value
          fields.set(key, [...(fields.get(key) ?? []), selection])
        }
      }
      for (const set of sets) read(set)
      return fields
    },
  }
}
