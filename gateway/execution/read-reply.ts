import type { Selection } from './fetch-shape.ts'
import { type Fetched, type FetchedObject, FetchFailure, isFetchedObject, own } from './fetched.ts'
import type { Fits } from './rewrites.ts'

/** What a subgraph said, as the fetching room hands it over: it is JSON, and nothing more is known of it. */
export type SubgraphReply = {
  readonly data: unknown
  readonly errors: readonly SubgraphError[]
}

/** An error that the client may read; the path is the subgraph's, null when it named none. */
export type SubgraphError = {
  readonly code: string
  readonly message: string
  readonly path: readonly (string | number)[] | null
}

/** Turns a subgraph's error into the failure that stands for a missing value. */
export const failureOf = (error: SubgraphError, below: readonly (string | number)[] = []): FetchFailure =>
  new FetchFailure(error.code, error.message, below.map(withoutPlannerAlias))

// Plans take these aliases back when a reply is merged, so an error's path has to follow.
const withoutPlannerAlias = (step: string | number): string | number =>
  typeof step === 'string' ? step.replace(/__(alias|within)_[0-9]+$/, '') : step

/**
 * Puts each error of a reply where its value is missing: the first null on its path becomes a failure. Answers the
 * errors that have no such place.
 */
export const placeErrors = (data: FetchedObject, errors: readonly SubgraphError[]): readonly SubgraphError[] =>
  errors.filter(error => !isPlaced(data, error))

const isPlaced = (data: FetchedObject, error: SubgraphError): boolean => {
  const path = error.path ?? []
  let parent: Fetched = data
  for (const [depth, step] of path.entries()) {
    const value: Fetched | undefined = Array.isArray(parent)
      ? typeof step === 'number'
        ? parent[step]
        : undefined
      : isFetchedObject(parent)
        ? own(parent, String(step))
        : undefined
    // An error below a place that failed already is the same missing part.
    if (value instanceof FetchFailure) {
      value.others.push(failureOf(error, path.slice(depth + 1)))
      return true
    }
    if (value === undefined) return false
    if (value === null) {
      const failure = failureOf(error, path.slice(depth + 1))
      if (Array.isArray(parent)) parent[step as number] = failure
      else if (isFetchedObject(parent)) parent[String(step)] = failure
      return true
    }
    parent = value
  }
  return false
}

/**
 * Tells whether a reply has the shape that was asked for: every field is there, objects stand where fields were asked
 * of them, and type names are text. `typename` is the type where it is known from outside.
 */
export const hasShape = (
  value: unknown,
  selections: readonly Selection[] | null,
  fits: Fits,
  typename?: string,
): boolean => {
  if (value === null) return true
  if (selections === null) return true
  if (Array.isArray(value)) return value.every(item => hasShape(item, selections, fits, typename))
  if (!isFetchedObject(value)) return false
  const named = own(value, '__typename')
  if (named !== undefined && typeof named !== 'string') return false
  return fitsAll(value, selections, fits, named ?? typename)
}

const fitsAll = (
  object: FetchedObject,
  selections: readonly Selection[],
  fits: Fits,
  typename: string | undefined,
): boolean =>
  selections.every(selection => {
    if (selection.kind === 'group') {
      // Without a type name nobody can tell whether the group applies.
      const applies = selection.condition === null || (typename !== undefined && fits(typename, selection.condition))
      return !applies || selection.optional || fitsAll(object, selection.of, fits, typename)
    }
    const value = own(object, selection.key)
    if (value === undefined) return selection.optional
    if (selection.key === '__typename' && typeof value !== 'string') return false
    return hasShape(value, selection.below, fits)
  })
