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
  /** Objects that cannot be asked for, because a value failed that is no mere requirement of a field: a key. */
  readonly blocked: readonly { readonly object: FetchedObject; readonly failure: FetchFailure }[]
}

/** Answers two questions about an object and a value that a fetch requires of it. */
export type RequiredValues = {
  /** Why the value is missing; null where nobody knows. */
  failureOf(object: FetchedObject, name: string): FetchFailure | null
  /** Whether only some fields of the fetch need the value, so that the others can do without. */
  isForSomeFields(object: FetchedObject, name: string): boolean
}

/**
 * Collects what a fetch must send for the objects at hand. An object that lacks a required value, or is of another
 * type, is left out.
 */
export const collectRepresentations = (
  fetch: FetchNode,
  objects: readonly FetchedObject[],
  fits: Fits,
  about: RequiredValues,
): Representations => {
  const entries = new Map<string, { value: FetchedObject; asked: Asked[] }>()
  const blocked: { object: FetchedObject; failure: FetchFailure }[] = []
  for (const object of objects) {
    const failed = new Map<string, FetchFailure>()
    const value = represent(object, fetch.requires ?? [], fits, key => about.failureOf(object, key), failed)
    if (value === undefined || typeof value.__typename !== 'string') continue
    const key = [...failed].find(([name]) => !about.isForSomeFields(object, name))
    if (key) {
      blocked.push({ object, failure: key[1] })
      continue
    }
    applyRewrites(fetch.inputRewrites, value, fits)
    const text = JSON.stringify(value)
    const entry = entries.get(text) ?? { value, asked: [] }
    entry.asked.push({ object, failed })
    entries.set(text, entry)
  }
  const all = [...entries.values()]
  return { values: all.map(({ value }) => value), asked: all.map(({ asked }) => asked), blocked }
}

const represent = (
  object: FetchedObject,
  selections: readonly RequiredSelection[],
  fits: Fits,
  failureOf: (key: string) => FetchFailure | null,
  failed: Map<string, FetchFailure>,
): FetchedObject | undefined => {
  const result = newObject()
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      if (!isOfType(object, selection.typeCondition, fits)) continue
      const part = represent(object, selection.selections, fits, failureOf, failed)
      if (part) mergeInto(result, part, () => true)
      continue
    }
    const key = selection.alias ?? selection.name
    const value = required(own(object, key), selection.selections, fits)
    const failure = value === undefined ? failureOf(key) : value instanceof FetchFailure ? value : null
    if (failure) failed.set(key, failure)
    else if (value === undefined) return undefined
    result[key] = failure || value === undefined ? null : value
  }
  return result
}

// Undefined where something is missing; a failure where something below failed.
const required = (
  value: Fetched | undefined,
  selections: readonly RequiredSelection[] | undefined,
  fits: Fits,
): Fetched | undefined => {
  if (value === undefined || value === null || value instanceof FetchFailure) return value
  if (Array.isArray(value)) {
    const items = value.map(item => required(item, selections, fits))
    return items.find(item => item instanceof FetchFailure) ?? (items.every(isThere) ? items : undefined)
  }
  if (!selections) return value
  if (!isFetchedObject(value)) return undefined
  const result = newObject()
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      if (!isOfType(value, selection.typeCondition, fits)) continue
      const part = required(value, selection.selections, fits)
      if (part instanceof FetchFailure) return part
      if (isFetchedObject(part)) mergeInto(result, part, () => true)
      continue
    }
    const key = selection.alias ?? selection.name
    const part = required(own(value, key), selection.selections, fits)
    if (part === undefined || part instanceof FetchFailure) return part
    result[key] = part
  }
  return result
}

const isThere = (value: Fetched | undefined): value is Fetched => value !== undefined

const isOfType = (object: FetchedObject, condition: string | undefined, fits: Fits): boolean => {
  if (condition === undefined) return true
  const typename = own(object, '__typename')
  return typeof typename === 'string' && fits(typename, condition)
}
