import type { FieldRule, FieldRules } from '@exchange-network/schema/field-rules'
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'
import { meetsRule } from './meets-rule.ts'
import { needsOf } from './rule-needs.ts'
import type { Viewer } from './viewer.ts'

/** A valid operation and who asks it. */
export type OperationOfViewer = {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly viewer: Viewer
}

/** What is left of an operation of which a viewer may read a part only. */
export type PermittedOperation = {
  /** The operation without what is denied; what is planned and fetched. */
  readonly permitted: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode }
  /** The same operation whole, with fragments written out, for the answer's shape. */
  readonly whole: DocumentNode
  /** Fields of `whole` that the viewer may not read. */
  readonly denied: ReadonlySet<FieldNode>
  /** The outermost of these, for who asks how the answer was made. */
  readonly removed: readonly RemovedField[]
}

/** A field that was taken away, and why. */
export type RemovedField = {
  /** Response names from the root. */
  readonly path: readonly string[]
  readonly coordinate: string
  /** What the viewer lacks, e.g. "scope contact:read". */
  readonly needs: string
}

/** Decides what of an operation a viewer may read; null when that is all of it. */
export type DecideAccess = (request: OperationOfViewer) => PermittedOperation | null

/**
 * Creates the check of field rules before planning: a subgraph is never asked for what the viewer may not read.
 *
 * A field is denied when its own rules, those of its type, or those of any object type that may stand there deny it, as
 * narrowed by the fragments around it: before the fetch nobody knows which object it will be. A fragment on a denied type
 * denies all of its fields. `__typename` stays.
 *
 * Of an operation that touches no rule nothing but this is remembered, so it costs one look into a map.
 */
export const createFieldAccess = (options: {
  /** As clients see it. */
  schema: GraphQLSchema
  rules: FieldRules
  /** Whether subgraphs are told who asks. */
  withIdentity: boolean
}): DecideAccess => {
  const { schema, rules, withIdentity } = options
  const memoryOf = createMemory(schema, rules)
  return ({ document, operation, viewer }) => {
    const memory = memoryOf(document)
    if (memory.rules.length === 0) return null
    let rights = ''
    for (const rule of memory.rules) rights += meetsRule(rule, viewer, withIdentity) ? '1' : '0'
    if (!rights.includes('0')) return null
    const key = `${rights} ${operation.name?.value ?? ''}`
    const known = memory.decided.get(key)
    if (known !== undefined) return known
    const unmet = new Set(memory.rules.filter((_, index) => rights[index] === '0'))
    const unmetAt: UnmetAt = coordinate => rules.get(coordinate)?.filter(rule => unmet.has(rule)) ?? []
    const decided = permit({ document, operation }, schema, unmetAt)
    // A client that tries all combinations of many scopes must not fill the memory with its operations.
    if (memory.decided.size >= mostDecided) memory.decided.clear()
    memory.decided.set(key, decided)
    return decided
  }
}

const mostDecided = 64

/** What is known of one parsed document, for as long as it is kept. */
type Memory = {
  /** Rules that may decide about something in it, each once. */
  readonly rules: readonly FieldRule[]
  /** By rights and operation; what all may read is not among them. */
  readonly decided: Map<string, PermittedOperation | null>
}

const createMemory = (schema: GraphQLSchema, rules: FieldRules): ((document: DocumentNode) => Memory) => {
  const memories = new WeakMap<DocumentNode, Memory>()
  const ofNone: Memory = { rules: [], decided: new Map() }
  if (rules.size === 0) return () => ofNone
  return document => {
    const known = memories.get(document)
    if (known) return known
    const touched = [...coordinatesOf(document, schema)].flatMap(coordinate => rules.get(coordinate) ?? [])
    const memory: Memory = { rules: [...new Set(touched)], decided: new Map() }
    memories.set(document, memory)
    return memory
  }
}

/** All types of which an operation may read something and their fields of the names that are selected: rather too many. */
const coordinatesOf = (document: DocumentNode, schema: GraphQLSchema): ReadonlySet<string> => {
  const fields = new Set<string>()
  const coordinates = new Set<string>()
  visit(document, {
    Field: ({ name }) => void fields.add(name.value),
    // The condition of a fragment.
    NamedType: ({ name }) => void coordinates.add(name.value),
  })
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue
    for (const { name, type: returned } of Object.values(type.getFields())) {
      if (!fields.has(name)) continue
      const below = getNamedType(returned)
      for (const each of [type, below, ...possibleTypes(schema, below)]) coordinates.add(each.name)
      coordinates.add(`${type.name}.${name}`)
    }
  }
  return coordinates
}

