import { describe, expect, it } from 'vitest'
import { dropSearchIndexSql, searchIndexSql } from '../search/migration.ts'
import { recordSearchDocuments } from '../search/record-documents.ts'
import { SearchDocumentSchema } from '../search/search-document.ts'
import { searchHits } from '../search/search-hits.ts'
import { testDatabase } from '../testing/test-database.ts'
import { Organization, organization, worldEntities, worldTouches } from './exchange-world.ts'

const texts: Readonly<Record<string, { title: string; body: string }>> = {
  'prince-georges': { title: 'Prince George’s County Public Schools', body: 'SCHOOL_DISTRICT in Maryland' },
  'us-department-of-state': { title: 'U.S. Department of State', body: 'leads foreign affairs through diplomacy' },
  'small-school-districts': { title: 'Small School Districts’ Association', body: 'CS4NorCal; K-12 in rural schools' },
  lodz: { title: 'Łódź Müller-Straße', body: 'Ångström, Søren, ÉCOLE, ﬁnance' },
  roundtable: { title: 'Roundtable', body: 'Small groups of a school district in Maryland, at CoSN/UNESCO; 東京都' },
}

const openWorld = async () => {
  const database = await testDatabase({
    entities: [...worldEntities, SearchDocumentSchema],
    recorders: [
      recordSearchDocuments({
        touches: worldTouches,
        describe: {
          Organization: async (ids, em) =>
            (await em.find(Organization, { id: { $in: [...ids] } })).map(({ id, name }) => ({
              id,
              title: texts[id]?.title ?? name,
              body: texts[id]?.body ?? '',
            })),
        },
      }),
    ],
  })
  await database.write(async em => {
    for (const statement of searchIndexSql(database.dialect)) await em.execute(statement)
  })
  await database.write(async em => {
    for (const id of Object.keys(texts)) em.persist(em.create(Organization, organization(id)))
  })
  return database
}

type World = Awaited<ReturnType<typeof openWorld>>

const find = async (world: World, query: string): Promise<readonly string[]> => {
  const hits = await searchHits(world, 'Organization', query).orderBy('rank').orderBy('record_id').execute()
  return hits.map(hit => hit.record_id)
}

describe('search', () => {
  it('finds records that hold all words, each as a beginning, in any order', async () => {
    await using world = await openWorld()

    expect(await find(world, 'schools prince')).toEqual(['prince-georges'])
    expect(await find(world, 'depart of st')).toEqual(['us-department-of-state'])
    expect(await find(world, 'prince maryland')).toEqual(['prince-georges'])
    expect(await find(world, 'prince alaska')).toEqual([])
    expect(await find(world, 'ublic')).toEqual([])
  })

  it('does not mind accents, case, ligatures and letters that stand for others', async () => {
    await using world = await openWorld()

    expect(await find(world, 'LODZ')).toEqual(['lodz'])
    expect(await find(world, 'Łódź')).toEqual(['lodz'])
    expect(await find(world, 'muller strasse')).toEqual(['lodz'])
    expect(await find(world, 'angstrom soren ecole finance')).toEqual(['lodz'])
  })

  it('finds names with apostrophes, dots and hyphens however they are typed', async () => {
    await using world = await openWorld()

    expect(await find(world, "George's")).toEqual(['prince-georges'])
    expect(await find(world, 'George’s')).toEqual(['prince-georges'])
    expect(await find(world, 'georges')).toEqual(['prince-georges'])
    expect(await find(world, 'george')).toEqual(['prince-georges'])
    expect(await find(world, 'U.S. Department')).toEqual(['us-department-of-state'])
    expect(await find(world, 'US department')).toEqual(['us-department-of-state'])
    expect(await find(world, 'K-12')).toEqual(['small-school-districts'])
    expect(await find(world, 'K12')).toEqual(['small-school-districts'])
    expect(await find(world, 'unesco')).toEqual(['roundtable'])
    expect(await find(world, '東京')).toEqual(['roundtable'])
  })

  it('puts records first whose title has the words, and the title itself before all', async () => {
    await using world = await openWorld()

    expect(await find(world, 'small school district')).toEqual(['small-school-districts', 'roundtable'])
    expect(await find(world, 'school maryland')).toEqual(['prince-georges', 'roundtable'])
    expect((await searchHits(world, 'Organization', 'roundtable').execute())[0]).toEqual({
      record_id: 'roundtable',
      rank: 0,
    })
  })

  it('takes any text as words, never as syntax', async () => {
    await using world = await openWorld()
    const queries = [
      ...[
        '',
        '   ',
        '"',
        "' -- ;",
        '* & | ! <-> :*',
        '\u0000',
        'round* AND',
        'NOT roundtable',
        'title:roundtable',
        '%',
        'round_table',
      ],
      ...['"roundtable', 'roundtable)', 'roundtable & !school', '^roundtable', 'NEAR(roundtable groups, 2)'],
    ]

    const found = await Promise.all(queries.map(query => find(world, query)))

    expect(found.flatMap((ids, index) => (ids.length > 0 ? [queries[index]] : []))).toEqual([
      '"roundtable',
      'roundtable)',
      'roundtable & !school',
      '^roundtable',
    ])
  })

  it('takes a query of any length', async () => {
    await using world = await openWorld()

    expect(await find(world, 'roundtable '.repeat(5000))).toEqual(['roundtable'])
    expect(await find(world, 'x'.repeat(100_000))).toEqual([])
  })

  it('follows changed and deleted records', async () => {
    await using world = await openWorld()
    await world.write(async em => {
      em.persist(em.create(Organization, organization('iste', { name: 'ISTE' })))
    })
    expect(await find(world, 'iste')).toEqual(['iste'])

    await world.write(async em => {
      const iste = await em.findOneOrFail(Organization, { id: 'iste' })
      iste.name = 'International Society'
    })

    expect(await find(world, 'iste')).toEqual([])
    expect(await find(world, 'international society')).toEqual(['iste'])

    await world.write(async em => {
      em.remove(await em.findOneOrFail(Organization, { id: 'iste' }))
    })

    expect(await find(world, 'society')).toEqual([])
  })

  it('finds records of one type only', async () => {
    await using world = await openWorld()

    expect(await searchHits(world, 'Program', 'roundtable').execute()).toEqual([])
  })

  it('asks the index, not every document', async () => {
    await using world = await openWorld()
    world.statements.length = 0

    await find(world, 'roundtable')

    expect(world.statements).toHaveLength(1)
    expect(world.statements[0]).toMatch(/search_document_fts match|fts @@ to_tsquery/)
  })

  it('can be taken away again', async () => {
    await using world = await openWorld()

    await world.write(async em => {
      for (const statement of dropSearchIndexSql(world.dialect)) await em.execute(statement)
    })
    await world.write(async em => {
      em.persist(em.create(Organization, organization('iste')))
    })

    await expect(find(world, 'iste')).rejects.toThrow(/search_document_fts|fts/)
  })
})
