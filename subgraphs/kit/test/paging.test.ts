import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Database } from '../database/database.ts'
import { type Row, selectFrom } from '../database/rows.ts'
import {
  type Connection,
  connectionsByParent,
  readConnection,
  readRankedConnection,
  type SortKey,
} from '../paging/page.ts'
import { testDatabase } from '../testing/test-database.ts'
import { Delegate, entities, seedDelegations } from './delegation.ts'

const byPosition: SortKey[] = [
  { column: 'position', direction: 'asc' },
  { column: 'id', direction: 'asc' },
]

type Paging = { first?: number; after?: string | null; keys?: SortKey[]; binding?: string }

const delegates = (database: Database, { first = 2, after = null, keys = byPosition, binding = 'all' }: Paging = {}) =>
  readConnection({ database, rows: selectFrom(database, Delegate), keys, binding, first, after })

const idsOf = async (connection: Connection<{ id: string }>) => (await connection.edges()).map(({ node }) => node.id)

/** Follows the pages to the end. */
const walk = async (page: (after: string | null) => Connection<{ id: string }>): Promise<string[][]> => {
  const pages: string[][] = []
  let after: string | null = null
  do {
    const connection: Connection<{ id: string }> = page(after)
    pages.push(await idsOf(connection))
    const info = await connection.pageInfo()
    after = info.hasNextPage ? info.endCursor : null
  } while (after !== null)
  return pages
}

