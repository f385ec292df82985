import { foldName } from '@exchange-network/gazetteer/fold-name'
import { countRows, type RowQuery } from '@exchange-network/kit/database/rows'
import { problem } from '@exchange-network/kit/errors/problem'
import { type ProgramFilter, programFilter } from './filter.ts'
import { once } from './once.ts'
import type { ProgramScope } from './scope.ts'
import { type DimensionReading, type ProgramDimension, readings } from './statistics/dimensions.ts'
import { countDelegates, countPrograms, type Group, type Grouping, groupKey } from './statistics/grouping.ts'
import { type PlaceSource, placesInUse } from './statistics/origins.ts'
import { tellable } from './statistics/suppression.ts'
import { visiblePrograms } from './visible.ts'

/** One value of a bucket; null with `unknown` for programs that lack the fact. */
export type BucketKey = {
  readonly dimension: ProgramDimension
  readonly value: string | null
  readonly label: string
  readonly unknown: boolean
}

/** Programs that share the same values. */
export type Bucket = {
  readonly keys: readonly BucketKey[]
  readonly programs: number
  readonly countries: number
  /**
   * Null when fewer than five are registered, and where a smaller number could be worked out of this one. All buckets of
   * one answer share the statement.
   */
  delegates(): Promise<number | null>
}

/** Counts of programs. Nothing is counted before it is asked for. */
export type ProgramStats = {
  readonly multiValued: boolean
  total(): Promise<number>
  buckets(): Promise<readonly Bucket[]>
}

/** What to count, and by what. */
export type StatisticsArguments = {
  readonly groupBy: readonly ProgramDimension[]
  readonly filter?: ProgramFilter | null | undefined
}

const maxDimensions = 4
const maxBuckets = 10_000

/**
 * Counts the programs that exist for the viewer by one to four dimensions. The database groups: two statements for
 * all buckets (codes of places in use, groups), two more for delegates and one for the total, whatever the number of programs.
 * Throws BAD_USER_INPUT for dimensions that cannot be counted by together, and, when read, for more than 10,000 buckets.
 */
export const programStats = ({ groupBy, filter }: StatisticsArguments, scope: ProgramScope): ProgramStats => {
  checkDimensions(groupBy)
  const dimensions = groupBy.map(dimension => readings[dimension])
  const counted = programsToCount(filter, scope)
  const grouping = async (tables: readonly PlaceSource[]): Promise<Grouping> => {
    const places = await placesInUse(scope.database, tables)
    return { dimensions, counted, places, scope }
  }
  const tables = placeTables(dimensions)
  const delegates = once(async () => {
    const cells = await countDelegates(await grouping([...tables, 'participation']))
    return new Map([...tellable(cells)].map(({ keys, people }) => [groupKey(keys), people]))
  })
  return {
    multiValued: dimensions.some(({ many }) => many),
    total: once(async () => {
      const query = scope.database.read.selectFrom(counted.as('counted')).select(countRows.as('total'))
      return (await query.executeTakeFirstOrThrow()).total
    }),
    buckets: once(async () => {
      const groups = await countPrograms(await grouping(tables), maxBuckets + 1)
      if (groups.length > maxBuckets) throw tooManyBuckets(groupBy)
      return groups.map(group => bucketOf(group, groupBy, delegates)).toSorted(byWeight)
    }),
  }
}

const programsToCount = (filter: ProgramFilter | null | undefined, scope: ProgramScope): RowQuery<object> => {
  const programs: RowQuery<object> = scope.database.read
    .selectFrom('program')
    .select(['program.id', 'program.series_id', 'program.kind', 'program.direction', 'program.status'])
    .select(['program.date_year', 'program.date_month', 'program.fiscal_year'])
    .where(visiblePrograms(scope.rights))
  return programFilter(filter, scope)(programs)
}

/** Origins are always needed, since every bucket tells its number of countries. */
const placeTables = (dimensions: readonly DimensionReading[]): readonly PlaceSource[] => [
  ...new Set<PlaceSource>(['representation', ...dimensions.flatMap(({ place }) => place?.table ?? [])]),
]

const bucketOf = (
  { keys, names, programs, countries }: Group,
  groupBy: readonly ProgramDimension[],
  delegates: () => Promise<ReadonlyMap<string, number>>,
): Bucket => ({
  keys: groupBy.map((dimension, index) => {
    const value = keys[index] ?? null
    const label = value === null ? 'Unknown' : readings[dimension].label(value, names[index] ?? null)
    return { dimension, value, label, unknown: value === null }
  }),
  programs,
  countries,
  delegates: async () => (await delegates()).get(groupKey(keys)) ?? null,
})

/**
 * Most programs first, then most countries, then labels from the first key to the last; equal labels by their values.
 * Times stand in the order of time: "July 2024" before "May 2024" would be the alphabet's order and nobody's.
 */
const byWeight = (one: Bucket, other: Bucket): number =>
  other.programs - one.programs || other.countries - one.countries || compareText(textOf(one), textOf(other))

const textOf = ({ keys }: Bucket): string =>
  [...keys.map(orderedBy), ...keys.map(({ value }) => value ?? '')].join('\u0000')

const times: ReadonlySet<ProgramDimension> = new Set(['YEAR', 'FISCAL_YEAR', 'MONTH'])

const orderedBy = ({ dimension, value, label }: BucketKey): string =>
  value !== null && times.has(dimension) ? value : foldName(label)

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const checkDimensions = (groupBy: readonly ProgramDimension[]): void => {
  if (groupBy.length === 0 || groupBy.length > maxDimensions) {
    throw problem(
      'BAD_USER_INPUT',
      `Argument "groupBy" names ${groupBy.length} dimensions, but programs are counted by 1 to ${maxDimensions}. Name what to count by.`,
    )
  }
  const twice = groupBy.find((dimension, index) => groupBy.indexOf(dimension) !== index)
  if (twice !== undefined) {
    throw problem(
      'BAD_USER_INPUT',
      `Argument "groupBy" names "${twice}" twice, but each dimension counts once. Name it once.`,
    )
  }
}

const tooManyBuckets = (groupBy: readonly ProgramDimension[]) =>
  problem(
    'BAD_USER_INPUT',
    `Counting by "${groupBy.join('", "')}" makes more than ${maxBuckets} buckets, which is more than one answer holds. Filter more narrowly, or count by fewer dimensions.`,
  )
