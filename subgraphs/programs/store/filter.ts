import { placesWithin, possiblyWithin } from '@exchange-network/gazetteer/containment'
import { instantOf } from '@exchange-network/kit/database/instant'
import { type DateRange, whereInWindow } from '@exchange-network/kit/dates/window'
import { whereHasConflicts } from '@exchange-network/kit/provenance/conflict-connection'
import { type SqlBool, sql } from 'kysely'
import { programProvenance } from './claims.ts'
import { type Condition, type List, whereListed } from './filter-lists.ts'
import { type OrganizationRoleFilter, whereOrganization, withoutRole } from './filter-roles.ts'
import { inlineRows } from './inline-rows.ts'
import type { ProgramQuery, ProgramScope } from './scope.ts'
import { existingPerson, visibleOutputs, visibleParticipations } from './visible.ts'

/** A fact that programs can lack; the enum of the schema. */
export type ProgramFact = 'TITLE' | 'DATE' | 'PLACE' | 'HOST' | 'LOCAL_COORDINATOR' | 'SERIES'

/** The input ProgramFilter of the schema. */
export type ProgramFilter = {
  readonly ids?: List<string>
  readonly kinds?: List<string>
  readonly series?: List<string>
  readonly directions?: List<string>
  readonly statuses?: List<string>
  readonly dates?: DateRange | null
  readonly fiscalYears?: List<number>
  readonly heldIn?: List<string>
  readonly originIn?: List<string>
  readonly includePossible?: boolean | null
  readonly organization?: OrganizationRoleFilter | null
  readonly people?: List<string>
  readonly topics?: List<string>
  readonly hasOutputs?: List<string>
  readonly hasConflicts?: boolean | null
  readonly missing?: List<ProgramFact>
  /** RFC 3339. */
  readonly updatedSince?: string | null
}

/**
 * Narrows a query of `program` to what the filter asks for. Says nothing about visibility of the programs themselves, but
 * looks only at organizations, people, participations and outputs that exist for the viewer.
 * Throws BAD_USER_INPUT for a window that is none.
 */
export const programFilter = (filter: ProgramFilter | null | undefined, scope: ProgramScope) => {
  const conditions = filter ? conditionsOf(filter, scope) : []
  return <O>(query: ProgramQuery<O>): ProgramQuery<O> =>
    conditions.reduce((narrowed, condition) => narrowed.where(condition), query)
}

const conditionsOf = (filter: ProgramFilter, scope: ProgramScope): readonly Condition[] => [
  ...whereListed(filter.ids, ids => eb => eb.or([eb('program.id', 'in', ids), eb('program.slug', 'in', ids)])),
  ...whereListed(filter.kinds, kinds => eb => eb('program.kind', 'in', kinds)),
  ...whereListed(filter.series, ids => inSeries(ids)),
  ...whereListed(filter.directions, directions => eb => eb('program.direction', 'in', directions)),
  ...whereListed(filter.statuses, statuses => eb => eb('program.status', 'in', statuses)),
  ...whenGiven(filter.dates, dates =>
    whereInWindow({ earliest: 'program.date_earliest', latest: 'program.date_latest' }, dates, 'filter.dates'),
  ),
  ...whereListed(filter.fiscalYears, years => eb => eb('program.fiscal_year', 'in', years)),
  ...whereListed(filter.heldIn, codes => inPlaces('program_place', codes, filter, scope)),
  ...whereListed(filter.originIn, codes => inPlaces('representation', codes, filter, scope)),
  ...whenGiven(filter.organization, organization => whereOrganization(organization, scope)),
  ...whereListed(filter.people, people => withPeople(people, scope)),
  ...whereListed(filter.topics, topics => onTopics(topics, scope)),
  ...whereListed(filter.hasOutputs, kinds => withOutputs(kinds, scope)),
  ...whenGiven(filter.hasConflicts, wanted => {
    // The program's own conflicts, decided or not: those that its field `conflicts` shows.
    const conflicting = whereHasConflicts('Program', 'program.id', programProvenance(scope.rights))
    return wanted ? conflicting : eb => eb.not(conflicting(eb))
  }),
  // The one list of which all entries must hold: an empty one asks for nothing and so matches everything.
  ...[...new Set(filter.missing)].map(fact => lacking(fact, scope)),
  ...whenGiven(filter.updatedSince, since => eb => eb('program.updated_at', '>=', instantOf(scope.database, since))),
]

