import type { Row } from '@exchange-network/kit/database/rows'
import type { Output } from '../entities/output.ts'
import type { Series } from '../entities/series.ts'
import type { Source } from '../entities/source.ts'
import type { Topic } from '../entities/topic.ts'
import type { Context } from '../loaders.ts'
import type { ProgramListArguments } from '../store/program-pages.ts'
import { dateOf } from './program.ts'
import { sourceById, sourcesOf } from './provenance.ts'
import { visibleOrganization, visibleOrganizations, visiblePeople } from './stubs.ts'

const seriesResolvers = {
  owner: ({ ownerId }: Row<Series>, _: unknown, context: Context) => visibleOrganization(ownerId, context),
  administrator: ({ administratorId }: Row<Series>, _: unknown, context: Context) =>
    visibleOrganization(administratorId, context),
  async implementingPartners({ id }: Row<Series>, _: unknown, context: Context) {
    const partners = await context.loaders.partnersBySeriesId.load(id)
    return visibleOrganizations(
      partners.map(partner => partner.organizationId),
      context,
    )
  },
  programs: ({ id }: Row<Series>, args: ProgramListArguments, { loaders }: Context) =>
    loaders.programPagesBySeriesId(args).load(id),
  sources: sourcesOf('ProgramSeries'),
}

const topicsById = async (ids: readonly string[], { loaders }: Context): Promise<readonly Row<Topic>[]> => {
  const topics = await Promise.all(ids.map(id => loaders.topicById.load(id)))
  return topics.filter(topic => topic !== null)
}

const byLabel = (one: Row<Topic>, other: Row<Topic>): number =>
  one.sortLabel < other.sortLabel ? -1 : one.sortLabel > other.sortLabel ? 1 : 0

const topicResolvers = {
  async broader({ id }: Row<Topic>, _: unknown, context: Context) {
    const steps = await context.loaders.broaderByTopicId.load(id)
    return topicsById(
      steps.map(step => step.broaderId),
      context,
    )
  },
  async narrower({ id }: Row<Topic>, _: unknown, context: Context) {
    const steps = await context.loaders.narrowerByTopicId.load(id)
    const topics = await topicsById(
      steps.map(step => step.topicId),
      context,
    )
    return topics.toSorted(byLabel)
  },
  programs: ({ id }: Row<Topic>, args: ProgramListArguments, { loaders }: Context) =>
    loaders.programPagesByTopicId(args).load(id),
  sources: sourcesOf('Topic'),
}

const outputResolvers = {
  published: (output: Row<Output>) => dateOf(output),
  publisher: ({ publisherId }: Row<Output>, _: unknown, context: Context) => visibleOrganization(publisherId, context),
  async authors({ id }: Row<Output>, _: unknown, context: Context) {
    const authors = await context.loaders.authorsByOutputId.load(id)
    return visiblePeople(
      authors.map(author => author.personId),
      context,
    )
  },
  async programs({ id }: Row<Output>, _: unknown, { loaders }: Context) {
    const links = await loaders.programsByOutputId.load(id)
    const programs = await Promise.all(links.map(link => loaders.programById.load(link.programId)))
    return programs.filter(program => program !== null)
  },
  sources: sourcesOf('Output'),
}

const sourceResolvers = {
  __resolveReference: ({ id }: { id: string }, context: Context) => sourceById(id, context),
  publisher: ({ publisherId }: Row<Source>, _: unknown, context: Context) => visibleOrganization(publisherId, context),
  async authors({ id }: Row<Source>, _: unknown, context: Context) {
    const authors = await context.loaders.authorsBySourceId.load(id)
    return visiblePeople(
      authors.map(author => author.personId),
      context,
    )
  },
  published: (source: Row<Source>) => dateOf(source),
  syndicatedFrom: ({ syndicatedFromId }: Row<Source>, _: unknown, context: Context) =>
    visibleOrganization(syndicatedFromId, context),
}

/** Resolvers of what stands beside the programs: series, topics, outputs and sources. */
export const catalogueTypes = {
  ProgramSeries: seriesResolvers,
  Topic: topicResolvers,
  Output: outputResolvers,
  Source: sourceResolvers,
}
