import { placeById } from '@exchange-network/gazetteer/places'
import { type ConflictArguments, conflictConnection } from '@exchange-network/kit/provenance/conflict-connection'
import { type Context, loadOrganization } from '../loaders.ts'
import type { OrganizationFilter } from '../store/organization-conditions.ts'
import {
  conflictSubjects,
  findOrganizations,
  type OrganizationOrder,
  readOrganizations,
} from '../store/organizations.ts'
import { type PlaceFilter, readPlaces } from '../store/places.ts'

type Page = { readonly first?: number | null; readonly after?: string | null }
type Listed<Filter> = Page & { readonly filter?: Filter | null }

const byName: OrganizationOrder = { field: 'NAME', direction: 'ASC' }

/** Resolvers of the entry points for reading. */
export const queryResolvers = {
  organization: (_: unknown, { id }: { id: string }, context: Context) => loadOrganization(id, context),
  organizations: (
    _: unknown,
    { filter, orderBy, first, after }: Listed<OrganizationFilter> & { readonly orderBy?: OrganizationOrder | null },
    context: Context,
  ) => readOrganizations(context, orderBy ?? byName, { filter: filter ?? {}, first, after }),
  searchOrganizations: (
    _: unknown,
    { query, filter, first, after }: Listed<OrganizationFilter> & { readonly query: string },
    context: Context,
  ) => findOrganizations(context, query, { filter: filter ?? {}, first, after }),
  place: (_: unknown, { id }: { id: string }) => placeById(id),
  places: (_: unknown, { filter, first, after }: Listed<PlaceFilter>, { database }: Context) =>
    readPlaces(database, { filter: filter ?? {}, first, after }),
  organizationConflicts: (_: unknown, asked: ConflictArguments, context: Context) =>
    conflictConnection(context, 'organizationConflicts', { ...asked, subjects: conflictSubjects(context) }),
}
