import { bureauOf, continentOf, countryOf } from '@exchange-network/gazetteer/places'
import type { Database } from '@exchange-network/kit/database/database'
import type { RowQuery } from '@exchange-network/kit/database/rows'
import { type RawBuilder, sql } from 'kysely'
import { inlineRows } from '../inline-rows.ts'

/** What programs are counted by when they are counted by place. */
export type PlaceColumn = 'country' | 'continent' | 'bureau'

/** Tables that name places of programs: origins of visitors, and where programs are held. */
export type PlaceTable = 'representation' | 'program_place'

/** Columns that hold codes of places, each in an index behind nothing but what its condition fixes. */
const placeColumns = {
  representation: { column: sql.ref('place_code'), condition: sql`true` },
  program_place: { column: sql.ref('place_code'), condition: sql`true` },
  participation: { column: sql.ref('representing_code'), condition: sql`role = 'DELEGATE'` },
}

/** Tables that name places; of participations those of delegates. */
export type PlaceSource = keyof typeof placeColumns

/**
 * Makes the table `place` (code, country, continent, bureau) of the codes that these tables use. The gazetteer lives in
 * the process and not in the database; some hundred codes in use cross over, not its thousands of places. A region has
 * no country and no bureau: it is never expanded to the countries in it.
 */
export const placesInUse = async (database: Database, tables: readonly PlaceSource[]): Promise<RawBuilder<object>> => {
  const { rows } = await sql<{ code: string }>`${sql.join(tables.map(codesInUse), sql` union `)}`.execute(database.read)
  return inlineRows(
    database,
    ['code', 'country', 'continent', 'bureau'],
    rows.map(({ code }) => [code, countryOf(code), continentOf(code), bureauOf(code)]),
  )
}

/** Leaps through the index from one code to the next, so it costs as much as there are codes and not rows. */
const codesInUse = (table: PlaceSource): RawBuilder<unknown> => {
  const { column, condition } = placeColumns[table]
  const first = sql`select min(${column}) from ${sql.table(table)} where ${condition}`
  return sql`
    select code from (
      with recursive used(code) as (
        ${first}
        union all
        select (${first} and ${column} > used.code) from used where used.code is not null
      )
      select code from used where code is not null
    ) as ${sql.ref(`${table}_code`)}`
}

/**
 * Selects program_id, country, continent and bureau of the places of programs: one row per place. With columns to count
 * by, it leaves out a place that says less about them than another place of the same program does: visitors from Denmark and
 * from "Scandinavia" make no unknown country, because the program does not lack that fact. Needs the table `place`.
 */
export const placesOfPrograms = (
  database: Database,
  table: PlaceTable,
  countedBy: readonly PlaceColumn[],
): RowQuery<object> => {
  // All codes in use are there. From place to spot there is an index; the other way round each spot would scan the places.
  const rows = database.read
    .selectFrom('place')
    .innerJoin(`${table} as spot`, 'spot.place_code', 'place.code')
    .select(['spot.program_id', 'place.country', 'place.continent', 'place.bureau'])
  if (countedBy.length === 0) return rows
  return rows.where(eb => {
    const moreTelling = eb
      .selectFrom(`${table} as other_spot`)
      .innerJoin('place as other', 'other.code', 'other_spot.place_code')
      .select('other_spot.id')
      .whereRef('other_spot.program_id', '=', 'spot.program_id')
      .where(inner =>
        inner.and(
          countedBy.map(column =>
            inner.or([
              inner(`place.${column}`, 'is', null),
              inner(`place.${column}`, '=', inner.ref(`other.${column}`)),
            ]),
          ),
        ),
      )
      .where(inner =>
        inner.or(
          countedBy.map(column =>
            inner.and([inner(`place.${column}`, 'is', null), inner(`other.${column}`, 'is not', null)]),
          ),
        ),
      )
    return eb.or([
      eb.and(countedBy.map(column => eb(`place.${column}`, 'is not', null))),
      eb.not(eb.exists(moreTelling)),
    ])
  })
}
