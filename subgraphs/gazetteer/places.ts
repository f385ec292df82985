import { buildPlaces } from './build-places.ts'
import { foldName } from './fold-name.ts'
import type { Bureau, NameAuthority, Place } from './place.ts'

export type { Place } from './place.ts'

const { places, aliases, alsoWithin: overlapping } = buildPlaces()

/** Regions that contain a region without being its parent: 419, Latin America and the Caribbean, contains 005. */
export const alsoWithin: ReadonlyMap<string, string> = overlapping

const byAnyCode = new Map<string, Place>()
for (const place of places) {
  for (const code of [place.code, place.alpha2, place.alpha3, place.m49]) {
    if (code !== null) byAnyCode.set(code.toUpperCase(), place)
  }
}
for (const [code, sameAs] of aliases) {
  const place = byAnyCode.get(sameAs)
  if (place !== undefined) byAnyCode.set(code, place)
}

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const byName = Map.groupBy(
  places.flatMap(place => [...new Set(place.names.map(name => foldName(name.value)))].map(name => ({ name, place }))),
  entry => entry.name,
)

/**
 * Finds a place by any of its codes: alpha-2, alpha-3, M49 number (three digits), ISO 3166-2, UN/LOCODE (with or without
 * the space) or x- and a name. Upper and lower case are alike. Null for everything else, also for names.
 */
export const placeById = (code: string): Place | null =>
  byAnyCode.get(code.trim().replace(' ', '').toUpperCase()) ?? null

/** Reads the name in the wording of an authority, else the common name. An unknown code is its own name. */
export const nameOf = (place: Place | string, authority: NameAuthority = 'US_STATE_DEPARTMENT'): string => {
  const found = typeof place === 'string' ? placeById(place) : place
  if (found === null) return String(place)
  return (found.names.find(name => name.authority === authority) ?? found.names[0])?.value ?? found.code
}

/** All places, in order of their names in the wording of the State Department, then of their codes. */
export const allPlaces: readonly Place[] = places
  .map(place => ({ place, sortName: foldName(nameOf(place)) }))
  .sort((one, other) => compareText(one.sortName, other.sortName) || compareText(one.place.code, other.place.code))
  .map(({ place }) => place)

/** Finds places by exactly this name in any authority's wording; case and accents do not matter. Several hits mean that it is ambiguous. */
export const placesByName = (name: string): readonly Place[] =>
  byName.get(foldName(name))?.map(entry => entry.place) ?? []

/** Reads the code of the M49 continent; null for Antarctica and for an unknown code. */
export const continentOf = (code: string): string | null => placeById(code)?.continent ?? null

/** Reads the code of the country or area; null for regions and for an unknown code. */
export const countryOf = (code: string): string | null => placeById(code)?.country ?? null

/** Reads the State Department bureau in charge of the country of a place; null for the United States, regions and unknown codes. */
export const bureauOf = (code: string): Bureau | null => {
  const country = countryOf(code)
  return country === null ? null : (placeById(country)?.bureau ?? null)
}
