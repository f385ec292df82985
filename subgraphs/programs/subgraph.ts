import { organizationWithUnits } from '@exchange-network/kit/projection/units'
import { defineSubgraph } from '@exchange-network/kit/serve/subgraph'
import { entities } from './entities/entities.ts'
import { forgetPerson } from './erasing/forget-person.ts'
import { onFollowed } from './followed.ts'
import { imports } from './importing/imports.ts'
import { programLoaders } from './loaders.ts'
import { policies } from './policy.ts'
import { recorders } from './recorders.ts'
import { resolvers } from './resolvers/resolvers.ts'
import { loadProgramSeed } from './seed/load.ts'

/** The programs subgraph: programs, series, participations, agendas, outputs, topics and sources. */
export const programs = defineSubgraph({
  name: 'programs',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers,
  policies,
  entities,
  migrations: new URL('./migrations/', import.meta.url),
  seed: loadProgramSeed,
  recorders,
  follows: ['organizations', 'people'],
  onFollowed,
  erase: forgetPerson,
  loaders: programLoaders,
  imports,
  organizationsOf: organizationWithUnits,
})
