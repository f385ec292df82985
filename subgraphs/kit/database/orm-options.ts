import { fileURLToPath } from 'node:url'
import { type EntitySchema, type IDatabaseDriver, MikroORM, type Options } from '@mikro-orm/core'
import { Migrator } from '@mikro-orm/migrations'
import { PostgreSqlDriver } from '@mikro-orm/postgresql'
import { SqliteDriver, type MikroORM as SqlOrm } from '@mikro-orm/sql'
import type { Dialect as KyselyDialect } from 'kysely'
import { TidyMigrationGenerator } from './tidy-migration-generator.ts'

/** The databases that a subgraph can run on. */
export type Dialect = 'sqlite' | 'postgres'

type OrmOptions = Partial<Options<IDatabaseDriver>>

/** Tables that migrations write by hand (full text) or that the kit keeps for itself; the entity model does not know them. */
export const unmodelledTables = [/_fts(_|$)/, /^kit_setting$/, /^kit_served_identity$/, /^kit_erasure$/]
/** Columns that migrations write by hand: PostgreSQL's full-text columns. */
export const unmodelledColumns = [{ table: 'search_document', column: 'fts' }]

/** What MikroORM needs to know of a subgraph and of the place of its database. */
export type OrmSettings = {
  entities: readonly EntitySchema[]
  migrations: URL
} & (
  | { dialect: 'sqlite'; file: string; writer: () => KyselyDialect; readers: () => KyselyDialect }
  | { dialect: 'postgres'; url: string; onPool?: (pool: unknown) => void }
)

/** Starts MikroORM, not connected yet: one writer, and readers registered as its replica. */
export const startOrm = async (settings: OrmSettings): Promise<SqlOrm> => {
  const options: OrmOptions = {
    entities: [...settings.entities],
    // Neither the environment nor a cache on disk decides what a subgraph stores.
    metadataCache: { enabled: false },
    ensureDatabase: false,
    preferReadReplicas: true,
    extensions: [Migrator],
    discovery: { warnWhenNoEntities: false },
    schemaGenerator: { skipTables: unmodelledTables, ignoreTriggers: true },
    migrations: migrationOptions(new URL(`${settings.dialect}/`, settings.migrations)),
    ...(settings.dialect === 'sqlite' ? sqliteOptions(settings) : postgresOptions(settings)),
  }
  return (await MikroORM.init(options)) as unknown as SqlOrm
}

const migrationOptions = (folder: URL): NonNullable<OrmOptions['migrations']> => ({
  path: fileURLToPath(folder),
  pathTs: fileURLToPath(folder),
  glob: '!(*.d).{ts,js}',
  // The default name holds the database's name and would be another one for each test.
  snapshotName: 'snapshot',
  snapshotOnMigrate: false,
  fileName: (timestamp, name) => (name ? `${timestamp}-${name}` : timestamp),
  generator: TidyMigrationGenerator,
  silent: true,
  // Switched off by the runner, before the transaction; inside it SQLite ignores the switch.
  disableForeignKeys: false,
})

const sqliteOptions = (settings: OrmSettings & { dialect: 'sqlite' }): OrmOptions => ({
  driver: SqliteDriver,
  dbName: settings.file,
  // Functions, because MikroORM clones plain options and a dialect does not survive that.
  driverOptions: settings.writer,
  replicas: [{ name: 'readers', driverOptions: settings.readers }],
})

const postgresOptions = ({ url, onPool }: OrmSettings & { dialect: 'postgres' }): OrmOptions => {
  const watched = onPool ? { onPoolCreated: onPool } : {}
  return {
    driver: PostgreSqlDriver,
    clientUrl: url,
    driverOptions: { ...watched, connectionTimeoutMillis: 10_000 },
    pool: { max: 5 },
    // Readers of their own: were they the writers' pool, writes that wait for a read could use it up.
    replicas: [
      { name: 'readers', driverOptions: { ...watched, options: '-c default_transaction_read_only=on', max: 10 } },
    ],
  }
}
