import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addManyPrograms } from './many-programs.ts'
import { people, startWorld } from './world.ts'

let world: TestSubgraph

beforeAll(async () => {
  world = await startWorld()
})

afterAll(() => world[Symbol.asyncDispose]())

type Page = {
  edges: { cursor: string; node: { slug: string } }[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

/** Reads a list to its end, as a client does. */
const readAll = async (ask: (after: string | null) => Promise<Page>): Promise<string[]> => {
  const slugs: string[] = []
  let after: string | null = null
  do {
    const page: Page = await ask(after)
    slugs.push(...page.edges.map(edge => edge.node.slug))
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  } while (after !== null)
  return slugs
}

const page = 'edges { cursor node { slug } } pageInfo { hasNextPage hasPreviousPage endCursor }'

describe('A list of programs, read page by page', () => {
  it.each(['DATE', 'TITLE', 'UPDATED_AT'])('by %s holds each program once', async field => {
    for (const direction of ['ASC', 'DESC']) {
      const operation = `query ($first: Int, $after: String) { programs(orderBy: { field: ${field}, direction: ${direction} }, first: $first, after: $after) { ${page} } }`
      const whole = await readAll(async after => (await world.query(operation, { first: 200, after })).data.programs)

      const byThree = await readAll(async after => (await world.query(operation, { first: 3, after })).data.programs)

      expect(byThree).toHaveLength(14)
      expect(byThree).toEqual(whole)
    }
  })

  it('tells where it stands', async () => {
    const operation = `query ($after: String) { programs(filter: { kinds: [DELEGATION] }, first: 3, after: $after) { totalCount ${page} } }`

    const first = (await world.query(operation)).data.programs
    const second = (await world.query(operation, { after: first.pageInfo.endCursor })).data.programs

    expect(first.totalCount).toBe(7)
    expect(first.pageInfo).toMatchObject({
      hasNextPage: true,
      hasPreviousPage: false,
      endCursor: first.edges[2].cursor,
    })
    expect(second.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true })
    expect(second.edges[0].node.slug).toBe('cosn-scotland-netherlands-2009')
  })

  it('refuses a cursor of another list', async () => {
    const programs = await world.query(`{ programs(first: 1) { ${page} } }`)

    const { data, errors } = await world.query(
      'query ($after: String) { programs(filter: { kinds: [VISIT] }, after: $after) { totalCount edges { cursor } } }',
      { after: programs.data.programs.pageInfo.endCursor },
    )

    expect(data.programs).toBeNull()
    expect(errors?.map(error => error.extensions?.code)).toEqual(['BAD_USER_INPUT'])
  })

  it.each([0, -1, 201])('refuses a page of %i', async first => {
    const { errors } = await world.query('query ($first: Int) { programs(first: $first) { edges { cursor } } }', {
      first,
    })

    expect(errors?.map(error => error.extensions?.code)).toEqual(['BAD_USER_INPUT'])
  })
})

describe('Lists inside records, read page by page', () => {
  it('continue for a series', async () => {
    const operation = `query ($after: String) { series(id: "cosn-international-delegations") { programs(first: 3, after: $after) { ${page} } } }`

    const slugs = await readAll(async after => (await world.query(operation, { after })).data.series.programs)

    expect(slugs).toEqual([
      'cosn-singapore-2015',
      'cosn-portugal-2013',
      'cosn-london-paris-2011',
      'cosn-scotland-netherlands-2009',
      'cosn-scandinavia-2007',
      'cosn-australia-2004',
      'cosn-south-america',
    ])
  })

  it('continue for an organization', async () => {
    const slugs = await readAll(async after => {
      const argument = after === null ? '' : `, after: "${after}"`
      return (await world.resolveReferences('Organization', ['cosn'], `programs(first: 4${argument}) { ${page} }`))
        .data[0].programs
    })

    expect(new Set(slugs).size).toBe(9)
    expect(slugs).toHaveLength(9)
  })

  it('continue for a person, the latest program first', async () => {
    await using own = await startWorld()
    await addManyPrograms(own.database, 3)

    const slugs = await readAll(async after => {
      const argument = after === null ? '' : `, after: "${after}"`
      const fields = `participations(first: 2${argument}) { edges { node { program { slug } } } pageInfo { hasNextPage endCursor } }`
      const { data } = await own.resolveReferences('Person', [people.jaredAmalong], fields)
      const { edges, pageInfo } = data[0].participations
      type Edge = { node: { program: { slug: string } } }
      return { edges: edges.map((edge: Edge) => ({ cursor: '', node: edge.node.program })), pageInfo }
    })

    expect(slugs).toEqual([
      'education-in-the-digital-age-ii',
      'education-in-the-digital-age-ii',
      'visit-2023-1',
      'visit-2023-2',
      'visit-2023-3',
    ])
  })

  it('continue for search hits', async () => {
    const operation = `query ($after: String) { searchPrograms(query: "delegation", first: 2, after: $after) { totalCount ${page} } }`

    const slugs = await readAll(async after => (await world.query(operation, { after })).data.searchPrograms)

    expect(slugs).toEqual([
      'cosn-australia-2004',
      'cosn-london-paris-2011',
      'cosn-portugal-2013',
      'cosn-scandinavia-2007',
      'cosn-scotland-netherlands-2009',
      'cosn-south-america',
      'cosn-singapore-2015',
    ])
  })
})
