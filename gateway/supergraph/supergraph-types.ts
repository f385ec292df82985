import {
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type OperationTypeNode,
  type TypeNode,
} from 'graphql'
import { argument } from './field-sets.ts'

/** The types of a composed supergraph and the subgraphs that have them, by their names in `enum join__Graph`. */
export type SupergraphTypes = {
  readonly definitions: ReadonlyMap<string, ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode>
  /** By the name of an interface: the subgraphs that have it as an `@interfaceObject`. */
  readonly interfaceObjects: ReadonlyMap<string, ReadonlySet<string>>
  /** Names of the object types that an object of this type may have. */
  possible(typename: string): ReadonlySet<string>
  field(typename: string, name: string): FieldDefinitionNode | undefined
  /** The subgraphs that give a field. */
  graphsOf(typename: string, field: FieldDefinitionNode): ReadonlySet<string>
  root(operation: OperationTypeNode): string
}

/** Reads the types of a composed supergraph. */
export const readTypes = (supergraph: DocumentNode): SupergraphTypes => {
  const definitions: Map<string, ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode> = new Map()
  const possible = new Map<string, Set<string>>()
  const interfaceObjects = new Map<string, Set<string>>()
  const roots = new Map<OperationTypeNode, string>()
  const add = (map: Map<string, Set<string>>, key: string, name: string): void => {
    map.set(key, (map.get(key) ?? new Set()).add(name))
  }
  for (const definition of supergraph.definitions) {
    if (definition.kind === Kind.SCHEMA_DEFINITION) {
      for (const { operation, type } of definition.operationTypes) roots.set(operation, type.name.value)
    } else if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
      for (const { name } of definition.types ?? []) add(possible, definition.name.value, name.value)
    } else if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) {
      const name = definition.name.value
      definitions.set(name, definition)
      for (const type of [definition, ...(definition.interfaces ?? [])]) add(possible, type.name.value, name)
    } else if (definition.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      const name = definition.name.value
      definitions.set(name, definition)
      for (const directive of definition.directives ?? []) {
        const isObject = directive.arguments?.some(
          ({ name, value }) => name.value === 'isInterfaceObject' && value.kind === Kind.BOOLEAN && value.value,
        )
        const graph = argument(directive, 'graph')
        if (directive.name.value === 'join__type' && isObject && graph) add(interfaceObjects, name, graph)
      }
    }
  }
  return {
    definitions,
    interfaceObjects,
    possible: typename => possible.get(typename) ?? none,
    field: (typename, name) => definitions.get(typename)?.fields?.find(field => field.name.value === name),
    graphsOf: (typename, field) => {
      const joins = field.directives?.filter(({ name }) => name.value === 'join__field') ?? []
      // A field without any join__field belongs to every subgraph of its type.
      const directives = joins.length > 0 ? joins : (definitions.get(typename)?.directives ?? [])
      return new Set(directives.flatMap(directive => argument(directive, 'graph') ?? []))
    },
    root: operation => roots.get(operation) ?? '',
  }
}

const none: ReadonlySet<string> = new Set()

/** Gives the name of a type without its lists and non-nulls. */
export const namedType = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type)
