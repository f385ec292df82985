import { type ClaimShown, claimsOn } from '../claims-by-path.ts'
import { DateText } from '../date-text.tsx'
import { sentence } from '../field-words.ts'
import { OrganizationLink } from '../record-links.tsx'
import { Nothing, RecordSection } from '../record-section.tsx'
import type { PersonShown } from '../record-types.ts'
import { WhoSaysSo } from '../who-says-so.tsx'

type Affiliation = PersonShown['affiliations'][number]

/** Positions, each with the date for which a source shows it: a source never says that one is still held today. */
export const PersonPositions = ({
  person: { affiliations },
  claims,
}: {
  person: PersonShown
  claims: readonly ClaimShown[]
}) => (
  <RecordSection title="Positions">
    {affiliations.length === 0 && <Nothing>No position is on record, or none that is open to you.</Nothing>}
    <ul className="plain-list">
      {affiliations.map(affiliation => (
        <li key={`${affiliation.label} ${affiliation.title}`}>
          <Position affiliation={affiliation} />
        </li>
      ))}
    </ul>
    <WhoSaysSo
      claims={[...claimsOn(claims, 'affiliations'), ...claimsOn(claims, 'affiliations.title')]}
      about="positions"
    />
  </RecordSection>
)

const Position = ({
  affiliation: { title, kind, label, start, end, attested, organization },
}: {
  affiliation: Affiliation
}) => (
  <>
    {title ? <strong>{title}</strong> : <span className="unknown">Title not stated</span>}
    {', '}
    <OrganizationLink organization={organization} label={label} />
    <span className="printed">
      {sentence(kind)}
      {organization && label !== organization.name && `; printed as “${label}”`}
    </span>
    <span className="printed">
      {start && (
        <>
          From <DateText date={start} />.{' '}
        </>
      )}
      {end && (
        <>
          Until <DateText date={end} />.{' '}
        </>
      )}
      {attested ? (
        <>
          Attested for <DateText date={attested} />; nothing is known of before or after.
        </>
      ) : (
        'No source dates it.'
      )}
    </span>
  </>
)
