import { type ConstDirectiveNode, type ConstValueNode, type DocumentNode, Kind } from 'graphql'
import { linkedDirective } from './linked-directives.ts'

/** What one `@authenticated`, `@requiresScopes` or `@policy` demands of a viewer. */
export type FieldRule =
  | { readonly kind: 'authenticated' }
  /** One of these alternatives must hold; an alternative holds when all of its names do. */
  | { readonly kind: 'requiresScopes' | 'policy'; readonly anyOf: readonly (readonly string[])[] }

/** Rules by coordinate, "Person.otherNames" for a field and "Person" for a type; all rules of a coordinate must hold. */
export type FieldRules = ReadonlyMap<string, readonly FieldRule[]>

/**
 * Reads which fields and types are guarded, under whatever names the three directives are linked. Throws an Error that
 * lists every guard with nothing in its list: the router takes that for "open to everybody".
 */
export const readFieldRules = (supergraph: DocumentNode): FieldRules => {
  const kindOf = readGuardNames(supergraph)
  const rules = new Map<string, readonly FieldRule[]>()
  const mistakes: string[] = []
  for (const [coordinate, directives] of supergraph.definitions.flatMap(guardable)) {
    for (const directive of directives) {
      const kind = kindOf(directive.name.value)
      if (kind === null) continue
      const rule = ruleOf(kind, directive)
      if (isEmpty(rule)) mistakes.push(`"${coordinate}" has @${directive.name.value} with an empty list.`)
      rules.set(coordinate, [...(rules.get(coordinate) ?? []), rule])
    }
  }
  if (mistakes.length > 0) {
    throw new Error(`${mistakes.join('\n')}\nAn empty list guards nothing. Write what is needed, or take it away.`)
  }
  return rules
}

type GuardKind = FieldRule['kind']
const kinds: readonly GuardKind[] = ['authenticated', 'requiresScopes', 'policy']

/** Finds which guard a directive of a supergraph is; null for any other one. One that looks like a guard counts as one. */
const readGuardNames = (supergraph: DocumentNode): ((directive: string) => GuardKind | null) => {
  const linked = new Map(kinds.map(kind => [linkedDirective(supergraph, kind, kind), kind]))
  return directive => linked.get(directive) ?? kinds.find(kind => kind === directive.split('__').at(-1)) ?? null
}

const guardable = (
  definition: DocumentNode['definitions'][number],
): (readonly [coordinate: string, directives: readonly ConstDirectiveNode[]])[] => {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_EXTENSION: {
      const type = definition.name.value
      return [
        [type, definition.directives ?? []],
        ...(definition.fields ?? []).map(
          ({ name, directives = [] }) => [`${type}.${name.value}`, directives] satisfies [string, unknown],
        ),
      ]
    }
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_EXTENSION:
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_EXTENSION:
    case Kind.UNION_TYPE_DEFINITION:
    case Kind.UNION_TYPE_EXTENSION:
      return [[definition.name.value, definition.directives ?? []]]
    default:
      return []
  }
}

const ruleOf = (kind: GuardKind, directive: ConstDirectiveNode): FieldRule => {
  if (kind === 'authenticated') return { kind }
  const given = argumentsOf(directive)[kind === 'policy' ? 'policies' : 'scopes']
  // A single value stands for a list of one (list coercion), on both levels.
  const anyOf = listOf(given).map(names => listOf(names).filter(name => typeof name === 'string'))
  return { kind, anyOf }
}

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]

const isEmpty = (rule: FieldRule): boolean =>
  rule.kind !== 'authenticated' && (rule.anyOf.length === 0 || rule.anyOf.some(names => names.length === 0))

const argumentsOf = (directive: ConstDirectiveNode): Readonly<Record<string, unknown>> =>
  Object.fromEntries((directive.arguments ?? []).map(({ name, value }) => [name.value, plainValue(value)]))

// biome-ignore lint/suspicious/noExplicitAny: a constant of GraphQL may have any shape; its readers look.
const plainValue = (node: ConstValueNode): any => {
  if (node.kind === Kind.LIST) return node.values.map(plainValue)
  if (node.kind === Kind.OBJECT) return Object.fromEntries(node.fields.map(f => [f.name.value, plainValue(f.value)]))
  return node.kind === Kind.NULL ? null : node.value
}
