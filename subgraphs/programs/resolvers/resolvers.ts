import { catalogueTypes } from './catalogue.ts'
import { historyTypes } from './history.ts'
import { foreignTypes } from './others.ts'
import { participationTypes } from './participation.ts'
import { participationMutations } from './participation-mutations.ts'
import { programTypes } from './program.ts'
import { programMutations } from './program-mutations.ts'
import { provenanceTypes } from './provenance.ts'
import { queryResolvers } from './query.ts'
import { statisticsResolvers } from './statistics.ts'

/** All resolvers of this subgraph; fields without one are columns of their row. */
export const resolvers = {
  ...programTypes,
  ...participationTypes,
  ...catalogueTypes,
  ...provenanceTypes,
  ...historyTypes,
  ...foreignTypes,
  ...statisticsResolvers,
  Mutation: { ...programMutations, ...participationMutations },
  Query: { ...queryResolvers, ...statisticsResolvers.Query },
  Organization: { ...foreignTypes.Organization, ...statisticsResolvers.Organization },
}
