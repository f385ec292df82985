import type { Collected } from './collected.ts'

/** All that one run of a program has at hand; generated code reads it. */
export type RunState = {
  /** Data of the root steps' replies, in their order. */
  readonly roots: unknown[]
  /** By step that has started: what it asks for. */
  readonly collected: Collected[]
  /** By step that has ended: the entities of the reply, in the order of the request. */
  readonly entities: unknown[][]
  /** Whether each text in the replies may be written as JSON as it stands. */
  isPlain: boolean
}

/** Creates the state of a run that has nothing yet. */
export const newRunState = (): RunState => ({ roots: [], collected: [], entities: [], isPlain: true })
