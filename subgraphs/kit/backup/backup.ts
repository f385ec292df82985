import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { findSqliteLibrary, type OpenSqliteHandle } from '../database/sqlite-handle.ts'
import { type BackupFile, databaseFile, folderName, type Manifest, manifestName } from './manifest.ts'
import { dumpPostgres, type PostgresPlace, type ProgramEnvironment } from './postgres-dump.ts'
import { BackupRefused, reasonOf, type Tell } from './refusal.ts'
import { copySqlite, flushToDisk } from './sqlite-copy.ts'

/** What is backed up, and where to. */
export type BackupOptions = {
  readonly dataDir: string
  /** Folder to make; one of its own under `backups` in the data folder when null. */
  readonly to: string | null
  /** Subgraphs whose database is not a file in the data folder. */
  readonly postgres: readonly PostgresPlace[]
  readonly environment: ProgramEnvironment
  readonly tell: Tell
  readonly now?: () => Date
}

/** Folder of the backups in the data folder. */
export const backupsFolder = (dataDir: string): string => join(dataDir, 'backups')

/**
 * Copies every subgraph's database into a new folder, while they are written to; answers the folder. It appears under
 * its name when it is whole and checked, or not at all. Keys and secrets are not copied. Throws `BackupRefused`.
 */
export const makeBackup = async (options: BackupOptions): Promise<string> => {
  const { dataDir, tell, now = () => new Date() } = options
  const folder = options.to ?? join(backupsFolder(dataDir), folderName(now()))
  const files = await databaseFiles(options)
  await refuseTaken(folder)
  const unfinished = `${folder}.unfinished`
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 })
  await mkdir(unfinished, { mode: 0o700 }).catch((cause: unknown) => {
    throw new BackupRefused(
      `The folder "${unfinished}" cannot be made (${reasonOf(cause)}). If no backup runs there, remove it and ask again.`,
    )
  })
  try {
    const copied = await copyAll(options, files, unfinished)
    const manifest: Manifest = { format: 1, madeAt: now().toISOString(), files: copied }
    await writeFile(join(unfinished, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
    await flushToDisk(join(unfinished, manifestName))
    if (existsSync(folder)) await rmdir(folder)
    await rename(unfinished, folder)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error
  }
  tell('Keys and secrets (development-secret, development-issuer.json, key files) are not in it: keep them apart.')
  return folder
}

const databaseFiles = async ({ dataDir, postgres }: BackupOptions): Promise<readonly string[]> => {
  const elsewhere = new Set(postgres.map(({ name }) => `${name}.sqlite`))
  const names = await readdir(dataDir).catch((cause: unknown) => {
    throw new BackupRefused(
      `The data folder "${dataDir}" cannot be read (${reasonOf(cause)}). Set DATA_DIR to the folder of the network's databases.`,
    )
  })
  const files = names.filter(name => databaseFile.test(name) && !elsewhere.has(name)).toSorted()
  if (files.length + postgres.length > 0) return files
  throw new BackupRefused(
    `There is no database in the data folder "${dataDir}". Start the network once, or set DATA_DIR to its data folder.`,
  )
}

const refuseTaken = async (folder: string): Promise<void> => {
  if (!existsSync(folder)) return
  const isEmpty = await readdir(folder).then(
    names => names.length === 0,
    () => false,
  )
  if (!isEmpty)
    throw new BackupRefused(`"${folder}" is there already and not an empty folder. Name another one by --to.`)
}

const copyAll = async (
  { dataDir, postgres, environment, tell }: BackupOptions,
  files: readonly string[],
  folder: string,
): Promise<readonly BackupFile[]> => {
  const { open } = await findSqliteLibrary()
  const copied: BackupFile[] = []
  const add = async (name: string, copy: () => Promise<BackupFile>): Promise<void> => {
    const startedAt = performance.now()
    const file = await copy()
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    tell(`${name}: ${megabytes(file.bytes)} MB copied and checked in ${seconds} s`)
    copied.push(file)
  }
  for (const name of files) await add(name, () => copyFile(join(dataDir, name), join(folder, name), open))
  for (const place of postgres) {
    await add(place.name, () => dumpPostgres(place, join(folder, `${place.name}.dump`), environment))
  }
  return copied
}

const copyFile = async (source: string, target: string, open: OpenSqliteHandle): Promise<BackupFile> => {
  try {
    return await copySqlite(source, target, open)
  } catch (cause) {
    throw new BackupRefused(
      `The database "${source}" could not be copied: ${reasonOf(cause)} Make room on the disk if it is full; if the database is damaged, restore the last backup.`,
      { cause },
    )
  }
}

/** Bytes as megabytes with one digit. */
export const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1)
