import { mkdir, open as openFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { EntitySchema } from '@mikro-orm/core'
import type { MikroORM } from '@mikro-orm/sql'
import type { Logger } from 'pino'
import { startOrm } from './orm-options.ts'
import { SqlitePoolDialect } from './sqlite-dialect.ts'
import { findSqliteLibrary, type SqliteLibrary } from './sqlite-handle.ts'

/** What the connections to a SQLite file are made of. */
export type SqliteConnectOptions = {
  name: string
  location: { file: string; driver?: SqliteLibrary }
  entities: readonly EntitySchema[]
  migrations: URL
  onStatement: (sql: string) => void
  log?: Logger | undefined
}

const readers = 3

/** Opens the file with one writer and three readers. Makes the file and its folder where there are none. */
export const connectSqlite = async (options: SqliteConnectOptions): Promise<MikroORM> => {
  const { name, entities, migrations, onStatement, log } = options
  const file = resolve(options.location.file)
  const { library, open, missing } = await findSqliteLibrary(options.location.driver)
  if (missing) {
    log?.warn(
      { database: name, reason: String(missing) },
      'The package "sqlite3" is not installed, so SQLite runs on node:sqlite and long statements delay short ones. "npm install sqlite3" needs python3, make and g++',
    )
  }
  log?.info({ database: name, file, library }, 'Opening SQLite')
  const pool = { file, open, onStatement }
  const orm = await startOrm({
    dialect: 'sqlite',
    file,
    entities,
    migrations,
    writer: () => new SqlitePoolDialect({ ...pool, access: 'write', size: 1 }),
    readers: () => new SqlitePoolDialect({ ...pool, access: 'read', size: readers }),
  })
  try {
    await mkdir(dirname(file), { recursive: true })
    // Made by us and not by SQLite, which would let everybody on the machine read contact values.
    await (await openFile(file, 'a', 0o600)).close()
    // The writer first: it makes the file and switches it to the write-ahead log, without which readers cannot open it.
    await orm.em.getConnection('write').connect()
    await orm.em.getConnection('write').execute('select count(*) from sqlite_master')
    await orm.em.getConnection('read').connect()
    return orm
  } catch (cause) {
    await orm.close(true)
    throw new Error(explain(name, file, cause), { cause })
  }
}

const explain = (name: string, file: string, cause: unknown): string => {
  const reason = cause instanceof Error ? cause.message : String(cause)
  if (/NOTADB|not a database|CORRUPT|malformed/i.test(reason)) {
    return `Database "${name}" could not be opened: file "${file}" is no SQLite database or is damaged (${reason}). Restore a backup, or move the file away to start with an empty one.`
  }
  if (/BUSY|locked/i.test(reason)) {
    return `Database "${name}" could not be opened: another process keeps file "${file}" locked (${reason}). Stop that process and start again.`
  }
  return `Database "${name}" could not be opened: file "${file}" cannot be written (${reason}). Make its folder writable for this user, or set DATA_DIR to another one.`
}
