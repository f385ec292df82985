import { type Fetched, type FetchedObject, isFetchedObject, own } from './fetched.ts'
import { mergeInto } from './merge.ts'
import type { Rewrite } from './plan.ts'

/** Tells whether an object of type `typename` fits a type condition. */
export type Fits = (typename: string, condition: string) => boolean

/**
 * Applies a plan's rewrites to a representation or a reply, in place. `typename` is the type of the object where it is
 * known from outside.
 */
export const applyRewrites = (
  rewrites: readonly Rewrite[] | undefined,
  value: Fetched,
  fits: Fits,
  typename?: string,
): void => {
  for (const rewrite of rewrites ?? []) {
    const last = rewrite.path.at(-1)
    if (last === undefined) continue
    forEachAt(value, rewrite.path.slice(0, -1), fits, object => {
      if (rewrite.kind === 'ValueSetter') {
        object[last] = rewrite.setValueTo as Fetched
        return
      }
      const renamed = own(object, last)
      if (renamed === undefined) return
      delete object[last]
      const type = (object === value ? typename : undefined) ?? own(object, '__typename')
      if (rewrite.kind === 'TypeBoundKey' && typeof type === 'string' && !rewrite.types.includes(type)) return
      // Two names of one field may meet here, each with what was asked below it.
      mergeInto(object, { [rewrite.renameKeyTo]: renamed }, () => true)
    })
  }
}

const fragmentPrefix = '... on '

const forEachAt = (
  value: Fetched | undefined,
  path: readonly string[],
  fits: Fits,
  change: (object: FetchedObject) => void,
): void => {
  if (Array.isArray(value)) {
    for (const item of value) forEachAt(item, path, fits, change)
    return
  }
  if (!isFetchedObject(value)) return
  const [first, ...rest] = path
  if (first === undefined) {
    change(value)
  } else if (!first.startsWith(fragmentPrefix)) {
    forEachAt(own(value, first), rest, fits, change)
  } else {
    const typename = own(value, '__typename')
    const isOfType = typeof typename !== 'string' || fits(typename, first.slice(fragmentPrefix.length))
    if (isOfType) forEachAt(value, rest, fits, change)
  }
}
