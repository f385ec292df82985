import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { OpenSqliteHandle, SqliteHandle } from '../database/sqlite-handle.ts'
import { BackupRefused, reasonOf } from './refusal.ts'

/** A database file that nobody else has open; without a handle where it is too damaged to be opened at all. */
export type LockedFile = { readonly name: string; readonly handle: SqliteHandle | null }

/** Files that stay ours until disposed. */
export type FileLocks = AsyncDisposable & { readonly files: readonly LockedFile[] }

/**
 * Takes the database files in a folder for ourselves, those of them that exist. A subgraph keeps its file open as long
 * as it lives, and SQLite leaves the write-ahead log only for whoever is alone: so this fails when one runs, on this
 * folder, on whatever port. What a crash left in the log is in the file afterwards. Throws `BackupRefused`.
 */
export const lockFiles = async (
  folder: string,
  names: readonly string[],
  open: OpenSqliteHandle,
): Promise<FileLocks> => {
  const files: LockedFile[] = []
  const release = async (): Promise<void> => {
    for (const { handle } of files.splice(0)) await handle?.close()
  }
  try {
    for (const name of names) {
      const file = join(folder, name)
      if (existsSync(file)) files.push({ name, handle: await lockFile(file, open) })
    }
  } catch (error) {
    await release()
    throw error
  }
  return { files, [Symbol.asyncDispose]: release }
}

const lockFile = async (file: string, open: OpenSqliteHandle): Promise<SqliteHandle | null> => {
  let handle: SqliteHandle | null = null
  try {
    handle = await open(file, 'write')
    await handle.script('pragma busy_timeout = 500; pragma locking_mode = exclusive')
    await handle.script('pragma journal_mode = delete')
    await handle.script('begin exclusive')
    return handle
  } catch (cause) {
    await handle?.close()
    // Restoring is what helps against a damaged file.
    if (/NOTADB|not a database|CORRUPT|malformed/i.test(reasonOf(cause))) return null
    throw new BackupRefused(
      `The database "${basename(file)}" is in use (${reasonOf(cause)}). Stop the network that runs on "${file}" and ask again.`,
      { cause },
    )
  }
}
