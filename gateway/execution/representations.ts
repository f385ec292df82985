import { type Fetched, type FetchedObject, FetchFailure, isFetchedObject, newObject, own } from './fetched.ts'
import { mergeInto } from './merge.ts'
import type { FetchNode, RequiredSelection } from './plan.ts'
import { applyRewrites, type Fits } from './rewrites.ts'

/** One object that a fetch is for. */
export type Asked = {
  readonly object: FetchedObject
  /** Required values that failed, by name. In the representation they are null. */
  readonly failed: ReadonlyMap<string, FetchFailure>
}

/** The representations of one fetch, each once. */
export type Representations = {
  readonly values: readonly FetchedObject[]
  /** `asked[i]` are the objects whose representation is `values[i]`. */
  readonly asked: readonly (readonly Asked[])[]
  /** Objects that cannot be asked for, because their key or their type is missing; the failure says why, see `whyMissing`. */
  readonly blocked: readonly { readonly object: FetchedObject; readonly failure: FetchFailure | null }[]
}

/** Answers two questions about an object and a value that a fetch requires of it. */
export type RequiredValues = {
  /** Why the value is missing, see `whyMissing`. */
  whyMissing(object: FetchedObject, name: string): FetchFailure | null | undefined
  /** Whether only some fields of the fetch need the value, so that the others can do without. */
  isForSomeFields(object: FetchedObject, name: string): boolean
}

/**
 * Collects what a fetch must send for the objects at hand. An object of another type is left out. A required value is
 * null where it failed, and where it belongs to an entity that its subgraph does not know.
 */
export const collectRepresentations = (
  fetch: FetchNode,
  objects: readonly FetchedObject[],
  fits: Fits,
  about: RequiredValues,
): Representations => {
  const entries = new Map<string, { value: FetchedObject; asked: Asked[] }>()
  const blocked: { object: FetchedObject; failure: FetchFailure | null }[] = []
  for (const object of objects) {
    const { value, missing } = represent(object, fetch.requires ?? [], fits, about)
    const needed = [...missing].find(([name]) => name === '__typename' || !about.isForSomeFields(object, name))
    if (needed) {
      blocked.push({ object, failure: needed[1] })
      continue
    }
    if (typeof own(value, '__typename') !== 'string') continue
    const failed = new Map([...missing].flatMap(([name, failure]) => (failure ? [[name, failure] as const] : [])))
    applyRewrites(fetch.inputRewrites, value, fits)
    const text = JSON.stringify(value)
    const entry = entries.get(text) ?? { value, asked: [] }
    entry.asked.push({ object, failed })
    entries.set(text, entry)
  }
  const all = [...entries.values()]
  return { values: all.map(({ value }) => value), asked: all.map(({ asked }) => asked), blocked }
}

type Representation = {
  readonly value: FetchedObject
  /** Required values that are not there, by name, with what `whyMissing` says. */
  readonly missing: Map<string, FetchFailure | null>
}

const represent = (
  object: FetchedObject,
  selections: readonly RequiredSelection[],
  fits: Fits,
  about: RequiredValues,
): Representation => {
  const value = newObject()
  const missing: Representation['missing'] = new Map()
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      const applies = isOfType(object, selection.typeCondition, fits)
      if (applies === 'unknown') missing.set('__typename', about.whyMissing(object, '__typename') ?? null)
      if (applies !== true) continue
      const part = represent(object, selection.selections, fits, about)
      mergeInto(value, part.value, () => true)
      for (const [name, failure] of part.missing) missing.set(name, failure)
      continue
    }
    const key = selection.alias ?? selection.name
    const found = requiredValue(object, key, selection.selections, fits, about)
    // A fragment whose field no fetch asked for belongs to another branch of the plan: all of it is left out.
    if (found === undefined) return { value: newObject(), missing: new Map() }
    const isThere = !(found instanceof FetchFailure) && found !== unknownEntity
    value[key] = isThere ? found : null
    if (!isThere) missing.set(key, found === unknownEntity ? null : found)
  }
  return { value, missing }
}

/** Stands for a field of an entity that its subgraph does not know: null as a requirement, but nothing to ask with. */
const unknownEntity = Symbol('unknown entity')

const requiredValue = (
  object: FetchedObject,
  key: string,
  selections: readonly RequiredSelection[] | undefined,
  fits: Fits,
  about: RequiredValues,
): Fetched | typeof unknownEntity | undefined => {
  const value = own(object, key)
  if (value !== undefined) return withRequired(value, selections, fits, about)
  const why = about.whyMissing(object, key)
  return why === null ? unknownEntity : why
}

// Undefined where something was never asked; a failure where something below failed.
const withRequired = (
  value: Fetched,
  selections: readonly RequiredSelection[] | undefined,
  fits: Fits,
  about: RequiredValues,
): Fetched | undefined => {
  if (value === null || value instanceof FetchFailure) return value
  if (Array.isArray(value)) {
    const items = value.map(item => withRequired(item, selections, fits, about))
    return items.find(item => item instanceof FetchFailure) ?? (items.every(isAsked) ? items : undefined)
  }
  if (!selections) return value
  if (!isFetchedObject(value)) return undefined
  const result = newObject()
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      if (isOfType(value, selection.typeCondition, fits) !== true) continue
      const part = withRequired(value, selection.selections, fits, about)
      if (part instanceof FetchFailure) return part
      if (isFetchedObject(part)) mergeInto(result, part, () => true)
      continue
    }
    const key = selection.alias ?? selection.name
    const part = requiredValue(value, key, selection.selections, fits, about)
    if (part === undefined || part instanceof FetchFailure) return part
    result[key] = part === unknownEntity ? null : part
  }
  return result
}

const isAsked = (value: Fetched | undefined): value is Fetched => value !== undefined

// Unknown for an object that carries its interface's name, where the condition is narrower.
const isOfType = (object: FetchedObject, condition: string | undefined, fits: Fits): boolean | 'unknown' => {
  if (condition === undefined) return true
  const typename = own(object, '__typename')
  if (typeof typename !== 'string') return false
  if (fits(typename, condition)) return true
  return fits(condition, typename) ? 'unknown' : false
}
