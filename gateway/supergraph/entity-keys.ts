import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { argument, readFieldSet, subgraphNames } from './field-sets.ts'
import { namedType } from './supergraph-types.ts'

/** A field of a key with the fields below it; a leaf has none. */
export type EntityKeyField = { readonly name: string; readonly below: readonly EntityKeyField[] | null }

/**
 * Gives the keys of a type that a subgraph can say of an entity by itself. Left out are keys that are not resolvable
 * there, keys with a field that the subgraph only knows as external or has handed over, keys with a field that not
 * every viewer may read, and keys that hold fragments.
 */
export type EntityKeys = (subgraph: string, typename: string) => readonly (readonly EntityKeyField[])[]

/** Reads the keys of a composed supergraph. */
export const readEntityKeys = (supergraph: DocumentNode): EntityKeys => {
  const subgraphs = subgraphNames(supergraph)
  const types = new Map<
    string,
    { fields: Map<string, FieldDefinitionNode>; directives: readonly ConstDirectiveNode[] }
  >()
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue
    const fields = new Map((definition.fields ?? []).map(field => [field.name.value, field]))
    types.set(definition.name.value, { fields, directives: definition.directives ?? [] })
  }

  // Null where the subgraph cannot say one of the fields.
  const readKey = (set: SelectionSetNode, typename: string, graph: string): readonly EntityKeyField[] | null => {
    const read: EntityKeyField[] = []
    for (const selection of set.selections) {
      if (selection.kind !== Kind.FIELD) return null
      const name = selection.name.value
      if (name === '__typename') continue
      const field = types.get(typename)?.fields.get(name)
      if (!field || !isSaidBy(field, graph)) return null
      const below = selection.selectionSet ? readKey(selection.selectionSet, namedType(field.type), graph) : null
      if (selection.selectionSet && !below) return null
      read.push({ name, below })
    }
    return read.length > 0 ? read : null
  }

  const keys = new Map<string, (readonly EntityKeyField[])[]>()
  for (const [typename, { directives }] of types) {
    for (const directive of directives) {
      const graph = argument(directive, 'graph')
      const set = readFieldSet(argument(directive, 'key'))
      if (directive.name.value !== 'join__type' || !graph || !set || isFalse(directive, 'resolvable')) continue
      const key = readKey(set, typename, graph)
      const place = `${typename} ${subgraphs.get(graph) ?? ''}`
      if (key) keys.set(place, [...(keys.get(place) ?? []), key])
    }
  }
  return (subgraph, typename) => keys.get(`${typename} ${subgraph}`) ?? []
}

// A field without any join__field belongs to every subgraph of its type.
const isSaidBy = ({ directives = [] }: FieldDefinitionNode, graph: string): boolean => {
  if (directives.some(({ name }) => guards.has(name.value))) return false
  const joins = directives.filter(({ name }) => name.value === 'join__field')
  const join = joins.find(directive => argument(directive, 'graph') === graph)
  return join ? !isTrue(join, 'external') && !isTrue(join, 'usedOverridden') : joins.length === 0
}

const guards: ReadonlySet<string> = new Set(['authenticated', 'requiresScopes', 'policy'])

const isTrue = (directive: ConstDirectiveNode, name: string): boolean => booleanOf(directive, name) === true

const isFalse = (directive: ConstDirectiveNode, name: string): boolean => booleanOf(directive, name) === false

const booleanOf = (directive: ConstDirectiveNode, name: string): boolean | undefined => {
  const value = directive.arguments?.find(given => given.name.value === name)?.value
  return value?.kind === Kind.BOOLEAN ? value.value : undefined
}
