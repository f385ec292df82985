import { type Address, linkWith } from '../address.ts'
import { FilterChips } from '../filters/filter-chips.tsx'
import type { OrganizationFilter } from '../generated/operations.ts'
import { Link } from '../link.tsx'
import { Panel } from '../panel.tsx'
import { counted } from '../parts/counted.ts'
import { sentence } from '../parts/field-words.ts'
import { ListChip } from '../parts/list/list-chip.tsx'
import { ListChoice } from '../parts/list/list-choice.tsx'
import { ListHeader } from '../parts/list/list-header.tsx'
import { ListPager } from '../parts/list/list-pager.tsx'
import { listStart } from '../parts/list/list-position.ts'
import { orderOf } from '../parts/list/sort-heading.tsx'
import { organizationFilter, organizationKinds } from '../parts/organization/organization-filter.ts'
import { OrganizationTable } from '../parts/organization/organization-table.tsx'
import { Nothing } from '../parts/record-section.tsx'
import { programFilter } from '../program-filter.ts'
import { useAnswer } from '../use-answer.ts'

/** Organizations: narrowed, sorted and paged by the server as the address says. */
export const OrganizationsPage = ({ address }: { address: Address }) => {
  const filter: OrganizationFilter | null = organizationFilter(address)
  const programs = programFilter(address)
  const order = orderOf(address, ['NAME', 'ENROLLMENT', 'UPDATED_AT'], { field: 'NAME', direction: 'ASC' })
  const variables = { filter, programs, orderBy: order }
  const asked = useAnswer('organization-list', { ...variables, first: 25, after: address.query.after ?? null })
  return (
    <>
      <ListHeader title="Organizations">
        Who takes part in exchange, as the documents name them: offices, districts, associations, agencies and their
        units.
      </ListHeader>
      <search className="list-filters" aria-label="Narrow the organizations">
        <ListChoice
          address={address}
          name="is"
          label="Kind of organization"
          none="Any kind"
          options={organizationKinds.map(kind => ({ value: kind, label: sentence(kind) }))}
        />
        <ListChoice address={address} name="sort" label="In the order of" none="Names" options={orders} />
        <SeatChip address={address} />
        <FilterChips address={address} />
      </search>
      <Panel
        title={filter ? 'Organizations that fit' : 'All organizations'}
        asked={asked}
        operation="organization-list"
        // A file is for the whole list, not for the page of it that is on the screen.
        variables={{ ...variables, first: 200 }}
        size="full"
        height={480}
        note={data =>
          data.organizations && (
            <>
              {data.organizations.totalCount > 0 &&
                `${counted(data.organizations.totalCount, 'organization')} ${filter ? 'that fit' : 'on record'}. `}
              “Programs” counts those in which it or a unit of it has a role
              {programs ? ', within the filters above' : ''}.
            </>
          )
        }
        isEmpty={data => data.organizations === null}
      >
        {({ organizations }) =>
          organizations && (
            <>
              {organizations.totalCount === 0 && <NothingFits address={address} />}
              <OrganizationTable organizations={organizations} address={address} order={order} />
              <ListPager
                address={address}
                shown={organizations.edges.length}
                total={organizations.totalCount}
                pageInfo={organizations.pageInfo}
                what="organizations"
              />
            </>
          )
        }
      </Panel>
    </>
  )
}

/** The seat is chosen by following a place in the table: a list of all places of the world would help nobody. */
const SeatChip = ({ address }: { address: Address }) => {
  const seat = address.query.in
  const only = { hasFrom: false, hasOrganization: false, hasTopic: false }
  const asked = useAnswer('filter-names', seat ? { to: seat, hasTo: true, ...only } : null)
  if (!seat) return null
  return (
    <ListChip address={address} name="in">
      {`Seat in ${asked.answer?.data?.to?.name ?? seat}`}
    </ListChip>
  )
}

const NothingFits = ({ address }: { address: Address }) => (
  <Nothing>
    No organization fits. <Link href={linkWith(address, { is: null, in: null, ...listStart })}>Show all of them</Link>
  </Nothing>
)

const orders = [
  { value: '-NAME', label: 'Names, from Z to A' },
  { value: '-UPDATED_AT', label: 'Last change, latest first' },
  { value: 'UPDATED_AT', label: 'Last change, earliest first' },
  { value: '-ENROLLMENT', label: 'Students, most first' },
]
