import type { GraphQLResolveInfo } from 'graphql'
import { type Fetched, FetchFailure, isFetchedObject, own } from './fetched.ts'
import type { FetchNode } from './plan.ts'
import type { FetchFromSubgraph } from './run-fetch.ts'

/** How one fetch of a plan went: figures only, nothing that was sent or that came. */
export type FetchNote = {
  /** Since the request came. */
  readonly startMs: number
  readonly durationMs: number
  /** Representations that were sent; null at the root. */
  readonly entities: number | null
  /** What the subgraph told, and one more where its reply could not be used. */
  errors: number
}

/** Hears of each field that is in the answer, with a type name for each of its objects, null for each other value. */
export type OnField = (info: GraphQLResolveInfo, values: readonly (string | null)[]) => void

/** Notes how the interpreter runs one operation. Exists only where a client asked for the plan of its answer. */
export type AnswerTrace = {
  /** Gives a fetch that is noted each time. */
  readonly follow: (fetch: FetchFromSubgraph) => FetchFromSubgraph
  /** Hears of a fetch whose reply could not be used. */
  readonly unusable: (node: FetchNode) => void
  /** Hears of a field's value as it goes into the answer. */
  readonly resolved: (info: GraphQLResolveInfo, value: Fetched) => void
  /** By the plan's node; one that was not asked has none. */
  readonly notes: ReadonlyMap<FetchNode, FetchNote>
}

/** Creates a trace; `since` is when the request came, on the clock of performance.now(). */
export const createAnswerTrace = (since: number, onField: OnField): AnswerTrace => {
  const notes = new Map<FetchNode, FetchNote>()
  return {
    notes,
    follow: fetch => async request => {
      const startedAt = performance.now()
      const reply = await fetch(request)
      const { representations } = request.variables
      notes.set(request.node, {
        startMs: startedAt - since,
        durationMs: performance.now() - startedAt,
        entities: request.node.requires && Array.isArray(representations) ? representations.length : null,
        errors: reply.errors.length,
      })
      return reply
    },
    unusable: node => {
      const note = notes.get(node)
      if (note) note.errors++
    },
    resolved: (info, value) => onField(info, typesIn(value)),
  }
}

const typesIn = (value: Fetched): readonly (string | null)[] => {
  if (value === null || value instanceof FetchFailure) return []
  if (Array.isArray(value)) return value.flatMap(typesIn)
  const typename = isFetchedObject(value) ? own(value, '__typename') : null
  return [typeof typename === 'string' ? typename : null]
}
