import { historyEntryResolvers } from '@exchange-network/kit/history/read-history'
import { claimResolvers, factConflictResolvers } from '@exchange-network/kit/provenance/resolvers'
import type { Context } from '../loaders.ts'
import { guardedPaths } from '../policy.ts'
import { mutationResolvers } from './mutation.ts'
import { organizationResolvers } from './organization.ts'
import { affiliationResolvers, contactPointResolvers, namesHiddenPosition, personResolvers } from './person.ts'
import { queryResolvers } from './query.ts'
import { viewerResolvers } from './viewer.ts'

/** All resolvers of the people subgraph. */
export const resolvers = {
  Query: queryResolvers,
  Mutation: mutationResolvers,
  Viewer: viewerResolvers,
  Person: personResolvers,
  ContactPoint: contactPointResolvers,
  Affiliation: affiliationResolvers,
  Organization: organizationResolvers,
  Claim: claimResolvers<Context>(),
  FactConflict: factConflictResolvers,
  HistoryEntry: historyEntryResolvers<Context>(guardedPaths, {
    isHiddenOrganization: (id, { loaders }) => loaders.isHiddenOrganization.load(id),
    namesHidden: namesHiddenPosition,
  }),
}
