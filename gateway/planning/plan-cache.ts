/** A memory of plans that ends at a number of bytes: the plan that was used least recently goes first. */
export type PlanCache<Plan> = {
  get(key: string): Plan | undefined
  set(key: string, plan: Plan): void
  /** Estimated bytes of all keys and plans. */
  readonly bytes: number
  readonly size: number
}

/** Creates a cache. Sizes are estimated from the JSON text of a plan, as two bytes a character. */
export const createPlanCache = <Plan>(maxBytes: number): PlanCache<Plan> => {
  const entries = new Map<string, { plan: Plan; bytes: number }>()
  let total = 0
  const drop = (key: string): void => {
    total -= entries.get(key)?.bytes ?? 0
    entries.delete(key)
  }
  return {
    get: key => {
      const entry = entries.get(key)
      if (!entry) return undefined
      // A Map keeps the order of insertion, so the first entry is always the one used least recently.
      entries.delete(key)
      entries.set(key, entry)
      return entry.plan
    },
    set: (key, plan) => {
      drop(key)
      const bytes = 2 * (key.length + JSON.stringify(plan).length)
      if (bytes > maxBytes) return
      entries.set(key, { plan, bytes })
      total += bytes
      for (const oldest of entries.keys()) {
        if (total <= maxBytes) break
        drop(oldest)
      }
    },
    get bytes() {
      return total
    },
    get size() {
      return entries.size
    },
  }
}
