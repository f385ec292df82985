import { selectFrom } from '@exchange-network/kit/database/rows'
import { Series } from '../entities/series.ts'
import { Topic } from '../entities/topic.ts'
import type { Context } from '../loaders.ts'
import { type OutputListArguments, readOutputs } from '../store/output-pages.ts'
import { type ProgramListArguments, type ProgramOrder, readPrograms } from '../store/program-pages.ts'
import { searchPrograms } from '../store/program-search.ts'
import { readSources, type SourceListArguments } from '../store/source-pages.ts'
import { programConflicts, sourceById } from './provenance.ts'

type Identified = { readonly id: string }
type Loader<R> = { load(key: string): Promise<R | null> }

/** Finds a record by its id, else by its slug. */
const byIdOrSlug = async <R>(byId: Loader<R>, bySlug: Loader<R>, idOrSlug: string): Promise<R | null> =>
  (await byId.load(idOrSlug)) ?? bySlug.load(idOrSlug)

/** Resolvers of the root fields, the statistics apart. */
export const queryResolvers = {
  program: (_: unknown, { id }: Identified, { loaders }: Context) =>
    byIdOrSlug(loaders.programById, loaders.programBySlug, id),
  programs: (_: unknown, args: ProgramListArguments & { orderBy?: ProgramOrder | null }, context: Context) =>
    readPrograms(context, args),
  searchPrograms: (_: unknown, args: ProgramListArguments & { query: string }, context: Context) =>
    searchPrograms(context, args),
  series: (_: unknown, { id }: Identified, { loaders }: Context) =>
    byIdOrSlug(loaders.seriesById, loaders.seriesBySlug, id),
  allSeries: (_: unknown, __: unknown, { database }: Context) =>
    selectFrom(database, Series).orderBy('series.sort_name').orderBy('series.id').execute(),
  topic: (_: unknown, { id }: Identified, { loaders }: Context) =>
    byIdOrSlug(loaders.topicById, loaders.topicBySlug, id),
  topics: (_: unknown, __: unknown, { database }: Context) =>
    selectFrom(database, Topic).orderBy('topic.sort_label').orderBy('topic.id').execute(),
  outputs: (_: unknown, args: OutputListArguments, context: Context) => readOutputs(context, args),
  source: async (_: unknown, { id }: Identified, context: Context) =>
    (await sourceById(id, context)) ?? context.loaders.sourceBySlug.load(id),
  sources: (_: unknown, args: SourceListArguments, context: Context) => readSources(context, args),
  programConflicts,
}
