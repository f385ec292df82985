import { LockMode } from '@mikro-orm/core'
import { describe, expect, it } from 'vitest'
import type { EntityChange } from '../database/database.ts'
import { selectFrom } from '../database/rows.ts'
import { testDatabase } from '../testing/test-database.ts'
import { Delegate, Delegation, entities, seedDelegations } from './delegation.ts'

const titles = (changes: readonly EntityChange[]) =>
  changes.map(({ name, type, entity }) => `${type} ${name} ${(entity as { id: string }).id}`)

describe('write', () => {
  it('commits what the work did and answers what it answered', async () => {
    await using database = await testDatabase({ entities })

    const answer = await database.write(async em => {
      em.create(Delegation, { id: 'accra', title: 'Accra', sortTitle: 'accra' })
      return 'done'
    })

    expect(answer).toBe('done')
    expect(await selectFrom(database, Delegation).execute()).toStrictEqual([
      { id: 'accra', title: 'Accra', sortTitle: 'accra', startedOn: null },
    ])
  })

  it('keeps nothing when the work throws', async () => {
    await using database = await testDatabase({ entities })

    const writing = database.write(async em => {
      em.create(Delegation, { id: 'accra', title: 'Accra', sortTitle: 'accra' })
      await em.flush()
      throw new Error('Changed my mind.')
    })

    await expect(writing).rejects.toThrow('Changed my mind.')
    expect(await selectFrom(database, Delegation).execute()).toStrictEqual([])
  })

  it('tells the recorders once what all flushes did together', async () => {
    const recorded: string[][] = []
    await using database = await testDatabase({
      entities,
      recorders: [async changes => void recorded.push(titles(changes))],
    })
    await seedDelegations(database)
    recorded.length = 0

    await database.write(async em => {
      const lagos = await em.findOneOrFail(Delegation, 'lagos')
      const vienna = await em.findOneOrFail(Delegation, 'vienna')
      const fleeting = em.create(Delegation, { id: 'fleeting', title: 'Fleeting', sortTitle: 'fleeting' })
      const accra = em.create(Delegation, { id: 'accra', title: 'Accra', sortTitle: 'accra' })
      await em.flush()
      lagos.title = 'Lagos II'
      accra.title = 'Accra II'
      em.remove(vienna)
      em.remove(fleeting)
    })

    expect(recorded.map(changes => changes.toSorted())).toStrictEqual([
      ['create Delegation accra', 'delete Delegation vienna', 'update Delegation lagos'],
    ])
  })

  it('tells the recorders nothing when nothing changed', async () => {
    const recorded: string[][] = []
    await using database = await testDatabase({
      entities,
      recorders: [async changes => void recorded.push(titles(changes))],
    })

    await database.write(async em => em.find(Delegation, {}))

    expect(recorded).toStrictEqual([])
  })

  it('commits what a recorder adds, without recording that again', async () => {
    const recorded: string[][] = []
    await using database = await testDatabase({
      entities,
      recorders: [
        async (changes, em) => {
          recorded.push(titles(changes))
          em.create(Delegation, { id: 'shadow', title: 'Shadow', sortTitle: 'shadow' })
        },
      ],
    })

    await database.write(async em => {
      em.create(Delegation, { id: 'accra', title: 'Accra', sortTitle: 'accra' })
    })

    expect(recorded).toStrictEqual([['create Delegation accra']])
    expect((await selectFrom(database, Delegation).orderBy('id').execute()).map(row => row.id)).toStrictEqual([
      'accra',
      'shadow',
    ])
  })

  it('undoes the whole write when a recorder throws', async () => {
    await using database = await testDatabase({
      entities,
      recorders: [
        async () => {
          throw new Error('The feed is full.')
        },
      ],
    })

    await expect(seedDelegations(database)).rejects.toThrow('The feed is full.')
    expect(await selectFrom(database, Delegate).execute()).toStrictEqual([])
  })

  it('runs concurrent writes one after the other without losing an update', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)
    const addOne = () =>
      database.write(async em => {
        // PostgreSQL locks the row; on SQLite the whole write holds the lock.
        const delegate = await em.findOneOrFail(Delegate, 'lagos-1', { lockMode: LockMode.PESSIMISTIC_WRITE })
        delegate.position += 1
      })

    await Promise.all(Array.from({ length: 12 }, addOne))

    const [row] = await selectFrom(database, Delegate).where('id', '=', 'lagos-1').execute()
    expect(row).toMatchObject({ position: 13, version: 13 })
  })

  it('reads what was there before while it runs, without waiting for itself', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)

    const seen = await database.write(async em => {
      em.create(Delegation, { id: 'accra', title: 'Accra', sortTitle: 'accra' })
      await em.flush()
      return selectFrom(database, Delegation).orderBy('id').execute()
    })

    expect(seen.map(row => row.id)).toStrictEqual(['lagos', 'oslo', 'vienna'])
  })

  it('stays readable while more writes wait for a read than there are connections', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)
    const writeAndRead = (_: unknown, index: number) =>
      database.write(async em => {
        em.create(Delegation, { id: `new-${index}`, title: 'New', sortTitle: 'new' })
        await em.flush()
        return (await selectFrom(database, Delegation).where('id', '=', 'lagos').execute()).length
      })

    const counts = await Promise.all(Array.from({ length: 30 }, writeAndRead))

    expect(counts.every(count => count === 1)).toBe(true)
  })

  it('refuses a write inside a write', async () => {
    await using database = await testDatabase({ entities })

    const nested = database.write(() => database.write(async () => 'never'))

    await expect(nested).rejects.toThrow(
      'A write of database "test" started another write and would wait for itself. Pass the entity manager of the first one on.',
    )
  })

  it('counts a changed row although its text says "returning"', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)

    await database.write(async em => {
      const delegate = await em.findOneOrFail(Delegate, 'lagos-1')
      delegate.name = "Amara O'Kafor, returning from Lagos"
    })

    const [row] = await selectFrom(database, Delegate).where('id', '=', 'lagos-1').execute()
    expect(row).toMatchObject({ name: "Amara O'Kafor, returning from Lagos", version: 2 })
  })
})

describe('read', () => {
  it('refuses to write', async () => {
    await using database = await testDatabase({ entities })

    const writing = database.read.insertInto('delegation').values({ id: 'x', title: 'x', sort_title: 'x' }).execute()

    await expect(writing).rejects.toThrow(/readonly database|read-only transaction/)
  })

  it('hands each statement to the hook before it runs, and none of those that opened the database', async () => {
    await using database = await testDatabase({ entities })

    await selectFrom(database, Delegation).where('id', '=', 'lagos').execute()

    expect(database.statements).toHaveLength(1)
    expect(database.statements[0]).toMatch(
      /^select "delegation"\."id" as "id", .* from "delegation" as "delegation" where "id" = (\?|\$1)$/,
    )
  })
})