const whenGiven = <T>(value: T | null | undefined, condition: (value: T) => Condition): readonly Condition[] =>
  value === null || value === undefined ? [] : [condition(value)]

const inSeries =
  (ids: readonly string[]): Condition =>
  eb =>
    eb(
      'program.series_id',
      'in',
      eb
        .selectFrom('series')
        .select('series.id')
        .where(inner => inner.or([inner('series.id', 'in', ids), inner('series.slug', 'in', ids)])),
    )

/** Matches programs with a row of this table for one of the places or anything inside them. An unknown place matches nothing. */
const inPlaces = (
  table: 'program_place' | 'representation',
  codes: readonly string[],
  { includePossible }: ProgramFilter,
  { database }: ProgramScope,
): Condition => {
  const matched = codes.flatMap(code => [...placesWithin(code), ...(includePossible ? possiblyWithin(code) : [])])
  const rows = [...new Set(matched)].map(code => [code])
  // Not "exists": SQLite would read the list of codes again for each program.
  return eb =>
    eb(
      'program.id',
      'in',
      eb
        .selectFrom(`${table} as spot`)
        .select('spot.program_id')
        .where('spot.place_code', 'in', inlineRows(database, ['code'], rows)),
    )
}

const withPeople =
  (people: readonly string[], { rights }: ProgramScope): Condition =>
  eb =>
    eb.exists(
      eb
        .selectFrom('participation')
        .innerJoin('projected_record as person', join =>
          join.onRef('person.record_id', '=', 'participation.person_id').on('person.type', '=', 'Person'),
        )
        .select('participation.id')
        .whereRef('participation.program_id', '=', 'program.id')
        .where(inner => inner.or([inner('person.record_id', 'in', people), inner('person.slug', 'in', people)]))
        .where(existingPerson(rights, 'person'))
        .where(visibleParticipations(rights)),
    )

const onTopics =
  (topics: readonly string[], { database }: ProgramScope): Condition =>
  eb => {
    const narrower = database.read
      .withRecursive('narrower(id)', db =>
        db
          .selectFrom('topic')
          .select('topic.id')
          .where(inner => inner.or([inner('topic.id', 'in', topics), inner('topic.slug', 'in', topics)]))
          .union(
            db
              .selectFrom('topic_broader as step')
              .innerJoin('narrower', 'narrower.id', 'step.broader_id')
              .select('step.topic_id as id'),
          ),
      )
      .selectFrom('narrower')
      .select('narrower.id')
    return eb.exists(
      eb
        .selectFrom('program_topic as subject')
        .select('subject.id')
        .whereRef('subject.program_id', '=', 'program.id')
        .where('subject.topic_id', 'in', narrower),
    )
  }

const withOutputs =
  (kinds: readonly string[], { rights }: ProgramScope): Condition =>
  eb =>
    eb.exists(
      eb
        .selectFrom('output_program as result')
        .innerJoin('output', 'output.id', 'result.output_id')
        .select('result.id')
        .whereRef('result.program_id', '=', 'program.id')
        .where('output.kind', 'in', kinds)
        .where(visibleOutputs(rights)),
    )

const lacking = (fact: ProgramFact, scope: ProgramScope): Condition => {
  switch (fact) {
    case 'TITLE':
      return () => sql<SqlBool>`not ${sql.ref('program.title_is_official')}`
    case 'DATE':
      return eb => eb('program.edtf', 'is', null)
    case 'PLACE':
      return eb =>
        eb.not(
          eb.exists(
            eb.selectFrom('program_place as spot').select('spot.id').whereRef('spot.program_id', '=', 'program.id'),
          ),
        )
    case 'HOST':
    case 'LOCAL_COORDINATOR':
      return withoutRole(fact, scope)
    case 'SERIES':
      return eb => eb('program.series_id', 'is', null)
  }
}
