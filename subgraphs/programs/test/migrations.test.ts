import type { AnyTables, Database } from '@exchange-network/kit/database/database'
import { readChanges } from '@exchange-network/kit/feed/read-changes'
import { Claim } from '@exchange-network/kit/provenance/claim'
import { schemaDrift } from '@exchange-network/kit/testing/schema-drift'
import { freshLocation, testDatabase } from '@exchange-network/kit/testing/test-database'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { entities } from '../entities/entities.ts'
import { Program } from '../entities/program.ts'
import { Source } from '../entities/source.ts'
import { recorders } from '../recorders.ts'
import { programs } from '../subgraph.ts'
import { addVisits } from './made-up-programs.ts'

describe('The migrations', () => {
  it('make the tables that the entities describe', async () => {
    expect(await schemaDrift({ entities, migrations: programs.migrations })).toBe('')
  })
})

describe('The migration that tells siblings of links', () => {
  it('tells of rows that were there before as of those that are written since', async () => {
    await using place = await freshLocation('programs')
    const options = { entities, recorders, migrations: programs.migrations, location: place.location }
    const told = async (database: Database) =>
      (await readChanges(database, {})).changes
        .map(({ cursor: _, ...change }) => change)
        .toSorted((one, other) => (one.type + one.id < other.type + other.id ? -1 : 1))
    const before = await testDatabase(options)
    await addVisits(
      before,
      {
        id: 'open',
        roles: [
          ['HOST', 'scoe'],
          ['PARTNER', 'scoe'],
        ],
        people: [{ personId: 'p-1' }, { personId: 'p-2', visibility: 'RESTRICTED' }, {}],
      },
      { id: 'partner', visibility: 'PARTNER', roles: [['HOST', 'cosn']], people: [{ personId: 'p-2' }] },
      { id: 'restricted', visibility: 'RESTRICTED', roles: [['HOST', 'cosn']], people: [{ personId: 'p-1' }] },
    )
    const source = { kind: 'ROSTER', title: 'Roster', titleIsOfficial: true, stewardId: 'cosn' } as const
    await before.write(async em => {
      em.persist(em.create(Source, { ...source, id: 's-open', slug: 's-open', visibility: 'PUBLIC' }))
      em.persist(em.create(Source, { ...source, id: 's-partner', slug: 's-partner', visibility: 'PARTNER' }))
    })
    const written = { changes: await told(before), feed: (await readChanges(before, {})).feed }
    await before.write(async em => {
      const kysely = em.getKysely<AnyTables>()
      await kysely.deleteFrom('change').where('record_type', '=', 'Source').execute()
      const old = JSON.stringify({ slug: 'open', title: 'Visit open' })
      await kysely.updateTable('change').set({ fields: null }).where('record_id', '<>', 'open').execute()
      await kysely.updateTable('change').set({ fields: old }).where('record_id', '=', 'open').execute()
      await kysely.deleteFrom('mikro_orm_migrations').where('name', 'like', '%feed-links').execute()
    })
    await before.close()

    await using after = await testDatabase(options)

    expect(written.changes.map(({ id }) => id)).toEqual(['open', 'partner', 'restricted', 's-open', 's-partner'])
    expect(await told(after)).toEqual(written.changes)
    expect((await readChanges(after, {})).feed).not.toBe(written.feed)
  })
})

describe('The migration that lets partners write', () => {
  it('keeps what was there, with no claim superseded, and writes the history from then on', async () => {
    await using place = await freshLocation('programs')
    const options = { entities, recorders, migrations: programs.migrations, location: place.location }
    const before = await testDatabase(options)
    await addVisits(before, { id: 'visit' })
    await before.write(async em => {
      const claim = { subjectType: 'Program', subjectId: 'visit', path: 'venue', value: 'Hall', position: 1 }
      em.persist(em.create(Claim, { ...claim, id: 'c-1', basis: 'STATED', planned: false }))
    })
    await before.write(async em => {
      for (const statement of versionBefore) await sql.raw(statement).execute(em.getKysely<AnyTables>())
    })
    await before.close()

    await using after = await testDatabase(options)
    await after.write(async em => {
      const visit = await em.findOneOrFail(Program, { id: 'visit' })
      visit.venue = 'House'
    })

    const claims = await after.read.selectFrom('claim').select(['id', 'superseded_at']).execute()
    const history = await after.read.selectFrom('history_entry').select(['record_id', 'version']).execute()
    expect(claims).toEqual([{ id: 'c-1', superseded_at: null }])
    expect(history).toEqual([{ record_id: 'visit', version: 2 }])
  })
})

/** What makes a database one of the version before. */
const versionBefore = [
  'drop table history_entry',
  'drop table imported_row',
  'drop table performed_request',
  'drop index claim_position_index',
  'alter table claim drop column superseded_at',
  'alter table agenda_item drop column updated_at',
  "delete from mikro_orm_migrations where name like '%writing'",
]
