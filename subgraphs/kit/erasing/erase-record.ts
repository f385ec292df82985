import type { Logger } from 'pino'
import type { AnyTables, Database, EntityManager } from '../database/database.ts'
import type { RecordKey } from '../feed/touched-records.ts'
import { ProjectedRecord } from '../projection/projected-record.ts'
import { byItself } from '../writing/author.ts'
import { noteErasure, pendingErasures } from './erasures.ts'

/**
 * Takes all that a subgraph holds of a record which was erased on request, in the caller's transaction: names, contacts,
 * claims' values, history, search. Also called for a record that is not there, of another subgraph, or erased already.
 */
export type EraseRecord = (record: RecordKey, em: EntityManager, database: Database) => Promise<void>

/** Where erasing happens, and how. */
export type Erasing = { readonly database: Database; readonly erase: EraseRecord }

/** Erases a record in the caller's transaction and notes it, so that no backup brings it back. */
export const eraseRecord = async (
  { database, erase }: Erasing,
  em: EntityManager,
  record: RecordKey,
): Promise<void> => {
  await erase(record, em, database)
  await forgetProjected(database, em, record)
  await noteErasure(em, record)
}

/** Takes the name that a sibling's feed told before: the page that tells of the erasure may be long in coming. */
const forgetProjected = async (database: Database, em: EntityManager, { type, id }: RecordKey): Promise<void> => {
  if (!database.orm.getMetadata().find(ProjectedRecord)) return
  await em
    .getKysely<AnyTables>()
    .updateTable('projected_record')
    .set({ slug: null, name: null })
    .where('type', '=', type)
    .where('record_id', '=', id)
    .execute()
}

/** Does the erasures that came after the backup which this database was set back to; each in a transaction of its own. */
export const catchUpErasures = async (erasing: Erasing, log: Logger): Promise<void> => {
  const { database } = erasing
  const pending = await pendingErasures(database.read)
  for (const record of pending) {
    await database.write(em => eraseRecord(erasing, em, record), byItself('erase'))
  }
  if (pending.length > 0)
    log.info({ records: pending.length }, 'Records that a backup had brought back are erased again.')
}
