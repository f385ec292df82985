import { describe, expect, it } from 'vitest'
import { columnOf, countRows, selectFrom } from '../database/rows.ts'
import { testDatabase } from '../testing/test-database.ts'
import { Delegate, Delegation, entities, seedDelegations } from './delegation.ts'

describe('selectFrom', () => {
  it('answers the same values on both databases', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)

    const [amara, bruno] = await selectFrom(database, Delegate)
      .where('delegate.delegation_id', '=', 'lagos')
      .orderBy('delegate.position')
      .limit(2)
      .execute()

    expect(amara).toStrictEqual({
      id: 'lagos-1',
      delegationId: 'lagos',
      name: 'Amara Okafor',
      position: 1,
      isHost: true,
      isObserver: null,
      languages: ['en', 'fr'],
      identifiers: [{ scheme: 'orcid', value: '0000-0001' }],
      rank: 'HEAD',
      weight: 1.5,
      seq: 9_007_199_254_740_991,
      arrivedAt: new Date('2024-03-01T09:30:00.123Z'),
      version: 1,
    })
    expect(bruno).toMatchObject({ isHost: false, languages: [], identifiers: null, seq: null, arrivedAt: null })
  })

  it('takes an alias, joins and further columns', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)

    const rows = await selectFrom(database, Delegation, 'd')
      .innerJoin('delegate as p', 'p.delegation_id', 'd.id')
      .select('p.name as delegateName')
      .where('p.id', '=', 'vienna-2')
      .execute()

    expect(rows).toStrictEqual([
      { id: 'vienna', title: 'Vienna', sortTitle: 'vienna', startedOn: '2024-03-01', delegateName: 'Bruno Keller' },
    ])
  })

  it('counts as a number on both databases', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)

    const counted = await database.read.selectFrom('delegate').select(countRows.as('count')).execute()

    expect(counted).toStrictEqual([{ count: 8 }])
  })
})

describe('columnOf', () => {
  it('names the entity and the property it does not have', async () => {
    await using database = await testDatabase({ entities })

    expect(() => columnOf(database, Delegate, 'shoeSize')).toThrow(
      'Entity "Delegate" has no plain property "shoeSize". Name one of its columns\' properties.',
    )
  })
})
