import { PlaceLink } from '../record-links.tsx'
import { RecordSection } from '../record-section.tsx'
import type { PlaceShown } from '../record-types.ts'

/** What belongs to a region, and for a region without fixed members what only possibly does. */
export const PlaceMembers = ({ place: { members, kind, name } }: { place: PlaceShown }) =>
  members.length > 0 && (
    <RecordSection
      title="What belongs to it"
      count={members.length}
      note={
        kind === 'INFORMAL_REGION'
          ? `“${name}” has no fixed members. Those listed belong to it in some uses of the name, so none is counted as visited or as an origin.`
          : 'Members as United Nations M49 defines the region.'
      }
    >
      <ul className="inline-list member-list">
        {members
          .toSorted((one, other) => one.place.name.localeCompare(other.place.name, 'en'))
          .map(({ place, certainty }) => (
            <li key={place.code}>
              <PlaceLink place={place} />
              {certainty === 'POSSIBLE' && <span className="mark mark-planned">possibly</span>}
            </li>
          ))}
      </ul>
    </RecordSection>
  )
