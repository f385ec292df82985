/** A value as fetched: JSON, or a failure where a value should stand. */
export type Fetched = null | boolean | number | string | FetchFailure | Fetched[] | FetchedObject

/** An object as fetched. It has no prototype, so that `__proto__` and `constructor` are names like any other. */
export type FetchedObject = { [key: string]: Fetched }

/** A part of the answer that is missing, with the reason that the client may read. It stands where the value should. */
export class FetchFailure extends Error {
  readonly code: string
  /** What follows, in the subgraph's words, below the place where this stands: the field that really failed. */
  readonly below: readonly (string | number)[]
  /** Further failures below the same place: a subgraph may report several, and one of them made the null. */
  readonly others: FetchFailure[] = []

  constructor(code: string, message: string, below: readonly (string | number)[] = []) {
    super(message)
    this.code = code
    this.below = below
  }
}

/** Tells an object from null, lists, leaves and failures. */
export const isFetchedObject = (value: unknown): value is FetchedObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof FetchFailure)

/** Reads an own property; undefined when there is none. */
export const own = <Value>(object: { readonly [key: string]: Value }, key: string): Value | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined

/** Creates an empty object without a prototype. */
export const newObject = (): FetchedObject => Object.create(null)