describe('readConnection', () => {
  it('pages through ties without gap or repetition', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)

    const pages = await walk(after => delegates(database, { first: 3, after }))

    expect(pages).toStrictEqual([
      ['lagos-1', 'vienna-1', 'lagos-2'],
      ['vienna-2', 'lagos-3', 'vienna-3'],
      ['lagos-4', 'lagos-5'],
    ])
  })

  it('pages by keys of different directions and by expressions and columns of tables', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)
    const rows = selectFrom(database, Delegate).select(sql<number>`coalesce(delegate.weight, 0)`.as('weighed'))
    const keys: SortKey[] = [
      { column: 'weighed', direction: 'desc' },
      { column: 'delegate.delegation_id', direction: 'asc' },
      { column: 'delegate.position', direction: 'desc' },
    ]

    const pages = await walk(after => readConnection({ database, rows, keys, binding: 'mixed', first: 3, after }))

    expect(pages).toStrictEqual([
      ['lagos-1', 'vienna-1', 'lagos-5'],
      ['lagos-4', 'lagos-3', 'lagos-2'],
      ['vienna-3', 'vienna-2'],
    ])
  })

  it('continues after a datetime and after a boolean', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)
    const arrived = selectFrom(database, Delegate).where('delegate.arrived_at', 'is not', null)
    const byArrival: SortKey[] = [
      { column: 'arrivedAt', direction: 'asc' },
      { column: 'isHost', direction: 'asc' },
      { column: 'id', direction: 'asc' },
    ]

    const pages = await walk(after =>
      readConnection({ database, rows: arrived, keys: byArrival, binding: 'arrival', first: 1, after }),
    )

    expect(pages).toStrictEqual([['lagos-1'], ['vienna-1']])
  })

  it('answers converted rows without what was only there to sort', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)

    const [edge] = await delegates(database, { keys: [{ column: 'delegate.id', direction: 'asc' }] }).edges()

    expect(edge?.node).toStrictEqual({
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
  })

  it('reads nothing that nobody asks for, and edges with pageInfo in one statement', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)
    database.statements.length = 0

    const connection = delegates(database)
    const before = database.statements.length
    await Promise.all([connection.edges(), connection.pageInfo(), connection.edges()])
    const afterPage = database.statements.length
    const counts = await Promise.all([connection.totalCount(), connection.totalCount()])

    expect(counts).toStrictEqual([8, 8])
    expect([before, afterPage, database.statements.length]).toStrictEqual([0, 1, 2])
  })

  it('gives cursors that tell nothing of what they hold, not even its length, and are equal for equal rows', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)

    const cursors = (await delegates(database, { first: 8 }).edges()).map(({ cursor }) => cursor)
    const again = (await delegates(database, { first: 8 }).edges()).map(({ cursor }) => cursor)

    const bytes = cursors.map(cursor => Buffer.from(cursor, 'base64url'))
    expect(again).toStrictEqual(cursors)
    expect(Buffer.concat(bytes).toString('latin1')).not.toMatch(/lagos|vienna/)
    expect(new Set(bytes.map(({ length }) => length % 16))).toStrictEqual(new Set([0]))
  })

  it('tells what lies before and behind a page', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)

    const first = delegates(database, { first: 7 })
    const { endCursor } = await first.pageInfo()
    const last = delegates(database, { first: 7, after: endCursor })

    expect(await first.pageInfo()).toMatchObject({ hasPreviousPage: false, hasNextPage: true })
    const [edge] = await last.edges()
    expect(await last.pageInfo()).toStrictEqual({
      hasPreviousPage: true,
      hasNextPage: false,
      startCursor: edge?.cursor,
      endCursor: edge?.cursor,
    })
  })

  it('answers an empty list with null cursors', async () => {
    await using database = await testDatabase({ entities })

    const connection = delegates(database)

    expect(await connection.edges()).toStrictEqual([])
    expect(await connection.totalCount()).toBe(0)
    expect(await connection.pageInfo()).toStrictEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    })
  })

  it('holds 20 unless told', async () => {
    await using database = await testDatabase({ entities })
    await database.write(async em => {
      for (let index = 0; index < 25; index++) {
        const id = `many-${String(index).padStart(2, '0')}`
        em.create(Delegate, {
          id,
          delegationId: 'many',
          name: id,
          position: 1,
          isHost: false,
          languages: [],
          rank: 'MEMBER',
        })
      }
    })
    const rows = selectFrom(database, Delegate)

    const connection = readConnection({ database, rows, keys: byPosition, binding: 'x', first: null, after: null })

    expect(await connection.edges()).toHaveLength(20)
  })

  it.each([
    [0, 'Argument "first" is 0, but a page holds 1 to 200. Ask for at least 1.'],
    [-5, 'Argument "first" is -5, but a page holds 1 to 200. Ask for at least 1.'],
    [201, 'Argument "first" is 201, but a page holds 1 to 200. Ask for less and use "after" for the rest.'],
  ])('refuses a page of %i', async (first, message) => {
    await using database = await testDatabase({ entities })

    expect(() => delegates(database, { first })).toThrow(
      expect.objectContaining({ message, extensions: { code: 'BAD_USER_INPUT' } }),
    )
  })

  it('names the key that is null in a row', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)

    const reading = delegates(database, { first: 3, keys: [{ column: 'weight', direction: 'desc' }] }).edges()

    await expect(reading).rejects.toThrow(
      'Sort key "weight" is null in a row, but a list can only continue after text or a number. Select it as coalesce(column, ...).',
    )
  })
})

describe('cursors', () => {
  const refusal = (shown: string) =>
    expect.objectContaining({
      message: `Argument "after" is "${shown}", which is no cursor of this list. A cursor is good for the field, order and filter that it was read with; leave "after" out to start at the beginning.`,
      extensions: { code: 'BAD_USER_INPUT' },
    })

  it.each(['', 'garbage', 'WyJ6enoiXQ', '{"position":1}', 'ÿÿÿÿ'])('are refused when made up: %j', async after => {
    await using database = await testDatabase({ entities })

    expect(() => delegates(database, { after })).toThrow(refusal(after))
  })

  it('are refused by a list of another filter, order or database', async () => {
    await using database = await testDatabase({ entities })
    await using other = await testDatabase({ entities })
    await seedDelegations(database)
    const after = (await delegates(database).pageInfo()).endCursor as string
    const shown = after.length > 40 ? `${after.slice(0, 40)}...` : after

    expect(() => delegates(database, { after })).not.toThrow()
    expect(() => delegates(database, { after, binding: 'hosts' })).toThrow(refusal(shown))
    expect(() => delegates(database, { after, keys: [{ column: 'id', direction: 'asc' }] })).toThrow(refusal(shown))
    expect(() => delegates(other, { after })).toThrow(refusal(shown))
  })

  it('are refused when one character is changed', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)
    const cursor = (await delegates(database).pageInfo()).endCursor as string

    const forgeries = [...cursor].map(
      (letter, at) => `${cursor.slice(0, at)}${letter === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`,
    )

    const accepted = forgeries.filter(after => {
      try {
        delegates(database, { after })
        return true
      } catch {
        return false
      }
    })
    expect(accepted).toStrictEqual([])
  })

  it('outlive the opening that made them', async () => {
    await using database = await testDatabase({ entities })
    const { readCursorKey } = await import('../database/kit-settings.ts')

    const again = await readCursorKey(database.orm.em.getConnection('write').getClient())

    expect(Buffer.from(again)).toStrictEqual(Buffer.from(database.cursorKey))
  })
})

