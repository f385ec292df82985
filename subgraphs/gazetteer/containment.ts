import { allPlaces, alsoWithin, placeById } from './places.ts'

/** The place itself, then level by level what contains it. */
const surroundingsOf = (code: string): readonly string[] => {
  const found = new Set([code])
  for (const inner of found) {
    for (const outer of [alsoWithin.get(inner), placeById(inner)?.parent]) if (outer) found.add(outer)
  }
  return [...found]
}

const around = new Map<string, readonly string[]>()
const within = new Map<string, string[]>()
for (const place of allPlaces) {
  const codes = surroundingsOf(place.code)
  around.set(place.code, codes)
  for (const code of codes) {
    const inside = within.get(code)
    if (inside === undefined) within.set(code, [place.code])
    else inside.push(place.code)
  }
}
for (const [code, inside] of within) within.set(code, [code, ...inside.filter(other => other !== code)])

const regionsByMember = new Map<string, string[]>()
for (const { code, members } of allPlaces) {
  for (const member of members.filter(({ certainty }) => certainty === 'POSSIBLE')) {
    regionsByMember.set(member.code, [...(regionsByMember.get(member.code) ?? []), code])
  }
}

/**
 * Lists the codes of a place and of everything surely inside it, itself first: GBLON and GB-SCT are in GB, GB is in 150. An informal
 * region stands for itself only; it is never expanded to countries. Takes any code; empty for an unknown one.
 */
export const placesWithin = (code: string): readonly string[] => within.get(placeById(code)?.code ?? '') ?? []

/** Lists the codes of a place and of everything that surely contains it, nearest first: GBLON, GB, 154, 150. Empty for an unknown code. */
export const placesAround = (code: string): readonly string[] => around.get(placeById(code)?.code ?? '') ?? []

/** Tells whether a place is another one or surely lies inside it. Takes any codes; false for unknown ones. */
export const isWithin = (code: string, outer: string): boolean =>
  placesAround(code).includes(placeById(outer)?.code ?? '')

/** Lists the informal regions that a place possibly belongs to: x-scandinavia for DK and for everything in Denmark. */
export const possibleRegionsOf = (code: string): readonly string[] => [
  ...new Set(placesAround(code).flatMap(outer => regionsByMember.get(outer) ?? [])),
]

/**
 * Lists the codes that only possibly lie inside a place, or overlap it. To be matched beside placesWithin when possible matches are asked
 * for: x-scandinavia for DK, for a city in Denmark and for Northern Europe; everything in DK, FI, NO and SE for x-scandinavia.
 */
export const possiblyWithin = (code: string): readonly string[] => {
  const place = placeById(code)
  if (place === null) return []
  const sure = new Set(placesWithin(place.code))
  const possible = [
    ...possibleRegionsOf(place.code),
    ...[...sure].flatMap(inner => regionsByMember.get(inner) ?? []),
    ...place.members.filter(({ certainty }) => certainty === 'POSSIBLE').flatMap(member => placesWithin(member.code)),
  ]
  return [...new Set(possible)].filter(other => !sure.has(other))
}
