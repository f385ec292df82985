import type { Database as AsyncDatabase, Statement as AsyncStatement, RunResult } from 'sqlite3'
import { LeastRecentlyUsed } from './least-recently-used.ts'

/** The SQLite libraries that the kit can run on; they answer alike. */
export type SqliteLibrary = 'sqlite3' | 'node:sqlite'

/** What SQLite stores. Booleans and dates become integers before they get here. */
export type SqliteValue = string | number | bigint | Uint8Array | null

/** A row by column name. */
export type SqliteRow = Record<string, unknown>

/** One open connection to a SQLite file. Its user keeps one statement in flight at a time. */
export type SqliteHandle = {
  /** Runs a statement that answers rows. */
  all(sql: string, parameters: readonly SqliteValue[]): Promise<SqliteRow[]>
  /** Runs a statement that answers none. */
  run(sql: string, parameters: readonly SqliteValue[]): Promise<{ changes: number; lastId: number | bigint }>
  /** Runs statements separated by semicolons, for their effect. */
  script(sql: string): Promise<void>
  close(): Promise<void>
}

/** Opens a file with one of the libraries; for writing it makes the file where there is none. */
export type OpenSqliteHandle = (file: string, access: 'read' | 'write') => Promise<SqliteHandle>

// Preparing costs more than running for reads by id. Statements without parameters carry their values in the text
// (MikroORM's do) and would only push the others out.
const cachedStatements = 200
const isWorthKeeping = (parameters: readonly SqliteValue[]): boolean => parameters.length > 0

/**
 * Finds the SQLite library: the one asked for, else `sqlite3`, else Node's own, which blocks the event loop while a
 * statement runs. Throws when the one asked for is not installed.
 */
export const findSqliteLibrary = async (
  wanted?: SqliteLibrary,
): Promise<{ library: SqliteLibrary; open: OpenSqliteHandle; missing?: unknown }> => {
  if (wanted === 'node:sqlite') return { library: 'node:sqlite', open: await synchronousLibrary() }
  try {
    return { library: 'sqlite3', open: await asynchronousLibrary() }
  } catch (cause) {
    if (wanted !== undefined) {
      throw new Error(
        'The SQLite library "sqlite3" could not be loaded, but was asked for. Install it with "npm install sqlite3", or use "node:sqlite".',
        { cause },
      )
    }
    return { library: 'node:sqlite', open: await synchronousLibrary(), missing: cause }
  }
}

const asynchronousLibrary = async (): Promise<OpenSqliteHandle> => {
  const { default: sqlite3 } = await import('sqlite3')
  return async (file, access) => {
    const mode = access === 'read' ? sqlite3.OPEN_READONLY : sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE
    const database = await new Promise<AsyncDatabase>((resolve, reject) => {
      const opened: AsyncDatabase = new sqlite3.Database(file, mode, error => (error ? reject(error) : resolve(opened)))
    })
    return asynchronousHandle(database)
  }
}

const asynchronousHandle = (database: AsyncDatabase): SqliteHandle => {
  const statements = new LeastRecentlyUsed<string, AsyncStatement>(cachedStatements, statement => statement.finalize())
  const prepare = (sql: string) =>
    new Promise<AsyncStatement>((resolve, reject) => {
      const statement: AsyncStatement = database.prepare(sql, error => (error ? reject(error) : resolve(statement)))
    })
  const kept = async (sql: string) => {
    const known = statements.get(sql)
    if (known) return known
    const statement = await prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  return {
    async all(sql, parameters) {
      const target = isWorthKeeping(parameters) ? await kept(sql) : null
      return new Promise((resolve, reject) => {
        const done = (error: Error | null, rows: SqliteRow[]) => (error ? reject(error) : resolve(rows))
        if (target) target.all(parameters, done)
        else database.all(sql, done)
      })
    },
    async run(sql, parameters) {
      const target = isWorthKeeping(parameters) ? await kept(sql) : null
      return new Promise((resolve, reject) => {
        function done(this: RunResult, error: Error | null) {
          if (error) reject(error)
          else resolve({ changes: this.changes, lastId: this.lastID })
        }
        if (target) target.run(parameters, done)
        else database.run(sql, done)
      })
    },
    script: sql => new Promise((resolve, reject) => database.exec(sql, error => (error ? reject(error) : resolve()))),
    close: () => {
      statements.clear()
      return new Promise((resolve, reject) => database.close(error => (error ? reject(error) : resolve())))
    },
  }
}

const synchronousLibrary = async (): Promise<OpenSqliteHandle> => {
  const { DatabaseSync } = await import('node:sqlite')
  return async (file, access) => {
    const database = new DatabaseSync(file, { readOnly: access === 'read' })
    const statements = new LeastRecentlyUsed<string, ReturnType<typeof database.prepare>>(cachedStatements)
    const prepare = (sql: string, parameters: readonly SqliteValue[]) => {
      if (!isWorthKeeping(parameters)) return database.prepare(sql)
      const known = statements.get(sql)
      if (known) return known
      const statement = database.prepare(sql)
      statements.set(sql, statement)
      return statement
    }
    return {
      // Its rows have no prototype, those of sqlite3 do.
      all: async (sql, parameters) =>
        prepare(sql, parameters)
          .all(...parameters)
          .map(row => ({ ...row })),
      run: async (sql, parameters) => {
        const { changes, lastInsertRowid } = prepare(sql, parameters).run(...parameters)
        return { changes: Number(changes), lastId: lastInsertRowid }
      },
      script: async sql => database.exec(sql),
      close: async () => {
        statements.clear()
        database.close()
      },
    }
  }
}
