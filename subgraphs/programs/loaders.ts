import { rowBy, rowById, rowsBy } from '@exchange-network/kit/database/loaders'
import type { Narrow, Row } from '@exchange-network/kit/database/rows'
import { isHiddenOrganization, visibleOrganization } from '@exchange-network/kit/projection/known-records'
import { knownByIdOrSlug, knownOrganizations } from '@exchange-network/kit/projection/references'
import { provenanceLoaders } from '@exchange-network/kit/provenance/loaders'
import type { LoaderRequest, RequestContext } from '@exchange-network/kit/serve/subgraph'
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
import { programProvenance } from './store/claims.ts'
import { organizationNameById, readOrganizationNames } from './store/known-organizations.ts'
import { knownPersonById } from './store/known-people.ts'
import { once } from './store/once.ts'
import { networksByOrganizationId } from './store/organization-network.ts'
import { participationsByPersonId, participationsByProgramId } from './store/participation-pages.ts'
import { partnerEntryById } from './store/partner-entries.ts'
import { peopleByName } from './store/people-by-name.ts'
import {
  programsByOrganizationId,
  programsByPlaceId,
  programsBySeriesId,
  programsByTopicId,
} from './store/program-pages.ts'
import { participationOfPerson } from './store/same-participation.ts'
import { sourcesByAuthorId } from './store/source-pages.ts'
import {
  existingPerson,
  visibleOutputs,
  visibleParticipations,
  visiblePrograms,
  visibleSources,
} from './store/visible.ts'

/** Creates the loaders of one request. Each takes one statement however many rows ask, and sees only what the viewer may see. */
export const programLoaders = (request: LoaderRequest) => {
  const { database, rights } = request
  const scope = { database, rights }
  const seenProgram: Narrow<Row<Program>> = query => query.where(visiblePrograms(rights))
  const seenSource: Narrow<Row<Source>> = query => query.where(visibleSources(rights))
  return {
    programById: rowById(database, Program, seenProgram),
    programBySlug: rowBy(database, Program, 'slug', seenProgram),
    partsByProgramId: rowsBy(database, Program, 'partOfId', {
      orderBy: ['dateOrder', 'dateSort', 'id'],
      narrow: seenProgram,
    }),
    placesByProgramId: rowsBy(database, ProgramPlace, 'programId', { orderBy: ['position'] }),
    rolesByProgramId: rowsBy(database, ProgramRole, 'programId', {
      orderBy: ['position'],
      narrow: query => query.where(visibleOrganization(rights, 'program_role.organization_id')),
    }),
    representationsByProgramId: rowsBy(database, Representation, 'programId', { orderBy: ['position'] }),
    initiativesByProgramId: rowsBy(database, Initiative, 'programId', { orderBy: ['position'] }),
    agendaByProgramId: rowsBy(database, AgendaItem, 'programId', { orderBy: ['position'] }),
    agendaItemById: rowById(database, AgendaItem),
    speakersByAgendaItemId: rowsBy(database, AgendaSpeaker, 'agendaItemId', { orderBy: ['position'] }),
    speakersByParticipationId: rowsBy(database, AgendaSpeaker, 'participationId', { orderBy: ['agendaItemId'] }),
    participationById: rowById(database, Participation, query => query.where(visibleParticipations(rights))),
    outputById: rowById(database, Output, query => query.where(visibleOutputs(rights))),
    outputsByProgramId: rowsBy(database, OutputProgram, 'programId', { orderBy: ['outputId'] }),
    programsByOutputId: rowsBy(database, OutputProgram, 'outputId', { orderBy: ['position'] }),
    authorsByOutputId: rowsBy(database, OutputAuthor, 'outputId', { orderBy: ['position'] }),
    topicById: rowById(database, Topic),
    topicBySlug: rowBy(database, Topic, 'slug'),
    topicsByProgramId: rowsBy(database, ProgramTopic, 'programId', { orderBy: ['position'] }),
    broaderByTopicId: rowsBy(database, TopicBroader, 'topicId', { orderBy: ['position'] }),
    narrowerByTopicId: rowsBy(database, TopicBroader, 'broaderId', { orderBy: ['topicId'] }),
    seriesById: rowById(database, Series),
    seriesBySlug: rowBy(database, Series, 'slug'),
    partnersBySeriesId: rowsBy(database, SeriesPartner, 'seriesId', { orderBy: ['position'] }),
    sourceById: rowById(database, Source, seenSource),
    sourceBySlug: rowBy(database, Source, 'slug', seenSource),
    partnerEntryById: partnerEntryById(scope),
    authorsBySourceId: rowsBy(database, SourceAuthor, 'sourceId', { orderBy: ['position'] }),
    organizationNames: once(() => readOrganizationNames(scope)),
    organizationNameById: organizationNameById(scope),
    programsByFoldedTitle: rowsBy(database, Program, 'sortTitle', { orderBy: ['id'], narrow: seenProgram }),
    knownPersonById: knownPersonById(scope),
    peopleByName: peopleByName(scope),
    participationOfPerson: participationOfPerson(scope),
    // For references in input: the id of what exists for the viewer, by id or slug.
    personIdByIdOrSlug: knownByIdOrSlug(scope, 'Person', existingPerson(rights, 'known')),
    organizationIdByIdOrSlug: knownOrganizations(scope),
    isHiddenOrganization: isHiddenOrganization(scope),
    participationPagesByProgramId: participationsByProgramId(scope),
    participationPagesByPersonId: participationsByPersonId(scope),
    sourcePagesByAuthorId: sourcesByAuthorId(scope),
    programPagesBySeriesId: programsBySeriesId(scope),
    programPagesByTopicId: programsByTopicId(scope),
    programPagesByOrganizationId: programsByOrganizationId(scope),
    programPagesByPlaceId: programsByPlaceId(scope),
    networksByOrganizationId: networksByOrganizationId(scope),
    provenance: provenanceLoaders(request, programProvenance(rights)),
  }
}

/** The loaders of one request. */
export type ProgramLoaders = ReturnType<typeof programLoaders>

/** What every resolver of this subgraph gets as its third argument. */
export type Context = RequestContext<ProgramLoaders>
