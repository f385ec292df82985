import type { ImportDefinition } from '@exchange-network/kit/importing/import-definition'
import { organizationWithUnits } from '@exchange-network/kit/projection/units'
import { defineSubgraph } from '@exchange-network/kit/serve/subgraph'
import { entities } from './entities/entities.ts'
import { forgetPerson } from './erasing/forget-person.ts'
import { importPeople } from './importing/import-people.ts'
import { type Context, createLoaders } from './loaders.ts'
import { policies } from './policy.ts'
import { resolvers } from './resolvers/resolvers.ts'
import { loadPeopleSeed } from './seed/load.ts'
import { recorders } from './store/recorders.ts'

/** The people subgraph: people, their affiliations, and the viewer. */
export const people = defineSubgraph({
  name: 'people',
  schema: new URL('schema.graphql', import.meta.url),
  resolvers,
  policies,
  entities,
  migrations: new URL('migrations/', import.meta.url),
  seed: loadPeopleSeed,
  recorders,
  follows: ['organizations', 'programs'],
  erase: forgetPerson,
  imports: [importPeople as unknown as ImportDefinition<Record<string, unknown>, Context>],
  loaders: createLoaders,
  organizationsOf: organizationWithUnits,
})
