/** A map of at most `limit` entries that drops the one used longest ago. */
export class LeastRecentlyUsed<K, V> {
  readonly #entries = new Map<K, V>()
  readonly #limit: number
  readonly #dropped: (value: V) => void

  /** `dropped` is called with each value that leaves. */
  constructor(limit: number, dropped: (value: V) => void = () => {}) {
    this.#limit = limit
    this.#dropped = dropped
  }

  get(key: K): V | undefined {
    const value = this.#entries.get(key)
    if (value === undefined) return undefined
    // A Map keeps the order of insertion: the first key is the one used longest ago.
    this.#entries.delete(key)
    this.#entries.set(key, value)
    return value
  }

  set(key: K, value: V): void {
    this.#entries.delete(key)
    this.#entries.set(key, value)
    for (const [oldest, leaving] of this.#entries) {
      if (this.#entries.size <= this.#limit) return
      this.#entries.delete(oldest)
      this.#dropped(leaving)
    }
  }

  clear(): void {
    for (const value of this.#entries.values()) this.#dropped(value)
    this.#entries.clear()
  }
}
