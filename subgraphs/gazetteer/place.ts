/** Every kind of place. COUNTRY_OR_AREA is the wording of UN M49, which takes no position on status. */
export const placeKinds = ['COUNTRY_OR_AREA', 'SUBDIVISION', 'CITY', 'M49_REGION', 'INFORMAL_REGION'] as const
/** A kind of place, spelled as in the schema. */
export type PlaceKind = (typeof placeKinds)[number]

/** Everybody whose wording of place names is kept. */
export const nameAuthorities = ['COMMON', 'ISO_3166', 'UN_M49', 'US_STATE_DEPARTMENT'] as const
/** Who words a name so. */
export type NameAuthority = (typeof nameAuthorities)[number]

/** The regional bureaus of the U.S. Department of State. */
export const bureaus = ['AF', 'EAP', 'EUR', 'NEA', 'SCA', 'WHA'] as const
/** A regional bureau of the U.S. Department of State. */
export type Bureau = (typeof bureaus)[number]

/** Whether a place surely belongs to a region. */
export type Certainty = 'CERTAIN' | 'POSSIBLE'

/** A name of a place, as one authority words it. */
export type PlaceName = { readonly value: string; readonly authority: NameAuthority }

/** A place in a region, by its code. */
export type RegionMember = { readonly code: string; readonly certainty: Certainty }

/** A country or area, a part of one, a city or a region. Other places are given by their code. */
export type Place = {
  /** The main code, and the id everywhere in the network: MM, GB-SCT, GBLON, 005, x-scandinavia. */
  readonly code: string
  readonly kind: PlaceKind
  /** Common names first, the usual one at the head; at most one name of each other authority. */
  readonly names: readonly PlaceName[]
  /** ISO 3166-1 codes; null for everything but countries and areas, and for those that ISO does not list. */
  readonly alpha2: string | null
  readonly alpha3: string | null
  /** UN M49 number, three digits; null for parts of countries, cities and informal regions. */
  readonly m49: string | null
  /** Null where no regional bureau is in charge: the United States and its territories, Antarctica, all but countries. */
  readonly bureau: Bureau | null
  /** The next larger place; null for continents and Antarctica. */
  readonly parent: string | null
  /** The country or area that contains it, or itself; null for regions. */
  readonly country: string | null
  /** The M49 continent that contains it, or itself: 002, 009, 019, 142 or 150; null for Antarctica. */
  readonly continent: string | null
  /** Countries and areas of a region, in order of codes; empty for all other places. */
  readonly members: readonly RegionMember[]
}
