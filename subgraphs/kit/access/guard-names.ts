import { type ConstDirectiveNode, type DocumentNode, Kind } from 'graphql'

/** The three federation directives that guard a field or a type. */
export type GuardKind = 'authenticated' | 'requiresScopes' | 'policy'

/** Finds which guard a directive is, by the name that it has in one schema; null for any other directive. */
export type GuardNames = (directive: string) => GuardKind | null

const kinds: readonly string[] = ['authenticated', 'requiresScopes', 'policy'] satisfies GuardKind[]
const linkedSpec = /\/(federation|authenticated|requiresScopes|policy)\/v\d+(\.\d+)*\/?$/

/**
 * Reads from a schema's links how the guards are named there: as they are, renamed by an import, or with a prefix
 * (`@federation__policy`). A directive that only looks like a guard counts as one: better a start that fails than a
 * field that stands open.
 */
export const readGuardNames = (document: DocumentNode): GuardNames => {
  const renamed = new Map(document.definitions.flatMap(linksOf).flatMap(renamedGuards))
  return directive => {
    const name = renamed.get(directive) ?? directive.split('__').at(-1) ?? ''
    return kinds.includes(name) ? (name as GuardKind) : null
  }
}

/** Any directive on the schema with a "url": "@link" itself can be renamed. */
const linksOf = (definition: DocumentNode['definitions'][number]): Link[] => {
  if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) return []
  return (definition.directives ?? []).map(argumentsOf).flatMap(args => {
    const [, spec] = linkedSpec.exec(typeof args.url === 'string' ? args.url : '') ?? []
    return spec ? [{ spec, args }] : []
  })
}
type Link = { spec: string; args: Record<string, unknown> }

const renamedGuards = ({ spec, args }: Link): [local: string, original: string][] => {
  const imports = Array.isArray(args.import) ? args.import : []
  const named = imports.flatMap((entry): [string, string][] =>
    entry && typeof entry === 'object' && 'name' in entry && 'as' in entry
      ? [[String(entry.as).replace(/^@/, ''), String(entry.name).replace(/^@/, '')]]
      : [],
  )
  // A spec that is linked by itself gives its own directive the name of the link: `as: "needs"` makes it "@needs".
  const whole: [string, string][] = spec !== 'federation' && typeof args.as === 'string' ? [[args.as, spec]] : []
  return [...named, ...whole]
}

/** Reads the arguments of a directive as plain values. */
export const argumentsOf = (directive: ConstDirectiveNode): Record<string, unknown> =>
  Object.fromEntries((directive.arguments ?? []).map(argument => [argument.name.value, plainValue(argument.value)]))

const plainValue = (node: NonNullable<ConstDirectiveNode['arguments']>[number]['value']): unknown => {
  if (node.kind === Kind.LIST) return node.values.map(plainValue)
  if (node.kind === Kind.OBJECT) return Object.fromEntries(node.fields.map(f => [f.name.value, plainValue(f.value)]))
  return node.kind === Kind.NULL ? null : node.value
}
