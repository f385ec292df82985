import { setTimeout } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { AnyTables } from './database.ts'
import type { OpenSqliteHandle, SqliteHandle, SqliteValue } from './sqlite-handle.ts'
import { answersRows } from './statement-kind.ts'

/** One pool of connections to a file. */
export type SqlitePoolOptions = {
  file: string
  access: 'read' | 'write'
  /** How many connections. SQLite has one writer: more than 1 is for readers. */
  size: number
  open: OpenSqliteHandle
  onStatement?: (sql: string) => void
}

/**
 * A Kysely dialect over a pool of SQLite connections with one statement in flight on each: a statement that shares a
 * connection with a long one would hold the event loop until the long one ends, however asynchronous the library.
 */
export class SqlitePoolDialect implements Dialect {
  readonly #options: SqlitePoolOptions

  constructor(options: SqlitePoolOptions) {
    this.#options = options
  }

  createDriver(): Driver {
    return new SqlitePool(this.#options)
  }

  createAdapter(): SqliteAdapter {
    return new ManyConnectionsAdapter()
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler()
  }

  createIntrospector(db: Kysely<AnyTables>): DatabaseIntrospector {
    return new SqliteIntrospector(db)
  }
}

// Kysely answers false for SQLite and then runs the statements of all connections one after the other.
class ManyConnectionsAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

const everyConnection = [
  'pragma busy_timeout = 5000',
  'pragma foreign_keys = on',
  'pragma temp_store = memory',
  'pragma mmap_size = 1073741824',
  'pragma cache_size = -16384',
]
// The log of a write is synced at checkpoints only: a crash of the process loses nothing, a power cut at most the last commits.
// What is deleted is overwritten, so that nobody who was erased on request can be read in the file.
const writerOnly = ['pragma synchronous = normal', 'pragma journal_size_limit = 67108864', 'pragma secure_delete = on']

const becomeWriter = async (handle: SqliteHandle): Promise<void> => {
  await switchToWriteAheadLog(handle)
  await handle.script(writerOnly.join(';'))
}

// SQLite does not wait for the busy timeout here: of several processes that start on a new file all but one fail at once.
const switchAttempts = 100
const switchPauseMs = 50
const switchToWriteAheadLog = async (handle: SqliteHandle): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await handle.script('pragma journal_mode = wal')
    } catch (error) {
      if (attempt === switchAttempts || !/locked|BUSY/.test(String(error))) throw error
      await setTimeout(switchPauseMs)
    }
  }
}

class SqlitePool implements Driver {
  readonly #options: SqlitePoolOptions
  readonly #all: SqliteConnection[] = []
  readonly #free: SqliteConnection[] = []
  readonly #waiting: PromiseWithResolvers<SqliteConnection>[] = []

  constructor(options: SqlitePoolOptions) {
    this.#options = options
  }

  async init(): Promise<void> {
    const { file, access, size, open, onStatement } = this.#options
    try {
      while (this.#all.length < size) {
        const handle = await open(file, access)
        const connection = new SqliteConnection(handle, onStatement)
        this.#all.push(connection)
        await handle.script(everyConnection.join(';'))
        if (access === 'write') await becomeWriter(handle)
        this.#free.push(connection)
      }
    } catch (error) {
      await this.destroy()
      throw error
    }
  }

  async acquireConnection(): Promise<SqliteConnection> {
    const free = this.#free.pop()
    if (free) return free
    const turn = Promise.withResolvers<SqliteConnection>()
    this.#waiting.push(turn)
    return turn.promise
  }

  async releaseConnection(connection: SqliteConnection): Promise<void> {
    const next = this.#waiting.shift()
    if (next) next.resolve(connection)
    else this.#free.push(connection)
  }

  async beginTransaction(connection: SqliteConnection): Promise<void> {
    // A plain "begin" takes the write lock at the first write. If another process wrote since, that fails at once
    // (SQLITE_BUSY_SNAPSHOT does not wait for the busy timeout).
    await connection.effect(this.#options.access === 'write' ? 'begin immediate' : 'begin')
  }

  commitTransaction = (connection: SqliteConnection): Promise<void> => connection.effect('commit')
  rollbackTransaction = (connection: SqliteConnection): Promise<void> => connection.effect('rollback')
  savepoint = (connection: SqliteConnection, name: string): Promise<void> => connection.effect(`savepoint "${name}"`)
  rollbackToSavepoint = (connection: SqliteConnection, name: string): Promise<void> =>
    connection.effect(`rollback to "${name}"`)
  releaseSavepoint = (connection: SqliteConnection, name: string): Promise<void> =>
    connection.effect(`release "${name}"`)

  async destroy(): Promise<void> {
    const closing = this.#all.splice(0)
    this.#free.length = 0
    for (const turn of this.#waiting.splice(0))
      turn.reject(new Error('The database was closed before this statement ran.'))
    for (const connection of closing) await connection.close()
  }
}

// Kysely gives a connection one statement at a time: outside a transaction it takes one for each statement, and inside it
// queues what the work starts at once.
class SqliteConnection implements DatabaseConnection {
  readonly #handle: SqliteHandle
  readonly #onStatement: (sql: string) => void
  #running: Promise<unknown> = Promise.resolve()

  constructor(handle: SqliteHandle, onStatement: (sql: string) => void = () => {}) {
    this.#handle = handle
    this.#onStatement = onStatement
  }

  executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    return this.#run(sql, async () => {
      const values = parameters.map(stored)
      if (answersRows(sql)) return { rows: (await this.#handle.all(sql, values)) as R[] }
      const { changes, lastId } = await this.#handle.run(sql, values)
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastId) }
    })
  }

  /** Answers everything as one chunk: a cursor left open would occupy the connection. Page by keyset instead. */
  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query)
  }

  effect(sql: string): Promise<void> {
    return this.#run(sql, () => this.#handle.script(sql))
  }

  async close(): Promise<void> {
    await this.#running
    await this.#handle.close()
  }

  #run<T>(sql: string, statement: () => Promise<T>): Promise<T> {
    this.#onStatement(sql)
    const running = statement()
    this.#running = running.catch(() => {})
    return running
  }
}

const stored = (value: unknown): SqliteValue => {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.getTime()
  // sqlite3 knows no bigint and would store its text.
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'string' || typeof value === 'number' || value instanceof Uint8Array) return value
  return JSON.stringify(value)
}
