import { type Address, linkTo, useAddress } from '../address.ts'
import type { DataOf } from '../ask.ts'
import { Link } from '../link.tsx'
import type { ClaimGroup } from '../parts/claim-table.tsx'
import { ClaimsPanel } from '../parts/claims-panel.tsx'
import { plain } from '../parts/field-words.ts'
import { PersonContacts } from '../parts/person/person-contacts.tsx'
import { PersonPositions } from '../parts/person/person-positions.tsx'
import { personTitle } from '../parts/person/person-title.ts'
import { PersonPrograms, PersonWritings } from '../parts/person/person-work.tsx'
import { RecordConflicts } from '../parts/record-conflicts.tsx'
import { RecordMenu } from '../parts/record-menu.tsx'
import { type Reach, RecordPage } from '../parts/record-page.tsx'
import { RecordSources } from '../parts/record-sources.tsx'
import type { PersonShown } from '../parts/record-types.ts'
import { type Asked, useAnswer } from '../use-answer.ts'

/** One person: positions as attested, programs and writings. What is protected is said to be, never shown in part. */
export const PersonPage = ({ address }: { address: Address }) => <OnePerson key={address.id} id={address.id ?? ''} />

const OnePerson = ({ id }: { id: string }) => {
  const asked = useAnswer('person-profile', { id })
  const claims = useAnswer('person-claims', { id })
  return (
    <RecordPage asked={asked} root="person" kind="person" record={({ person }) => person} title={personTitle}>
      {(person, reach) => <Person id={id} person={person} reach={reach} asked={claims} />}
    </RecordPage>
  )
}

type PersonProps = { id: string; person: PersonShown; reach: Reach; asked: Asked<'person-claims'> }

const Person = ({ id, person, reach, asked }: PersonProps) => {
  const claims = asked.answer?.data?.person?.claims ?? []
  return (
    <>
      <PersonHeader person={person} />
      <div className="record-sections">
        <PersonPositions person={person} claims={claims} />
        <PersonContacts person={person} isWithheld={reach.isWithheld('contactPoints')} />
        <RecordConflicts conflicts={person.conflicts} />
        <PersonPrograms person={person} reach={reach} />
        <PersonWritings person={person} reach={reach} />
        <RecordSources sources={person.sources} lacks={reach.lacks('sources')} />
        <ClaimsPanel
          asked={asked}
          operation="person-claims"
          id={id}
          about="this person; those on contact details only to those who may read them"
          groups={groupsOf}
        />
      </div>
      <RecordMenu title={person.name} operation="person-profile" variables={{ id }} />
    </>
  )
}

const PersonHeader = ({
  person: { name, nameWithheld, nativeName, otherNames, biography },
}: {
  person: PersonShown
}) => {
  const address = useAddress()
  return (
    <header className="record-header">
      <nav className="trail" aria-label="Where this page stands">
        <Link href={linkTo('/people', null, address)}>People</Link>
      </nav>
      <p className="record-kind">Person</p>
      <h1>{name}</h1>
      {nameWithheld && <p className="record-aside">No name of this person is kept.</p>}
      {nativeName && <p className="record-aside">In its own script: {nativeName}</p>}
      {otherNames && otherNames.length > 0 && <p className="record-aside">Also written {otherNames.join(', ')}</p>}
      {biography && <p className="record-summary">{biography}</p>}
    </header>
  )
}

const groupsOf = ({ person }: DataOf<'person-claims'>): readonly ClaimGroup[] => [
  { about: null, claims: person?.claims ?? [] },
  ...(person?.participations?.edges ?? []).map(({ node: { role, program, claims } }) => ({
    about: `${program.title}, ${plain(role)}`,
    claims,
  })),
]
