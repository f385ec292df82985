import { open as openFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { OpenSqliteHandle, SqliteHandle } from '../database/sqlite-handle.ts'
import { type BackupFile, sha256Of } from './manifest.ts'
import { reasonOf } from './refusal.ts'

/**
 * Copies a SQLite database as it is at this moment into a new file, whoever writes meanwhile: they are not delayed.
 * The copy is checked before it counts. Throws when it is not sound.
 */
export const copySqlite = async (source: string, target: string, open: OpenSqliteHandle): Promise<BackupFile> => {
  // Made by us and not by SQLite, which would let everybody on the machine read it; an empty file is what it accepts.
  await (await openFile(target, 'wx', 0o600)).close()
  const takenAt = new Date().toISOString()
  await using original = await openHandle(open, source, 'read')
  await original.script(`vacuum into '${target.replaceAll("'", "''")}'`)
  await flushToDisk(target)
  await using copy = await openHandle(open, target, 'read')
  await refuseDamage(copy, source)
  const { size } = await stat(target)
  return {
    name: basename(target),
    bytes: size,
    sha256: await sha256Of(target),
    takenAt,
    migrations: await migrationsOf(copy),
  }
}

/** A connection that is closed at the end of its block. */
export type ScopedHandle = SqliteHandle & AsyncDisposable

/** Opens a SQLite file with the patience that a busy database needs. */
export const openHandle = async (
  open: OpenSqliteHandle,
  file: string,
  access: 'read' | 'write',
): Promise<ScopedHandle> => {
  const handle = await open(file, access)
  await handle.script('pragma busy_timeout = 5000')
  return { ...handle, [Symbol.asyncDispose]: () => handle.close() }
}

/** Throws one sentence when a database is not sound: damaged pages, indexes that do not fit, references to nothing. */
export const refuseDamage = async (handle: SqliteHandle, name: string): Promise<void> => {
  const problems = await findDamage(handle).catch((cause: unknown) => [reasonOf(cause)])
  if (problems.length > 0) throw new Error(`The database "${name}" is damaged: ${problems.slice(0, 3).join('; ')}.`)
}

const findDamage = async (handle: SqliteHandle): Promise<readonly string[]> => {
  const checked = await handle.all('pragma integrity_check', [])
  const dangling = await handle.all('pragma foreign_key_check', [])
  return [
    ...checked.map(row => String(row.integrity_check)).filter(line => line !== 'ok'),
    ...dangling.map(row => `a row of "${row.table}" refers to nothing in "${row.parent}"`),
  ]
}

/** Tells whether a database has a table. */
export const hasTable = async (handle: SqliteHandle, table: string): Promise<boolean> =>
  (await handle.all('select 1 from sqlite_master where type = ? and name = ?', ['table', table])).length > 0

const journal = 'mikro_orm_migrations'

const migrationsOf = async (handle: SqliteHandle): Promise<readonly string[]> => {
  if (!(await hasTable(handle, journal))) return []
  return (await handle.all(`select name from ${journal} order by id`, [])).map(row => String(row.name))
}

/** Waits until the file's bytes are on the disk, so that a power cut leaves no whole-looking half. */
export const flushToDisk = async (file: string): Promise<void> => {
  const opened = await openFile(file, 'r+')
  try {
    await opened.sync()
  } finally {
    await opened.close()
  }
}
