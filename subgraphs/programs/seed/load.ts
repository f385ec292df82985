import type { Database, EntityManager } from '@exchange-network/kit/database/database'
import { persistProvenance, persistRecordSources } from '@exchange-network/kit/provenance/seed'
import { fold } from '@exchange-network/kit/search/fold'
import { loadSeed } from '@exchange-network/kit/seed/load-seed'
import { readSeed, type Seed } from '@exchange-network/kit/seed/read-seed'
import { AgendaItem, AgendaSpeaker } from '../entities/agenda-item.ts'
import { dateFacts, programDateFacts } from '../entities/date-facts.ts'
import { Initiative } from '../entities/initiative.ts'
import { Output, OutputAuthor, OutputProgram } from '../entities/output.ts'
import { Participation } from '../entities/participation.ts'
import { Program } from '../entities/program.ts'
import { ProgramPlace } from '../entities/program-place.ts'
import { ProgramRole } from '../entities/program-role.ts'
import { Representation } from '../entities/representation.ts'
import { Series, SeriesPartner } from '../entities/series.ts'
import { Source, SourceAuthor } from '../entities/source.ts'
import { ProgramTopic, Topic, TopicBroader } from '../entities/topic.ts'
import { tables } from './tables.ts'

type Rows = Seed<typeof tables>['rows']

const folder = new URL('./', import.meta.url)

/** Reads the data files of this folder whole, or throws one error that names every mistake by file, row and field. */
export const readProgramSeed = (from: URL = folder): Promise<Seed<typeof tables>> => readSeed(from, tables)

/** Loads the data files into a new database: all of them or nothing. */
export const loadProgramSeed = async (database: Database): Promise<void> => {
  const seed = await readProgramSeed()
  await loadSeed(database, seed, em => writeRows(em, seed.rows))
}

const writeRows = (em: EntityManager, rows: Rows): void => {
  writeSources(em, rows)
  writeSeriesAndTopics(em, rows)
  writePrograms(em, rows)
  writeParts(em, rows)
  writeOutputs(em, rows)
  persistProvenance(em, rows)
}

/** Numbers rows within their parent, in file order, from 1. */
const numberer = () => {
  const counts = new Map<string, number>()
  return (parent: string): number => {
    const position = (counts.get(parent) ?? 0) + 1
    counts.set(parent, position)
    return position
  }
}

const writeSources = (em: EntityManager, rows: Rows): void => {
  for (const row of rows.sources) {
    const { slug, kind, title, titleIsOfficial, subtitle, summary, publisherInferred, url, identifier, visibility } =
      row
    em.persist(
      em.create(Source, {
        id: slug,
        slug,
        kind,
        title,
        titleIsOfficial,
        subtitle,
        summary,
        publisherId: row.publisher,
        publisherInferred,
        ...dateFacts(row.published, row.publishedLabel),
        url,
        identifier,
        syndicatedFromId: row.syndicatedFrom,
        visibility,
        stewardId: row.steward,
      }),
    )
    for (const [index, personId] of row.authors.entries()) {
      em.persist(em.create(SourceAuthor, { id: `${slug}.${index + 1}`, sourceId: slug, position: index + 1, personId }))
    }
  }
}

const writeSeriesAndTopics = (em: EntityManager, rows: Rows): void => {
  for (const { slug, name, acronym, description, owner, administrator, implementingPartners, sources } of rows.series) {
    const sortName = fold(name)
    em.persist(
      em.create(Series, {
        id: slug,
        slug,
        name,
        sortName,
        acronym,
        description,
        ownerId: owner,
        administratorId: administrator,
      }),
    )
    for (const [index, organizationId] of implementingPartners.entries()) {
      const position = index + 1
      em.persist(em.create(SeriesPartner, { id: `${slug}.${position}`, seriesId: slug, position, organizationId }))
    }
    persistRecordSources(em, 'ProgramSeries', [{ id: slug, sources }])
  }
  for (const { slug, label, altLabels, broader, sources } of rows.topics) {
    em.persist(em.create(Topic, { id: slug, slug, label, sortLabel: fold(label), altLabels: [...altLabels] }))
    for (const [index, broaderId] of broader.entries()) {
      const position = index + 1
      em.persist(em.create(TopicBroader, { id: `${slug}.${position}`, topicId: slug, position, broaderId }))
    }
    persistRecordSources(em, 'Topic', [{ id: slug, sources }])
  }
}

