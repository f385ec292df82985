import type { ClaimShown } from './claims-by-path.ts'
import { plain } from './field-words.ts'
import { Quote } from './quote.tsx'
import { SourceLink } from './source-link.tsx'

type ClaimInCard = Omit<ClaimShown, 'path' | 'supersededAt'> & { readonly supersededAt?: string | null }

const basisWords = {
  STATED: 'Stated: the source says it',
  COMPUTED: 'Computed from what the source says',
  INFERRED: 'Inferred from the context',
} as const

/** One statement of one source: what it says, in which words, how it came about, and whether the record follows it. */
export const ClaimCard = ({ claim, isAdopted = false }: { claim: ClaimInCard; isAdopted?: boolean }) => (
  <article className={`claim-card${isAdopted ? ' claim-card-adopted' : ''}`}>
    <p className="claim-card-value">{claim.value}</p>
    <ul className="claim-card-marks">
      {isAdopted && <li className="mark mark-adopted">✓ Adopted</li>}
      <li className={`mark mark-${plain(claim.basis)}`}>{basisWords[claim.basis]}</li>
      {claim.planned && <li className="mark mark-planned">Planned: said before the event</li>}
      {claim.supersededAt && <li className="mark">The source says something else now</li>}
    </ul>
    {claim.quote ? (
      <Quote words={claim.quote} source={claim.source} locator={claim.locator} />
    ) : (
      <p className="claim-card-source">
        <SourceLink source={claim.source} />
        {claim.locator && `, ${claim.locator}`}
      </p>
    )}
    {claim.note && <p className="claim-card-note">Note: {claim.note}</p>}
  </article>
)
