import type { ReactNode } from 'react'
import type { Operations } from '../generated/operations.ts'
import { ClaimCard } from './claim-card.tsx'
import { fieldWords } from './field-words.ts'

/** Statements on one field that cannot all be right, and whether somebody has decided between them. */
export type ConflictShown = NonNullable<Operations['program-detail']['data']['program']>['conflicts'][number]

const statusWords = {
  OPEN: 'Open: nobody has decided',
  RESOLVED: 'Decided: one statement is adopted',
  UNRESOLVABLE: 'Looked at, and the sources do not allow a decision',
} as const

/** What sources disagree on, statement beside statement: none is shown as the truth before somebody has decided. */
export const ClaimSideBySide = ({
  conflict,
  heading: Heading = 'h3',
  about,
}: {
  conflict: ConflictShown
  heading?: 'h3' | 'h4'
  /** Stands after the field, e.g. the record concerned. */
  about?: ReactNode
}) => {
  const { path, status, claims, adopted, rationale } = conflict
  return (
    <article className={`conflict conflict-${status.toLowerCase()}`}>
      <header className="conflict-header">
        <Heading>
          {fieldWords(path)}
          {about}
        </Heading>
        <p className={`conflict-status conflict-status-${status.toLowerCase()}`}>{statusWords[status]}</p>
      </header>
      <ul className="conflict-claims">
        {claims.map(claim => (
          <li key={claim.id}>
            <ClaimCard claim={claim} isAdopted={claim.id === adopted?.id} />
          </li>
        ))}
      </ul>
      {rationale && (
        <p className="conflict-rationale">
          <strong>Why it was decided this way:</strong> {rationale}
        </p>
      )}
    </article>
  )
}