const possibleTypes = (schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLNamedType[] =>
  isAbstractType(type) ? schema.getPossibleTypes(type) : [type]

/** Where a selection stands: the type that it selects from, and the names of the object types that may stand there. */
type Place = {
  readonly type: GraphQLCompositeType
  readonly possible: ReadonlySet<string>
  /** Response names of the fields around it. */
  readonly path: readonly string[]
  /** Whether a field around it is denied, and so everything in it. */
  readonly isDenied: boolean
  /** What the fragments around it demand, which are in the same field as it is: these deny everything in them. */
  readonly unmet: readonly FieldRule[]
}

/** Gives the rules of a coordinate that the viewer does not meet. */
type UnmetAt = (coordinate: string) => readonly FieldRule[]

/** A selection written twice: whole, and without what is denied; null where nothing of it is permitted. */
type Decided = { readonly whole: SelectionNode; readonly permitted: SelectionNode | null }

const permit = (
  { document, operation }: Pick<OperationOfViewer, 'document' | 'operation'>,
  schema: GraphQLSchema,
  unmetAt: UnmetAt,
): PermittedOperation | null => {
  const denied = new Set<FieldNode>()
  const removed: RemovedField[] = []
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const namesOf = (type: GraphQLNamedType) => new Set(possibleTypes(schema, type).map(({ name }) => name))

  const decideSet = (set: SelectionSetNode, place: Place): { whole: SelectionSetNode; permitted: SelectionSetNode } => {
    const decided = set.selections.map(selection =>
      selection.kind === Kind.FIELD ? decideField(selection, place) : decideFragment(selection, place),
    )
    const left = decided.flatMap(({ permitted }) => permitted ?? [])
    // The object's type tells which of the denied fields are its own; without any selection the text would be none.
    const isTypeNeeded = left.length < decided.length && (left.length === 0 || place.possible.size > 1)
    return {
      whole: { ...set, selections: decided.map(({ whole }) => whole) },
      permitted: { ...set, selections: isTypeNeeded ? [...left, typename] : left },
    }
  }

  const decideField = (field: FieldNode, place: Place): Decided => {
    const name = field.name.value
    const { type } = place
    const definition = 'getFields' in type ? type.getFields()[name] : undefined
    // The fields that every object has, and introspection.
    if (!definition) return { whole: field, permitted: field }
    const below = getNamedType(definition.type)
    const path = [...place.path, field.alias?.value ?? name]
    const coordinate = `${type.name}.${name}`
    const others = [...place.possible].flatMap(typename => [typename, `${typename}.${name}`])
    const unmet = [...place.unmet, ...[coordinate, below.name, ...others].flatMap(unmetAt)]
    const isFieldDenied = place.isDenied || unmet.length > 0
    // A copy of its own for each place at which a fragment stands: the place decides.
    let whole: FieldNode = { ...field }
    let permitted = whole
    if (field.selectionSet && isCompositeType(below)) {
      const inner = decideSet(field.selectionSet, {
        type: below,
        possible: namesOf(below),
        path,
        isDenied: isFieldDenied,
        unmet: [],
      })
      whole = { ...field, selectionSet: inner.whole }
      permitted = { ...field, selectionSet: inner.permitted }
    }
    if (isFieldDenied) denied.add(whole)
    if (isFieldDenied && !place.isDenied) removed.push({ path, coordinate, needs: needsOf(unmet) })
    return { whole, permitted: isFieldDenied ? null : permitted }
  }

  const decideFragment = (selection: Exclude<SelectionNode, FieldNode>, place: Place): Decided => {
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)!
    const condition = schema.getType(fragment.typeCondition?.name.value ?? place.type.name) as GraphQLCompositeType
    const { whole, permitted } = decideSet(fragment.selectionSet, {
      type: condition,
      possible: place.possible.intersection(namesOf(condition)),
      path: place.path,
      isDenied: place.isDenied,
      // Each rule once, however many fragments are inside each other.
      unmet: [...new Set([...place.unmet, ...unmetAt(condition.name)])],
    })
    const written: Omit<InlineFragmentNode, 'selectionSet'> = {
      kind: Kind.INLINE_FRAGMENT,
      ...(fragment.typeCondition && { typeCondition: fragment.typeCondition }),
      ...(selection.directives && { directives: selection.directives }),
      ...(selection.loc && { loc: selection.loc }),
    }
    return { whole: { ...written, selectionSet: whole }, permitted: { ...written, selectionSet: permitted } }
  }

  const type = schema.getRootType(operation.operation)!
  const root: Place = { type, possible: namesOf(type), path: [], isDenied: false, unmet: [] }
  const { whole, permitted } = decideSet(operation.selectionSet, root)
  if (denied.size === 0) return null
  const left = { ...operation, selectionSet: permitted }
  return {
    permitted: { document: { kind: Kind.DOCUMENT, definitions: [left] }, operation: left },
    whole: { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet: whole }] },
    denied,
    removed: eachOnce(removed),
  }
}

// A field may be asked for several times in one place.
const eachOnce = (fields: readonly RemovedField[]): readonly RemovedField[] => [
  ...new Map(fields.map(field => [`${field.path.join()} ${field.coordinate}`, field])).values(),
]

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }
