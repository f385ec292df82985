import { Link } from '../link.tsx'
import { counted } from '../parts/counted.ts'
import type { MapContent, MapPlace, MapRegion } from './map-places.ts'
import { placeWords } from './map-places.ts'

/** What a map cannot show: regions that are no country, places it has no room for, and names that differ between authorities. */
export const MapNotes = ({ places, regions }: MapContent) => {
  const named = new Map(places.filter(isNamedOtherwise).map(place => [place.code, place]))
  if (regions.length === 0 && named.size === 0) return null
  return (
    <div className="world-map-notes">
      {regions.length > 0 && (
        <>
          <h3>Regions, not countries</h3>
          <ul>
            {regions.map(region => (
              <RegionNote key={`${region.kind} ${region.code}${region.name}`} region={region} />
            ))}
          </ul>
        </>
      )}
      {named.size > 0 && <NameNotes places={[...named.values()]} />}
    </div>
  )
}

/** A longer form of the same name, such as that of the United Kingdom, is nobody's surprise. */
const isNamedOtherwise = ({ name, unName }: MapPlace): boolean => unName !== null && !unName.includes(name)

const RegionNote = ({ region }: { region: MapRegion }) => {
  const { name, kind, count, when, reading, href, isSelected } = region
  return (
    <li>
      {href ? (
        <Link keepsPlace href={href} aria-label={placeWords(region)} aria-current={isSelected ? 'true' : undefined}>
          {name}
        </Link>
      ) : (
        <strong>{name}</strong>
      )}{' '}
      <span className="world-map-notes-figure">
        {kind === 'origin'
          ? `visitors in ${counted(count, 'program')}`
          : `${counted(count, 'delegation')}, ${when.join('; ')}`}
      </span>
      <span className="world-map-notes-reading">{reading}</span>
    </li>
  )
}

const NameNotes = ({ places }: { places: readonly MapPlace[] }) => (
  <>
    <h3>Names</h3>
    <p>As the U.S. Department of State writes them. The United Nations write:</p>
    <ul className="world-map-names">
      {places.map(({ code, name, unName }) => (
        <li key={code}>
          {unName} <span className="world-map-notes-reading">for {name}</span>
        </li>
      ))}
    </ul>
  </>
)
