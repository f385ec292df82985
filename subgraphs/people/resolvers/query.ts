import { type ConflictArguments, conflictConnection } from '@exchange-network/kit/provenance/conflict-connection'
import type { Context } from '../loaders.ts'
import { byName, conflictSubjects, findPeople, type PersonOrder, readPeople } from '../store/people.ts'
import type { PersonFilter } from '../store/person-filter.ts'

type Page = { readonly filter?: PersonFilter | null; readonly first?: number | null; readonly after?: string | null }

/** The entry points for reading. */
export const queryResolvers = {
  viewer: (_: unknown, __: unknown, { viewer }: Context) => (viewer.subject === null ? null : viewer),
  async person(_: unknown, { id }: { id: string }, { loaders }: Context) {
    return (await loaders.personById.load(id)) ?? (await loaders.personBySlug.load(id))
  },
  people: (_: unknown, { orderBy, filter, ...page }: Page & { orderBy?: PersonOrder | null }, context: Context) =>
    readPeople(context, orderBy ?? byName, { ...page, filter: filter ?? {} }),
  searchPeople: (_: unknown, { query, filter, ...page }: Page & { query: string }, context: Context) =>
    findPeople(context, query, { ...page, filter: filter ?? {} }),
  personConflicts: (_: unknown, page: ConflictArguments, context: Context) =>
    conflictConnection(context, 'personConflicts', { ...page, subjects: conflictSubjects(context) }),
}
