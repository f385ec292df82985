import type { ProgramStatus } from '../generated/operations.ts'

type StatusWords = { readonly word: string; readonly means: string; readonly tone: 'good' | 'warm' | 'plain' }

/** How far a program has got: as a word, as a sentence, and how a reader should take it. */
export const programStatuses: Readonly<Record<ProgramStatus, StatusWords>> = {
  DRAFT: { word: 'In preparation', means: 'In preparation, not announced.', tone: 'plain' },
  ANNOUNCED: { word: 'Announced only', means: 'Announced only; no source yet says that it took place.', tone: 'warm' },
  CONFIRMED: {
    word: 'Confirmed',
    means: 'Confirmed by the host or organizer; no source yet says that it took place.',
    tone: 'plain',
  },
  HELD: { word: 'Held', means: 'A source says that it took place.', tone: 'good' },
  POSTPONED: { word: 'Postponed', means: 'Put off.', tone: 'warm' },
  CANCELLED: { word: 'Cancelled', means: 'Called off.', tone: 'warm' },
}

/** The word within a sentence or a table: "announced only". */
export const statusWords = (status: ProgramStatus): string => programStatuses[status].word.toLowerCase()
