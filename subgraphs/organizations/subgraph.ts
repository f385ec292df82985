import { defineSubgraph } from '@exchange-network/kit/serve/subgraph'
import { entities } from './entities/entities.ts'
import { createLoaders } from './loaders.ts'
import { organizationsOf } from './policy.ts'
import { resolvers } from './resolvers/resolvers.ts'
import { loadOrganizationsSeed } from './seed/load.ts'
import { recordFeed, recordSearchText } from './store/recorders.ts'

/** The organizations subgraph: organizations, the relations between them, and places. */
export const organizations = defineSubgraph({
  name: 'organizations',
  schema: new URL('schema.graphql', import.meta.url),
  resolvers,
  policies: {},
  entities,
  migrations: new URL('migrations/', import.meta.url),
  seed: loadOrganizationsSeed,
  recorders: [recordFeed, recordSearchText],
  follows: ['programs'],
  loaders: createLoaders,
  organizationsOf,
})
