import type { EntitySchema } from '@mikro-orm/core'
import type { MikroORM, SqlEntityManager } from '@mikro-orm/sql'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import { openErasures } from '../erasing/erasures.ts'
import type { Author } from '../writing/author.ts'
import { createCommitSignal } from './commit-signal.ts'
import { connectPostgres } from './connect-postgres.ts'
import { connectSqlite } from './connect-sqlite.ts'
import { readCursorKey } from './kit-settings.ts'
import { migrate } from './migrate.ts'
import type { SqliteLibrary } from './sqlite-handle.ts'
import { createWriter } from './writer.ts'

/** MikroORM's entity manager for SQL; `em.getKysely<AnyTables>()` runs in its transaction. */
export type EntityManager = SqlEntityManager

/** Where a database lives. `driver` chooses the SQLite library; without it `sqlite3` is taken where it is installed, else Node's own. */
export type DatabaseLocation =
  | { kind: 'sqlite'; file: string; driver?: SqliteLibrary }
  | { kind: 'postgres'; url: string }

/** One entity that a write created, changed or deleted. */
export type EntityChange = {
  entity: object
  name: string
  type: 'create' | 'update' | 'delete'
  /** The properties that changed, as the database holds them: JSON and dates as plain values. */
  fields: ReadonlyMap<string, { from: unknown; to: unknown }>
}

/** What the work of a write may use beside its entity manager. */
export type WriteSession = {
  readonly author: Author
  /**
   * Flushes, lets the recorders see what changed, and forgets all entities, so that a write of many rows keeps few of
   * them in memory. Entities that were read or made before are dead afterwards.
   */
  settle(): Promise<void>
}

/**
 * Runs inside every write transaction, after the flush and before the commit, with the entities created, changed and deleted.
 * What it persists is flushed after it and not given to recorders again. When it throws, the whole write is undone.
 */
export type Recorder = (
  changes: readonly EntityChange[],
  em: EntityManager,
  database: Database,
  author: Author,
) => Promise<void>

/** Tables and columns that only the database knows. */
// Column names reach Kysely as text (they come from ORM metadata), so its table types cannot be known here.
// biome-ignore lint/suspicious/noExplicitAny: Kysely's own way to say "any table"
export type AnyTables = any

/** A subgraph's own database: rows through `read`, changes through `write`. */
export type Database = AsyncDisposable & {
  readonly name: string
  readonly dialect: 'sqlite' | 'postgres'
  readonly orm: MikroORM
  /** The read-only pool, with the raw snake_case names. It never sees what a running write has not committed. */
  readonly read: Kysely<AnyTables>
  /** Signs this database's cursors; made once and kept in the database. */
  readonly cursorKey: Uint8Array
  /**
   * Runs the work in one transaction on the writer, then the recorders, then commits; answers what the work answered.
   * Entities of the work are dead afterwards: they belong to an entity manager that is thrown away. The author stands in
   * the history; without one it is the network itself.
   */
  write<T>(work: (em: EntityManager, session: WriteSession) => Promise<T>, author?: Author): Promise<T>
  /**
   * Calls the listener after each write of this process that was committed, until the function that it answers is
   * called. Writes of other processes on the same database go unheard.
   */
  onCommit(listener: () => void): () => void
  /** Waits for the statements that run; may be called again. */
  close(): Promise<void>
}

/** What a subgraph's database is made of. */
export type DatabaseOptions = {
  /** Named in errors and logs, e.g. "people". */
  name: string
  location: DatabaseLocation
  entities: readonly EntitySchema[]
  /** The folder that has `sqlite/` and `postgres/` inside: `new URL('./migrations/', import.meta.url)`. */
  migrations: URL
  recorders?: readonly Recorder[]
  /** Called with the text of each statement before it runs, from the moment the database is open. */
  onStatement?: (sql: string) => void
  log?: Logger
}

/**
 * Opens a subgraph's database: makes the file where there is none, migrates, checks.
 * Throws one sentence that says what to do when it cannot.
 */
export const openDatabase = async (options: DatabaseOptions): Promise<Database> => {
  const { name, location, migrations, log } = options
  const dialect = location.kind
  const watch = createStatementWatch(options.onStatement)
  const orm = await connect(options, watch.seen)
  try {
    await migrate(orm, { name, dialect, migrations: new URL(`${dialect}/`, migrations), log })
    const database = await databaseOf(orm, options)
    watch.start()
    return database
  } catch (error) {
    await orm.close(true)
    throw error
  }
}

/** Opens a database whose tables are made straight from the entities, without migrations; for tests of the kit. */
export const openUnmigratedDatabase = async (options: Omit<DatabaseOptions, 'migrations'>): Promise<Database> => {
  const watch = createStatementWatch(options.onStatement)
  const orm = await connect({ ...options, migrations: new URL('file:///nowhere/') }, watch.seen)
  try {
    await orm.schema.create()
    const database = await databaseOf(orm, options)
    watch.start()
    return database
  } catch (error) {
    await orm.close(true)
    throw error
  }
}

const connect = (options: DatabaseOptions, onStatement: (sql: string) => void): Promise<MikroORM> => {
  const { location } = options
  return location.kind === 'sqlite'
    ? connectSqlite({ ...options, location, onStatement })
    : connectPostgres({ ...options, location, onStatement })
}

const databaseOf = async (
  orm: MikroORM,
  { name, location, recorders = [] }: Omit<DatabaseOptions, 'migrations'>,
): Promise<Database> => {
  await openErasures(orm.em.getConnection('write').getClient(), location.kind)
  const write = createWriter(orm, recorders)
  const commits = createCommitSignal()
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= orm.close(true)
    return closing
  }
  const database: Database = {
    name,
    dialect: location.kind,
    orm,
    read: orm.em.getConnection('read').getClient() as Kysely<AnyTables>,
    cursorKey: await readCursorKey(orm.em.getConnection('write').getClient()),
    write: async (work, author) => {
      const answer = await write(work, database, author)
      commits.tell()
      return answer
    },
    onCommit: commits.listen,
    close,
    [Symbol.asyncDispose]: close,
  }
  return database
}

// Opening runs statements of its own, which nobody wants to count.
const createStatementWatch = (onStatement: ((sql: string) => void) | undefined) => {
  let started = false
  return {
    seen: (sql: string) => {
      if (started) onStatement?.(sql)
    },
    start: () => {
      started = true
    },
  }
}
