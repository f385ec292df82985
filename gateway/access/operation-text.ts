import { type DocumentNode, type GraphQLError, Kind, type SelectionSetNode, visit } from 'graphql'
import { requestError } from '../errors.ts'
import { maxListItems, textFault } from './input-values.ts'

/** What one text may hold at most. */
export type TextLimits = {
  readonly maxAliases: number
  readonly maxDirectives: number
  readonly maxRootFields: number
}

/** A parsed text as far as it can be judged without a schema. */
export type TextVerdict = {
  /** Null where it may be validated. */
  readonly refusal: GraphQLError | null
  /** Whether it asks for the schema. */
  readonly isIntrospection: boolean
}

/** Fields of one response name in one place, fragments included: validation compares each of them with each other. */
export const maxRepeats = 50

/**
 * Judges a text between parsing and validation, which a small text can keep busy for long. Counted in time linear in the
 * text: each fragment is looked at once, however often it is used, also where fragments contain themselves.
 */
export const judgeText = (document: DocumentNode, limits: TextLimits): TextVerdict => {
  let aliases = 0
  let directives = 0
  let longestList = 0
  let fault: string | null = null
  let isIntrospection = false
  visit(document, {
    Field: ({ alias, name }) => {
      if (alias) aliases++
      isIntrospection ||= schemaFields.has(name.value)
    },
    Directive: () => void directives++,
    ListValue: ({ values }) => {
      longestList = Math.max(longestList, values.length)
    },
    StringValue: ({ value }) => {
      fault ??= textFault(value)
    },
  })
  const counted = countPlaces(document)
  const tooMany = (count: number, limit: number, what: string, advice: string): GraphQLError | null =>
    count > limit
      ? requestError(
          'OPERATION_TOO_COMPLEX',
          `The operation has ${figure(count)} ${what}, but ${figure(limit)} are allowed. ${advice}`,
        )
      : null
  const refusal =
    tooMany(aliases, limits.maxAliases, 'aliases', 'Ask for the same fields of several objects by a list of ids.') ??
    tooMany(directives, limits.maxDirectives, 'directives', 'Put one on a fragment instead of one on each field.') ??
    tooMany(counted.rootFields, limits.maxRootFields, 'fields at its root', 'Send several requests.') ??
    tooMany(
      counted.repeats,
      maxRepeats,
      `fields "${counted.repeated.slice(0, 60)}" in one place`,
      'Ask for it once.',
    ) ??
    (longestList > maxListItems
      ? requestError(
          'BAD_USER_INPUT',
          `A list of the operation has ${figure(longestList)} items, but ${figure(maxListItems)} are allowed. Ask several times with parts of it.`,
        )
      : null) ??
    (fault === null ? null : requestError('BAD_USER_INPUT', `A text in the operation ${fault}`))
  return { refusal, isIntrospection }
}

const figure = (count: number): string => count.toLocaleString('en')

const schemaFields: ReadonlySet<string> = new Set(['__schema', '__type'])

type Counted = { readonly rootFields: number; readonly repeats: number; readonly repeated: string }

type Names = ReadonlyMap<string, number>

const countPlaces = (document: DocumentNode): Counted => {
  const ofFragment = readFragments(document)
  const namesIn = (set: SelectionSetNode): Names => withFragments(ownNames(set), ofFragment)
  let rootFields = 0
  let repeats = 0
  let repeated = ''
  visit(document, {
    OperationDefinition: ({ selectionSet }) => {
      rootFields = Math.max(rootFields, sum(namesIn(selectionSet)))
    },
    SelectionSet: set => {
      for (const [name, times] of namesIn(set)) if (times > repeats) [repeats, repeated] = [times, name]
    },
  })
  return { rootFields, repeats, repeated }
}

/** What stands in a place itself: how often each response name, and the fragments that add theirs. */
type Own = { readonly names: Names; readonly spreads: ReadonlySet<string> }

const ownNames = (set: SelectionSetNode): Own => {
  const names = new Map<string, number>()
  const spreads = new Set<string>()
  const waiting: SelectionSetNode[] = [set]
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    for (const selection of place.selections) {
      if (selection.kind === Kind.FIELD) add(names, (selection.alias ?? selection.name).value, 1)
      else if (selection.kind === Kind.INLINE_FRAGMENT) waiting.push(selection.selectionSet)
      else spreads.add(selection.name.value)
    }
  }
  return { names, spreads }
}

const withFragments = ({ names, spreads }: Own, ofFragment: ReadonlyMap<string, Names>): Names => {
  const all = new Map(names)
  for (const name of spreads) for (const [field, times] of ofFragment.get(name) ?? []) add(all, field, times)
  return all
}

const add = (names: Map<string, number>, name: string, times: number): void =>
  void names.set(name, (names.get(name) ?? 0) + times)

/** Counts each fragment with those in it, innermost first and without recursion: no text exhausts the stack. */
const readFragments = (document: DocumentNode): ReadonlyMap<string, Names> => {
  const own = new Map<string, Own>()
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue
    own.set(definition.name.value, ownNames(definition.selectionSet))
  }
  const counted = new Map<string, Names>()
  const begun = new Set<string>()
  const waiting = [...own.keys()]
  for (let name = waiting.at(-1); name !== undefined; name = waiting.at(-1)) {
    const fragment = own.get(name)!
    // One that contains itself is begun already; validation says what is wrong with it, here it ends.
    const inner = begun.has(name) ? [] : [...fragment.spreads].filter(one => own.has(one) && !begun.has(one))
    begun.add(name)
    for (const one of inner) waiting.push(one)
    if (inner.length > 0) continue
    if (!counted.has(name)) counted.set(name, withFragments(fragment, counted))
    waiting.pop()
  }
  return counted
}

const sum = (names: Names): number => {
  let total = 0
  for (const times of names.values()) total += times
  return total
}
