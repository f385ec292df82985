import { ClaimCard } from './claim-card.tsx'
import type { ClaimShown } from './claims-by-path.ts'
import { counted } from './counted.ts'

/** A quiet mark beside a value that opens what is said about it; nothing where no document is on record for it. */
export const WhoSaysSo = ({ claims, about }: { claims: readonly ClaimShown[]; about: string }) => {
  if (claims.length === 0) return null
  const sources = new Set(claims.map(claim => claim.source?.slug)).size
  return (
    <details className="who-says-so">
      <summary>
        {counted(sources, 'source')}
        <span className="visually-hidden"> on: {about}</span>
      </summary>
      <ul className="who-says-so-claims">
        {claims.map(claim => (
          <li key={claim.id}>
            <ClaimCard claim={claim} />
          </li>
        ))}
      </ul>
    </details>
  )
}
