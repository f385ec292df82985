import { type ConstDirectiveNode, type DocumentNode, Kind, parse, type SelectionSetNode, visit } from 'graphql'

/** What the field sets of a supergraph (`key` and `requires`) say. */
export type FieldSets = {
  /** Names of all fields in them: the planner adds these to fetches on its own. */
  readonly names: ReadonlySet<string>
  /**
   * Gives the fields of the same object that a subgraph needs to resolve a field (`@requires`), by the subgraph's name;
   * undefined when it needs none.
   */
  requirementsOf(subgraph: string, typename: string, field: string): ReadonlySet<string> | undefined
}

/** Reads the field sets of a composed supergraph. */
export const readFieldSets = (supergraph: DocumentNode): FieldSets => {
  const names = new Set<string>()
  const requirements = new Map<string, ReadonlySet<string>>()
  const subgraphs = subgraphNames(supergraph)
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue
    for (const directive of definition.directives ?? []) {
      if (directive.name.value === 'join__type') addNames(names, readFieldSet(argument(directive, 'key')))
    }
    for (const field of definition.fields ?? []) {
      for (const directive of field.directives ?? []) {
        if (directive.name.value !== 'join__field') continue
        const required = readFieldSet(argument(directive, 'requires'))
        if (!required) continue
        addNames(names, required)
        const subgraph = subgraphs.get(argument(directive, 'graph') ?? '') ?? ''
        requirements.set(keyOf(subgraph, definition.name.value, field.name.value), topNames(required))
      }
    }
  }
  return { names, requirementsOf: (...coordinate) => requirements.get(keyOf(...coordinate)) }
}

const keyOf = (subgraph: string, typename: string, field: string): string => `${typename}.${field} ${subgraph}`

/** Reads a text or enum argument of a directive. */
export const argument = (directive: ConstDirectiveNode, name: string): string | undefined => {
  const value = directive.arguments?.find(given => given.name.value === name)?.value
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined
}

/** Reads the subgraphs' names by their value in `enum join__Graph { STOCK @join__graph(name: "stock", url: "...") }`. */
export const subgraphNames = (supergraph: DocumentNode): ReadonlyMap<string, string> => {
  const names = new Map<string, string>()
  visit(supergraph, {
    EnumValueDefinition: value => {
      const graph = value.directives?.find(({ name }) => name.value === 'join__graph')
      const name = graph && argument(graph, 'name')
      if (name !== undefined) names.set(value.name.value, name)
    },
  })
  return names
}

/** Reads the text of a field set; null when there is none. */
export const readFieldSet = (text: string | undefined): SelectionSetNode | null => {
  if (text === undefined) return null
  const [operation] = parse(`{ ${text} }`, { noLocation: true }).definitions
  return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : null
}

const addNames = (names: Set<string>, set: SelectionSetNode | null): void => {
  if (set) visit(set, { Field: field => void names.add(field.name.value) })
}

/** Names of the fields of a field set, without those below them. */
export const topNames = (set: SelectionSetNode): ReadonlySet<string> =>
  new Set(
    set.selections.flatMap(selection => {
      if (selection.kind === Kind.FIELD) return [selection.name.value]
      return selection.kind === Kind.INLINE_FRAGMENT ? [...topNames(selection.selectionSet)] : []
    }),
  )
