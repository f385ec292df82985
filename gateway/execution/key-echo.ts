import { Kind, parse } from 'graphql'
import type { FetchNode, RequiredSelection } from './plan.ts'

/** A field of a key with the fields below it; a leaf has none. */
export type KeyField = { readonly name: string; readonly below: readonly KeyField[] | null }

/** Gives the keys of a type that a subgraph can say of an entity by itself. */
export type KeysOf = (subgraph: string, typename: string) => readonly (readonly KeyField[])[]

/**
 * The question that makes a subgraph say for which entity each of its answers is. Only the length of a reply would not
 * tell that two entities changed places.
 */
export type KeyEcho = {
  /** The text to send in place of the fetch's own. */
  readonly operation: string
  /** How each reserved alias begins: nothing in the fetch does. */
  readonly reserved: string
  readonly aliases: readonly string[]
  /** By type condition; what has none here is not checked, because the subgraph cannot say a key of it by itself. */
  readonly asked: readonly { readonly condition: string; readonly keys: readonly EchoedKey[] }[]
}

type EchoedKey = readonly { readonly field: KeyField; readonly alias: string }[]

/** Adds the question for keys to an entity fetch. A plan's nodes are shared by all requests, so each is written once. */
export const keyEcho = (fetch: FetchNode, keysOf: KeysOf): KeyEcho => {
  const known = echoes.get(fetch)
  if (known) return known
  const echo = writeEcho(fetch, keysOf)
  echoes.set(fetch, echo)
  return echo
}

const echoes = new WeakMap<FetchNode, KeyEcho>()

const writeEcho = (fetch: FetchNode, keysOf: KeysOf): KeyEcho => {
  let reserved = 'asked_key'
  while (fetch.operation.includes(reserved)) reserved += '_'
  const aliases: string[] = []
  const { conditions, end } = readEntities(fetch.operation)
  const asked = conditions.flatMap(condition => {
    const keys = sentKeys(fetch.requires ?? [], condition, keysOf(fetch.serviceName, condition)).map(key =>
      key.map(field => {
        // Never one alias for two types: their fields of one name may differ in type, and then they cannot be merged.
        const alias = `${reserved}${aliases.length}`
        aliases.push(alias)
        return { field, alias }
      }),
    )
    return keys.length > 0 ? [{ condition, keys }] : []
  })
  const fragments = asked.map(
    ({ condition, keys }) =>
      ` ... on ${condition} { ${keys.flatMap(key => key.map(({ field, alias }) => `${alias}: ${written(field)}`)).join(' ')} }`,
  )
  const operation = fetch.operation.slice(0, end) + fragments.join('') + fetch.operation.slice(end)
  return { operation, reserved, aliases, asked }
}

// The type conditions directly in `_entities`, and where its selections end in the text.
const readEntities = (operation: string): { conditions: readonly string[]; end: number } => {
  const root = parse(operation).definitions.find(definition => definition.kind === Kind.OPERATION_DEFINITION)
  const entities = root?.selectionSet.selections.find(
    selection => selection.kind === Kind.FIELD && selection.name.value === '_entities',
  )
  const set = entities?.kind === Kind.FIELD ? entities.selectionSet : undefined
  const conditions = (set?.selections ?? []).flatMap(selection =>
    selection.kind === Kind.INLINE_FRAGMENT && selection.typeCondition ? [selection.typeCondition.name.value] : [],
  )
  return { conditions: [...new Set(conditions)], end: (set?.loc?.end ?? 1) - 1 }
}

const sentKeys = (
  requires: readonly RequiredSelection[],
  condition: string,
  keys: readonly (readonly KeyField[])[],
): readonly (readonly KeyField[])[] => {
  const parts = requires.filter(part => part.kind === 'InlineFragment')
  const same = parts.filter(part => part.typeCondition === condition)
  // An entity that is asked for as its interface is represented under its own type.
  const found = (same.length > 0 ? same : parts).flatMap(part => {
    const key = keys.find(fields => carries(part.selections, fields))
    return key ? [key] : []
  })
  return [...new Set(found)]
}

const carries = (selections: readonly RequiredSelection[], fields: readonly KeyField[]): boolean =>
  fields.every(field =>
    selections.some(selection => {
      if (selection.kind === 'InlineFragment') return carries(selection.selections, [field])
      if (selection.name !== field.name) return false
      return field.below === null || carries(selection.selections ?? [], field.below)
    }),
  )

const written = ({ name, below }: KeyField): string => (below ? `${name} { ${below.map(written).join(' ')} }` : name)
