import { describe, expect, it } from 'vitest'
import type { Database } from '../database/database.ts'
import type { FeedChange } from '../feed/read-changes.ts'
import { applyChanges } from '../projection/apply-changes.ts'
import { projectionEntities } from '../projection/entities.ts'
import { organizationWithUnits } from '../projection/units.ts'
import { testDatabase } from '../testing/test-database.ts'

const told = (id: string, fields: Record<string, unknown> = {}, more: Partial<FeedChange> = {}): FeedChange => ({
  cursor: 'feed.1',
  type: 'Organization',
  id,
  version: 1,
  deleted: false,
  visibility: 'PUBLIC',
  fields: { slug: `${id}-slug`, name: id.toUpperCase(), parent: null, memberOf: [], ...fields },
  ...more,
})

const openProjection = async (...changes: readonly FeedChange[]) => {
  const database = await testDatabase({ entities: projectionEntities })
  await database.write(em => applyChanges(em, 'organizations', 'feed', changes))
  database.statements.length = 0
  return database
}

const membersOf = async (database: Database, organization: string): Promise<readonly string[]> => {
  const links = await database.read
    .selectFrom('projected_link')
    .select('from_id')
    .where('kind', '=', 'MEMBER_OF')
    .where('to_id', '=', organization)
    .orderBy('from_id')
    .execute()
  return links.map(link => link.from_id)
}

const recordsIn = (database: Database) =>
  database.read.selectFrom('projected_record').select(['record_id as id', 'name', 'version']).execute()

describe('the projection of siblings', () => {
  it('finds an organization and all units below it', async () => {
    await using database = await openProjection(
      told('scoe'),
      told('scoe-reentry-program', { parent: 'scoe' }),
      told('scoe-reentry-tour', { parent: 'scoe-reentry-program' }),
      told('cosn'),
    )

    expect((await organizationWithUnits(database, 'scoe')).toSorted()).toEqual([
      'scoe',
      'scoe-reentry-program',
      'scoe-reentry-tour',
    ])
    expect(await organizationWithUnits(database, 'scoe-reentry-tour')).toEqual(['scoe-reentry-tour'])
    expect(await organizationWithUnits(database, 'not-told-yet')).toEqual(['not-told-yet'])
  })

  it('ends a circle of parents', async () => {
    await using database = await openProjection(
      told('a', { parent: 'b' }),
      told('b', { parent: 'c' }),
      told('c', { parent: 'a' }),
    )

    expect((await organizationWithUnits(database, 'b')).toSorted()).toEqual(['a', 'b', 'c'])
  })

  it('comes to the same state when changes are told twice', async () => {
    const changes = [
      told('sacramento', { memberOf: ['global-ties-us'] }),
      told('boston', { memberOf: ['global-ties-us'] }),
    ]
    await using database = await openProjection(...changes)

    await database.write(em => applyChanges(em, 'organizations', 'feed', changes))

    expect(await membersOf(database, 'global-ties-us')).toEqual(['boston', 'sacramento'])
  })

  it('forgets what a change takes away', async () => {
    await using database = await openProjection(told('sacramento', { memberOf: ['global-ties-us'] }), told('boston'))

    await database.write(em =>
      applyChanges(em, 'organizations', 'feed', [
        told('sacramento', { memberOf: [] }, { version: 2 }),
        { cursor: 'feed.9', type: 'Organization', id: 'boston', version: 2, deleted: true, visibility: 'PUBLIC' },
      ]),
    )

    expect(await membersOf(database, 'global-ties-us')).toEqual([])
    expect(await recordsIn(database)).toEqual([{ id: 'sacramento', name: 'SACRAMENTO', version: 2 }])
  })

  it('keeps who takes part in a program, who holds roles on it, and who stewards a hidden person', async () => {
    await using database = await openProjection(
      told('visit', { participants: ['p-1', 'p-2'], roleHolders: ['scoe'] }, { type: 'Program' }),
      { ...told('p-1', {}, { type: 'Person', visibility: 'PARTNER' }), fields: { steward: 'scoe' } },
      { ...told('p-2', {}, { type: 'Person', visibility: 'PARTNER' }), fields: { steward: null } },
    )

    const links = await database.read
      .selectFrom('projected_link')
      .select(['from_id', 'kind', 'to_id'])
      .orderBy('from_id')
      .orderBy('kind')
      .orderBy('to_id')
      .execute()

    expect(links.map(({ from_id, kind, to_id }) => [from_id, kind, to_id])).toEqual([
      ['p-1', 'STEWARD', 'scoe'],
      ['visit', 'PARTICIPANT', 'p-1'],
      ['visit', 'PARTICIPANT', 'p-2'],
      ['visit', 'ROLE_HOLDER', 'scoe'],
    ])
  })

  it('counts a hidden unit among those that its parent acts for', async () => {
    await using database = await openProjection(told('scoe'), {
      ...told('shelter', {}, { visibility: 'RESTRICTED' }),
      fields: { parent: 'scoe' },
    })

    expect(await organizationWithUnits(database, 'scoe')).toEqual(['scoe', 'shelter'])
  })

  it('takes the title of a program as its name', async () => {
    await using database = await openProjection(
      told('p', { name: undefined, title: 'Education in the Digital Age II' }, { type: 'Program' }),
    )

    expect(await recordsIn(database)).toEqual([{ id: 'p', name: 'Education in the Digital Age II', version: 1 }])
  })
})
