import type { DataOf } from '../ask.ts'
import { counted } from '../parts/counted.ts'
import { type NamedSource, sourcesLine } from '../parts/sources-line.ts'

type Figures = DataOf<'network-figures'>
type Stats = Figures['years']
type Program = NonNullable<Figures['evidence']>['edges'][number]['node']
type Tally = NonNullable<Program['countryTally']>

/** A program whose sources give several numbers of countries. */
export type TalliedProgram = { readonly slug: string; readonly title: string; readonly tally: Tally }

/** How many programs a bucket holds, e.g. of the status HELD; the unknown bucket's value is null. */
const programsIn = (stats: Stats | undefined, value: string | null): number =>
  stats?.buckets.find(({ keys: [key] }) => key?.value === value)?.programs ?? 0

/** How many different known values there are, e.g. countries of origin. */
export const knownValues = (stats: Stats | undefined): number =>
  stats?.buckets.filter(({ keys: [key] }) => key && !key.unknown).length ?? 0

/** Says how far programs have got: "13 held, 1 announced only, 5 undated". What is none is left out. */
export const statusLine = ({ statuses, years }: Pick<Figures, 'statuses' | 'years'>): string => {
  const held = programsIn(statuses, 'HELD')
  const announced = programsIn(statuses, 'ANNOUNCED')
  const others = (statuses?.total ?? 0) - held - announced
  const undated = programsIn(years, null)
  return [
    held > 0 && `${held} held`,
    announced > 0 && `${announced} announced only`,
    others > 0 && `${others} otherwise`,
    undated > 0 && `${undated} undated`,
  ]
    .filter(Boolean)
    .join(', ')
}

/** Says of how many programs no source names a country, since a count of countries hides them. */
export const placeLine = (destinations: Stats | undefined): string => {
  const unknown = programsIn(destinations, null)
  return unknown === 0 ? 'every program has one' : `${counted(unknown, 'program')} without a stated country`
}

/** Programs of which sources count the countries, where these counts differ. */
export const talliedPrograms = (programs: Figures['evidence']): readonly TalliedProgram[] =>
  (programs?.edges ?? []).flatMap(({ node: { slug, title, countryTally } }) =>
    countryTally && differs(countryTally) ? [{ slug, title, tally: countryTally }] : [],
  )

const differs = ({ announced, reported, listed, distinct }: Tally): boolean =>
  new Set([announced, reported, listed, distinct].filter(count => count !== null)).size > 1

/** Says the numbers side by side: "22 listed, 21 distinct, 19 announced". */
export const tallyLine = ({ announced, listed, distinct }: Tally): string =>
  [
    listed !== null && `${listed} listed`,
    distinct !== null && `${distinct} distinct`,
    announced !== null && `${announced} announced`,
  ]
    .filter(Boolean)
    .join(', ')

/** Adds what parts of the network count; null when one of them does not answer, since a sum without it would be wrong. */
export const sumOf = (parts: readonly ({ readonly totalCount: number } | null | undefined)[]): number | null =>
  parts.every(part => part) ? parts.reduce((sum, part) => sum + (part?.totalCount ?? 0), 0) : null

/** Says which documents the network knows, where a figure counts all of it. */
export const allSourcesLine = (sources: Figures['sources']): string => {
  if (!sources) return unreachable
  const { edges, totalCount } = sources
  return edges.length < totalCount
    ? `From ${counted(totalCount, 'document')}.`
    : sourcesLine(edges.map(({ node }) => node))
}

/** The same of a figure on programs: only the documents that speak of what it counts, under the filters in use. */
export const programSourcesLine = (
  programs: Figures['evidence'],
  sourcesOf: (program: Program) => readonly NamedSource[],
): string => {
  if (!programs) return unreachable
  // The answer holds the first programs only: what it says of these is not said of all.
  if (programs.edges.length < programs.totalCount) return 'Each program names its documents.'
  return sourcesLine(programs.edges.flatMap(({ node }) => sourcesOf(node)))
}

const unreachable = 'The documents behind it cannot be reached at the moment.'
