import { type ConstDirectiveNode, type DocumentNode, isTypeDefinitionNode, isTypeExtensionNode, Kind } from 'graphql'
import { argumentsOf, type GuardKind, readGuardNames } from './guard-names.ts'

/** One of these alternatives must hold; an alternative holds when all of its names do. */
export type Alternatives = readonly (readonly string[])[]

/** What one coordinate demands of the viewer. */
export type Requirement = {
  readonly authenticated: boolean
  /** Each entry is one `@requiresScopes`; all must hold. */
  readonly scopes: readonly Alternatives[]
  /** Each entry is one `@policy`; all must hold. */
  readonly policies: readonly Alternatives[]
}

/** Demands nothing. */
export const noRequirement: Requirement = { authenticated: false, scopes: [], policies: [] }

/** Demands what all of them demand. */
export const allOf = (requirements: readonly Requirement[]): Requirement => ({
  authenticated: requirements.some(({ authenticated }) => authenticated),
  scopes: requirements.flatMap(({ scopes }) => scopes),
  policies: requirements.flatMap(({ policies }) => policies),
})

/**
 * Reads what a schema's text demands, by coordinate: "Person.otherNames" for a field, "Person" for a type.
 * Guards on interfaces are refused before, when the subgraph's schema is built.
 * Throws one Error that lists every guard with nothing in its list.
 */
export const readRequirements = (document: DocumentNode): ReadonlyMap<string, Requirement> => {
  const guardKind = readGuardNames(document)
  const found = new Map<string, Requirement>()
  const mistakes: string[] = []
  for (const { coordinate, directives } of document.definitions.flatMap(guardableNodes)) {
    for (const directive of directives) {
      const kind = guardKind(directive.name.value)
      if (kind === null) continue
      const requirement = requirementOf(kind, directive, coordinate, mistakes)
      found.set(coordinate, allOf([found.get(coordinate) ?? noRequirement, requirement]))
    }
  }
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'))
  return found
}

type Guardable = { coordinate: string; directives: readonly ConstDirectiveNode[] }

const guardableNodes = (definition: DocumentNode['definitions'][number]): Guardable[] => {
  if (!isTypeDefinitionNode(definition) && !isTypeExtensionNode(definition)) return []
  const { name, directives = [] } = definition
  const isObject = definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION
  const fields = isObject ? (definition.fields ?? []) : []
  return [
    { coordinate: name.value, directives },
    ...fields.map(field => ({ coordinate: `${name.value}.${field.name.value}`, directives: field.directives ?? [] })),
  ]
}

const requirementOf = (
  kind: GuardKind,
  directive: ConstDirectiveNode,
  coordinate: string,
  mistakes: string[],
): Requirement => {
  if (kind === 'authenticated') return { ...noRequirement, authenticated: true }
  const list = kind === 'requiresScopes' ? 'scopes' : 'policies'
  const alternatives = readAlternatives(argumentsOf(directive)[list])
  if (alternatives.length === 0 || alternatives.some(names => names.length === 0)) {
    mistakes.push(
      `"${coordinate}" has @${directive.name.value} with an empty list, which would open it to everybody. ` +
        `Write what it needs, e.g. ${list}: [["..."]].`,
    )
  }
  return { ...noRequirement, [list]: [alternatives] }
}

/** A single value stands for a list of one (GraphQL list coercion), on both levels. */
const readAlternatives = (value: unknown): string[][] => {
  const outer = value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]
  return outer.map(names => (Array.isArray(names) ? names : [names]).filter(name => typeof name === 'string'))
}
