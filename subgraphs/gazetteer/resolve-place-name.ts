import { placesWithin } from './containment.ts'
import { nameKey } from './name-key.ts'
import { type KnownName, nearestNames } from './nearest-names.ts'
import { allPlaces, nameOf, type Place, placeById } from './places.ts'
import { createProblems, readTable } from './read-table.ts'

/** The place that a text means, or what to write instead. */
export type ResolvedPlaceName =
  | { readonly place: Place; readonly code: string }
  | {
      /** True where several places go by this name; false where none does. */
      readonly isAmbiguous: boolean
      /** Each resolves as it stands: "Georgia (GE)" and "Georgia (US-GA)", or names that are near. */
      readonly suggestions: readonly string[]
    }

/**
 * Finds the one place that somebody means by a name or code: "Burma", "VIET NAM", "St. Lucia", "Korea, South", "Paris,
 * France", "Georgia (US-GA)", "MM". A country goes before parts of other countries of the same name (Niger, Mexico), and a
 * city before parts of its own country (Paris). What else has several meanings is not guessed.
 */
export const resolvePlaceName = (text: string): ResolvedPlaceName => {
  const found = candidatesOf(text)
  const [place] = found
  if (place !== undefined && found.length === 1) return { place, code: place.code }
  if (place !== undefined) return { isAmbiguous: true, suggestions: found.map(suggestionOf) }
  const [, head = ''] = headAndTail.exec(text.trim()) ?? []
  const ofHead = byKey(nameKey(head)).map(suggestionOf)
  return { isAmbiguous: false, suggestions: ofHead.length > 0 ? ofHead : nearTo(nameKey(text)) }
}

const suggestionOf = (place: Place): string => `${nameOf(place)} (${place.code})`

// "Paris, France" and "Georgia (US-GA)".
const headAndTail = /^([^,(]+)[,(]([^)]+)\)?$/u

const candidatesOf = (text: string): readonly Place[] => {
  const byWords = byKey(nameKey(text))
  if (byWords.length > 0) return byWords
  const byCode = placeById(text)
  if (byCode !== null) return [byCode]
  const [, head = '', tail = ''] = headAndTail.exec(text.trim()) ?? []
  const turned = tail === '' ? [] : byKey(nameKey(`${tail} ${head}`))
  if (turned.length > 0) return turned
  const within = tail === '' ? [] : qualified(head, tail.trim())
  return within.length > 0 ? within : byKey(nameKey(text).replace(formOfState, ''))
}

// "Republic of Kenya", "Islamic Republic of Pakistan", "State of Israel".
const formOfState =
  /^(?:(?:arab|cooperative|democratic|federal|federative|hashemite|islamic|oriental|peoples|plurinational|socialist|united) )*(?:commonwealth|federation|kingdom|principality|republic|state|states|sultanate|union) of /u

/** Places of a name that a second word tells apart: their code, their country, or another of their names. */
const qualified = (head: string, tail: string): readonly Place[] => {
  const named = [...new Set([...everyByKey(nameKey(head)), ...byKey(nameKey(head))])]
  const outer = [placeById(tail), ...everyByKey(nameKey(tail)), placeById(`US-${tail}`)].filter(place => place !== null)
  const codes = new Set(outer.flatMap(place => placesWithin(place.code)))
  const outerCodes = new Set(outer.map(place => place.code))
  const exact = named.filter(place => outerCodes.has(place.code))
  return exact.length > 0 ? exact : preferred(named.filter(place => codes.has(place.code)))
}

const byKey = (key: string): readonly Place[] => decided.get(key) ?? preferred(everyByKey(key))

const preferred = (places: readonly Place[]): readonly Place[] => {
  const countries = places.filter(place => place.kind === 'COUNTRY_OR_AREA')
  if (countries.length === 1) return countries
  const cities = places.filter(place => place.kind === 'CITY')
  const [city] = cities
  return cities.length === 1 && places.every(place => place.country === city?.country) ? cities : places
}

const everyByKey = (key: string): readonly Place[] => placesByKey.get(key) ?? []

const knownNames: readonly (KnownName & { readonly place: Place })[] = allPlaces.flatMap(place =>
  place.names.map(({ value }) => ({ key: nameKey(value), value, place })),
)

const placesByKey = new Map(
  [...Map.groupBy(knownNames, ({ key }) => key)].map(([key, names]) => [
    key,
    [...new Set(names.map(({ place }) => place))],
  ]),
)

/** Names whose meaning a table decides: none of the places is taken for another one. */
const readDecided = (): ReadonlyMap<string, readonly Place[]> => {
  const problems = createProblems()
  const complain = problems.about('decided-names.csv')
  const rows = readTable(new URL('./tables/', import.meta.url), 'decided-names.csv', ['name', 'codes'])
  const entries = rows.map(row => {
    const places = row.cells.codes.split(' ').map(code => placeById(code))
    if (places.includes(null)) complain(row, 'codes', 'holds a code of no place.')
    return [nameKey(row.cells.name), places.filter(place => place !== null)] as const
  })
  problems.throwIfAny()
  return new Map(entries)
}

const decided = readDecided()

// Countries first: where a name is near to two, the country is meant more often.
const likelyNames = knownNames.toSorted((one, other) => rankOf(one.place) - rankOf(other.place))
function rankOf({ kind, country }: Place): number {
  if (kind === 'COUNTRY_OR_AREA') return 0
  return kind === 'SUBDIVISION' && country !== 'US' ? 2 : 1
}

const mostSuggestions = 3
const mostRemembered = 2_000
const remembered = new Map<string, readonly string[]>()

/** A file repeats its mistakes, and looking through all names takes a while. */
const nearTo = (key: string): readonly string[] => {
  const known = remembered.get(key)
  if (known !== undefined) return known
  if (remembered.size >= mostRemembered) remembered.clear()
  const names = key === '' ? [] : nearestNames(key, likelyNames, mostSuggestions)
  remembered.set(key, names)
  return names
}
