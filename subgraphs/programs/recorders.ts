import type { AnyTables, EntityManager } from '@exchange-network/kit/database/database'
import { type DescribeRecords, recordChanges } from '@exchange-network/kit/feed/record-changes'
import { touch } from '@exchange-network/kit/feed/touched-records'
import { historyOf, recordHistory } from '@exchange-network/kit/history/record-history'
import { type DescribeTexts, recordSearchDocuments } from '@exchange-network/kit/search/record-documents'
import { AgendaItem, AgendaSpeaker } from './entities/agenda-item.ts'
import { Initiative } from './entities/initiative.ts'
import { Output, OutputAuthor, OutputProgram } from './entities/output.ts'
import { Participation } from './entities/participation.ts'
import { Program } from './entities/program.ts'
import { ProgramPlace } from './entities/program-place.ts'
import { ProgramRole } from './entities/program-role.ts'
import { Representation } from './entities/representation.ts'
import { Series, SeriesPartner } from './entities/series.ts'
import { Source, SourceAuthor } from './entities/source.ts'
import { ProgramTopic, Topic, TopicBroader } from './entities/topic.ts'
import { textOfParticipations, textOfRoles } from './store/name-texts.ts'

const ofProgram = ({ programId }: { readonly programId: string }) => ({ type: 'Program', id: programId })
const program = touch(Program, ({ id }) => ({ type: 'Program', id }))

/**
 * Tells siblings who takes part in a program and which organizations hold roles on it, by id, for people exist for those
 * with whom they share a program. Nothing of it is told of RESTRICTED programs and participations: no role opens them, so
 * a person who came to be seen through one would give it away.
 */
const describePrograms: DescribeRecords = async (ids, em) => {
  const programs = await em.find(Program, { id: [...ids] })
  const [participants, roleHolders] = [await participantsOf(ids, em), await roleHoldersOf(ids, em)]
  return programs.map(({ id, version, visibility, slug, title }) => ({
    id,
    version,
    visibility,
    fields: { slug, title },
    links:
      visibility === 'RESTRICTED'
        ? {}
        : { participants: participants.get(id) ?? [], roleHolders: roleHolders.get(id) ?? [] },
  }))
}

type LinkRow = { readonly program_id: string; readonly to_id: string }
type LinkedIds = ReadonlyMap<string, readonly string[]>

const byProgram = (rows: readonly LinkRow[]): LinkedIds =>
  new Map([...Map.groupBy(rows, row => row.program_id)].map(([id, links]) => [id, links.map(link => link.to_id)]))

const participantsOf = async (ids: readonly string[], em: EntityManager): Promise<LinkedIds> =>
  byProgram(
    await em
      .getKysely<AnyTables>()
      .selectFrom('participation')
      .select(['program_id', 'person_id as to_id'])
      .distinct()
      .where('program_id', 'in', [...ids])
      .where('person_id', 'is not', null)
      .where('visibility', '<>', 'RESTRICTED')
      .orderBy('person_id')
      .execute(),
  )

const roleHoldersOf = async (ids: readonly string[], em: EntityManager): Promise<LinkedIds> =>
  byProgram(
    await em
      .getKysely<AnyTables>()
      .selectFrom('program_role')
      .select(['program_id', 'organization_id as to_id'])
      .distinct()
      .where('program_id', 'in', [...ids])
      .orderBy('organization_id')
      .execute(),
  )

// Claims of all teams quote our sources, so siblings need to know which of them exist for whom.
const describeSources: DescribeRecords = async (ids, em) => {
  const sources = await em.find(Source, { id: [...ids] })
  return sources.map(({ id, version, visibility, slug, title, stewardId }) => {
    const isOpen = visibility === 'PUBLIC' || visibility === 'NETWORK'
    return {
      id,
      version,
      visibility,
      fields: { slug, title },
      ...(!isOpen && { links: { steward: stewardId ?? null } }),
    }
  })
}

/** Tables whose text is found as text of their program. What some viewers may not see has documents of its own. */
const partsOfText: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ['program_place', ['label']],
  ['representation', ['label']],
  ['initiative', ['name']],
  ['agenda_item', ['title', 'description', 'presentation_title', 'venue']],
]

const textOfPrograms: DescribeTexts = async (ids, em) => {
  const kysely = em.getKysely<AnyTables>()
  const programs = await kysely
    .selectFrom('program')
    .leftJoin('series', 'series.id', 'program.series_id')
    .select(['program.id', 'program.title', 'program.summary', 'program.venue', 'series.name', 'series.acronym'])
    .where('program.id', 'in', [...ids])
    .execute()
  const texts = new Map<string, (string | null)[]>()
  for (const { id, summary, venue, name, acronym } of programs) texts.set(id, [summary, venue, name, acronym])
  for (const [table, columns] of partsOfText) {
    const rows: Record<string, string | null>[] = await kysely
      .selectFrom(table)
      .select(['program_id', ...columns])
      .where('program_id', 'in', [...ids])
      .orderBy('position')
      .execute()
    for (const row of rows) texts.get(row.program_id ?? '')?.push(...columns.map(column => row[column] ?? null))
  }
  return programs.map(({ id, title }) => ({ id, title, body: joined(texts.get(id) ?? []) }))
}

