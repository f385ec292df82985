import type { ProgramStatus } from '../generated/operations.ts'
import { programStatuses } from './program-status.ts'

/** How far a program has got, as a word; its shape tells what colour alone would. */
export const StatusBadge = ({ status }: { status: ProgramStatus }) => {
  const { word, means, tone } = programStatuses[status]
  return (
    <span className={`status-badge status-badge-${tone}`} title={means}>
      {word}
    </span>
  )
}
