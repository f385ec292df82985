import { useSyncExternalStore } from 'react'

/** A value outside of React that components follow. It lives in memory, and with the page it is gone. */
export type KeptValue<T> = {
  readonly get: () => T
  readonly set: (value: T) => void
  readonly subscribe: (heard: () => void) => () => void
}

/** Keeps a value; whoever has subscribed hears of each change. */
export const keepValue = <T>(initial: T): KeptValue<T> => {
  const listeners = new Set<() => void>()
  let current = initial
  return {
    get: () => current,
    set: value => {
      current = value
      for (const heard of listeners) heard()
    },
    subscribe: heard => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
  }
}

/** The value now, and again after each change. */
export const useKept = <T>(kept: KeptValue<T>): T => useSyncExternalStore(kept.subscribe, kept.get)
