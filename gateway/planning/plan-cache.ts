/** A memory of plans that ends at a number of bytes: the plan that was used least recently goes first. */
export type PlanCache<Entry> = {
  get(key: string): Entry | undefined
  /** `bytes` is what the entry takes; setting a key again replaces entry and size. */
  set(key: string, entry: Entry, bytes: number): void
  /** Whether it was there. */
  delete(key: string): boolean
  /** All entries, in no promised order. */
  entries(): readonly Entry[]
  /** Estimated bytes of all keys and entries. */
  readonly bytes: number
  readonly size: number
}

/** Creates a cache. A key counts as two bytes a character. */
export const createPlanCache = <Entry>(maxBytes: number): PlanCache<Entry> => {
  const entries = new Map<string, { entry: Entry; bytes: number }>()
  let total = 0
  const drop = (key: string): boolean => {
    total -= entries.get(key)?.bytes ?? 0
    return entries.delete(key)
  }
  return {
    get: key => {
      const known = entries.get(key)
      if (!known) return undefined
      // A Map keeps the order of insertion, so the first entry is always the one used least recently.
      entries.delete(key)
      entries.set(key, known)
      return known.entry
    },
    set: (key, entry, ownBytes) => {
      drop(key)
      const bytes = 2 * key.length + ownBytes
      if (bytes > maxBytes) return
      entries.set(key, { entry, bytes })
      total += bytes
      for (const oldest of entries.keys()) {
        if (total <= maxBytes) break
        drop(oldest)
      }
    },
    delete: drop,
    entries: () => [...entries.values()].map(({ entry }) => entry),
    get bytes() {
      return total
    },
    get size() {
      return entries.size
    },
  }
}
