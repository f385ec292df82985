import type { ImportDefinition } from '@exchange-network/kit/importing/import-definition'
import { defineSubgraph } from '@exchange-network/kit/serve/subgraph'
import { entities } from './entities/entities.ts'
import { organizationsImport } from './importing/organizations-import.ts'
import { type Context, createLoaders } from './loaders.ts'
import { organizationsOf, policies } from './policy.ts'
import { resolvers } from './resolvers/resolvers.ts'
import { loadOrganizationsSeed } from './seed/load.ts'
import { recorders } from './store/recorders.ts'

/** The organizations subgraph: organizations, the relations between them, and places. */
export const organizations = defineSubgraph({
  name: 'organizations',
  schema: new URL('schema.graphql', import.meta.url),
  resolvers,
  policies,
  entities,
  migrations: new URL('migrations/', import.meta.url),
  seed: loadOrganizationsSeed,
  recorders,
  follows: ['programs'],
  loaders: createLoaders,
  organizationsOf,
  imports: [organizationsImport as unknown as ImportDefinition<Record<string, unknown>, Context>],
})
