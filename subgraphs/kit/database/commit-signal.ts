/** Tells who listens that a write of this process was committed. */
export type CommitSignal = {
  tell(): void
  /** Calls the listener after every commit from now on, until the function that it answers is called. */
  listen(listener: () => void): () => void
}

/** Creates a signal that nobody listens to yet. */
export const createCommitSignal = (): CommitSignal => {
  const listeners = new Set<() => void>()
  return {
    tell: () => {
      for (const listener of listeners) listener()
    },
    listen: listener => {
      // One function that listens twice is two listeners.
      const own = () => listener()
      listeners.add(own)
      return () => {
        listeners.delete(own)
      }
    },
  }
}
