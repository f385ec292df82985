import type { ProgramStatus } from '../generated/operations.ts'

const words: Readonly<Record<ProgramStatus, { word: string; means: string; tone: 'good' | 'warm' | 'plain' }>> = {
  DRAFT: { word: 'In preparation', means: 'In preparation, not announced.', tone: 'plain' },
  ANNOUNCED: { word: 'Announced only', means: 'Announced; no source yet says that it took place.', tone: 'warm' },
  CONFIRMED: { word: 'Confirmed', means: 'Confirmed by the host or organizer.', tone: 'plain' },
  HELD: { word: 'Held', means: 'A source says that it took place.', tone: 'good' },
  POSTPONED: { word: 'Postponed', means: 'Put off.', tone: 'warm' },
  CANCELLED: { word: 'Cancelled', means: 'Called off.', tone: 'warm' },
}

/** How far a program has got, as a word; its shape tells what colour alone would. */
export const StatusBadge = ({ status }: { status: ProgramStatus }) => {
  const { word, means, tone } = words[status]
  return (
    <span className={`status-badge status-badge-${tone}`} title={means}>
      {word}
    </span>
  )
}