const writePrograms = (em: EntityManager, rows: Rows): void => {
  for (const row of rows.programs) {
    const { slug, series, partOf, dates, datesLabel, topics, steward, sources, ...same } = row
    em.persist(
      em.create(Program, {
        id: slug,
        slug,
        kind: same.kind,
        title: same.title,
        titleIsOfficial: same.titleIsOfficial,
        sortTitle: fold(same.title),
        summary: same.summary,
        seriesId: series,
        partOfId: partOf,
        direction: same.direction,
        status: same.status,
        ...dateFacts(dates, datesLabel),
        ...programDateFacts(dates),
        venue: same.venue,
        delegateCountValue: same.delegateCount,
        delegateCountBound: same.delegateCountBound,
        delegateCountLabel: same.delegateCountLabel,
        studentsRepresentedValue: same.studentsRepresented,
        studentsRepresentedBound: same.studentsRepresentedBound,
        studentsRepresentedLabel: same.studentsRepresentedLabel,
        breakouts: [...same.breakouts],
        countriesAnnounced: same.countriesAnnounced,
        countriesReported: same.countriesReported,
        countriesListed: same.countriesListed,
        countriesDistinct: same.countriesDistinct,
        countriesAdopted: same.countriesAdopted,
        countriesNote: same.countriesNote,
        participantVisibility: same.participantVisibility,
        visibility: same.visibility,
        stewardId: steward,
      }),
    )
    for (const [index, topicId] of topics.entries()) {
      const position = index + 1
      em.persist(em.create(ProgramTopic, { id: `${slug}.${position}`, programId: slug, position, topicId }))
    }
    persistRecordSources(em, 'Program', [{ id: slug, sources }])
  }
}

const writeParts = (em: EntityManager, rows: Rows): void => {
  const nth = {
    places: numberer(),
    roles: numberer(),
    people: numberer(),
    origins: numberer(),
    initiatives: numberer(),
  }
  for (const { id, program: programId, place, label, inferred } of rows.programPlaces) {
    const position = nth.places(programId)
    em.persist(em.create(ProgramPlace, { id, programId, position, placeCode: place, label, inferred }))
  }
  for (const { id, program: programId, kind, organization, label, inferred, sources } of rows.programRoles) {
    const position = nth.roles(programId)
    em.persist(em.create(ProgramRole, { id, programId, position, kind, organizationId: organization, label, inferred }))
    persistRecordSources(em, 'ProgramRole', [{ id, sources }])
  }
  for (const row of rows.participations) {
    const { id, program: programId, label, role, attendance, title, notes, visibility } = row
    em.persist(
      em.create(Participation, {
        id,
        programId,
        position: nth.people(programId),
        personId: row.person,
        label,
        role,
        attendance,
        representingCode: row.representing,
        organizationId: row.organization,
        title,
        notes,
        visibility,
        stewardId: row.steward,
      }),
    )
    persistRecordSources(em, 'Participation', [{ id, sources: row.sources }])
  }
  for (const { id, program: programId, place, label, timesListed, delegates, sources } of rows.representations) {
    const position = nth.origins(programId)
    em.persist(em.create(Representation, { id, programId, position, placeCode: place, label, timesListed, delegates }))
    persistRecordSources(em, 'CountryRepresentation', [{ id, sources }])
  }
  for (const { id, program: programId, name, organization, note, sources } of rows.initiatives) {
    const position = nth.initiatives(programId)
    em.persist(em.create(Initiative, { id, programId, position, name, organizationId: organization, note }))
    persistRecordSources(em, 'Initiative', [{ id, sources }])
  }
  for (const { program: programId, speakers, sources, ...item } of rows.agenda) {
    em.persist(em.create(AgendaItem, { programId, ...item }))
    for (const [index, participationId] of speakers.entries()) {
      const position = index + 1
      em.persist(
        em.create(AgendaSpeaker, { id: `${item.id}.${position}`, agendaItemId: item.id, position, participationId }),
      )
    }
    persistRecordSources(em, 'AgendaItem', [{ id: item.id, sources }])
  }
}

const writeOutputs = (em: EntityManager, rows: Rows): void => {
  for (const {
    id,
    kind,
    title,
    languages,
    programs,
    authors,
    published,
    publishedLabel,
    url,
    sources,
    ...row
  } of rows.outputs) {
    em.persist(
      em.create(Output, {
        id,
        kind,
        title,
        sortTitle: fold(title),
        description: row.description,
        languages: [...languages],
        ...dateFacts(published, publishedLabel),
        url,
        publisherId: row.publisher,
        publisherInferred: row.publisherInferred,
        visibility: row.visibility,
        stewardId: row.steward,
      }),
    )
    for (const [index, programId] of programs.entries()) {
      const position = index + 1
      em.persist(em.create(OutputProgram, { id: `${id}.${position}`, outputId: id, position, programId }))
    }
    for (const [index, personId] of authors.entries()) {
      const position = index + 1
      em.persist(em.create(OutputAuthor, { id: `${id}.${position}`, outputId: id, position, personId }))
    }
    persistRecordSources(em, 'Output', [{ id, sources }])
  }
}
