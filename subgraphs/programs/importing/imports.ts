import type { ImportDefinition } from '@exchange-network/kit/importing/import-definition'
import type { Context } from '../loaders.ts'
import { participantsImport } from './participants.ts'
import { programsImport } from './programs-import.ts'

/** All kinds of files that this subgraph takes in and gives out. The kit passes each definition its own cells only. */
export const imports = [programsImport, participantsImport] as unknown as readonly ImportDefinition<
  Record<string, unknown>,
  Context
>[]
