import { existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { findSqliteLibrary, type OpenSqliteHandle } from '../database/sqlite-handle.ts'
import { megabytes } from './backup.ts'
import { collectErasures, prepareCopy } from './carried-erasures.ts'
import { lockFiles } from './file-locks.ts'
import { type BackupFile, folderName, type Manifest, readManifest, sha256Of } from './manifest.ts'
import { BackupRefused, reasonOf, type Tell } from './refusal.ts'
import { flushToDisk, openHandle, refuseDamage } from './sqlite-copy.ts'

/** What is restored, and where to. */
export type RestoreOptions = {
  readonly dataDir: string
  /** A folder that `makeBackup` made. */
  readonly folder: string
  readonly tell: Tell
  readonly now?: () => Date
}

/** What a restore did. */
export type Restored = {
  readonly files: readonly string[]
  /** Where the replaced files lie; null when there were none. */
  readonly replaced: string | null
  /** Erasures that the restored databases are told of. */
  readonly erasures: number
}

/** Reads what a backup holds. Throws `BackupRefused` when this machine cannot restore it. */
export const readBackup = async (folder: string): Promise<Manifest> => {
  const manifest = await readManifest(folder)
  const dumps = manifest.files.filter(({ name }) => name.endsWith('.dump')).map(({ name }) => name)
  if (dumps.length === 0) return manifest
  throw new BackupRefused(
    `The backup holds databases of PostgreSQL (${dumps.join(', ')}), which are restored by PostgreSQL's own program with the network stopped: pg_restore --clean --if-exists --no-owner --dbname=<DATABASE_URL> <file>, then "delete from feed_origin" in each. Erasures since the backup: see subgraphs/kit/backup/README.md.`,
  )
}

/**
 * Puts the databases of a backup in the place of those in the data folder. Everything is checked before anything is
 * replaced, the network must not run, and what is replaced is kept. Erasures that the backup does not know of are
 * noted in it and done when the subgraphs start. Throws `BackupRefused`, and then nothing was replaced.
 */
export const restoreBackup = async (options: RestoreOptions): Promise<Restored> => {
  const { dataDir, tell, now = () => new Date() } = options
  const folder = resolve(options.folder)
  const { files } = await readBackup(folder)
  const names = files.map(({ name }) => name)
  const { open } = await findSqliteLibrary()
  await mkdir(dataDir, { recursive: true })
  const time = folderName(now())
  const staged = join(dataDir, `restoring-${time}`)
  await using locks = await lockFiles(dataDir, names, open)
  await mkdir(staged, { mode: 0o700 })
  try {
    for (const file of files) await stage(file, folder, staged, open, tell)
    const erasures = await collectErasures({ dataDir, folder, locked: locks.files, open, tell })
    for (const name of names) {
      await prepareCopy(join(staged, name), erasures, open)
      await flushToDisk(join(staged, name))
    }
    // Windows renames no file that is open, so there the locks end a moment before.
    if (process.platform === 'win32') await locks[Symbol.asyncDispose]()
    const replaced = join(dataDir, `replaced-${time}`)
    const anyReplaced = await swap(names, { dataDir, staged, replaced })
    return { files: names, replaced: anyReplaced ? replaced : null, erasures: erasures.length }
  } finally {
    await rm(staged, { recursive: true, force: true })
  }
}

/** Copies a file of the backup beside the data and checks the copy: what was checked is what is used. */
const stage = async (
  { name, sha256, bytes }: BackupFile,
  folder: string,
  staged: string,
  open: OpenSqliteHandle,
  tell: Tell,
): Promise<void> => {
  const copy = join(staged, name)
  try {
    await copyFile(join(folder, name), copy)
    await chmod(copy, 0o600)
    const found = await sha256Of(copy)
    if (found !== sha256) throw new Error(`its SHA-256 is ${found}, but the manifest says ${sha256}.`)
    await using handle = await openHandle(open, copy, 'read')
    await refuseDamage(handle, name)
  } catch (cause) {
    throw new BackupRefused(
      `"${join(folder, name)}" cannot be restored: ${reasonOf(cause)} Nothing was replaced. Take another backup.`,
      { cause },
    )
  }
  tell(`${name}: ${megabytes(bytes)} MB checked`)
}

type Places = { readonly dataDir: string; readonly staged: string; readonly replaced: string }

/** Moves the old files aside and the new ones in, or leaves everything as it was. Answers whether there were old ones. */
const swap = async (names: readonly string[], { dataDir, staged, replaced }: Places): Promise<boolean> => {
  const undo: (() => Promise<void>)[] = []
  const move = async (from: string, to: string): Promise<void> => {
    await rename(from, to)
    undo.push(() => rename(to, from))
  }
  try {
    for (const name of names) {
      // A log left behind would be taken for that of the new file. Where a file was damaged, it holds what can be saved.
      for (const old of [`${name}-wal`, `${name}-shm`, name].filter(one => existsSync(join(dataDir, one)))) {
        await mkdir(replaced, { recursive: true, mode: 0o700 })
        await move(join(dataDir, old), join(replaced, old))
      }
      await move(join(staged, name), join(dataDir, name))
    }
    return existsSync(replaced)
  } catch (cause) {
    for (const back of undo.reverse()) await back()
    throw new BackupRefused(`The files could not be exchanged (${reasonOf(cause)}). All are as they were.`, { cause })
  }
}
