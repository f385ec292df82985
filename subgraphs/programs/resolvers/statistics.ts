import type { Context } from '../loaders.ts'
import type { ProgramFilter } from '../store/filter.ts'
import { type NetworkArguments, type OrganizationLink, organizationNetwork } from '../store/organization-network.ts'
import { type OriginRow, originMatrix } from '../store/origin-matrix.ts'
import { programStats, type StatisticsArguments } from '../store/statistics.ts'
import { place, type Stub } from './stubs.ts'

// Rows and links name only organizations that exist for the viewer, so nothing is left to check here.
const organization = (id: string): Stub => ({ __typename: 'Organization', id })

/** Resolvers of programStats, originMatrix, organizationNetwork and Organization.network. */
export const statisticsResolvers = {
  Query: {
    programStats: (_: unknown, args: StatisticsArguments, context: Context) => programStats(args, context),
    originMatrix: (_: unknown, { filter }: { filter?: ProgramFilter | null }, context: Context) =>
      originMatrix(filter, context),
    organizationNetwork: (_: unknown, args: NetworkArguments & { filter?: ProgramFilter | null }, context: Context) =>
      organizationNetwork(args, context),
  },
  Organization: {
    network: ({ id }: { id: string }, args: NetworkArguments, { loaders }: Context) =>
      loaders.networksByOrganizationId(args).load(id),
  },
  OriginRow: {
    place: ({ placeCode }: OriginRow) => place(placeCode),
    coordinator: ({ coordinatorId }: OriginRow) => (coordinatorId === null ? null : organization(coordinatorId)),
    coordinatorKnown: ({ coordinatorId }: OriginRow) => coordinatorId !== null,
    hosts: async (row: OriginRow) => (await row.hostIds()).map(organization),
  },
  OrganizationLink: {
    source: ({ sourceId }: OrganizationLink) => organization(sourceId),
    target: ({ targetId }: OrganizationLink) => organization(targetId),
  },
}
