import { type Address, linkWith } from '../address.ts'
import type { DataOf } from '../ask.ts'
import { counted } from '../parts/counted.ts'
import { dateWords } from '../parts/date-words.ts'

/** One country or area on the map, in one direction. A place with both directions is there twice. */
export type MapPlace = {
  readonly kind: 'origin' | 'destination'
  readonly code: string
  /** Key of its outline or of its entry among the small places; null where the map has neither. */
  readonly key: string | null
  readonly name: string
  /** What the United Nations write, where that differs. */
  readonly unName: string | null
  /** Different programs, each counted once. */
  readonly count: number
  /** What sources print, in the order first met; origins and destinations may be printed as a city or a region. */
  readonly printed: readonly string[]
  /** No source says yet that any of these programs took place. */
  readonly isAnnouncedOnly: boolean
  /** The dates of delegations, in words. */
  readonly when: readonly string[]
  readonly isSelected: boolean
  /** Filters by it, or takes that filter away. */
  readonly href: string
}

/** An origin or destination that is no country: it is never spread over countries. */
export type MapRegion = Omit<MapPlace, 'key' | 'unName' | 'href'> & {
  readonly reading: string
  /** Null where the network knows no such place. */
  readonly href: string | null
}

export type MapContent = { readonly places: readonly MapPlace[]; readonly regions: readonly MapRegion[] }

type Origins = DataOf<'visitor-origins'> | null
type Destinations = DataOf<'delegation-destinations'> | null
type Country = NonNullable<
  NonNullable<NonNullable<Destinations>['programs']>['edges'][number]['node']['places'][number]['place']
>['country']

/** What sources say of one place and direction, before it is counted. */
type Mention = {
  readonly kind: MapPlace['kind']
  readonly place: Country
  /** Of what is no country. */
  readonly region: { readonly code: string; readonly name: string; readonly kind: string } | null
  readonly printed: string
  readonly programs: readonly { readonly slug: string; readonly isAnnounced: boolean; readonly when: string | null }[]
}

/** Gathers what a map shows: one entry for each place and direction, most programs first, then by name. */
export const mapContent = (origins: Origins, destinations: Destinations, address: Address): MapContent => {
  const groups = Map.groupBy([...originMentions(origins), ...destinationMentions(destinations)], mentionKey)
  const entries = [...groups.values()].map(mentions => entryOf(mentions, address))
  const sorted = entries.sort(
    (one, other) =>
      Number(one.kind === 'destination') - Number(other.kind === 'destination') ||
      other.count - one.count ||
      one.name.localeCompare(other.name, 'en'),
  )
  return {
    places: sorted.filter((entry): entry is MapPlace => 'key' in entry),
    regions: sorted.filter((entry): entry is MapRegion => 'reading' in entry),
  }
}

const originMentions = (origins: Origins): readonly Mention[] =>
  (origins?.originMatrix ?? []).map(({ place, label, programs }) => {
    const isCountry = place?.kind === 'COUNTRY_OR_AREA'
    return {
      kind: 'origin',
      place: isCountry ? place : null,
      region: isCountry ? null : place,
      printed: label,
      programs: programs.map(({ slug }) => ({ slug, isAnnounced: false, when: null })),
    }
  })

const destinationMentions = (destinations: Destinations): readonly Mention[] =>
  (destinations?.programs?.edges ?? []).flatMap(({ node }) => {
    const program = { slug: node.slug, isAnnounced: node.status !== 'HELD', when: dateWords(node.dates) }
    return node.places.map(
      ({ place, label }): Mention => ({
        kind: 'destination',
        place: place?.country ?? null,
        region: place?.country ? null : place,
        printed: label,
        programs: [program],
      }),
    )
  })

const mentionKey = ({ kind, place, region, printed }: Mention): string =>
  `${kind} ${place?.code ?? region?.code ?? `"${printed}"`}`

const entryOf = (mentions: readonly Mention[], address: Address): MapPlace | MapRegion => {
  const [{ kind, place, region, printed }] = mentions as readonly [Mention]
  const programs = [...new Map(mentions.flatMap(one => one.programs).map(one => [one.slug, one])).values()]
  const code = place?.code ?? region?.code ?? ''
  const filter = kind === 'origin' ? 'from' : 'to'
  const isSelected = code !== '' && address.query[filter] === code
  const href = linkWith(address, { [filter]: isSelected ? null : code, after: null })
  const entry = {
    kind,
    code,
    name: place?.name ?? region?.name ?? printed,
    count: programs.length,
    printed: [...new Set(mentions.map(one => one.printed))],
    isAnnouncedOnly: programs.every(({ isAnnounced }) => isAnnounced),
    when: programs.flatMap(({ when }) => when ?? []),
    isSelected,
  }
  if (place === null) return { ...entry, reading: readingOf(region?.kind), href: region ? href : null }
  const unName = place.unName === place.name ? null : place.unName
  return { ...entry, href, unName, key: place.m49 ?? place.code }
}

const readingOf = (kind: string | undefined): string => {
  if (kind === 'INFORMAL_REGION') return 'A region without fixed members: no source says which countries.'
  if (kind === 'M49_REGION') return 'A region of several countries: no source says which of them.'
  return 'Not on the map: the place is not known, or not reachable at the moment.'
}

/** Says what a place stands for: "Georgia: 3 programs, visitors from here". */
export const placeWords = ({ kind, name, count, isAnnouncedOnly, isSelected }: MapPlace | MapRegion): string => {
  const what = kind === 'origin' ? 'visitors from here' : 'a delegation went here'
  const planned = isAnnouncedOnly ? 'a delegation announced only' : what
  return `${name}: ${counted(count, 'program')}, ${planned}${isSelected ? ', filter in use' : ''}`
}
