import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupRefused, reasonOf } from './refusal.ts'

/** One file of a backup. */
export type BackupFile = {
  /** "people.sqlite", or "people.dump" of PostgreSQL. */
  readonly name: string
  readonly bytes: number
  readonly sha256: string
  /** When its state was taken, ISO 8601. Files of one backup are seconds apart; the feeds bring them together again. */
  readonly takenAt: string
  /** Migrations that the database had, in their order; null for PostgreSQL. */
  readonly migrations: readonly string[] | null
}

/** What a backup holds. */
export type Manifest = {
  readonly format: 1
  /** When it was whole, ISO 8601. */
  readonly madeAt: string
  readonly files: readonly BackupFile[]
}

/** Name of the manifest in the folder of a backup. */
export const manifestName = 'manifest.json'

/** The file of a subgraph's database: in DATA_DIR and in a backup. */
export const databaseFile = /^[a-z][a-z0-9-]{0,62}\.sqlite$/

const backupFile = /^[a-z][a-z0-9-]{0,62}\.(sqlite|dump)$/

/** Reads the manifest of a backup. Throws `BackupRefused` when there is none or it is none of ours. */
export const readManifest = async (folder: string): Promise<Manifest> => {
  const file = join(folder, manifestName)
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new BackupRefused(
      `"${folder}" is no backup: "${manifestName}" cannot be read there (${reasonOf(cause)}). Name the folder that "npm run backup" made.`,
    )
  })
  const manifest = parse(text)
  if (!isManifest(manifest)) {
    throw new BackupRefused(
      `"${file}" is no manifest of a backup that this version knows. Take another backup, or the version that made it.`,
    )
  }
  return manifest
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isManifest = (value: unknown): value is Manifest =>
  isObject(value) &&
  value.format === 1 &&
  typeof value.madeAt === 'string' &&
  Array.isArray(value.files) &&
  value.files.length > 0 &&
  value.files.every(isFile)

// Names are matched in full: a manifest shall not lead out of its folder.
const isFile = (value: unknown): value is BackupFile =>
  isObject(value) &&
  typeof value.name === 'string' &&
  backupFile.test(value.name) &&
  Number.isSafeInteger(value.bytes) &&
  typeof value.sha256 === 'string' &&
  /^[0-9a-f]{64}$/.test(value.sha256) &&
  typeof value.takenAt === 'string'

/** Hashes a file of any size. */
export const sha256Of = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}

/** A time as part of a folder's name, e.g. "2026-11-22T05-17-30.123Z": it sorts, and every file system takes it. */
export const folderName = (at: Date): string => at.toISOString().replaceAll(':', '-')
