import { type Kysely, sql } from 'kysely'
import type { AnyTables, Database } from '../database/database.ts'

/** Lets the identity of a mutation serve once, across restarts and in all processes that share a database. */
export type ServedMutations = {
  /** Tells whether this is the first time. Throws when the database cannot tell. */
  serve(id: string): Promise<boolean>
}

// Known to no entity model, like the kit's other table of its own.
const table = 'kit_served_identity'

// Far longer than an identity is good for, so that a clock that leaps back makes no old one new.
const keptMs = 24 * 3600 * 1000
const cleanedEvery = 500

/** Opens the table of a database; makes it where there is none. */
export const openServedMutations = async (database: Database): Promise<ServedMutations> => {
  const writer = database.orm.em.getConnection('write').getClient() as Kysely<AnyTables>
  const make = () =>
    sql`create table if not exists ${sql.table(table)} (id varchar(160) primary key, served_at bigint not null)`.execute(
      writer,
    )
  // Two processes that start at once may both find no table, and PostgreSQL then refuses the slower one.
  await make().catch(make)
  let served = 0
  return {
    serve: async id => {
      const now = Date.now()
      if (served++ % cleanedEvery === 0) {
        await writer
          .deleteFrom(table)
          .where('served_at', '<', now - keptMs)
          .execute()
      }
      const row = await writer
        .insertInto(table)
        .values({ id, served_at: now })
        .onConflict(conflict => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst()
      return row !== undefined
    },
  }
}