const joined = (texts: readonly (string | null)[]): string => texts.filter(text => text !== null).join('\n')

const partOfProgram = (path: string) => ({
  id: ({ programId }: { readonly programId: string }) => programId,
  path,
})

/** Whose history a change of each table stands in. Participations, outputs and sources have histories of their own. */
const historyParts = [
  historyOf(Program, 'Program'),
  historyOf(ProgramPlace, 'Program', partOfProgram('places')),
  historyOf(ProgramRole, 'Program', partOfProgram('roles')),
  historyOf(Representation, 'Program', partOfProgram('representations')),
  historyOf(Initiative, 'Program', partOfProgram('initiatives')),
  historyOf(ProgramTopic, 'Program', partOfProgram('topics')),
  historyOf(AgendaItem, 'Program', { ...partOfProgram('agenda'), isOrdered: true }),
  historyOf(AgendaSpeaker, 'AgendaItem', { id: speaker => speaker.agendaItemId, path: 'speakers' }),
  historyOf(Participation, 'Participation'),
  historyOf(Output, 'Output'),
  historyOf(OutputProgram, 'Output', { id: link => link.outputId, path: 'programs' }),
  historyOf(OutputAuthor, 'Output', { id: author => author.outputId, path: 'authors' }),
  historyOf(Source, 'Source'),
  historyOf(SourceAuthor, 'Source', { id: author => author.sourceId, path: 'authors' }),
  historyOf(Series, 'ProgramSeries'),
  historyOf(SeriesPartner, 'ProgramSeries', { id: partner => partner.seriesId, path: 'implementingPartners' }),
  historyOf(Topic, 'Topic'),
  historyOf(TopicBroader, 'Topic', { id: step => step.topicId, path: 'broader' }),
]

/** Columns that follow from others. */
const derivedColumns = [
  ...['dateEarliest', 'dateLatest', 'datePrecision', 'dateDays', 'dateOrder', 'dateSort', 'dateYear', 'dateMonth'],
  ...['fiscalYear', 'sortTitle', 'sortLabel'],
]

const publishedOf = (type: string) => ({
  [`${type}.edtf`]: 'published',
  [`${type}.dateInferred`]: 'published.inferred',
  [`${type}.dateLabel`]: 'published.label',
})

/** What the schema calls a column, where the two have other names. */
const fieldsOfColumns = {
  edtf: 'dates',
  dateInferred: 'dates.inferred',
  dateLabel: 'dates.label',
  ...publishedOf('Output'),
  ...publishedOf('Source'),
  delegateCountValue: 'delegateCount',
  delegateCountBound: 'delegateCount.bound',
  delegateCountLabel: 'delegateCount.label',
  studentsRepresentedValue: 'studentsRepresented',
  studentsRepresentedBound: 'studentsRepresented.bound',
  studentsRepresentedLabel: 'studentsRepresented.label',
  countriesAnnounced: 'countryTally.announced',
  countriesReported: 'countryTally.reported',
  countriesListed: 'countryTally.listed',
  countriesDistinct: 'countryTally.distinct',
  countriesAdopted: 'countryTally.adopted',
  countriesNote: 'countryTally.note',
  seriesId: 'series',
  partOfId: 'partOf',
  topicId: 'topic',
  stewardId: 'steward',
  placeCode: 'place',
  representingCode: 'representing',
  programId: 'program',
  personId: 'person',
  organizationId: 'organization',
  publisherId: 'publisher',
  syndicatedFromId: 'syndicatedFrom',
  adoptedClaimId: 'adopted',
}

/**
 * Keep the history, the change feed and the search documents true, in the transaction of the change. Printed names of
 * people and of organizations have documents of their own, so that a search looks only at those that exist for the viewer.
 */
export const recorders = [
  recordHistory({ parts: historyParts, derived: derivedColumns, fields: fieldsOfColumns }),
  recordChanges({
    touches: [
      program,
      touch(Participation, ofProgram),
      touch(ProgramRole, ofProgram),
      touch(Source, ({ id }) => ({ type: 'Source', id })),
    ],
    describe: { Program: describePrograms, Source: describeSources },
  }),
  recordSearchDocuments({
    touches: [
      program,
      touch(ProgramPlace, ofProgram),
      touch(Representation, ofProgram),
      touch(Initiative, ofProgram),
      touch(AgendaItem, ofProgram),
      touch(ProgramRole, ({ id }) => ({ type: 'ProgramRole', id })),
      touch(Participation, ({ id }) => ({ type: 'Participation', id })),
    ],
    describe: {
      Program: textOfPrograms,
      ProgramRole: textOfRoles,
      Participation: textOfParticipations,
    },
  }),
]
