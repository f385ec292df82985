import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { OpenSqliteHandle, SqliteHandle } from '../database/sqlite-handle.ts'
import { createErasureTable, erasureTable } from '../erasing/erasures.ts'
import { backupsFolder } from './backup.ts'
import type { LockedFile } from './file-locks.ts'
import { databaseFile, manifestName } from './manifest.ts'
import { reasonOf, type Tell } from './refusal.ts'
import { hasTable, openHandle } from './sqlite-copy.ts'

/** That a record was erased on request, and when. */
export type Erasure = { readonly type: string; readonly id: string; readonly at: number }

/** Where erasures are looked for. */
export type ErasureSources = {
  readonly dataDir: string
  /** The backup that is restored; those beside it are read too. */
  readonly folder: string
  /** The databases that are replaced. */
  readonly locked: readonly LockedFile[]
  readonly open: OpenSqliteHandle
  readonly tell: Tell
}

/**
 * Collects every erasure that the databases of the data folder and the backups know of. An erasure is for ever, so
 * older backups are read as well as newer ones. What cannot be read is told, and left out.
 */
export const collectErasures = async (sources: ErasureSources): Promise<readonly Erasure[]> => {
  const { dataDir, locked, open, tell } = sources
  const found = new Map<string, Erasure>()
  const add = async (name: string, read: () => Promise<readonly Erasure[]>): Promise<void> => {
    try {
      for (const erasure of await read()) found.set(`${erasure.type} ${erasure.id}`, erasure)
    } catch (cause) {
      tell(`Erasures noted in "${name}" could not be read: ${reasonOf(cause)}`)
    }
  }
  for (const { name, handle } of locked) {
    if (handle) await add(name, () => erasuresIn(handle))
    else tell(`"${name}" is too damaged to be opened: erasures noted only in it cannot be read.`)
  }
  const taken = new Set(locked.map(({ name }) => join(dataDir, name)))
  for (const file of await filesBeside(sources)) {
    if (taken.has(file)) continue
    await add(file, async () => {
      await using handle = await openHandle(open, file, 'read')
      return await erasuresIn(handle)
    })
  }
  return [...found.values()]
}

const filesBeside = async ({ dataDir, folder }: ErasureSources): Promise<readonly string[]> => {
  const files = [...(await databasesIn(dataDir))]
  // What earlier restores replaced; one that a power cut ended may have left the only word of an erasure there.
  for (const name of await readdir(dataDir)) {
    if (/^(replaced|restoring)-/.test(name)) files.push(...(await databasesIn(join(dataDir, name))))
  }
  for (const parent of new Set([dirname(folder), backupsFolder(dataDir)])) {
    const entries = await readdir(parent, { withFileTypes: true }).catch(() => [])
    for (const entry of entries.filter(one => one.isDirectory())) {
      const backup = join(parent, entry.name)
      if (existsSync(join(backup, manifestName))) files.push(...(await databasesIn(backup)))
    }
  }
  return files
}

const databasesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder).catch(() => [])).filter(name => databaseFile.test(name)).map(name => join(folder, name))

const erasuresIn = async (handle: SqliteHandle): Promise<readonly Erasure[]> => {
  if (!(await hasTable(handle, erasureTable))) return []
  const rows = await handle.all(`select record_type, record_id, at from ${erasureTable}`, [])
  return rows.map(row => ({ type: String(row.record_type), id: String(row.record_id), at: Number(row.at) }))
}

/**
 * Makes a copy ready to become the database: notes the erasures that it does not know of, to be done at its start, and
 * takes the feed's name away, so that siblings, which are ahead of it, read it from its beginning.
 */
export const prepareCopy = async (
  file: string,
  erasures: readonly Erasure[],
  open: OpenSqliteHandle,
): Promise<void> => {
  await using handle = await openHandle(open, file, 'write')
  await handle.script(`begin; ${createErasureTable}`)
  for (const { type, id, at } of erasures) {
    await handle.run(
      `insert into ${erasureTable} (record_type, record_id, at) values (?, ?, ?) on conflict do nothing`,
      [type, id, at],
    )
  }
  if (await hasTable(handle, 'feed_origin')) await handle.script('delete from feed_origin')
  await handle.script('commit')
}
