import { ClaimSideBySide, type ConflictShown } from './claim-side-by-side.tsx'
import { RecordSection } from './record-section.tsx'

/** What sources disagree on in one record; nothing where they do not. */
export const RecordConflicts = ({ conflicts }: { conflicts: readonly ConflictShown[] }) =>
  conflicts.length > 0 && (
    <RecordSection
      title="What sources disagree on"
      size="full"
      id="disagreements"
      note="Each statement with its words and its source. Several sources that add to each other are not listed here."
    >
      {conflicts.map(conflict => (
        <ClaimSideBySide key={conflict.id} conflict={conflict} />
      ))}
    </RecordSection>
  )
