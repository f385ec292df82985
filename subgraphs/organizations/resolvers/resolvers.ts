import { historyEntryResolvers } from '@exchange-network/kit/history/read-history'
import { claimResolvers, factConflictResolvers } from '@exchange-network/kit/provenance/resolvers'
import type { Context } from '../loaders.ts'
import { mutationResolvers } from './mutation.ts'
import { isHiddenOrganization, namesHidden, organizationResolvers } from './organization.ts'
import { organizationRelationshipResolvers } from './organization-relationship.ts'
import { placeResolvers, regionMemberResolvers } from './place.ts'
import { queryResolvers } from './query.ts'

/** All resolvers of the organizations subgraph. */
export const resolvers = {
  Query: queryResolvers,
  Mutation: mutationResolvers,
  Organization: organizationResolvers,
  OrganizationRelationship: organizationRelationshipResolvers,
  Place: placeResolvers,
  RegionMember: regionMemberResolvers,
  Claim: claimResolvers<Context>(),
  FactConflict: factConflictResolvers,
  HistoryEntry: historyEntryResolvers<Context>({}, { isHiddenOrganization, namesHidden }),
}
