import type { GraphQLSchema } from 'graphql'
import type { Generation } from './generation.ts'

/** The generation that is served, and older ones until their last request has ended. */
export type Generations = AsyncDisposable & {
  readonly current: Generation
  /** Finds the generation whose `serverSchema` validated a request. */
  bySchema(schema: GraphQLSchema): Generation
  /** Keeps every generation open that `answer` may use: the current one and all that come before it ends. */
  hold<Answer>(answer: () => Promise<Answer>): Promise<Answer>
  /** Serves another generation from now on. Throws what a listener throws; the old one is served on then. */
  serve(next: Generation): void
  /** Hears of each generation just before it is served. Gives the function that ends it. */
  onServe(listener: (next: Generation) => void): () => void
}

/** Creates the row of generations with its first one; closing the row closes them all. */
export const createGenerations = (
  first: Generation,
  log: { error(fields: object, message: string): void },
): Generations => {
  const bySchema = new WeakMap([[first.supergraph.serverSchema, first]])
  const listeners = new Set<(next: Generation) => void>()
  let last = { generation: first, requests: 0 }
  // Oldest first; the last one is the current one.
  const open = [last]
  const closing = new Set<Promise<void>>()

  const close = async (generation: Generation): Promise<void> => {
    try {
      await generation[Symbol.asyncDispose]()
    } catch (cause) {
      log.error({ err: cause, supergraph: generation.supergraph.hash }, 'connections of a supergraph did not close')
    }
  }
  const closeAll = (ended: typeof open): void => {
    for (const { generation } of ended) {
      const closed = close(generation).then(() => void closing.delete(closed))
      closing.add(closed)
    }
  }
  // A request is counted where it starts, but Apollo Server picks its schema a moment later and may then take a newer
  // one. Closing them strictly in their order keeps that one open as well: the request still holds an older one.
  const closeEnded = (): void => {
    const kept = open.findIndex(one => one === last || one.requests > 0)
    closeAll(open.splice(0, kept))
  }

  return {
    get current() {
      return last.generation
    },
    bySchema: schema => {
      const generation = bySchema.get(schema)
      if (!generation) throw new Error('A request was validated against a schema that no generation has handed out.')
      return generation
    },
    hold: async answer => {
      const held = last
      held.requests++
      try {
        return await answer()
      } finally {
        held.requests--
        if (held !== last) closeEnded()
      }
    },
    serve: next => {
      bySchema.set(next.supergraph.serverSchema, next)
      for (const listener of listeners) listener(next)
      last = { generation: next, requests: 0 }
      open.push(last)
      closeEnded()
    },
    onServe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    [Symbol.asyncDispose]: async () => {
      closeAll(open.splice(0))
      await Promise.all(closing)
    },
  }
}
