import { placesWithin } from '@exchange-network/gazetteer/containment'
import type { Bureau, Place, PlaceKind } from '@exchange-network/gazetteer/place'
import { allPlaces, placeById, placesByName } from '@exchange-network/gazetteer/places'
import type { Database } from '@exchange-network/kit/database/database'
import type { Connection } from '@exchange-network/kit/paging/page'
import { readListConnection } from './list-connection.ts'

/** The contract's input PlaceFilter. */
export type PlaceFilter = {
  readonly ids?: readonly string[] | null
  readonly name?: string | null
  readonly kinds?: readonly PlaceKind[] | null
  readonly within?: readonly string[] | null
  readonly bureaus?: readonly Bureau[] | null
}

/** Which page of the places. */
export type PlacesPage = {
  readonly filter: PlaceFilter
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
}

/** Lists the places that match, by their names in the wording of the State Department. Runs no SQL: places are read at the start. */
export const readPlaces = (database: Database, { filter, first, after }: PlacesPage): Connection<Place> =>
  readListConnection({
    database,
    items: matchingPlaces(filter),
    keyOf: ({ code }) => code,
    binding: JSON.stringify(['places', filter]),
    first,
    after,
  })

const matchingPlaces = ({ ids, name, kinds, within, bureaus }: PlaceFilter): readonly Place[] => {
  const codes = ids && new Set(ids.map(id => placeById(id)?.code))
  const named = typeof name === 'string' ? new Set(placesByName(name)) : null
  // Inside a place is not the place itself, unless it lies in another one of the list.
  const inner = within && new Set(within.flatMap(code => placesWithin(code).slice(1)))
  return allPlaces.filter(
    place =>
      (!codes || codes.has(place.code)) &&
      (!named || named.has(place)) &&
      (!kinds || kinds.includes(place.kind)) &&
      (!inner || inner.has(place.code)) &&
      (!bureaus || (place.bureau !== null && bureaus.includes(place.bureau))),
  )
}
