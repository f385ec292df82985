import { type Fetched, type FetchedObject, FetchFailure, isFetchedObject, newObject } from './fetched.ts'

/**
 * Merges a fetched object into another. Values are copied, so that no two places of an answer share an object: what a
 * later fetch adds for one of them must not appear in the other.
 * What is known already stays when the other subgraph gave null or failed.
 */
export const mergeInto = (target: FetchedObject, source: FetchedObject, isObjectType: IsObjectType): void => {
  for (const key of Object.keys(source)) {
    const given = source[key]
    if (given === undefined) continue
    target[key] = merged(key, target[key], given, isObjectType)
  }
}

/** Tells whether a name is that of an object type; an @interfaceObject answers with an interface's name. */
export type IsObjectType = (typename: string) => boolean

const merged = (key: string, known: Fetched | undefined, given: Fetched, isObjectType: IsObjectType): Fetched => {
  if (known === undefined || known === null || known instanceof FetchFailure) {
    return given === null && known !== undefined ? known : copy(given, isObjectType)
  }
  if (given === null || given instanceof FetchFailure) return known
  if (isFetchedObject(known) && isFetchedObject(given)) {
    mergeInto(known, given, isObjectType)
    return known
  }
  if (Array.isArray(known) && Array.isArray(given)) {
    // Two subgraphs that disagree on a list's length cannot be merged item by item; the first one's list stands.
    if (known.length !== given.length) return known
    return known.map((item, index) => merged(key, item, given[index]!, isObjectType))
  }
  if (key === '__typename' && typeof known === 'string' && typeof given === 'string') {
    return isObjectType(known) && !isObjectType(given) ? known : given
  }
  return given
}

const copy = (value: Fetched, isObjectType: IsObjectType): Fetched => {
  if (Array.isArray(value)) return value.map(item => copy(item, isObjectType))
  if (!isFetchedObject(value)) return value
  const object = newObject()
  mergeInto(object, value, isObjectType)
  return object
}
