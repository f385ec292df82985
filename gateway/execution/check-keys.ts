import { type Fetched, type FetchedObject, isFetchedObject, own } from './fetched.ts'
import type { KeyEcho, KeyField } from './key-echo.ts'
import type { SubgraphError } from './read-reply.ts'
import type { Fits } from './rewrites.ts'

/** Tells whether an entity is the one that was asked for, as far as the subgraph was asked to say so. */
export const isAskedEntity = (entity: FetchedObject, sent: FetchedObject, echo: KeyEcho, fits: Fits): boolean => {
  const typename = String(own(sent, '__typename'))
  const named = own(entity, '__typename')
  if (typeof named === 'string' && !fits(named, typename) && !fits(typename, named)) return false
  for (const { condition, keys } of echo.asked) {
    // Of an entity that was sent under its interface's name, only the subgraph knows whether the condition applies.
    const applies = fits(typename, condition) || keys.some(key => key.some(({ alias }) => Object.hasOwn(entity, alias)))
    const key = applies ? keys.find(fields => fields.every(({ field }) => Object.hasOwn(sent, field.name))) : undefined
    if (key && !key.every(({ alias, field }) => isAlike(own(entity, alias), own(sent, field.name), field.below))) {
      return false
    }
  }
  return true
}

// An ID may be the number 1 here and the text "1" there.
const isAlike = (said: Fetched | undefined, sent: Fetched | undefined, below: KeyField['below']): boolean => {
  if (said === sent) return said !== undefined
  if (said === undefined || sent === undefined || said === null || sent === null) return false
  if (Array.isArray(said) && Array.isArray(sent)) {
    return said.length === sent.length && said.every((item, index) => isAlike(item, sent[index], below))
  }
  if (isFetchedObject(said) && isFetchedObject(sent)) {
    const names = below ? below.map(({ name }) => name) : Object.keys({ ...said, ...sent })
    return names.every(name =>
      isAlike(own(said, name), own(sent, name), below?.find(field => field.name === name)?.below ?? null),
    )
  }
  return typeof said !== 'object' && typeof sent !== 'object' && String(said) === String(sent)
}

/** Takes the keys back out of an entity: nobody but the check asked for them. */
export const dropKeys = (entity: FetchedObject, { aliases }: KeyEcho): void => {
  // The last one first: an object that loses its newest property stays a fast one.
  for (let index = aliases.length - 1; index >= 0; index--) delete entity[aliases[index]!]
}

/**
 * Takes the reserved aliases out of a reply's errors. An error at a key counts where the whole entity is missing for
 * it; at an entity that is there it would tell the client of a field that it never asked for. `sentence` stands in for
 * a message that names an alias.
 */
export const withoutKeys = (
  errors: readonly SubgraphError[],
  { aliases, reserved }: KeyEcho,
  entities: Fetched | undefined,
  sentence: string,
): readonly SubgraphError[] => {
  if (errors.length === 0 || aliases.length === 0) return errors
  return errors.flatMap(error => {
    const message = error.message.includes(reserved) ? sentence : error.message
    const at = error.path?.findIndex(step => typeof step === 'string' && step.startsWith(reserved)) ?? -1
    if (at < 0) return [{ ...error, message }]
    const index = error.path?.[1]
    const entity = Array.isArray(entities) && typeof index === 'number' ? entities[index] : null
    return isFetchedObject(entity) ? [] : [{ ...error, message, path: error.path?.slice(0, at) ?? null }]
  })
}
