import { type Collected, newCollected } from './collected.ts'

/** All that one run of a program has at hand; generated code reads it. */
export type RunState = {
  /** Data of the root steps' replies, in their order. */
  readonly roots: unknown[]
  /** By step: what was asked for. */
  readonly collected: Collected[]
  /** By step: the entities of the reply, in the order of the request. */
  readonly entities: unknown[][]
  /** Whether each text in the replies may be written as JSON as it stands. */
  isPlain: boolean
}

/** Creates the state of a run that has nothing yet. */
export const newRunState = (steps: number, roots: number): RunState => ({
  roots: Array.from({ length: roots }),
  collected: Array.from({ length: steps }, newCollected),
  entities: Array.from({ length: steps }, () => []),
  isPlain: true,
})
