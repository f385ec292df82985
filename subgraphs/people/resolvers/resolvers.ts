import { claimResolvers, factConflictResolvers } from '@exchange-network/kit/provenance/resolvers'
import type { Context } from '../loaders.ts'
import { organizationResolvers } from './organization.ts'
import { affiliationResolvers, contactPointResolvers, personResolvers } from './person.ts'
import { queryResolvers } from './query.ts'
import { viewerResolvers } from './viewer.ts'

/** All resolvers of the people subgraph. */
export const resolvers = {
  Query: queryResolvers,
  Viewer: viewerResolvers,
  Person: personResolvers,
  ContactPoint: contactPointResolvers,
  Affiliation: affiliationResolvers,
  Organization: organizationResolvers,
  Claim: claimResolvers<Context>(),
  FactConflict: factConflictResolvers,
}
