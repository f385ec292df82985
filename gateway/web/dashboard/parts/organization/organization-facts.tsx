import type { ReactNode } from 'react'
import { type ClaimShown, claimsOn } from '../claims-by-path.ts'
import { counted } from '../counted.ts'
import { type Fact, FactList } from '../fact-list.tsx'
import { fieldWords, plain } from '../field-words.ts'
import { quantityText } from '../quantity-text.ts'
import { OrganizationLink, PlaceLink } from '../record-links.tsx'
import { RecordSection } from '../record-section.tsx'
import type { OrganizationShown } from '../record-types.ts'
import { WhoSaysSo } from '../who-says-so.tsx'

type Named = { readonly slug: string; readonly name: string }

/** Names, seat, units and members. */
export const OrganizationFacts = ({
  organization,
  claims,
}: {
  organization: OrganizationShown
  claims: readonly ClaimShown[]
}) => {
  const { names, location, serviceArea, parent, units, memberOf, enrollment, steward } = organization
  const mark = (path: string): ReactNode => <WhoSaysSo claims={claimsOn(claims, path)} about={fieldWords(path)} />
  return (
    <RecordSection title="About it">
      <FactList
        facts={[
          { name: 'Names', value: <Names names={names} />, mark: mark('names') },
          { name: 'Seat', value: location ? <Seat location={location} /> : 'Not known', mark: mark('location') },
          serviceArea.length > 0 ? { name: 'Works in', value: <Places places={serviceArea} /> } : null,
          parent && { name: 'Unit of', value: <OrganizationLink organization={parent} />, mark: mark('parent') },
          units.length > 0 ? { name: 'Its units', value: <Linked organizations={units} /> } : null,
          memberOf.length > 0 ? { name: 'Member of', value: <Linked organizations={memberOf} /> } : null,
          members(organization, mark('memberCount')),
          enrollment && { name: 'Students', value: quantityText(enrollment), mark: mark('enrollment') },
          {
            name: 'Kept by',
            value: steward ? (
              <OrganizationLink organization={steward} />
            ) : (
              'The network: no member organization keeps this entry.'
            ),
          },
        ]}
      />
    </RecordSection>
  )
}

const Names = ({ names }: { names: OrganizationShown['names'] }) => (
  <ul className="line-list">
    {names.map(({ value, kind }) => (
      <li key={`${kind} ${value}`}>
        {value} <span className="printed-inline">{plain(kind)}</span>
      </li>
    ))}
  </ul>
)

const Linked = ({ organizations }: { organizations: readonly Named[] }) => (
  <ul className="line-list">
    {organizations.map(one => (
      <li key={one.slug}>
        <OrganizationLink organization={one} />
      </li>
    ))}
  </ul>
)

const Seat = ({ location }: { location: NonNullable<OrganizationShown['location']> }) => (
  <>
    <PlaceLink place={location} />
    {location.country && location.country.code !== location.code && (
      <>
        , <PlaceLink place={location.country} />
      </>
    )}
  </>
)

const Places = ({ places }: { places: OrganizationShown['serviceArea'] }) => (
  <ul className="line-list">
    {places.map(place => (
      <li key={place.code}>
        <PlaceLink place={place} />
      </li>
    ))}
  </ul>
)

/** How many members a source gives it, and how many of them the network has on record: two figures, never mixed. */
const members = ({ memberCount, members: recorded }: OrganizationShown, mark: ReactNode): Fact => {
  if (memberCount === null && recorded.totalCount === 0) return null
  return {
    name: 'Members',
    mark,
    value: (
      <>
        {memberCount && <strong>{quantityText(memberCount)}</strong>}
        {memberCount && memberCount.bound !== 'EXACT' && (
          <span className="printed">A bound, not a count: the source gives no exact number.</span>
        )}
        <span className="printed">On record here: {counted(recorded.totalCount, 'member')}.</span>
        {recorded.edges.length > 0 && <Linked organizations={recorded.edges.map(({ node }) => node)} />}
      </>
    ),
  }
}
