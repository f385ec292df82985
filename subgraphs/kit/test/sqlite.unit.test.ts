import { execFile } from 'node:child_process'
import { stat, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Kysely, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { type AnyTables, type DatabaseLocation, openDatabase, openUnmigratedDatabase } from '../database/database.ts'
import { selectFrom } from '../database/rows.ts'
import { SqlitePoolDialect } from '../database/sqlite-dialect.ts'
import { findSqliteLibrary, type OpenSqliteHandle, type SqliteLibrary } from '../database/sqlite-handle.ts'
import { answersRows } from '../database/statement-kind.ts'
import { freshLocation } from '../testing/test-database.ts'
import { Delegate, entities, seedDelegations } from './delegation.ts'
import { entities as harbours } from './harbours/entities.ts'

const libraries: SqliteLibrary[] = ['sqlite3', 'node:sqlite']
const run = promisify(execFile)
const stepper = fileURLToPath(new URL('./stepper/main.ts', import.meta.url))
const migrations = new URL('./harbours/migrations/', import.meta.url)

const freshFile = async (driver: SqliteLibrary) => {
  const fresh = await freshLocation()
  const { file } = fresh.location as DatabaseLocation & { kind: 'sqlite' }
  const location = { kind: 'sqlite', file, driver } as const
  return { file, location, [Symbol.asyncDispose]: () => fresh[Symbol.asyncDispose]() }
}

/** Counts the statements in flight on each connection that a pool opens. */
const watchFlights = (open: OpenSqliteHandle) => {
  const connections: { now: number; most: number }[] = []
  const watched: OpenSqliteHandle = async (file, access) => {
    const handle = await open(file, access)
    const flights = { now: 0, most: 0 }
    connections.push(flights)
    const all: typeof handle.all = async (...statement) => {
      flights.now += 1
      flights.most = Math.max(flights.most, flights.now)
      return handle.all(...statement).finally(() => {
        flights.now -= 1
      })
    }
    return { ...handle, all }
  }
  return { connections, open: watched }
}

// Takes some hundred milliseconds; there is no table that large to aggregate here.
const longAggregate = sql<{ total: number }>`
  with recursive step(n) as (select 1 union all select n + 1 from step where n < 1000000) select count(*) as total from step`

describe.each(libraries)('SQLite by %s', driver => {
  it('makes a file that only its owner may read', async () => {
    await using file = await freshFile(driver)
    await using _database = await openUnmigratedDatabase({ name: 'test', entities, location: file.location })

    const modes = await Promise.all(
      ['', '-wal'].map(async ending => (await stat(`${file.file}${ending}`)).mode & 0o777),
    )

    expect(modes).toEqual([0o600, 0o600])
  })

  it('writes and reads rows', async () => {
    await using file = await freshFile(driver)
    await using database = await openUnmigratedDatabase({ name: 'test', entities, location: file.location })
    await seedDelegations(database)

    const [amara] = await selectFrom(database, Delegate).where('id', '=', 'lagos-1').execute()

    expect(amara).toMatchObject({
      name: 'Amara Okafor',
      isHost: true,
      isObserver: null,
      languages: ['en', 'fr'],
      identifiers: [{ scheme: 'orcid', value: '0000-0001' }],
      seq: 9_007_199_254_740_991,
      arrivedAt: new Date('2024-03-01T09:30:00.123Z'),
    })
  })

  it('finds a boolean and a datetime by value', async () => {
    await using file = await freshFile(driver)
    await using database = await openUnmigratedDatabase({ name: 'test', entities, location: file.location })
    await seedDelegations(database)

    const hosts = await selectFrom(database, Delegate)
      .where('is_host', '=', true)
      .where('arrived_at', '=', new Date('2024-03-01T09:30:00.123Z'))
      .orderBy('id')
      .execute()

    expect(hosts.map(host => host.id)).toStrictEqual(['lagos-1', 'vienna-1'])
  })

  it('keeps what it wrote when opened again by either library', async () => {
    await using file = await freshFile(driver)
    const first = await openDatabase({ name: 'test', entities: harbours, migrations, location: file.location })
    await first.write(em =>
      em.getKysely<AnyTables>().insertInto('harbour').values({ id: 'lagos', kind: 'SEA' }).execute(),
    )
    await first.close()

    const counts = []
    for (const library of libraries) {
      const location = { ...file.location, driver: library }
      await using again = await openDatabase({ name: 'test', entities: harbours, migrations, location })
      counts.push(await again.read.selectFrom('harbour').select('id').execute())
    }

    expect(counts).toStrictEqual([[{ id: 'lagos' }], [{ id: 'lagos' }]])
  })

  it('lets two processes read and then write without failing or losing an update', { timeout: 30_000 }, async () => {
    await using file = await freshFile(driver)
    await using database = await openUnmigratedDatabase({ name: 'test', entities, location: file.location })
    await seedDelegations(database)
    const addTwentyFive = () => run(process.execPath, [stepper, file.file, driver, '25'])

    await Promise.all([addTwentyFive(), addTwentyFive()])

    const [row] = await selectFrom(database, Delegate).where('id', '=', 'lagos-1').execute()
    expect(row?.position).toBe(51)
  })

  it('reports a broken unique key as MikroORM does', async () => {
    await using file = await freshFile(driver)
    await using database = await openUnmigratedDatabase({ name: 'test', entities, location: file.location })
    await seedDelegations(database)

    await expect(seedDelegations(database)).rejects.toMatchObject({ name: 'UniqueConstraintViolationException' })
  })

  it('runs one statement at a time on a connection and as many at once as there are connections', async () => {
    await using file = await freshFile(driver)
    const { open } = await findSqliteLibrary(driver)
    const writer = await open(file.file, 'write')
    const { connections, open: watched } = watchFlights(open)
    const pool = new Kysely<never>({
      dialect: new SqlitePoolDialect({ file: file.file, access: 'read', size: 3, open: watched }),
    })

    await Promise.all(Array.from({ length: 30 }, () => sql`select 1`.execute(pool)))
    await pool
      .transaction()
      .execute(transaction => Promise.all([1, 2, 3].map(n => sql`select ${n}`.execute(transaction))))

    await pool.destroy()
    await writer.close()
    expect(connections.map(({ most }) => most)).toStrictEqual([1, 1, 1])
  })

  it('closes after the statements that run, twice without complaint', async () => {
    await using file = await freshFile(driver)
    await using database = await openUnmigratedDatabase({ name: 'test', entities, location: file.location })
    await seedDelegations(database)

    const reading = selectFrom(database, Delegate).where('id', '=', 'lagos-1').execute()
    // Lets the statement begin; what has not begun is refused.
    await sql`select 1`.execute(database.read)
    await database.close()
    await database.close()

    expect(await reading).toHaveLength(1)
  })

  it('explains a file that is no database', async () => {
    await using file = await freshFile(driver)
    await writeFile(file.file, 'These are minutes of a meeting, and no database at all. '.repeat(100))

    const opening = openDatabase({ name: 'people', entities, migrations, location: file.location })

    await expect(opening).rejects.toThrow(
      /^Database "people" could not be opened: file ".*test\.sqlite" is no SQLite database or is damaged \(.*not a database\)\. Restore a backup, or move the file away to start with an empty one\.$/,
    )
  })

  it('explains a folder that cannot be written', async () => {
    const location = { kind: 'sqlite', file: '/dev/null/people.sqlite', driver } as const

    const opening = openDatabase({ name: 'people', entities, migrations, location })

    await expect(opening).rejects.toThrow(
      /^Database "people" could not be opened: file "\/dev\/null\/people\.sqlite" cannot be written \(.*\)\. Make its folder writable for this user, or set DATA_DIR to another one\.$/,
    )
  })
})

describe('SQLite by sqlite3', () => {
  it('answers short statements while long ones run, and keeps the event loop turning', {
    timeout: 30_000,
  }, async () => {
    await using file = await freshFile('sqlite3')
    await using database = await openUnmigratedDatabase({ name: 'test', entities, location: file.location })
    await seedDelegations(database)
    const ended: string[] = []
    let turns = 0
    let isOver = false
    const turn = () => {
      turns += 1
      if (!isOver) setImmediate(turn)
    }

    const long = [1, 2].map(async () => {
      const { rows } = await longAggregate.execute(database.read)
      ended.push('long')
      return rows
    })
    turn()
    const short = Array.from({ length: 20 }, async () => {
      await selectFrom(database, Delegate).where('id', '=', 'lagos-1').execute()
      ended.push('short')
    })
    await Promise.all(short)
    const turnsOfShort = turns
    const totals = await Promise.all(long)
    isOver = true

    expect(totals).toStrictEqual([[{ total: 1_000_000 }], [{ total: 1_000_000 }]])
    expect(ended).toStrictEqual([...Array(20).fill('short'), 'long', 'long'])
    expect(turns - turnsOfShort).toBeGreaterThan(100)
  })
})

describe('PostgreSQL', () => {
  it('that cannot be reached is explained without the password', async () => {
    const location = { kind: 'postgres', url: 'postgres://exchange:secret@127.0.0.1:1/people' } as const

    const opening = openDatabase({ name: 'people', entities, migrations, location })

    await expect(opening).rejects.toThrow(
      'Database "people" at "postgres://exchange@127.0.0.1:1/people" cannot be used: connect ECONNREFUSED 127.0.0.1:1. Start PostgreSQL there and create the database, or correct the URL.',
    )
  })
})

describe('answersRows', () => {
  it.each([
    ['select 1', true],
    ['  with a as (select 1) select * from a', true],
    ['pragma foreign_key_check', true],
    ['insert into a values (1) returning id', true],
    ["update a set note = 'returning students'", false],
    ["update a set note = 'it''s returning' where id = 1", false],
    ['insert into "returning" values (1)', false],
    ['with a as (select 1) delete from b', false],
    ['create table a (id int)', false],
  ])('of %s is %s', (statement, expected) => {
    expect(answersRows(statement)).toBe(expected)
  })
})
