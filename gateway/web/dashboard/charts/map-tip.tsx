import { counted } from '../parts/counted.ts'
import type { MapPlace } from './map-places.ts'

/** What the map says of the place that is pointed at. */
export const PlaceTip = ({ place }: { place: MapPlace }) => (
  <>
    <strong>{place.name}</strong>
    <span>
      {place.kind === 'origin'
        ? `${counted(place.count, 'program')} with visitors from here`
        : `${counted(place.count, 'delegation')}: ${place.when.join('; ')}`}
    </span>
    {place.isAnnouncedOnly && (
      <span className="chart-tip-warm">Announced only: no source says that it took place.</span>
    )}
    {isPrintedOtherwise(place) && <span>Printed as “{place.printed.join('”, “')}”</span>}
    {place.unName && <span>At the United Nations: {place.unName}</span>}
    <span className="chart-tip-way">
      {place.isSelected ? 'Select again to show everything' : 'Select to filter the page'}
    </span>
  </>
)

const isPrintedOtherwise = ({ printed, name }: MapPlace): boolean => printed.some(label => label !== name)
