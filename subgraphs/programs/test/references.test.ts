import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people, startWorld } from './world.ts'

let world: TestSubgraph

beforeAll(async () => {
  world = await startWorld()
})

afterAll(() => world[Symbol.asyncDispose]())

const slugs = 'edges { node { slug } }'

describe('A reference to a program or a source', () => {
  it('is answered in the order asked, null where there is none, in one statement', async () => {
    const programs = await world.resolveReferences(
      'Program',
      ['cosn-portugal-2013', 'no-such-program', 'iste-philadelphia'],
      'title',
    )
    const sources = await world.resolveReferences('Source', ['scoe-news-story', 'no-such-source'], 'kind')

    expect(programs.data).toEqual([
      { __typename: 'Program', title: 'Delegation to Portugal' },
      null,
      { __typename: 'Program', title: 'ISTE' },
    ])
    expect(programs.statements).toHaveLength(1)
    expect(sources.data).toEqual([{ __typename: 'Source', kind: 'NEWS_STORY' }, null])
    expect(sources.statements).toHaveLength(1)
  })
})

describe('What programs add to a person', () => {
  it('are participations, and authorship apart from them', async () => {
    const { data } = await world.resolveReferences(
      'Person',
      [people.jaredAmalong, people.jeffLowe],
      `participations { totalCount edges { node { role program { slug } } } } authored { totalCount ${slugs} }`,
    )

    expect(data).toEqual([
      {
        __typename: 'Person',
        participations: {
          totalCount: 2,
          edges: [
            { node: { role: 'SPEAKER', program: { slug: 'education-in-the-digital-age-ii' } } },
            { node: { role: 'QUOTED', program: { slug: 'education-in-the-digital-age-ii' } } },
          ],
        },
        authored: { totalCount: 0, edges: [] },
      },
      {
        __typename: 'Person',
        participations: { totalCount: 0, edges: [] },
        authored: { totalCount: 1, edges: [{ node: { slug: 'eschool-news-article' } }] },
      },
    ])
  })
})

describe('What programs add to an organization', () => {
  it('are the programs that it and its units have a role in, latest first', async () => {
    const { data } = await world.resolveReferences(
      'Organization',
      ['scoe'],
      `programs(roles: [HOST]) { totalCount ${slugs} }`,
    )

    expect(data[0].programs).toEqual({
      totalCount: 3,
      edges: [
        { node: { slug: 'education-in-the-digital-age-ii' } },
        { node: { slug: 'scoe-philippines-visit-2024' } },
        { node: { slug: 'scoe-belarus-visit-2024' } },
      ],
    })
  })

  it('leave the units out when asked', async () => {
    const { data } = await world.resolveReferences(
      'Organization',
      ['scoe', 'scoe-reentry-program'],
      'programs(roles: [HOST], includeUnits: false) { totalCount }',
    )

    expect(data.map((organization: { programs: object }) => organization.programs)).toEqual([
      { totalCount: 1 },
      { totalCount: 2 },
    ])
  })

  it('can be filtered: three international visits to SCOE in 2024', async () => {
    const { data } = await world.resolveReferences(
      'Organization',
      ['scoe'],
      'programs(roles: [HOST], filter: { directions: [INBOUND], dates: { from: "2024-01-01", to: "2024-12-31" } }) { totalCount }',
    )

    expect(data[0].programs.totalCount).toBe(3)
  })

  it('count a program once, however many roles it has there', async () => {
    const { data } = await world.resolveReferences(
      'Organization',
      ['scoe', 'school-district-of-philadelphia'],
      'programs { totalCount }',
    )

    expect(data.map((organization: { programs: object }) => organization.programs)).toEqual([
      { totalCount: 3 },
      { totalCount: 1 },
    ])
  })
})

describe('What programs add to a place', () => {
  const heldIn = async (...codes: string[]) =>
    (await world.resolveReferences('Place', codes, `programs(role: HELD_IN) { ${slugs} }`)).data.map(
      (place: { programs: { edges: { node: { slug: string } }[] } }) =>
        place.programs.edges.map(edge => edge.node.slug),
    )

  it('are the programs held in it or anywhere inside it', async () => {
    expect(await heldIn('GB', '005', 'US-CA')).toEqual([
      ['cosn-london-paris-2011', 'cosn-scotland-netherlands-2009'],
      ['cosn-south-america'],
      ['education-in-the-digital-age-ii', 'scoe-philippines-visit-2024', 'scoe-belarus-visit-2024'],
    ])
  })

  it('match an informal region only when asked for what is possible', async () => {
    const { data } = await world.resolveReferences(
      'Place',
      ['DK'],
      `certain: programs(role: HELD_IN) { totalCount } possible: programs(role: HELD_IN, includePossible: true) { ${slugs} }`,
    )

    expect(data).toEqual([
      {
        __typename: 'Place',
        certain: { totalCount: 0 },
        possible: { edges: [{ node: { slug: 'cosn-scandinavia-2007' } }] },
      },
    ])
  })

  it('tell origins from destinations', async () => {
    const { data } = await world.resolveReferences(
      'Place',
      ['PH', 'PT', '150'],
      `origin: programs(role: ORIGIN) { ${slugs} } heldIn: programs(role: HELD_IN) { totalCount }`,
    )

    expect(data).toEqual([
      {
        __typename: 'Place',
        origin: {
          edges: [
            { node: { slug: 'education-in-the-digital-age-ii' } },
            { node: { slug: 'scoe-philippines-visit-2024' } },
          ],
        },
        heldIn: { totalCount: 0 },
      },
      { __typename: 'Place', origin: { edges: [] }, heldIn: { totalCount: 1 } },
      {
        __typename: 'Place',
        origin: {
          edges: [{ node: { slug: 'education-in-the-digital-age-ii' } }, { node: { slug: 'scoe-belarus-visit-2024' } }],
        },
        heldIn: { totalCount: 4 },
      },
    ])
  })

  it('are none for a code that nobody knows', async () => {
    expect(await heldIn('no-such-place')).toEqual([[]])
  })
})
