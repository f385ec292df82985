import { type Kysely, sql } from 'kysely'
import type { AnyTables, EntityManager } from '../database/database.ts'
import type { RecordKey } from '../feed/touched-records.ts'

/**
 * Name of the table of erasures. Known to no entity model and to no migration: a backup that is older than any of them
 * takes the erasures in that came after it.
 */
export const erasureTable = 'kit_erasure'

/** Statement that makes the table where there is none, alike on both databases. */
export const createErasureTable = `create table if not exists ${erasureTable} (record_type varchar(64) not null, record_id varchar(64) not null, at bigint not null, done_at bigint, primary key (record_type, record_id))`

/** Makes the table of erasures where there is none, and lets the full-text index forget words that it loses. */
export const openErasures = async (writer: Kysely<AnyTables>, dialect: 'sqlite' | 'postgres'): Promise<void> => {
  const make = () => sql.raw(createErasureTable).execute(writer)
  // Two processes that start at once may both find no table, and PostgreSQL then refuses the slower one.
  await make().catch(make)
  if (dialect === 'sqlite') await forgetDeletedWords(writer)
}

const searchIndex = 'search_document_fts'

/** FTS5 only notes that words are gone and keeps them for long, unless it is told to take them out at once. */
const forgetDeletedWords = async (writer: Kysely<AnyTables>): Promise<void> => {
  const known = await writer
    .selectFrom('sqlite_master')
    .select('name')
    .where('name', '=', searchIndex)
    .executeTakeFirst()
  if (known === undefined) return
  await sql`insert into ${sql.table(searchIndex)} (${sql.ref(searchIndex)}, rank) values ('secure-delete', 1)`.execute(
    writer,
  )
}

/** Notes in the caller's transaction that a record was erased. It stays noted for as long as the database lives. */
export const noteErasure = async (em: EntityManager, { type, id }: RecordKey): Promise<void> => {
  const now = Date.now()
  await em
    .getKysely<AnyTables>()
    .insertInto(erasureTable)
    .values({ record_type: type, record_id: id, at: now, done_at: now })
    .onConflict(conflict => conflict.columns(['record_type', 'record_id']).doUpdateSet({ done_at: now }))
    .execute()
}

/** Finds the records whose erasure is noted and still has to be done: they came back with a backup. */
export const pendingErasures = async (database: Kysely<AnyTables>): Promise<readonly RecordKey[]> =>
  database
    .selectFrom(erasureTable)
    .select(['record_type as type', 'record_id as id'])
    .where('done_at', 'is', null)
    .orderBy('record_type')
    .orderBy('record_id')
    .execute()

/** Finds when something was last erased, in milliseconds since 1970; null when nothing ever was. */
export const lastErasure = async (database: Kysely<AnyTables>): Promise<number | null> => {
  const { last } = await database
    .selectFrom(erasureTable)
    .select(eb => eb.fn.max('done_at').as('last'))
    .executeTakeFirstOrThrow()
  return last === null ? null : Number(last)
}
