import type { FetchedObject, FetchFailure } from './fetched.ts'

/** Fields that a fetch did not bring to an object. */
export type MissingFields = {
  /** Why; null where nothing failed, but the subgraph knows no such entity: the fields are null. */
  readonly failure: FetchFailure | null
  readonly keys: ReadonlySet<string>
}

/** The fields that objects of an answer miss. */
export type MissingByObject = Map<FetchedObject, MissingFields[]>

/** Notes fields that an object misses. */
export const addMissing = (missing: MissingByObject, object: FetchedObject, fields: MissingFields): void => {
  const known = missing.get(object)
  if (known) known.push(fields)
  else missing.set(object, [fields])
}

/**
 * Finds out why an object misses a field: a failure, null for an entity that its subgraph does not know, undefined when
 * no fetch missed it.
 */
export const whyMissing = (
  missing: ReadonlyMap<FetchedObject, readonly MissingFields[]>,
  object: FetchedObject,
  key: string,
): FetchFailure | null | undefined => {
  const entries = missing.get(object)?.filter(({ keys }) => keys.has(key)) ?? []
  // One that failed says more than one that knows no such entity.
  return (entries.find(({ failure }) => failure) ?? entries[0])?.failure
}
