import { catalogueTypes } from './catalogue.ts'
import { foreignTypes } from './others.ts'
import { participationTypes } from './participation.ts'
import { programTypes } from './program.ts'
import { provenanceTypes } from './provenance.ts'
import { queryResolvers } from './query.ts'
import { statisticsResolvers } from './statistics.ts'

/** All resolvers of this subgraph; fields without one are columns of their row. */
export const resolvers = {
  ...programTypes,
  ...participationTypes,
  ...catalogueTypes,
  ...provenanceTypes,
  ...foreignTypes,
  ...statisticsResolvers,
  Query: { ...queryResolvers, ...statisticsResolvers.Query },
  Organization: { ...foreignTypes.Organization, ...statisticsResolvers.Organization },
}
