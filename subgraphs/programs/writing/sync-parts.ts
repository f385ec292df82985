import type { EntityManager } from '@exchange-network/kit/database/database'

/** How the rows of a list are told apart, and how a new one is made. */
export type SyncOptions<Had, Wanted> = {
  readonly keyOf: (part: Had | Wanted) => readonly unknown[]
  /** Makes a row that was not there; persists it. */
  readonly create: (wanted: Wanted, position: number) => void
}

/**
 * Makes the rows of a list those that are wanted, in their order: equal rows stay, with their ids. Tells whether anything
 * changed.
 */
export const syncParts = <Had extends { position: number }, Wanted extends object>(
  em: EntityManager,
  had: readonly Had[],
  wanted: readonly Wanted[],
  { keyOf, create }: SyncOptions<Had, Wanted>,
): boolean => {
  const key = (part: Had | Wanted): string => JSON.stringify(keyOf(part))
  if (JSON.stringify(had.map(key)) === JSON.stringify(wanted.map(key))) return false
  const left = Map.groupBy(had, key)
  for (const [index, part] of wanted.entries()) {
    const kept = left.get(key(part))?.shift()
    if (kept) kept.position = index + 1
    else create(part, index + 1)
  }
  for (const part of [...left.values()].flat()) em.remove(part)
  return true
}
