import type { Place } from './place.ts'
import { type Draft, type Drafts, readDrafts } from './read-drafts.ts'

/** All places, and what tells only their codes. */
export type Gazetteer = Pick<Drafts, 'aliases' | 'alsoWithin'> & { readonly places: readonly Place[] }

const ownTables = new URL('./tables/', import.meta.url)

/** Reads the tables and works out which country, continent and members each place has. Throws one error for all mistakes in the tables. */
export const buildPlaces = (folder: URL = ownTables): Gazetteer => {
  const { drafts, aliases, alsoWithin } = readDrafts(folder)
  const chains = new Map([...drafts.values()].map(draft => [draft.code, chainOf(draft, drafts)]))
  const countriesByRegion = new Map<string, string[]>()
  for (const { code, kind } of drafts.values()) {
    if (kind !== 'COUNTRY_OR_AREA') continue
    const regions = (chains.get(code) ?? []).slice(1).flatMap(region => [region.code, alsoWithin.get(region.code)])
    for (const region of new Set(regions)) {
      if (region !== undefined) countriesByRegion.set(region, [...(countriesByRegion.get(region) ?? []), code])
    }
  }
  const places = [...drafts.values()].map(({ possibleMembers = [], ...draft }): Place => {
    const chain = chains.get(draft.code) ?? []
    const certain = countriesByRegion.get(draft.code) ?? []
    return {
      ...draft,
      country: chain.find(({ kind }) => kind === 'COUNTRY_OR_AREA')?.code ?? null,
      // Only continents are regions without a parent.
      continent: chain.find(({ kind, parent }) => kind === 'M49_REGION' && parent === null)?.code ?? null,
      members: [
        ...certain.toSorted().map(code => ({ code, certainty: 'CERTAIN' as const })),
        ...possibleMembers.toSorted().map(code => ({ code, certainty: 'POSSIBLE' as const })),
      ],
    }
  })
  return { places, aliases, alsoWithin }
}

/** The place itself, then its parent, and so on. */
const chainOf = (draft: Draft, drafts: ReadonlyMap<string, Draft>): readonly Draft[] => {
  const parent = draft.parent === null ? undefined : drafts.get(draft.parent)
  return parent === undefined ? [draft] : [draft, ...chainOf(parent, drafts)]
}
