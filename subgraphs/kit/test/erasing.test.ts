import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import type { EraseRecord } from '../erasing/erase-record.ts'
import { eraseRecord } from '../erasing/erase-record.ts'
import { erasureTable } from '../erasing/erasures.ts'
import { developmentKeys } from '../identity/keys.ts'
import { applyChanges } from '../projection/apply-changes.ts'
import { startSubgraph } from '../serve/start-subgraph.ts'
import { freshLocation } from '../testing/test-database.ts'
import { startTestSubgraph } from '../testing/test-subgraph.ts'
import { Program } from './toy/program.ts'
import { toy } from './toy/subgraph.ts'

const erase: EraseRecord = async ({ type, id }, em) => {
  if (type !== 'Program') return
  const program = await em.findOne(Program, { id })
  if (program) program.title = 'Erased'
}

describe('an erasure', () => {
  it('is noted in the transaction that erases', async () => {
    await using world = await startTestSubgraph(toy)
    const { database } = world
    const noted = () => database.read.selectFrom(erasureTable).select(['record_type', 'record_id']).execute()

    const undone = database.write(async em => {
      await eraseRecord({ database, erase }, em, { type: 'Program', id: 'belarus-2015' })
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await noted()).toEqual([])
    await database.write(em => eraseRecord({ database, erase }, em, { type: 'Program', id: 'belarus-2015' }))

    expect(await noted()).toEqual([{ record_type: 'Program', record_id: 'belarus-2015' }])
    expect((await world.query('{ program(id: "belarus-2015") { title } }')).data.program.title).toBe('Erased')
  })

  it('takes the name that a sibling told before', async () => {
    await using world = await startTestSubgraph(toy)
    const { database } = world
    const person = (id: string) => ({
      cursor: 'feed.1',
      type: 'Person',
      ...{ id, version: 1, deleted: false, visibility: 'PUBLIC', fields: { slug: id, name: id } },
    })
    await database.write(em => applyChanges(em, 'people', 'feed', [person('p-1'), person('p-2')]))

    await database.write(em => eraseRecord({ database, erase }, em, { type: 'Person', id: 'p-1' }))

    const rows = database.read.selectFrom('projected_record').select(['record_id', 'slug', 'name']).orderBy('record_id')
    expect(await rows.execute()).toEqual([
      { record_id: 'p-1', slug: null, name: null },
      { record_id: 'p-2', slug: 'p-2', name: 'p-2' },
    ])
  })

  it('that a restored backup does not know of is done before anybody can ask, once, and told in the feed', async () => {
    await using place = await freshLocation('toy')
    const settings = {
      ...{ host: '127.0.0.1', port: 0, location: place.location, siblings: {} },
      keys: developmentKeys(randomBytes(32)),
      log: pino({ level: 'silent' }),
    }
    const asked: string[] = []
    const erasing = {
      ...toy,
      erase: (async (record, em, database) => {
        asked.push(`${record.type} ${record.id}`)
        await erase(record, em, database)
      }) satisfies EraseRecord,
    }
    {
      await using first = await startSubgraph(toy, settings)
      await first.database.write(async em => {
        await em
          .getKysely<Record<typeof erasureTable, Record<string, unknown>>>()
          .insertInto(erasureTable)
          .values([
            { record_type: 'Person', record_id: 'p-1', at: 1, done_at: null },
            { record_type: 'Program', record_id: 'belarus-2015', at: 1, done_at: null },
            { record_type: 'Program', record_id: 'portugal-2013', at: 1, done_at: 2 },
          ])
          .execute()
      })
    }

    await using second = await startSubgraph(erasing, settings)
    const programs = await second.database.read.selectFrom('program').select(['id', 'title']).orderBy('id').execute()
    const told = await second.database.read
      .selectFrom('change')
      .select('record_id')
      .orderBy('seq', 'desc')
      .limit(1)
      .execute()
    await second.close()
    await using third = await startSubgraph(erasing, settings)

    expect(asked).toEqual(['Person p-1', 'Program belarus-2015'])
    expect(programs.slice(0, 2)).toEqual([
      { id: 'belarus-2015', title: 'Erased' },
      { id: 'portugal-2013', title: 'Portugal' },
    ])
    expect(told).toEqual([{ record_id: 'belarus-2015' }])
    await third.close()
  })
})
