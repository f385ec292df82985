import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import {
  type Database,
  type DatabaseLocation,
  type DatabaseOptions,
  openDatabase,
  openUnmigratedDatabase,
} from '../database/database.ts'
import { startOrm } from '../database/orm-options.ts'
import './provided-context.ts'

/** How to open a test database. */
export type TestDatabaseOptions = Pick<DatabaseOptions, 'entities' | 'recorders' | 'log'> & {
  name?: string
  /** Without migrations the tables are made straight from the entities. */
  migrations?: URL
  /** Open this place instead of a fresh one; it is then left as it is when disposed. */
  location?: DatabaseLocation
}

/** A database with the statements that ran on it since it was opened; empty the list with `statements.length = 0`. */
export type TestDatabase = Database & { readonly statements: string[]; readonly location: DatabaseLocation }

/** Opens a fresh database: a SQLite file in the vitest project "sqlite", a database on the test server in "postgres". Gone when disposed. */
export const testDatabase = async (options: TestDatabaseOptions): Promise<TestDatabase> => {
  const { name = 'test', migrations, ...rest } = options
  const fresh = options.location ? null : await freshLocation(name)
  const location = options.location ?? (fresh as FreshLocation).location
  const statements: string[] = []
  const onStatement = (sql: string) => {
    statements.push(sql)
  }
  try {
    const settings = { ...rest, name, location, onStatement }
    const database = migrations
      ? await openDatabase({ ...settings, migrations })
      : await openUnmigratedDatabase(settings)
    return Object.assign(database, {
      statements,
      location,
      [Symbol.asyncDispose]: async () => {
        await database.close()
        await fresh?.[Symbol.asyncDispose]()
      },
    })
  } catch (error) {
    await fresh?.[Symbol.asyncDispose]()
    throw error
  }
}

/** A place where nothing is yet. */
export type FreshLocation = AsyncDisposable & { readonly location: DatabaseLocation }

/** Makes a place for a fresh database, as `startSubgraph` takes it. Dispose it after whatever uses it is closed. */
export const freshLocation = (name = 'test'): Promise<FreshLocation> =>
  inject('databaseKind') === 'postgres' ? freshPostgresDatabase(name) : freshSqliteFile(name)

const freshSqliteFile = async (name: string): Promise<FreshLocation> => {
  const folder = await mkdtemp(join(tmpdir(), 'exchange-network-'))
  const driver = inject('sqliteLibrary')
  return {
    location: { kind: 'sqlite', file: join(folder, `${name}.sqlite`), ...(driver ? { driver } : {}) },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Makes a database that is a copy of another one, to which nobody may be connected. */
export const copyPostgresDatabase = (original: string, name: string): Promise<FreshLocation> =>
  freshPostgresDatabase(name, new URL(original).pathname.slice(1))

const freshPostgresDatabase = async (name: string, template?: string): Promise<FreshLocation> => {
  const server = inject('postgresServer')
  if (server === undefined) {
    throw new Error('The project "postgres" has no server. Give it the global set-up "testing/postgres-setup.ts".')
  }
  const database = `test_${name.replace(/\W/g, '_')}_${randomBytes(6).toString('hex')}`
  // Copied as files: the other way writes each page to the log, which nobody reads here.
  const source = template ? `${template} strategy file_copy` : "template0 encoding 'UTF8' locale 'C'"
  await administer(server, `create database ${database} template ${source}`)
  const url = new URL(server)
  url.pathname = `/${database}`
  return {
    location: { kind: 'postgres', url: url.href },
    [Symbol.asyncDispose]: () => administer(server, `drop database if exists ${database} with (force)`),
  }
}

const administer = async (url: string, sql: string): Promise<void> => {
  const orm = await startOrm({ dialect: 'postgres', url, entities: [], migrations: new URL('file:///nowhere/') })
  try {
    await orm.em.getConnection('write').execute(sql)
  } finally {
    await orm.close(true)
  }
}
