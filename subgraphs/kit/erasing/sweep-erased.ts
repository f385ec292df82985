import type { Logger } from 'pino'
import type { Database } from '../database/database.ts'
import { readSetting, writeSetting } from '../database/kit-settings.ts'
import { lastErasure } from './erasures.ts'

const setting = 'erasures-swept'

/**
 * Writes a SQLite file anew where something was erased since this was last done. SQLite overwrites what it deletes
 * (`secure_delete`), but a page whose cells it moved to another may keep a copy in its gap. It takes some seconds for
 * each gigabyte and holds up writers, hence at the start only.
 */
export const sweepErased = async (database: Database, log: Logger): Promise<void> => {
  if (database.dialect !== 'sqlite') return
  const last = await lastErasure(database.read)
  if (last === null || last <= Number((await readSetting(database.read, setting)) ?? 0)) return
  const writer = database.orm.em.getConnection('write')
  await writer.execute('vacuum')
  await writer.execute('pragma wal_checkpoint(truncate)')
  await database.write(em => writeSetting(em.getKysely(), setting, String(last)))
  log.info('The file was written anew, since something was erased from it.')
}
