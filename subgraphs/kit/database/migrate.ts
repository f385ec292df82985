import { readdir } from 'node:fs/promises'
import type { MikroORM } from '@mikro-orm/sql'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Dialect } from './orm-options.ts'

/** Which database is migrated, for errors and logs. */
export type MigrationTarget = {
  name: string
  dialect: Dialect
  /** The dialect's folder of migrations. */
  migrations: URL
  log?: Logger | undefined
}

/**
 * Applies what is not applied yet, all in one transaction. Several processes may do so at once: one applies, the
 * others wait and find nothing to do. Throws and applies nothing when a migration fails, leaves rows that refer to
 * nothing, or when the database was made by a newer version.
 */
export const migrate = async (orm: MikroORM, target: MigrationTarget): Promise<void> => {
  const alone = target.dialect === 'sqlite' ? withoutForeignKeys : withAdvisoryLock
  await alone(orm, async () => {
    await ensureJournal(orm)
    await refuseNewerDatabase(orm, target)
    const applied = await applyAll(orm, target)
    if (applied.length > 0) target.log?.info({ database: target.name, migrations: applied }, 'Database migrated')
  })
}

const applyAll = async (orm: MikroORM, { name, dialect }: MigrationTarget): Promise<string[]> => {
  const connection = orm.em.getConnection('write')
  return connection.transactional(async transaction => {
    const applied = await orm.migrator.up({ transaction })
    if (dialect === 'sqlite' && applied.length > 0) {
      const dangling = await connection.execute<unknown[]>('pragma foreign_key_check', [], 'all', transaction)
      if (dangling.length > 0) {
        throw new Error(
          `Database "${name}" was not migrated: its migrations would leave ${dangling.length} rows that refer to nothing, the first is ${JSON.stringify(dangling[0])}. Mend the migration; nothing was changed.`,
        )
      }
    }
    return applied.map(migration => migration.name)
  })
}

// SQLite changes a table by making it anew and dropping the old one, and the drop deletes the rows of every table that
// refers to it with "on delete cascade". MikroORM switches foreign keys off for that, but inside the transaction, where
// SQLite ignores the switch. It has to be off before the transaction begins.
const withoutForeignKeys = async (orm: MikroORM, work: () => Promise<void>): Promise<void> => {
  const connection = orm.em.getConnection('write')
  await connection.execute('pragma foreign_keys = off')
  try {
    await work()
  } finally {
    await connection.execute('pragma foreign_keys = on')
  }
}

// Held on a connection of its own, so that it covers the journal's table too, which is made outside the transaction.
const advisoryLock = 7_340_221_104
const withAdvisoryLock = (orm: MikroORM, work: () => Promise<void>): Promise<void> =>
  orm.em
    .getConnection('write')
    .getClient()
    .connection()
    .execute(async locked => {
      await sql`select pg_advisory_lock(${advisoryLock})`.execute(locked)
      try {
        await work()
      } finally {
        await sql`select pg_advisory_unlock(${advisoryLock})`.execute(locked)
      }
    })

// Two processes that start on a new SQLite file may both find no journal; the slower one finds it at the second try.
const ensureJournal = async (orm: MikroORM): Promise<void> => {
  try {
    await orm.migrator.getExecuted()
  } catch {
    await orm.migrator.getExecuted()
  }
}

const refuseNewerDatabase = async (orm: MikroORM, { name, migrations }: MigrationTarget): Promise<void> => {
  const known = new Set((await readdir(migrations)).map(file => file.replace(/\.[jt]s$/, '')))
  const unknown = (await orm.migrator.getExecuted()).find(executed => !known.has(executed.name))
  if (unknown === undefined) return
  throw new Error(
    `Database "${name}" holds migration "${unknown.name}", which this version does not know: a newer version wrote it. Start that version, or restore a backup.`,
  )
}
