import { organizationWithUnits } from '@exchange-network/kit/projection/units'
import { defineSubgraph } from '@exchange-network/kit/serve/subgraph'
import { entities } from './entities/entities.ts'
import { createLoaders } from './loaders.ts'
import { resolvers } from './resolvers/resolvers.ts'
import { loadPeopleSeed } from './seed/load.ts'
import { recorders } from './store/recorders.ts'

/** The people subgraph: people, their affiliations, and the viewer. */
export const people = defineSubgraph({
  name: 'people',
  schema: new URL('schema.graphql', import.meta.url),
  resolvers,
  policies: {},
  entities,
  migrations: new URL('migrations/', import.meta.url),
  seed: loadPeopleSeed,
  recorders,
  follows: ['organizations', 'programs'],
  loaders: createLoaders,
  organizationsOf: organizationWithUnits,
})
