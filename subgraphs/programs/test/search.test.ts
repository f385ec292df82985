import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Program } from '../entities/program.ts'
import { ProgramRole } from '../entities/program-role.ts'
import { startWorld } from './world.ts'

let world: TestSubgraph

beforeAll(async () => {
  world = await startWorld()
})

afterAll(() => world[Symbol.asyncDispose]())

const search = async (query: string): Promise<string[]> => {
  const { data } = await world.query(
    'query ($query: String!) { searchPrograms(query: $query) { edges { node { slug } } } }',
    { query },
  )
  return data.searchPrograms.edges.map((edge: { node: { slug: string } }) => edge.node.slug)
}

describe('searchPrograms', () => {
  it.each([
    ['a title', 'digital age', ['education-in-the-digital-age-ii']],
    ['a summary, without regard to case', 'PRISON Congestion', ['scoe-philippines-visit-2024']],
    ['the beginning of a word', 'congest', ['scoe-philippines-visit-2024']],
    ['the agenda', 'networking lunch', ['education-in-the-digital-age-ii']],
    ['the title of a talk', 'reimagining computing', ['education-in-the-digital-age-ii']],
    ['the printed name of an organization', 'meridian', ['education-in-the-digital-age-ii']],
    ['the name of a person', 'amalong', ['education-in-the-digital-age-ii']],
    ['a name and a title together', 'Amalong digital meridian', ['education-in-the-digital-age-ii']],
    ['a printed place', 'zambia', []],
    ['a country of origin', 'solomon islands', ['education-in-the-digital-age-ii']],
    ['the acronym of the series', 'ivlp', ['education-in-the-digital-age-ii']],
    ['a venue', 'education center philadelphia', ['iste-philadelphia-roundtable']],
    ['words of which one is nowhere', 'digital zanzibar', []],
    ['no word at all', '  "!? ', []],
  ])('finds %s', async (_, query, slugs) => {
    expect(await search(query)).toEqual(slugs)
  })

  it('puts titles before other text', async () => {
    expect((await search('delegation to portugal'))[0]).toBe('cosn-portugal-2013')
  })

  it('keeps to the filter', async () => {
    const { data } = await world.query(
      '{ searchPrograms(query: "technology", filter: { kinds: [ROUNDTABLE] }) { totalCount edges { node { slug } } } }',
    )

    expect(data.searchPrograms).toEqual({ totalCount: 1, edges: [{ node: { slug: 'iste-philadelphia-roundtable' } }] })
  })

  it('follows what is written', async () => {
    await using own = await startWorld()
    const find = async (query: string) =>
      (await own.query('query ($query: String!) { searchPrograms(query: $query) { totalCount } }', { query })).data
        .searchPrograms.totalCount

    expect([await find('study tour'), await find('reducing'), await find('beyond')]).toEqual([0, 1, 0])
    await own.database.write(async em => {
      const program = await em.findOneOrFail(Program, { id: 'scoe-philippines-visit-2024' })
      program.title = 'Study tour'
      const role = await em.findOneOrFail(ProgramRole, { programId: 'scoe-philippines-visit-2024' })
      role.label = 'Reentry and Beyond'
    })

    expect([await find('study tour'), await find('reducing'), await find('beyond')]).toEqual([1, 0, 1])
  })
})
