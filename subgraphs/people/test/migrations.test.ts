import type { AnyTables, Database } from '@exchange-network/kit/database/database'
import { readChanges } from '@exchange-network/kit/feed/read-changes'
import { schemaDrift } from '@exchange-network/kit/testing/schema-drift'
import { freshLocation, testDatabase } from '@exchange-network/kit/testing/test-database'
import { describe, expect, it } from 'vitest'
import { entities } from '../entities/entities.ts'
import { recorders } from '../store/recorders.ts'
import { people } from '../subgraph.ts'
import { delegate, nadia, pavel, recordProtectedPeople, rima } from './support/protected-people.ts'

describe('The migrations', () => {
  it('make the tables that the entities describe', async () => {
    expect(await schemaDrift({ entities, migrations: people.migrations })).toBe('')
  })
})

describe('The migration that tells siblings of links', () => {
  it('tells of rows that were there before as of those that are written since', async () => {
    await using place = await freshLocation('people')
    const options = { entities, recorders, migrations: people.migrations, location: place.location }
    const told = async (database: Database) =>
      (await readChanges(database, {})).changes
        .map(({ cursor: _, ...change }) => change)
        .toSorted((one, other) => (one.type + one.id < other.type + other.id ? -1 : 1))
    const before = await testDatabase(options)
    await before.write(recordProtectedPeople)
    const written = { changes: await told(before), feed: (await readChanges(before, {})).feed }
    await before.write(async em => {
      const kysely = em.getKysely<AnyTables>()
      await kysely
        .updateTable('change')
        .set({ fields: null })
        .where('visibility', 'in', ['PARTNER', 'RESTRICTED'])
        .execute()
      await kysely.deleteFrom('mikro_orm_migrations').where('name', 'like', '%feed-links').execute()
    })
    await before.close()

    await using after = await testDatabase(options)

    expect(written.changes.map(({ id }) => id)).toEqual([nadia.id, pavel.id, rima.id, delegate.id])
    expect(await told(after)).toEqual(written.changes)
    expect((await readChanges(after, {})).feed).not.toBe(written.feed)
  })
})

describe('The migration that makes name keys', () => {
  it('makes those of the people who were there before as of those who are written since', async () => {
    await using place = await freshLocation('people')
    const options = { entities, recorders, migrations: people.migrations, location: place.location }
    const keysIn = (database: Database) =>
      database.read.selectFrom('name_key').selectAll().orderBy('person_id').orderBy('key').execute()
    const before = await testDatabase(options)
    await before.write(recordProtectedPeople)
    const written = await keysIn(before)
    await before.write(async em => {
      const kysely = em.getKysely<AnyTables>()
      await kysely.deleteFrom('name_key').execute()
      await kysely.deleteFrom('mikro_orm_migrations').where('name', 'like', '%name-keys').execute()
    })
    await before.close()

    await using after = await testDatabase(options)

    expect(written.length).toBeGreaterThan(0)
    expect(await keysIn(after)).toEqual(written)
  })
})
