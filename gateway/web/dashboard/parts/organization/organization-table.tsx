import { type Address, linkWith } from '../../address.ts'
import type { DataOf } from '../../ask.ts'
import { sentence } from '../field-words.ts'
import { listStart } from '../list/list-position.ts'
import { type ListOrder, SortHeading } from '../list/sort-heading.tsx'
import { NarrowLink } from '../narrow-link.tsx'
import { NotStated } from '../not-stated.tsx'
import { quantityText } from '../quantity-text.ts'
import { OrganizationLink } from '../record-links.tsx'

type Organizations = NonNullable<DataOf<'organization-list'>['organizations']>
type OrganizationField = 'NAME' | 'ENROLLMENT' | 'UPDATED_AT'

/** Organizations in rows. A name leads to the organization, its kind and seat narrow the table. */
export const OrganizationTable = ({
  organizations,
  address,
  order,
}: {
  organizations: Organizations
  address: Address
  order: ListOrder<OrganizationField>
}) =>
  organizations.edges.length > 0 && (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="table-box" aria-label="Organizations" tabIndex={0}>
      <table className="table list-table">
        <thead>
          <tr>
            <SortHeading address={address} field="NAME" order={order}>
              Organization
            </SortHeading>
            <th scope="col">Kind</th>
            <th scope="col">Seat</th>
            <th scope="col">Members</th>
            <th scope="col" className="table-number">
              Programs
            </th>
          </tr>
        </thead>
        <tbody>
          {organizations.edges.map(({ node }) => (
            <Row key={node.slug} organization={node} address={address} />
          ))}
        </tbody>
      </table>
    </section>
  )

const Row = ({ organization, address }: { organization: Organizations['edges'][number]['node']; address: Address }) => {
  const { kinds, location, parent, memberCount, programs } = organization
  return (
    <tr>
      <th scope="row">
        <OrganizationLink organization={organization} />
        {parent && (
          <span className="printed">
            Unit of <OrganizationLink organization={parent} />
          </span>
        )}
      </th>
      <td data-label="Kind">
        <span>
          {' '}
          {kinds.map(kind => (
            <NarrowLink key={kind} keepsPlace href={linkWith(address, { is: kind, ...listStart })}>
              {sentence(kind)}
            </NarrowLink>
          ))}
        </span>
      </td>
      <td data-label="Seat">
        {location ? (
          <NarrowLink keepsPlace href={linkWith(address, { in: location.code, ...listStart })}>
            {location.name}
          </NarrowLink>
        ) : (
          <NotStated />
        )}
      </td>
      <td data-label="Members">{memberCount ? quantityText(memberCount) : <NotStated />}</td>
      <td data-label="Programs" className="table-number">
        {programs ? programs.totalCount.toLocaleString('en') : <span className="unknown">not reached</span>}
      </td>
    </tr>
  )
}
