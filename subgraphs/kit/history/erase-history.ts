import type { AnyTables, EntityManager } from '../database/database.ts'
import type { RecordKey } from '../feed/touched-records.ts'
import type { FieldChange } from './history-entry.ts'

/**
 * Takes the values and reasons out of the history of a record, in the caller's transaction: that something was done, by
 * whom and when stays, and which fields it changed. What this transaction itself writes comes later and is not touched,
 * so change the record past the entity manager, or its old values stand in the history anew.
 */
export const eraseHistory = async (em: EntityManager, { type, id }: RecordKey): Promise<void> => {
  const kysely = em.getKysely<AnyTables>()
  const rows: { seq: number; changes: unknown }[] = await kysely
    .selectFrom('history_entry')
    .select(['seq', 'changes'])
    .where('record_type', '=', type)
    .where('record_id', '=', id)
    .orderBy('seq')
    .execute()
  // A reason stands in every entry of its request, that of a part without a record of its own too.
  await kysely
    .updateTable('history_entry')
    .set({ reason: null })
    .where('reason', 'is not', null)
    .where(eb =>
      eb.or([
        eb.and([eb('record_type', '=', type), eb('record_id', '=', id)]),
        eb(
          'request_id',
          'in',
          eb
            .selectFrom('history_entry as own')
            .select('own.request_id')
            .where('own.record_type', '=', type)
            .where('own.record_id', '=', id)
            .where('own.request_id', 'is not', null),
        ),
      ]),
    )
    .execute()
  for (const { seq, changes } of rows) {
    await kysely
      .updateTable('history_entry')
      .set({ changes: JSON.stringify(changesOf(changes).map(withoutValues)) })
      .where('seq', '=', seq)
      .execute()
  }
}

// SQLite keeps JSON as text, the driver of PostgreSQL has parsed it.
const changesOf = (changes: unknown): readonly FieldChange[] =>
  typeof changes === 'string' ? JSON.parse(changes) : (changes as readonly FieldChange[])

const withoutValues = ({ path }: FieldChange): FieldChange => ({ path, from: null, to: null, erased: true })