describe('connectionsByParent', () => {
  const rows = (database: Database) => (parents: readonly string[]) =>
    selectFrom(database, Delegate)
      .select('delegate.delegation_id as parent_id')
      .where('delegate.delegation_id', 'in', [...parents])
  const loader = (database: Database, { first = 2, after = null, keys = byPosition }: Paging = {}) =>
    connectionsByParent({ database, rows: rows(database), keys, binding: 'members', first, after })

  it('pages the lists of all parents in one statement and counts them in another', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)
    database.statements.length = 0
    const connections = await loader(database).loadMany(['vienna', 'oslo', 'lagos'])
    const all = connections as Connection<Row<Delegate>>[]

    const ids = await Promise.all(all.map(idsOf))
    const infos = await Promise.all(all.map(connection => connection.pageInfo()))
    const pageStatements = database.statements.length
    const counts = await Promise.all(all.map(connection => connection.totalCount()))

    expect(ids).toStrictEqual([['vienna-1', 'vienna-2'], [], ['lagos-1', 'lagos-2']])
    expect(infos.map(info => info.hasNextPage)).toStrictEqual([true, false, true])
    expect(counts).toStrictEqual([3, 0, 5])
    expect([pageStatements, database.statements.length]).toStrictEqual([1, 2])
  })

  it('answers the same page for one parent as for many', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)

    const alone = await loader(database).load('lagos')
    const [together] = (await loader(database).loadMany(['lagos', 'vienna'])) as Connection<Row<Delegate>>[]

    expect(await alone.edges()).toStrictEqual(await together?.edges())
    expect((await alone.edges())[0]?.node).not.toHaveProperty('parent_id')
  })

  it('continues the lists of all parents after one cursor', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)
    const { endCursor } = await (await loader(database).load('lagos')).pageInfo()

    const next = (await loader(database, { after: endCursor }).loadMany(['lagos', 'vienna'])) as Connection<
      Row<Delegate>
    >[]

    expect(await Promise.all(next.map(idsOf))).toStrictEqual([
      ['lagos-3', 'lagos-4'],
      ['vienna-2', 'vienna-3'],
    ])
    expect(await next[1]?.pageInfo()).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
  })
})

describe('readRankedConnection', () => {
  const hits = (database: Database, { first = 3, after = null, binding = 'a' }: Paging = {}) =>
    readRankedConnection({
      database,
      rows: selectFrom(database, Delegate).orderBy('delegate.is_host', 'desc').orderBy('delegate.id'),
      binding,
      first,
      after,
    })

  it('pages by position and counts', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)

    const pages = await walk(after => hits(database, { after }))

    expect(pages).toStrictEqual([
      ['lagos-1', 'vienna-1', 'lagos-2'],
      ['lagos-3', 'lagos-4', 'lagos-5'],
      ['vienna-2', 'vienna-3'],
    ])
    expect(await hits(database).totalCount()).toBe(8)
  })

  it('refuses the cursor of another search', async () => {
    await using database = await testDatabase({ entities })
    await seedDelegations(database)
    const after = (await hits(database).pageInfo()).endCursor

    expect(() => hits(database, { after, binding: 'b' })).toThrow(/is no cursor of this list/)
  })
})
