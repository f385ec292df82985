import { describe, expect, it } from 'vitest'
import { loaderByArguments, rowBy, rowById, rowsBy } from '../database/loaders.ts'
import { testDatabase } from '../testing/test-database.ts'
import { Delegate, Delegation, delegate, entities, seedDelegations } from './delegation.ts'

describe('rowById', () => {
  it('answers in the order asked, with null for a missing row, in one statement', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)
    database.statements.length = 0
    const delegationById = rowById(database, Delegation)

    const rows = await Promise.all(['vienna', 'atlantis', 'lagos', 'vienna'].map(id => delegationById.load(id)))

    expect(rows.map(row => row?.title ?? null)).toStrictEqual(['Vienna', null, 'Lagos', 'Vienna'])
    expect(database.statements).toHaveLength(1)
  })

  it('answers null for a row that is narrowed away', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)
    const hostById = rowById(database, Delegate, query => query.where('delegate.is_host', '=', true))

    expect((await hostById.load('lagos-1'))?.name).toBe('Amara Okafor')
    expect(await hostById.load('lagos-2')).toBeNull()
  })

  it('splits more than 500 ids into statements of 500', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)
    database.statements.length = 0

    const rows = await rowById(database, Delegation).loadMany(
      Array.from({ length: 501 }, (_, index) => `none-${index}`),
    )

    expect(rows.every(row => row === null)).toBe(true)
    expect(database.statements).toHaveLength(2)
  })
})

describe('rowBy', () => {
  it('finds rows by another unique property', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)

    expect((await rowBy(database, Delegation, 'sortTitle').load('oslo'))?.id).toBe('oslo')
  })
})

describe('rowsBy', () => {
  it('answers the rows of each key in order, and none where there are none, in one statement', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)
    database.statements.length = 0
    const delegatesByDelegation = rowsBy(database, Delegate, 'delegationId', { orderBy: ['rank', 'position desc'] })

    const lists = await Promise.all(['oslo', 'vienna', 'lagos'].map(id => delegatesByDelegation.load(id)))

    expect(lists.map(list => list.map(row => row.id))).toStrictEqual([
      [],
      ['vienna-1', 'vienna-3', 'vienna-2'],
      ['lagos-1', 'lagos-5', 'lagos-4', 'lagos-3', 'lagos-2'],
    ])
    expect(database.statements).toHaveLength(1)
  })

  it('lets the primary key decide last', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)
    await database.write(async em => em.remove(await em.findOneOrFail(Delegate, 'lagos-2')))
    await database.write(async em => void em.create(Delegate, delegate('lagos', 1, 'Bruno Keller')))

    const members = await rowsBy(database, Delegate, 'delegationId', { orderBy: ['isHost'] }).load('lagos')

    expect(members.map(row => row.id)).toStrictEqual(['lagos-2', 'lagos-3', 'lagos-4', 'lagos-5', 'lagos-1'])
  })

  it('refuses an order by a property that is not there, before anything is read', async () => {
    await using database = await testDatabase({ entities })

    expect(() => rowsBy(database, Delegate, 'delegationId', { orderBy: ['height'] })).toThrow(
      'Entity "Delegate" has no plain property "height". Name one of its columns\' properties.',
    )
  })
})

describe('loaderByArguments', () => {
  it('finds the loader of equal arguments, whatever their order', () => {
    const loader = loaderByArguments((args: object) => ({ args }))

    const first = loader({ first: 5, filter: { kind: ['A', 'B'], host: true } })

    expect(loader({ filter: { host: true, kind: ['A', 'B'] }, first: 5, after: undefined })).toBe(first)
    expect(loader({ first: 5, filter: { kind: ['B', 'A'], host: true } })).not.toBe(first)
  })
})
