import { startTestSubgraph, type TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { organizations } from '../subgraph.ts'
import { readInPages } from './read-in-pages.ts'

let world: TestSubgraph
beforeAll(async () => {
  world = await startTestSubgraph(organizations)
})
afterAll(() => world[Symbol.asyncDispose]())

const codes = async (argument: string) => {
  const { data, errors } = await world.query(`{ places(${argument}) { edges { node { code } } } }`)
  expect(errors).toBeUndefined()
  return data.places.edges.map((edge: { node: { code: string } }) => edge.node.code)
}

describe('place', () => {
  it.each(['MM', 'mmr', '104'])('is found by "%s"', async id => {
    const { data } = await world.query(
      `query ($id: ID!) { place(id: $id) {
        id code kind name un: name(authority: UN_M49) names { value authority } alpha2 alpha3 m49 bureau
        parent { code name } country { code } continent { name } members { certainty }
      } }`,
      { id },
    )

    expect(data.place).toEqual({
      id: 'MM',
      code: 'MM',
      kind: 'COUNTRY_OR_AREA',
      name: 'Burma',
      un: 'Myanmar',
      names: [
        { value: 'Burma', authority: 'COMMON' },
        { value: 'Myanmar', authority: 'ISO_3166' },
        { value: 'Myanmar', authority: 'UN_M49' },
        { value: 'Burma', authority: 'US_STATE_DEPARTMENT' },
      ],
      alpha2: 'MM',
      alpha3: 'MMR',
      m49: '104',
      bureau: 'EAP',
      parent: { code: '035', name: 'South-eastern Asia' },
      country: { code: 'MM' },
      continent: { name: 'Asia' },
      members: [],
    })
  })

  it('is null for a code of nothing', async () => {
    const { data } = await world.query('{ place(id: "never-was") { name } }')

    expect(data).toEqual({ place: null })
  })

  it('tells the possible members of Scandinavia, and that it is in no country', async () => {
    const { data } = await world.query(
      '{ place(id: "x-scandinavia") { name country { code } continent { code } members { certainty place { name } } } }',
    )

    expect(data.place).toEqual({
      name: 'Scandinavia',
      country: null,
      continent: { code: '150' },
      members: ['Denmark', 'Finland', 'Norway', 'Sweden'].map(name => ({ certainty: 'POSSIBLE', place: { name } })),
    })
  })

  it('resolves references in the order asked', async () => {
    const { data } = await world.resolveReferences(
      'Place',
      ['PS', 'never-was', 'GBLON'],
      'id name bureau country { name }',
    )

    expect(data).toEqual([
      {
        __typename: 'Place',
        id: 'PS',
        name: 'Palestinian Territories',
        bureau: 'NEA',
        country: { name: 'Palestinian Territories' },
      },
      null,
      { __typename: 'Place', id: 'GBLON', name: 'London', bureau: null, country: { name: 'United Kingdom' } },
    ])
  })
})

describe('the filter of places', () => {
  it.each([
    ['name: "Burma"', ['MM']],
    ['name: "Myanmar"', ['MM']],
    ['name: "Georgia"', ['GE', 'US-GA']],
    ['name: "Burm"', []],
    ['ids: ["GBR", "never-was", "840"]', ['GB', 'US']],
    ['within: ["143"]', ['KZ', 'KG', 'TJ', 'TM', 'UZ'], 'kinds: [COUNTRY_OR_AREA]'],
    ['within: ["005"], bureaus: [WHA], name: "Uruguay"', ['UY']],
    ['kinds: [INFORMAL_REGION]', ['x-scandinavia']],
    ['kinds: [M49_REGION], within: ["019"]', ['029', '013', '419', '021', '005']],
    ['within: ["GB"], kinds: [CITY]', ['GBBFS', 'GBCDF', 'GBEDI', 'GBGLW', 'GBLON']],
    ['within: ["GB"], kinds: [COUNTRY_OR_AREA]', []],
    ['within: ["x-scandinavia"]', []],
    ['bureaus: [SCA]', ['AF', 'BD', 'BT', 'IN', 'KZ', 'KG', 'MV', 'NP', 'PK', 'LK', 'TJ', 'TM', 'UZ']],
    ['kinds: []', []],
  ])('%s finds %j', async (filter, expected, more = '') => {
    expect(await codes(`filter: { ${filter} ${more} }`)).toEqual(expected)
  })
})

describe('the pages of places', () => {
  it('follow the names in the wording of the State Department', async () => {
    expect(await codes('filter: { ids: ["MM", "MX", "TD", "VN", "PS", "AX"] }')).toEqual([
      'AX',
      'MM',
      'TD',
      'MX',
      'PS',
      'VN',
    ])
  })

  it('have no gaps and no repeats', async () => {
    const nodes = await readInPages<{ code: string }>(
      world,
      `query ($after: String) { list: places(filter: { bureaus: [SCA] }, first: 5, after: $after) {
        pageInfo { hasNextPage endCursor } edges { node { code } } } }`,
    )

    expect(nodes.map(({ code }) => code)).toEqual(await codes('filter: { bureaus: [SCA] }'))
    expect(nodes).toHaveLength(13)
  })

  it('count all that match', async () => {
    const { data } = await world.query('{ places(filter: { bureaus: [SCA] }, first: 5) { totalCount } }')

    expect(data.places.totalCount).toBe(13)
  })

  it.each(['first: 0', 'first: 201', 'after: "made-up"'])('refuse %s', async argument => {
    const { errors } = await world.query(`{ places(${argument}) { totalCount } }`)

    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  })

  it('refuse a cursor of another filter', async () => {
    const { data } = await world.query('{ places(filter: { bureaus: [SCA] }, first: 1) { pageInfo { endCursor } } }')

    const { errors } = await world.query(
      'query ($after: String) { places(filter: { bureaus: [EUR] }, after: $after) { totalCount } }',
      {
        after: data.places.pageInfo.endCursor,
      },
    )

    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  })
})
