import { describe, expect, it } from 'vitest'
import { anonymous, type Viewer } from '../access/viewer.ts'
import type { FeedChange } from '../feed/read-changes.ts'
import { applyChanges } from '../projection/apply-changes.ts'
import { projectionEntities } from '../projection/entities.ts'
import { projectionLoaders } from '../projection/loaders.ts'
import { organizationWithUnits } from '../projection/units.ts'
import { testDatabase } from '../testing/test-database.ts'

const member: Viewer = { ...anonymous, subject: 'reader', organization: 'scoe' }

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

  it('finds units of many organizations in one statement', async () => {
    await using database = await openProjection(told('a'), told('a-unit', { parent: 'a' }), told('b'))
    const { unitsOf } = projectionLoaders({ database, viewer: anonymous })

    const units = await unitsOf.loadMany(['a', 'b', 'c'])

    expect(units).toEqual([['a', 'a-unit'], ['b'], ['c']])
    expect(database.statements).toHaveLength(1)
  })

  it('finds ids by id or slug, and an id wins', async () => {
    await using database = await openProjection(told('scoe'), told('cosn', { slug: 'scoe' }))
    const { idOf } = projectionLoaders({ database, viewer: anonymous })

    const found = await idOf.loadMany(['scoe', 'scoe-slug', 'cosn', 'nobody'].map(id => ({ type: 'Organization', id })))

    expect(found).toEqual(['scoe', 'scoe', 'cosn', null])
    expect(await idOf.load({ type: 'Person', id: 'scoe' })).toBeNull()
    expect(database.statements).toHaveLength(2)
  })

  it('keeps NETWORK records from outsiders and closed ones from all', async () => {
    await using database = await openProjection(told('network', {}, { visibility: 'NETWORK' }), {
      cursor: 'feed.2',
      type: 'Organization',
      id: 'closed',
      version: 1,
      deleted: false,
      visibility: 'PARTNER',
    })
    const ids = ['network', 'closed'].map(id => ({ type: 'Organization', id }))
    const namesFor = async (viewer: Viewer) =>
      (await projectionLoaders({ database, viewer }).recordById.loadMany(ids)).map(
        row => (row as { name: string } | null)?.name,
      )

    expect(await namesFor(anonymous)).toEqual([undefined, undefined])
    expect(await namesFor(member)).toEqual(['NETWORK', undefined])
    expect(
      await projectionLoaders({ database, viewer: anonymous }).idOf.load({ type: 'Organization', id: 'network-slug' }),
    ).toBeNull()
  })

  it('knows members and memberships', async () => {
    await using database = await openProjection(
      told('global-ties-us'),
      told('sacramento', { memberOf: ['global-ties-us', 'isfp'] }),
      told('boston', { memberOf: ['global-ties-us'] }),
    )
    const { membersOf, membershipsOf } = projectionLoaders({ database, viewer: anonymous })

    expect(await membersOf.load('global-ties-us')).toEqual(['boston', 'sacramento'])
    expect(await membershipsOf.load('sacramento')).toEqual(['global-ties-us', 'isfp'])
  })

  it('comes to the same state when changes are told twice', async () => {
    const changes = [
      told('sacramento', { memberOf: ['global-ties-us'] }),
      told('boston', { memberOf: ['global-ties-us'] }),
    ]
    await using database = await openProjection(...changes)

    await database.write(em => applyChanges(em, 'organizations', 'feed', changes))

    expect(await projectionLoaders({ database, viewer: anonymous }).membersOf.load('global-ties-us')).toEqual([
      'boston',
      'sacramento',
    ])
  })

  it('forgets what a change takes away', async () => {
    await using database = await openProjection(told('sacramento', { memberOf: ['global-ties-us'] }), told('boston'))

    await database.write(em =>
      applyChanges(em, 'organizations', 'feed', [
        told('sacramento', { memberOf: [] }, { version: 2 }),
        { cursor: 'feed.9', type: 'Organization', id: 'boston', version: 2, deleted: true, visibility: 'PUBLIC' },
      ]),
    )

    const { membersOf, recordById } = projectionLoaders({ database, viewer: anonymous })
    expect(await membersOf.load('global-ties-us')).toEqual([])
    expect(await recordById.load({ type: 'Organization', id: 'boston' })).toBeNull()
    expect(await recordById.load({ type: 'Organization', id: 'sacramento' })).toMatchObject({
      name: 'SACRAMENTO',
      version: 2,
    })
  })

  it('takes the title of a program as its name', async () => {
    await using database = await openProjection(
      told('p', { name: undefined, title: 'Education in the Digital Age II' }, { type: 'Program' }),
    )

    expect(
      await projectionLoaders({ database, viewer: anonymous }).recordById.load({ type: 'Program', id: 'p' }),
    ).toMatchObject({
      name: 'Education in the Digital Age II',
    })
  })
})
