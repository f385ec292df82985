import type { Address } from '../address.ts'
import type { DataOf } from '../ask.ts'
import type { ClaimGroup } from '../parts/claim-table.tsx'
import { ClaimsPanel } from '../parts/claims-panel.tsx'
import { OrganizationFacts } from '../parts/organization/organization-facts.tsx'
import { OrganizationHeader } from '../parts/organization/organization-header.tsx'
import { OrganizationPartners } from '../parts/organization/organization-partners.tsx'
import { OrganizationPeople } from '../parts/organization/organization-people.tsx'
import { OrganizationPrograms } from '../parts/organization/organization-programs.tsx'
import { RecordConflicts } from '../parts/record-conflicts.tsx'
import { RecordMenu } from '../parts/record-menu.tsx'
import { type Reach, RecordPage } from '../parts/record-page.tsx'
import { RecordSources } from '../parts/record-sources.tsx'
import type { OrganizationShown } from '../parts/record-types.ts'
import { type Asked, useAnswer } from '../use-answer.ts'

/** One organization: what it is, its people, its programs, and with whom it worked in which roles. */
export const OrganizationPage = ({ address }: { address: Address }) => (
  <OneOrganization key={address.id} id={address.id ?? ''} />
)

// As many as a page of the network holds: a list that ends early says so.
const mostShown = 50

const OneOrganization = ({ id }: { id: string }) => {
  const variables = { id, programs: mostShown, people: mostShown }
  const asked = useAnswer('organization-profile', variables)
  const claims = useAnswer('organization-claims', { id })
  return (
    <RecordPage
      asked={asked}
      root="organization"
      kind="organization"
      record={({ organization }) => organization}
      title={({ name }) => name}
    >
      {(organization, reach) => (
        <>
          <Organization organization={organization} reach={reach} asked={claims} />
          <RecordMenu title={organization.name} operation="organization-profile" variables={variables} />
        </>
      )}
    </RecordPage>
  )
}

type OrganizationProps = { organization: OrganizationShown; reach: Reach; asked: Asked<'organization-claims'> }

const Organization = ({ organization, reach, asked }: OrganizationProps) => {
  const claims = asked.answer?.data?.organization?.claims ?? []
  return (
    <>
      <OrganizationHeader organization={organization} claims={claims} />
      <div className="record-sections">
        <OrganizationFacts organization={organization} claims={claims} />
        <OrganizationPeople organization={organization} reach={reach} />
        <RecordConflicts conflicts={organization.conflicts} />
        <OrganizationPrograms organization={organization} reach={reach} />
        <OrganizationPartners organization={organization} reach={reach} />
        <RecordSources sources={organization.sources} lacks={reach.lacks('sources')} />
        <ClaimsPanel
          asked={asked}
          operation="organization-claims"
          id={organization.slug}
          about="this organization"
          groups={groupsOf}
        />
      </div>
    </>
  )
}

const groupsOf = ({ organization }: DataOf<'organization-claims'>): readonly ClaimGroup[] => [
  { about: null, claims: organization?.claims ?? [] },
]
