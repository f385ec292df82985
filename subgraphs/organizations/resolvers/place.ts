import type { NameAuthority, Place, RegionMember } from '@exchange-network/gazetteer/place'
import { nameOf, placeById } from '@exchange-network/gazetteer/places'

const placeOf = (code: string | null) => (code === null ? null : placeById(code))

/** Resolvers of the type Place; the other fields are properties of the gazetteer's places. */
export const placeResolvers = {
  __resolveReference: ({ id }: { id: string }) => placeById(id),
  id: ({ code }: Place) => code,
  name: (place: Place, { authority }: { authority?: NameAuthority | null }) => nameOf(place, authority ?? undefined),
  parent: ({ parent }: Place) => placeOf(parent),
  country: ({ country }: Place) => placeOf(country),
  continent: ({ continent }: Place) => placeOf(continent),
}

/** Resolvers of the type RegionMember. */
export const regionMemberResolvers = {
  place: ({ code }: RegionMember) => placeById(code),
}
