import type { Database, EntityManager } from '../database/database.ts'
import { byItself } from '../writing/author.ts'
import { LoadedSeed } from './loaded-seed.ts'

/** Tells whether a database was never given its first rows. Needs `LoadedSeed` among its entities. */
export const isNew = async (database: Database): Promise<boolean> => {
  const loaded = await database.read.selectFrom('loaded_seed').select('sha256').limit(1).executeTakeFirst()
  return loaded === undefined
}

/**
 * Writes the first rows and the note that they were loaded, in one transaction: all or nothing.
 * Answers false, and calls nothing, when another start was faster.
 */
export const loadSeed = async (
  database: Database,
  seed: { readonly sha256: string; readonly rows: Readonly<Record<string, readonly unknown[]>> },
  write: (em: EntityManager) => void | Promise<void>,
): Promise<boolean> =>
  database.write(async em => {
    if ((await em.count(LoadedSeed)) > 0) return false
    await write(em)
    const rows = Object.values(seed.rows).reduce((sum, table) => sum + table.length, 0)
    em.persist(em.create(LoadedSeed, { sha256: seed.sha256, rows, loadedAt: new Date() }))
    return true
  }, byItself('seed'))
