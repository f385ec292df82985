import type { TableContent } from '../panel/plain-table.tsx'
import type { MapContent } from './map-places.ts'

/** The map as rows: first where visitors came from, then where delegations went, regions among them. */
export const worldMapTable = ({ places, regions }: MapContent): TableContent => ({
  caption: 'Where visitors came from and where delegations went',
  columns: ['Place', 'Direction', 'Programs', 'As printed', 'Dates of delegations', 'Remark'],
  rows: (['origin', 'destination'] as const).flatMap(direction =>
    [...places, ...regions]
      .filter(({ kind }) => kind === direction)
      .map(place => [
        place.name,
        direction === 'origin' ? 'visitors from' : 'delegations to',
        place.count,
        place.printed.join('; '),
        place.when.join('; '),
        remarkOf(place),
      ]),
  ),
})

const remarkOf = (place: MapContent['places'][number] | MapContent['regions'][number]): string => {
  const naming = 'unName' in place && place.unName ? [`${place.unName} at the United Nations`] : []
  const region = 'reading' in place ? [place.reading] : []
  return [...(place.isAnnouncedOnly ? ['announced only'] : []), ...naming, ...region].join('; ')
}
