import type { SiblingPhase } from '../serve/follow-siblings.ts'

/** How far the feeds of siblings are read, by sibling. */
export type FeedStates = Readonly<Record<string, { readonly phase: SiblingPhase; readonly asOf: Date | null }>>

/** Says of when our knowledge of a sibling's records is, for messages about what is not known. */
export const knownAsOf = (feeds: FeedStates, sibling: string): string => {
  const asOf = feeds[sibling]?.asOf ?? null
  return asOf === null
    ? `The feed of "${sibling}" was not read yet: ask again once that subgraph is there.`
    : `What is known here of ${sibling} is of ${asOf.toISOString()}.`
}
