import { type Address, linkWith } from '../address.ts'
import { Link } from '../link.tsx'
import { PlaceFacts } from '../parts/place/place-facts.tsx'
import { PlaceHeader } from '../parts/place/place-header.tsx'
import { PlaceMembers } from '../parts/place/place-members.tsx'
import { PlacePrograms } from '../parts/place/place-programs.tsx'
import { RecordMenu } from '../parts/record-menu.tsx'
import { RecordPage } from '../parts/record-page.tsx'
import { useAnswer } from '../use-answer.ts'

/** One place: what authorities call it, what it belongs to, and the programs held in it or with visitors from it. */
export const PlacePage = ({ address }: { address: Address }) => <OnePlace key={address.id} address={address} />

const OnePlace = ({ address }: { address: Address }) => {
  const includePossible = address.query.possible === 'true'
  const variables = { id: address.id ?? '', includePossible, first: 50 }
  const asked = useAnswer('place-programs', variables)
  return (
    <RecordPage asked={asked} root="place" kind="place" record={({ place }) => place} title={({ name }) => name}>
      {(place, reach) => (
        <>
          <PlaceHeader place={place} />
          <p className="record-switch">
            {includePossible
              ? 'Shown with programs in regions that only possibly include it. '
              : 'Regions that only possibly include it, such as Scandinavia for Finland, are left out. '}
            <Link href={linkWith(address, { possible: includePossible ? null : 'true' })} keepsPlace>
              {includePossible ? 'Leave them out' : 'Include them'}
            </Link>
          </p>
          <div className="record-sections">
            <PlacePrograms place={place} direction="heldIn" reach={reach} />
            <PlacePrograms place={place} direction="origin" reach={reach} />
            <PlaceFacts place={place} />
            <PlaceMembers place={place} />
          </div>
          <RecordMenu title={place.name} operation="place-programs" variables={variables} />
        </>
      )}
    </RecordPage>
  )
}
