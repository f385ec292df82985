import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { makeBackup } from '../backup/backup.ts'
import { type Manifest, sha256Of } from '../backup/manifest.ts'
import { restoreBackup } from '../backup/restore.ts'
import { openHandle } from '../backup/sqlite-copy.ts'
import { findSqliteLibrary } from '../database/sqlite-handle.ts'
import { type EraseRecord, eraseRecord } from '../erasing/erase-record.ts'
import { developmentKeys } from '../identity/keys.ts'
import { startSubgraph } from '../serve/start-subgraph.ts'
import { Program } from './toy/program.ts'
import { toy } from './toy/subgraph.ts'

const tell = (): void => undefined

const erase: EraseRecord = async ({ type, id }, em) => {
  const program = type === 'Program' ? await em.findOne(Program, { id }) : null
  if (program) program.title = 'Erased'
}

const openFolder = async () => {
  const path = await mkdtemp(join(tmpdir(), 'exchange-network-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** Starts the toy, which erases, on the folder's file. */
const start = (dataDir: string) =>
  startSubgraph(
    { ...toy, erase },
    {
      ...{ host: '127.0.0.1', port: 0, siblings: {}, keys: developmentKeys(randomBytes(32)) },
      location: { kind: 'sqlite', file: join(dataDir, 'toy.sqlite') },
      log: pino({ level: 'silent' }),
    },
  )

type Toy = Awaited<ReturnType<typeof start>>

const backUp = (dataDir: string, more: Partial<Parameters<typeof makeBackup>[0]> = {}) =>
  makeBackup({ dataDir, to: null, postgres: [], environment: {}, tell, ...more })

const rename = (world: Toy, id: string, title: string) =>
  world.database.write(async em => {
    const program = await em.findOneOrFail(Program, { id })
    program.title = title
  })

// Of the kit's own library: a second one in the same process would take the file locks of the first away.
const select = async (file: string, sql: string) => {
  const { open } = await findSqliteLibrary()
  await using handle = await openHandle(open, file, 'read')
  return await handle.all(sql, [])
}

const rowsOf = (file: string, table: string) => select(file, `select * from ${table} order by 1`)

const titleIn = async (file: string, id = 'belarus-2015'): Promise<unknown> =>
  (await select(file, `select title from program where id = '${id}'`))[0]?.title

const manifestOf = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))

describe('a backup', () => {
  it('holds one consistent state of a database that is written to meanwhile, and says what it holds', async () => {
    await using folder = await openFolder()
    await using world = await start(folder.path)
    let isOver = false
    // Both titles change in one transaction, so no state of the database has them apart.
    const writer = (async () => {
      for (let round = 1; !isOver; round++) {
        await world.database.write(async em => {
          for (const program of await em.find(Program, { id: { $in: ['belarus-2015', 'portugal-2013'] } })) {
            program.title = `Round ${round}`
          }
        })
      }
      return titleIn(join(folder.path, 'toy.sqlite'))
    })()

    const backup = await backUp(folder.path)
    isOver = true
    const last = await writer

    const copy = join(backup, 'toy.sqlite')
    const titles = [await titleIn(copy), await titleIn(copy, 'portugal-2013')]
    expect(titles).toEqual(titles[0] === 'Belarus' ? ['Belarus', 'Portugal'] : [titles[0], titles[0]])
    expect(titles[0]).not.toBe(last)
    const { size } = await stat(copy)
    expect(await manifestOf(backup)).toEqual({
      format: 1,
      madeAt: expect.stringMatching(/^\d{4}-.*Z$/),
      files: [
        {
          name: 'toy.sqlite',
          bytes: size,
          sha256: await sha256Of(copy),
          takenAt: expect.stringMatching(/^\d{4}-.*Z$/),
          migrations: ['20261121200731-initial'],
        },
      ],
    })
    expect((await stat(copy)).mode & 0o077).toBe(0)
    expect((await readdir(join(folder.path, 'backups'))).map(name => name.length)).toEqual([24])
  })

  it('copies no secrets', async () => {
    await using folder = await openFolder()
    await using _world = await start(folder.path)
    await writeFile(join(folder.path, 'development-secret'), 'secret')

    const backup = await backUp(folder.path)

    expect((await readdir(backup)).toSorted()).toEqual(['manifest.json', 'toy.sqlite'])
  })

  it('is refused where something is already, and where there is no database', async () => {
    await using folder = await openFolder()
    await using empty = await openFolder()
    await using _world = await start(folder.path)

    await expect(backUp(folder.path, { to: folder.path })).rejects.toThrow(
      `"${folder.path}" is there already and not an empty folder. Name another one by --to.`,
    )
    await expect(backUp(empty.path)).rejects.toThrow(
      `There is no database in the data folder "${empty.path}". Start the network once, or set DATA_DIR to its data folder.`,
    )
  })

  it('leaves nothing behind when a database is damaged', async () => {
    await using folder = await openFolder()
    await writeFile(join(folder.path, 'toy.sqlite'), 'not a database at all')

    await expect(backUp(folder.path)).rejects.toThrow(
      /^The database ".*toy.sqlite" could not be copied: .*not a database/,
    )

    expect(await readdir(join(folder.path, 'backups'))).toEqual([])
  })

  it('takes a database on PostgreSQL by pg_dump, which gets the password where nobody sees it', async () => {
    await using folder = await openFolder()
    const program = join(folder.path, 'pg_dump')
    const lines = ['#!/bin/sh', 'out=$(echo "$*" | sed "s/.*--file=//; s/ .*//")', 'echo "$PGPASSWORD $*" > "$out"', '']
    await writeFile(program, lines.join('\n'))
    await chmod(program, 0o755)
    const postgres = [{ name: 'people', url: 'postgres://exchange:p%40ss@db:5432/people' }]
    const to = join(folder.path, 'backup')

    await backUp(folder.path, { to, postgres, environment: { PATH: `${folder.path}:/usr/bin:/bin` } })

    expect(await readFile(join(to, 'people.dump'), 'utf8')).toBe(
      `p@ss --format=custom --no-owner --file=${to}.unfinished/people.dump --dbname=postgres://exchange@db:5432/people\n`,
    )
    expect((await manifestOf(to)).files).toMatchObject([{ name: 'people.dump', migrations: null }])
  })

  it('of a database on PostgreSQL says what to run where there is no pg_dump', async () => {
    await using folder = await openFolder()
    const postgres = [{ name: 'people', url: 'postgres://exchange:secret@db:5432/people' }]

    await expect(backUp(folder.path, { postgres, environment: { PATH: folder.path } })).rejects.toThrow(
      'The database of "people" is on PostgreSQL and could not be copied: "pg_dump" is not in PATH. Run this where PostgreSQL\'s own programs are, of the server\'s version or newer: pg_dump --format=custom --file=people.dump --dbname=postgres://exchange@db:5432/people',
    )

    expect(await readdir(join(folder.path, 'backups'))).toEqual([])
  })
})

describe('a restore', () => {
  it('puts all rows back, keeps what it replaces, and gives the feed a new name', async () => {
    await using folder = await openFolder()
    const file = join(folder.path, 'toy.sqlite')
    const before = await start(folder.path)
    await rename(before, 'belarus-2015', 'As backed up')
    const backup = await backUp(folder.path)
    await rename(before, 'belarus-2015', 'Changed since')
    const [origin] = await rowsOf(file, 'feed_origin')
    await before.close()

    const { replaced } = await restoreBackup({ dataDir: folder.path, folder: backup, tell })
    await using after = await start(folder.path)

    for (const table of ['program', 'change', 'loaded_seed', 'kit_setting']) {
      expect(await rowsOf(file, table)).toEqual(await rowsOf(join(backup, 'toy.sqlite'), table))
    }
    expect(await titleIn(file)).toBe('As backed up')
    expect(await titleIn(join(String(replaced), 'toy.sqlite'))).toBe('Changed since')
    await rename(after, 'portugal-2013', 'Since the restore')
    expect(await rowsOf(file, 'feed_origin')).not.toEqual([origin])
    expect((await readdir(folder.path)).filter(name => name.startsWith('restoring'))).toEqual([])
  })

  it('is refused while a subgraph runs on the folder', async () => {
    await using folder = await openFolder()
    await using world = await start(folder.path)
    const backup = await backUp(folder.path)
    await rename(world, 'belarus-2015', 'Changed since')

    await expect(restoreBackup({ dataDir: folder.path, folder: backup, tell })).rejects.toThrow(
      /^The database "toy.sqlite" is in use \(.*locked.*\)\. Stop the network that runs on ".*toy.sqlite" and ask again\.$/,
    )

    expect(await titleIn(join(folder.path, 'toy.sqlite'))).toBe('Changed since')
  })

  it.each([
    {
      damage: 'a byte that is another one',
      spoil: async (backup: string) => {
        const copy = join(backup, 'toy.sqlite')
        const bytes = await readFile(copy)
        bytes[bytes.length >> 1] = 255 - (bytes[bytes.length >> 1] ?? 0)
        await writeFile(copy, bytes)
      },
      sentence: /its SHA-256 is [0-9a-f]{64}, but the manifest says [0-9a-f]{64}\. Nothing was replaced\./,
    },
    {
      damage: 'pages that are gone, though the manifest was made to fit',
      spoil: async (backup: string) => {
        const copy = join(backup, 'toy.sqlite')
        const bytes = await readFile(copy)
        await writeFile(copy, bytes.fill(0, 4096, 4 * 4096))
        const manifest = await manifestOf(backup)
        const files = [{ ...manifest.files[0], sha256: await sha256Of(copy) }]
        await writeFile(join(backup, 'manifest.json'), JSON.stringify({ ...manifest, files }))
      },
      sentence: /The database "toy.sqlite" is damaged: .* Nothing was replaced\./,
    },
    {
      damage: 'a file that is not there',
      spoil: async (backup: string) => rm(join(backup, 'toy.sqlite')),
      sentence: /ENOENT.* Nothing was replaced\./,
    },
    {
      damage: 'a manifest that leads out of its folder',
      spoil: async (backup: string) => {
        const text = await readFile(join(backup, 'manifest.json'), 'utf8')
        await writeFile(join(backup, 'manifest.json'), text.replace('toy.sqlite', '../toy.sqlite'))
      },
      sentence: /is no manifest of a backup that this version knows/,
    },
  ])('of a backup with $damage is refused, and nothing is replaced', async ({ spoil, sentence }) => {
    await using folder = await openFolder()
    const before = await start(folder.path)
    const backup = await backUp(folder.path)
    await rename(before, 'belarus-2015', 'Changed since')
    await before.close()
    await spoil(backup)

    await expect(restoreBackup({ dataDir: folder.path, folder: backup, tell })).rejects.toThrow(sentence)

    expect(await titleIn(join(folder.path, 'toy.sqlite'))).toBe('Changed since')
    expect((await readdir(folder.path)).filter(name => /^(replaced|restoring)/.test(name))).toEqual([])
  })

  it('brings back nobody who was erased since the backup', async () => {
    await using folder = await openFolder()
    const before = await start(folder.path)
    const backup = await backUp(folder.path)
    const { database } = before
    await database.write(em => eraseRecord({ database, erase }, em, { type: 'Program', id: 'belarus-2015' }))
    await before.close()

    const restored = await restoreBackup({ dataDir: folder.path, folder: backup, tell })
    expect(await titleIn(join(folder.path, 'toy.sqlite'))).toBe('Belarus')
    await using _after = await start(folder.path)

    expect(restored.erasures).toBe(1)
    expect(await titleIn(join(folder.path, 'toy.sqlite'))).toBe('Erased')
    expect(await rowsOf(join(folder.path, 'toy.sqlite'), 'kit_erasure')).toMatchObject([
      { record_type: 'Program', record_id: 'belarus-2015', done_at: expect.any(Number) },
    ])
  })

  it('works where the present file is damaged, and learns of erasures from a newer backup beside', async () => {
    await using folder = await openFolder()
    await using elsewhere = await openFolder()
    const before = await start(folder.path)
    const older = await backUp(folder.path, { to: join(elsewhere.path, 'monday') })
    const { database } = before
    await database.write(em => eraseRecord({ database, erase }, em, { type: 'Program', id: 'belarus-2015' }))
    await backUp(folder.path, { to: join(elsewhere.path, 'tuesday') })
    await before.close()
    await writeFile(join(folder.path, 'toy.sqlite'), 'not a database at all')
    const told: string[] = []

    await restoreBackup({ dataDir: folder.path, folder: older, tell: line => told.push(line) })
    await using _after = await start(folder.path)

    expect(await titleIn(join(folder.path, 'toy.sqlite'))).toBe('Erased')
    expect(await titleIn(join(folder.path, 'toy.sqlite'), 'portugal-2013')).toBe('Portugal')
    expect(told).toContain('"toy.sqlite" is too damaged to be opened: erasures noted only in it cannot be read.')
  })

  it('takes erasures into a backup that is older than their table, and from the databases of other subgraphs', async () => {
    await using folder = await openFolder()
    const before = await start(folder.path)
    await before.database.write(em => em.getKysely<never>().schema.dropTable('kit_erasure').execute())
    const backup = await backUp(folder.path)
    await before.close()
    const { open } = await findSqliteLibrary()
    {
      await using sibling = await openHandle(open, join(folder.path, 'sibling.sqlite'), 'write')
      await sibling.script(
        "create table kit_erasure (record_type, record_id, at, done_at); insert into kit_erasure values ('Program', 'portugal-2013', 1, 2)",
      )
    }

    await restoreBackup({ dataDir: folder.path, folder: backup, tell })
    await using _after = await start(folder.path)

    expect(await titleIn(join(folder.path, 'toy.sqlite'), 'portugal-2013')).toBe('Erased')
  })
})
