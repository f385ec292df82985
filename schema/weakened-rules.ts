import { type DocumentNode, Kind } from 'graphql'
import { type FieldRule, readFieldRules } from './field-rules.ts'

/**
 * Lists the coordinates that a new supergraph guards less than the old one did, sorted. What is gone needs no guard. A
 * guard that moved, say from a type to its fields, counts as dropped: better one question too many.
 */
export const weakenedRules = (old: DocumentNode, next: DocumentNode): readonly string[] => {
  const nextRules = readFieldRules(next)
  const there = coordinatesOf(next)
  const isWeaker = (coordinate: string, rules: readonly FieldRule[]): boolean =>
    there.has(coordinate) && !rules.every(rule => isKept(rule, nextRules.get(coordinate) ?? []))
  return [...readFieldRules(old)].flatMap(([name, rules]) => (isWeaker(name, rules) ? [name] : [])).sort()
}

/** Whether nobody passes the new rules who would not have passed the old one. */
const isKept = (old: FieldRule, next: readonly FieldRule[]): boolean => {
  // A scope comes with a token, and a policy lets nobody pass without one.
  if (old.kind === 'authenticated') return next.length > 0
  return next.some(
    rule =>
      rule.kind === old.kind &&
      rule.anyOf.every(names => old.anyOf.some(fewer => fewer.every(name => names.includes(name)))),
  )
}

const coordinatesOf = ({ definitions }: DocumentNode): ReadonlySet<string> =>
  new Set(
    definitions.flatMap(definition => {
      if (!('name' in definition) || !definition.name) return []
      const type = definition.name.value
      const hasFields =
        definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION
      const fields = hasFields ? (definition.fields ?? []) : []
      return [type, ...fields.map(({ name }) => `${type}.${name.value}`)]
    }),
  )
