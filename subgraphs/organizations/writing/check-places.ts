import { placeById } from '@exchange-network/gazetteer/places'
import { resolvePlaceName } from '@exchange-network/gazetteer/resolve-place-name'
import type { Problems } from '@exchange-network/kit/writing/problems'

type Field = readonly (string | number)[]

/** Checks the code of a place; answers its main code, null when a problem was added. A name is answered with its code. */
export const checkPlace = (problems: Problems, field: Field, id: string): string | null => {
  const place = placeById(id)
  if (place !== null) return place.code
  const named = resolvePlaceName(id)
  const suggestions = 'code' in named ? [named.code] : named.suggestions
  problems.add(field, 'NOT_FOUND', `There is no place "${id}". Give its code, e.g. "US", "US-CA" or "USSAC".`, {
    suggestions,
  })
  return null
}

const mostPlaces = 200

/** Checks a list of places; repeated ones once. To look for the names next to an unknown one takes long, so no list is longer. */
export const checkPlaces = (problems: Problems, field: Field, ids: readonly string[]): readonly string[] => {
  if (ids.length > mostPlaces) {
    problems.add(field, 'INVALID', `There are ${ids.length} places, but at most ${mostPlaces} are kept.`)
    return []
  }
  return [...new Set(ids.flatMap((id, index) => checkPlace(problems, [...field, index], id) ?? []))]
}
