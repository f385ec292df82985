import type { RowQuery } from '@exchange-network/kit/database/rows'
import type { ProgramScope } from '../scope.ts'
import { visibleRoles } from '../visible-roles.ts'
import { asItIs, bureauLabel, byName, fiscalYearLabel, inWords, type Label, monthLabel, placeLabel } from './labels.ts'
import { type PlaceColumn, type PlaceTable, placesOfPrograms } from './origins.ts'

/** What programs can be counted by; the enum of the schema. */
export const programDimensions = [
  'YEAR',
  'FISCAL_YEAR',
  'MONTH',
  'SERIES',
  'KIND',
  'DIRECTION',
  'STATUS',
  'ORIGIN_COUNTRY',
  'ORIGIN_CONTINENT',
  'ORIGIN_BUREAU',
  'HELD_IN_COUNTRY',
  'HOST',
  'LOCAL_COORDINATOR',
  'TOPIC',
] as const
/** One of the things that programs can be counted by. */
export type ProgramDimension = (typeof programDimensions)[number]

/** How a dimension is read from the query of programs that are counted, whose table goes by `counted`. */
export type DimensionReading = {
  /** True when a program can have several values, whether or not one does. */
  readonly many: boolean
  /** SQL reference of the value; null there is a program that lacks the fact. */
  readonly value: string
  /** SQL reference of what the database calls the value. */
  readonly name?: string
  readonly label: Label
  /** The place that it is read from. ORIGIN_* of one query read the same origin, so no bucket pairs Israel with EUR. */
  readonly place?: { readonly table: PlaceTable; readonly column: PlaceColumn }
  readonly join?: (query: RowQuery<object>, scope: ProgramScope) => RowQuery<object>
}

const ofProgram = (column: string, label: Label): DimensionReading => ({
  many: false,
  value: `counted.${column}`,
  label,
})

const ofOrigin = (column: PlaceColumn, label: Label): DimensionReading => ({
  many: true,
  value: `origin.${column}`,
  label,
  place: { table: 'representation', column },
})

/** Organizations that the viewer may not see are not joined, so programs that have only such count as unknown. */
const ofRole = (kind: 'HOST' | 'LOCAL_COORDINATOR', alias: string): DimensionReading => ({
  many: true,
  value: `${alias}.value`,
  name: `${alias}.name`,
  label: byName,
  join: (query, scope) =>
    query.leftJoin(
      visibleRoles(scope)
        .where('role.kind', '=', kind)
        .select(eb => [
          'role.program_id',
          eb.fn.coalesce('organization.slug', 'role.organization_id').as('value'),
          eb.fn.coalesce('organization.name', 'organization.slug', 'role.organization_id').as('name'),
        ])
        .as(alias),
      `${alias}.program_id`,
      'counted.id',
    ),
})

/** How each dimension is read. */
export const readings: Readonly<Record<ProgramDimension, DimensionReading>> = {
  YEAR: ofProgram('date_year', asItIs),
  FISCAL_YEAR: ofProgram('fiscal_year', fiscalYearLabel),
  MONTH: ofProgram('date_month', monthLabel),
  SERIES: {
    many: false,
    value: 'series_of.slug',
    name: 'series_of.name',
    label: byName,
    join: (query, { database }) =>
      query.leftJoin(
        database.read.selectFrom('series').select(['series.id', 'series.slug', 'series.name']).as('series_of'),
        'series_of.id',
        'counted.series_id',
      ),
  },
  KIND: ofProgram('kind', inWords),
  DIRECTION: ofProgram('direction', inWords),
  STATUS: ofProgram('status', inWords),
  ORIGIN_COUNTRY: ofOrigin('country', placeLabel),
  ORIGIN_CONTINENT: ofOrigin('continent', placeLabel),
  ORIGIN_BUREAU: ofOrigin('bureau', bureauLabel),
  HELD_IN_COUNTRY: {
    many: true,
    value: 'held_in.country',
    label: placeLabel,
    place: { table: 'program_place', column: 'country' },
    join: (query, { database }) =>
      query.leftJoin(
        placesOfPrograms(database, 'program_place', ['country']).as('held_in'),
        'held_in.program_id',
        'counted.id',
      ),
  },
  HOST: ofRole('HOST', 'host'),
  LOCAL_COORDINATOR: ofRole('LOCAL_COORDINATOR', 'coordinator'),
  TOPIC: {
    many: true,
    value: 'topic_of.slug',
    name: 'topic_of.label',
    label: byName,
    join: (query, { database }) =>
      query.leftJoin(
        database.read
          .selectFrom('program_topic as subject')
          .innerJoin('topic', 'topic.id', 'subject.topic_id')
          .select(['subject.program_id', 'topic.slug', 'topic.label'])
          .as('topic_of'),
        'topic_of.program_id',
        'counted.id',
      ),
  },
}
