import type { ClaimShown } from '../claims-by-path.ts'
import { plain, sentence } from '../field-words.ts'
import { Quote } from '../quote.tsx'
import { OrganizationLink, PersonLink, PlaceLink } from '../record-links.tsx'
import { Nothing, RecordSection } from '../record-section.tsx'
import type { ParticipationClaims, ProgramShown } from '../record-types.ts'
import { WhoSaysSo } from '../who-says-so.tsx'

type Participation = ProgramShown['participations']['edges'][number]['node']

/**
 * The people of a program and what each did. How many are hidden is told nowhere: the sentence on it is the same for
 * everybody, and the count is of what this viewer sees.
 */
export const ProgramPeople = ({ program, said }: { program: ProgramShown; said: readonly ParticipationClaims[] }) => {
  const people = program.participations.edges.map(({ node }) => node)
  return (
    <RecordSection
      title="People"
      note="Shown are the people whom you may see. Being quoted or named as a contact is not the same as taking part; a country on the list of visitors is no person."
    >
      {people.length === 0 && <Nothing>No person to show. No source that is open to you names a delegate.</Nothing>}
      <ul className="people-list">
        {people.map(one => (
          <li key={one.id}>
            <ProgramPerson participation={one} claims={claimsOf(said, one)} />
          </li>
        ))}
      </ul>
    </RecordSection>
  )
}

const claimsOf = (said: readonly ParticipationClaims[], { id }: Participation): readonly ClaimShown[] =>
  said.find(one => one.id === id)?.claims ?? []

const ProgramPerson = ({
  participation: { label, role, attendance, title, person, organization, representing },
  claims,
}: {
  participation: Participation
  claims: readonly ClaimShown[]
}) => {
  const spoken = claims.filter(({ path }) => path === 'quote')
  const others = claims.filter(({ path }) => path !== 'quote')
  return (
    <>
      <p className="people-list-name">
        <PersonLink slug={person?.slug ?? null} name={label} />
        <span className="people-list-role">
          {sentence(role)}
          {attendanceWords[attendance] && `: ${attendanceWords[attendance]}`}
        </span>
      </p>
      {(title || organization || representing) && (
        <p className="people-list-position">
          {title}
          {title && organization && ', '}
          {organization && <OrganizationLink organization={organization} />}
          {representing && (
            <>
              {(title || organization) && '; '}came from <PlaceLink place={representing} />
            </>
          )}
        </p>
      )}
      <WhoSaysSo claims={others} about={`${label}, ${plain(role)}`} />
      {spoken.map(claim => (
        <Quote key={claim.id} words={claim.quote ?? claim.value} source={claim.source} locator={claim.locator} />
      ))}
    </>
  )
}

const attendanceWords: Readonly<Record<Participation['attendance'], string | null>> = {
  PLANNED: 'announced; no source says that it happened',
  ATTENDED: 'was there',
  UNKNOWN: null,
  WITHDRAWN: 'withdrew or was withdrawn',
  NO_SHOW: 'expected, but did not come',
}
