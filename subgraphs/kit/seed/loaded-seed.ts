import { defineEntity, p } from '@mikro-orm/core'

/** Describes which first rows a database was given. */
export const LoadedSeedSchema = defineEntity({
  name: 'LoadedSeed',
  tableName: 'loaded_seed',
  properties: {
    /** SHA-256 of the files, in hexadecimal. */
    sha256: p.string().length(64).primary(),
    rows: p.integer(),
    loadedAt: p.datetime(),
  },
})

/** The first rows that a database was given. Its presence keeps a later start from loading any again. */
export class LoadedSeed extends LoadedSeedSchema.class {}

LoadedSeedSchema.setClass(LoadedSeed)
