import {
  type ArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql'
import { topNames } from './field-sets.ts'

/** A field under other names, one for each list of arguments with which `@requires` asks for it. */
export type RequirementVariants = {
  /** The supergraph with the variants as fields without arguments: for the planner, never for a client. */
  readonly document: DocumentNode
  /** What a variant's name stands for. */
  readonly meanings: ReadonlyMap<string, { readonly field: string; readonly arguments: readonly ArgumentNode[] }>
  /** Names of the variants that a field requires, at any depth, in any subgraph. */
  usedBy(typename: string, field: string): ReadonlySet<string>
  /** Names of all fields of the same object that a field requires, in any subgraph. */
  requiredBy(typename: string, field: string): ReadonlySet<string>
}

/**
 * Finds the fields that are required with differing arguments, e.g. `price(currency: "USD")` for one field and
 * `price(currency: "EUR")` for another, and gives each its own name. The planner tells requirements apart by name alone
 * and would fetch one of the two for both. Where nothing differs the document stays the same object.
 */
export const createRequirementVariants = (supergraph: DocumentNode): RequirementVariants => {
  const types = new Map(
    supergraph.definitions.flatMap(node =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION
        ? [[node.name.value, node] as const]
        : [],
    ),
  )
  const found = namedVariants(types)
  if (found.size === 0) return { document: supergraph, meanings: new Map(), usedBy: () => none, requiredBy: () => none }

  const uses = new Map<string, Set<string>>()
  const requirements = new Map<string, Set<string>>()
  const rename = (set: SelectionSetNode, parent: string, used: Set<string>): SelectionSetNode =>
    mapFields(set, parent, types, (field, owner, below) => {
      const variant = found.get(`${owner}.${field.name.value}`)?.get(argumentText(field))
      if (variant) used.add(variant.name)
      const selectionSet = field.selectionSet && rename(field.selectionSet, below, used)
      return variant ? fieldOf(variant.name, selectionSet) : { ...field, ...(selectionSet && { selectionSet }) }
    })
  const definitions = supergraph.definitions.map(node => {
    const type = types.get('name' in node ? (node.name?.value ?? '') : '')
    if (!type || type !== node) return node
    const fields = (type.fields ?? []).flatMap(field => {
      const used = new Set<string>()
      const required = new Set<string>()
      const directives = field.directives?.map(directive =>
        mapRequires(directive, set => {
          const renamed = rename(set, type.name.value, used)
          for (const name of topNames(renamed)) required.add(name)
          return renamed
        }),
      )
      uses.set(`${type.name.value}.${field.name.value}`, used)
      requirements.set(`${type.name.value}.${field.name.value}`, required)
      const renamed = { ...field, ...(directives && { directives }) }
      const variants = ownersOf(type).flatMap(owner => [...(found.get(`${owner}.${field.name.value}`)?.values() ?? [])])
      if (variants.length === 0) return [renamed]
      const remaining = withExternals(renamed, graph => isExternalElsewhere(type, field.name.value, graph, types))
      return [
        remaining,
        ...variants.map(({ name, graphs }) => ({
          ...withExternals(renamed, graph => graphs.has(graph)),
          name: nameOf(name),
          arguments: [],
        })),
      ]
    })
    return { ...type, fields }
  })
  const meanings = new Map(
    [...found.values()].flatMap(texts => [...texts.values()].map(one => [one.name, one] as const)),
  )
  return {
    document: { ...supergraph, definitions },
    meanings,
    usedBy: (typename, field) => uses.get(`${typename}.${field}`) ?? none,
    requiredBy: (typename, field) => requirements.get(`${typename}.${field}`) ?? none,
  }
}

const none: ReadonlySet<string> = new Set()

type Types = ReadonlyMap<string, ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode>
type Variant = {
  readonly name: string
  readonly field: string
  readonly arguments: readonly ArgumentNode[]
  /** Subgraphs that require it, by their names in the supergraph's enum. */
  readonly graphs: Set<string>
}

// By "Type.field", then by the text of the arguments.
const namedVariants = (types: Types): ReadonlyMap<string, ReadonlyMap<string, Variant>> => {
  const asked = new Map<string, Map<string, Variant>>()
  let count = 0
  const note = (set: SelectionSetNode, parent: string, graph: string): SelectionSetNode =>
    mapFields(set, parent, types, (field, owner, below) => {
      const coordinate = `${owner}.${field.name.value}`
      const texts = asked.get(coordinate) ?? new Map<string, Variant>()
      asked.set(coordinate, texts)
      const text = argumentText(field)
      const name = texts.get(text)?.name ?? `${field.name.value}__requires_${count++}`
      const graphs = new Set([...(texts.get(text)?.graphs ?? []), graph])
      texts.set(text, { name, field: field.name.value, arguments: field.arguments ?? [], graphs })
      if (field.selectionSet) note(field.selectionSet, below, graph)
      return field
    })
  for (const type of types.values()) {
    for (const field of type.fields ?? []) {
      for (const directive of field.directives ?? []) {
        mapRequires(directive, set => note(set, type.name.value, argumentOf(directive, 'graph')))
      }
    }
  }
  return new Map([...asked].filter(([, texts]) => texts.size > 1))
}

const mapFields = (
  set: SelectionSetNode,
  parent: string,
  types: Types,
  change: (field: FieldNode, owner: string, below: string) => FieldNode,
): SelectionSetNode => ({
  ...set,
  selections: set.selections.map(selection => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return selection
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const on = selection.typeCondition?.name.value ?? parent
      return { ...selection, selectionSet: mapFields(selection.selectionSet, on, types, change) }
    }
    const definition = types.get(parent)?.fields?.find(({ name }) => name.value === selection.name.value)
    return change(selection, parent, definition ? namedType(definition) : '')
  }),
})

