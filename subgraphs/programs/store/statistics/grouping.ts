import type { RowQuery } from '@exchange-network/kit/database/rows'
import { type RawBuilder, sql } from 'kysely'
import type { ProgramScope } from '../scope.ts'
import { namedParticipation, visibleParticipations } from '../visible.ts'
import type { DimensionReading } from './dimensions.ts'
import { placesOfPrograms } from './origins.ts'
import type { Cell } from './suppression.ts'

/** Programs to be counted, and by what. */
export type Grouping = {
  readonly dimensions: readonly DimensionReading[]
  /** The programs: filtered, and only those that exist for the viewer. */
  readonly counted: RowQuery<object>
  /** The table `place` of the codes in use: of origins, and whatever else is to be counted. */
  readonly places: RawBuilder<object>
  readonly scope: ProgramScope
}

/** One group as the database answers it: `keys` and `names` in the order of the dimensions, null for unknown. */
export type Group = {
  readonly keys: readonly (string | null)[]
  readonly names: readonly (string | null)[]
  readonly programs: number
  readonly countries: number
}

type CountedRow = Readonly<Record<string, string | number | null>>

/** Counts programs and countries of origin of each combination of values, at most `limit` of them, in no order. */
export const countPrograms = async (grouping: Grouping, limit: number): Promise<readonly Group[]> => {
  const rows = (await joinOrigins(groups(grouping), grouping)
    .select([
      ...grouping.dimensions.map(({ value }, index) => sql.ref(value).as(`key_${index}`)),
      ...grouping.dimensions.map(({ name }, index) =>
        (name ? sql`max(${sql.ref(name)})` : sql`null`).as(`name_${index}`),
      ),
      countDistinct('counted.id').as('programs'),
      // A visitor's origin without a country (Scandinavia, "Africa") is no country: nothing is expanded or guessed.
      countDistinct('origin.country').as('countries'),
    ])
    .limit(limit)
    .execute()) as CountedRow[]
  return rows.map(row => ({
    keys: keysOf(row, grouping),
    names: grouping.dimensions.map((_, index) => textOf(row[`name_${index}`])),
    programs: Number(row.programs),
    countries: Number(row.countries),
  }))
}

/**
 * Counts the registered delegates of each combination of values; combinations without any are missing. Only
 * participations that exist for the viewer count, and none that was withdrawn. Where programs are counted by origin, a
 * delegate counts for the origin that he or she represents, which of those whose name is withheld nobody may know.
 */
export const countDelegates = async (grouping: Grouping): Promise<readonly Cell[]> => {
  const byOrigin = originColumns(grouping)
  const base = byOrigin.length === 0 ? groups(grouping) : joinOrigins(groups(grouping), grouping)
  const rows = (await base
    .innerJoin(delegates(grouping.scope, byOrigin.length > 0).as('delegate'), 'delegate.program_id', 'counted.id')
    .where(eb =>
      eb.and(
        byOrigin.map(column =>
          eb.or([eb(`origin.${column}`, 'is', null), eb(`origin.${column}`, '=', eb.ref(`delegate.${column}`))]),
        ),
      ),
    )
    .select([
      ...grouping.dimensions.map(({ value }, index) => sql.ref(value).as(`key_${index}`)),
      countDistinct('delegate.id').as('delegates'),
    ])
    .execute()) as CountedRow[]
  return rows.map(row => ({ keys: keysOf(row, grouping), people: Number(row.delegates) }))
}

/** Selects the delegates; where it matters, with the country, continent and bureau that they represent. */
const delegates = ({ database, rights }: ProgramScope, byOrigin: boolean): RowQuery<object> => {
  const registered = (query: RowQuery<object>) =>
    query
      .where('participation.role', '=', 'DELEGATE')
      .where('participation.attendance', '!=', 'WITHDRAWN')
      .where(visibleParticipations(rights))
      .select(['participation.id', 'participation.program_id'])
  const all = database.read.selectFrom('participation')
  if (!byOrigin) return registered(all)
  const unknown = sql<string | null>`cast(null as text)`
  const isNamed = namedParticipation(rights)
  return registered(
    database.read.selectFrom('place').innerJoin('participation', 'participation.representing_code', 'place.code'),
  )
    .where(isNamed)
    .select(['place.country', 'place.continent', 'place.bureau'])
    .unionAll(
      registered(
        all.where(eb => eb.or([eb('participation.representing_code', 'is', null), eb.not(isNamed(eb))])),
      ).select([unknown.as('country'), unknown.as('continent'), unknown.as('bureau')]),
    )
}

/** Names a combination of values. */
export const groupKey = (keys: readonly (string | null)[]): string => JSON.stringify(keys)

/** All programs with their values, grouped. Left joins: a program without a value has null there, the unknown bucket. */
const groups = ({ dimensions, counted, places, scope }: Grouping): RowQuery<object> => {
  const programs: RowQuery<object> = scope.database.read
    .with(
      cte => cte('place').materialized(),
      () => places,
    )
    .with('counted', () => counted)
    .selectFrom('counted')
  return dimensions.reduce((query, { join, value }) => (join ? join(query, scope) : query).groupBy(value), programs)
}

const joinOrigins = (query: RowQuery<object>, grouping: Grouping): RowQuery<object> =>
  query.leftJoin(
    placesOfPrograms(grouping.scope.database, 'representation', originColumns(grouping)).as('origin'),
    'origin.program_id',
    'counted.id',
  )

const originColumns = ({ dimensions }: Grouping) =>
  dimensions.flatMap(({ place }) => (place?.table === 'representation' ? [place.column] : []))

const countDistinct = (column: string) => sql<number>`cast(count(distinct ${sql.ref(column)}) as integer)`

const keysOf = (row: CountedRow, { dimensions }: Grouping) => dimensions.map((_, index) => textOf(row[`key_${index}`]))

const textOf = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value)
