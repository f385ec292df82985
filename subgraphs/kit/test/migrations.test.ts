import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { AnyTables } from '../database/database.ts'
import { schemaDrift } from '../testing/schema-drift.ts'
import { freshLocation, testDatabase } from '../testing/test-database.ts'
import { DelegationSchema } from './delegation.ts'
import { entities, HarbourSchema, ShipSchema } from './harbours/entities.ts'

const migrations = new URL('./harbours/migrations/', import.meta.url)
const options = { entities, migrations }

describe('migrations', () => {
  it('make the tables that the entities describe', async () => {
    expect(await schemaDrift(options)).toBe('')
  })

  it('that lack an entity are noticed', async () => {
    const drift = await schemaDrift({ migrations, entities: [...entities, DelegationSchema] })

    expect(drift).toMatch(/^create table .delegation. /)
  })

  it('keep the rows that refer to a table which is made anew', async () => {
    await using fresh = await freshLocation()
    const { location } = fresh
    const before = await testDatabase({ ...options, location })
    await before.orm.migrator.down()
    await before.write(async em => {
      const lagos = em.create(HarbourSchema, { id: 'lagos', kind: 'SEA' })
      em.create(ShipSchema, { id: 'aurora', harbour: lagos })
      em.create(ShipSchema, { id: 'borealis', harbour: lagos })
    })
    await before.close()

    await using after = await testDatabase({ ...options, location })
    await after.write(async em => {
      em.create(HarbourSchema, { id: 'vienna', kind: 'RIVER' })
    })

    expect(await after.read.selectFrom('ship').select('id').orderBy('id').execute()).toStrictEqual([
      { id: 'aurora' },
      { id: 'borealis' },
    ])
  })

  it('leave foreign keys enforced', async () => {
    await using database = await testDatabase(options)

    const orphan = database.write(em =>
      em.getKysely<AnyTables>().insertInto('ship').values({ id: 'ghost', harbour_id: 'nowhere' }).execute(),
    )

    await expect(orphan).rejects.toThrow(/foreign key/i)
  })

  it('are undone as a whole when one leaves rows that refer to nothing', async () => {
    await using fresh = await freshLocation()
    const { location } = fresh
    const dangling = new URL('./harbours/dangling/', import.meta.url)

    const opening = testDatabase({ entities, migrations: dangling, location })

    await expect(opening).rejects.toThrow(
      /^Database "test" was not migrated: its migrations would leave 1 rows that refer to nothing|violates foreign key/,
    )
    await using database = await testDatabase({ ...options, location })
    expect(await database.read.selectFrom('ship').select('id').execute()).toStrictEqual([])
  })

  it('run once when several processes start on a new database', async () => {
    await using fresh = await freshLocation()
    const { location } = fresh

    const databases = await Promise.all([1, 2, 3].map(() => testDatabase({ ...options, location })))

    const journal = await sql`select name from mikro_orm_migrations order by name`.execute(databases[0]!.read)
    await Promise.all(databases.map(database => database.close()))
    expect(journal.rows).toStrictEqual([{ name: '20261121201313-initial' }, { name: '20261121201314-river-harbours' }])
    expect(new Set(databases.map(({ cursorKey }) => Buffer.from(cursorKey).toString('hex'))).size).toBe(1)
  })

  it('of a newer version are not touched by an older one', async () => {
    await using fresh = await freshLocation()
    const { location } = fresh
    const newer = await testDatabase({ ...options, location })
    await newer.write(em =>
      em.getKysely<AnyTables>().insertInto('mikro_orm_migrations').values({ name: '20990101-flight' }).execute(),
    )
    await newer.close()

    const opening = testDatabase({ ...options, location })

    await expect(opening).rejects.toThrow(
      'Database "test" holds migration "20990101-flight", which this version does not know: a newer version wrote it. Start that version, or restore a backup.',
    )
  })
})