const mapRequires = (
  directive: ConstDirectiveNode,
  change: (set: SelectionSetNode) => SelectionSetNode,
): ConstDirectiveNode => {
  if (directive.name.value !== 'join__field') return directive
  return {
    ...directive,
    arguments: (directive.arguments ?? []).map(argument => {
      if (argument.name.value !== 'requires' || argument.value.kind !== Kind.STRING) return argument
      const [operation] = parse(`{ ${argument.value.value} }`, { noLocation: true }).definitions
      if (operation?.kind !== Kind.OPERATION_DEFINITION) return argument
      const text = print(change(operation.selectionSet)).slice(1, -1)
      return { ...argument, value: { kind: Kind.STRING, value: text.replace(/\s+/g, ' ').trim() } }
    }),
  }
}

// A subgraph must not have an external field that it never names.
const withExternals = (field: FieldDefinitionNode, isKept: (graph: string) => boolean): FieldDefinitionNode => ({
  ...field,
  directives: (field.directives ?? []).filter(
    directive => argumentOf(directive, 'external') !== 'true' || isKept(argumentOf(directive, 'graph')),
  ),
})

// All that required it require a variant now; what is left are `@provides` and the interfaces of the type there.
const isExternalElsewhere = (
  type: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode,
  field: string,
  graph: string,
  types: Types,
): boolean => {
  const isNamed = new RegExp(`\\b${field}\\b`)
  const isProvided = [...types.values()].some(({ fields = [] }) =>
    fields.some(({ directives = [] }) =>
      directives.some(one => argumentOf(one, 'graph') === graph && isNamed.test(argumentOf(one, 'provides'))),
    ),
  )
  const isImplemented = type.directives?.some(
    one =>
      one.name.value === 'join__implements' &&
      argumentOf(one, 'graph') === graph &&
      types.get(argumentOf(one, 'interface'))?.fields?.some(({ name }) => name.value === field),
  )
  return isProvided || isImplemented === true
}

const argumentOf = (directive: ConstDirectiveNode, wanted: string): string => {
  const value = directive.arguments?.find(({ name }) => name.value === wanted)?.value
  return value && 'value' in value ? String(value.value) : ''
}

// A variant of an interface's field is one of its objects' too.
const ownersOf = (type: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode): readonly string[] => [
  type.name.value,
  ...(type.interfaces ?? []).map(({ name }) => name.value),
]

const argumentText = ({ arguments: args = [] }: FieldNode): string => args.map(print).sort().join(', ')

const namedType = ({ type }: FieldDefinitionNode): string => {
  let named: TypeNode = type
  while (named.kind !== Kind.NAMED_TYPE) named = named.type
  return named.name.value
}

const nameOf = (value: string) => ({ kind: Kind.NAME, value }) as const

const fieldOf = (name: string, selectionSet: SelectionSetNode | undefined): FieldNode => ({
  kind: Kind.FIELD,
  name: nameOf(name),
  ...(selectionSet && { selectionSet }),
})
