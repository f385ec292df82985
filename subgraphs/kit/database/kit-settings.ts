import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { AnyTables } from './database.ts'

// Known to no entity model: it is there before the first migration and alike in every subgraph.
const table = 'kit_setting'

/** Reads the key that signs this database's cursors; makes it where there is none. Several processes may do so at once. */
export const readCursorKey = async (writer: Kysely<AnyTables>): Promise<Uint8Array> => {
  const made = randomBytes(32).toString('base64url')
  await sql`create table if not exists ${sql.table(table)} (name varchar(64) primary key, value text not null)`.execute(
    writer,
  )
  await writer
    .insertInto(table)
    .values({ name: 'cursor-key', value: made })
    .onConflict(conflict => conflict.column('name').doNothing())
    .execute()
  const { value } = await writer
    .selectFrom(table)
    .select('value')
    .where('name', '=', 'cursor-key')
    .executeTakeFirstOrThrow()
  return Buffer.from(value, 'base64url')
}

/** Reads a setting that a subgraph keeps for itself; null when it was never written. */
export const readSetting = async (reader: Kysely<AnyTables>, name: string): Promise<string | null> =>
  (await reader.selectFrom(table).select('value').where('name', '=', name).executeTakeFirst())?.value ?? null

/** Writes a setting. */
export const writeSetting = async (writer: Kysely<AnyTables>, name: string, value: string): Promise<void> => {
  await writer
    .insertInto(table)
    .values({ name, value })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
