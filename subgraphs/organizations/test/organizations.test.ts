import type { Viewer } from '@exchange-network/kit/access/viewer'
import { startTestSubgraph, type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordOrganization, recordRelationship } from '../store/record-organization.ts'
import { organizations } from '../subgraph.ts'
import { readInPages } from './read-in-pages.ts'

// Facts on a few organizations more, so that there is something to order and to page through.
const addDistricts = (world: TestSubgraph) =>
  world.database.write(async em => {
    const district = { kinds: ['SCHOOL_DISTRICT'], visibility: 'PUBLIC' } as const
    const enrollment = (value: number) => ({ value, bound: 'ABOUT', label: null }) as const
    recordOrganization(em, {
      ...district,
      id: 'd-1',
      slug: 'elk-grove',
      name: 'Elk Grove Unified',
      enrollment: enrollment(62_000),
      serviceArea: ['USSAC'],
    })
    recordOrganization(em, {
      ...district,
      id: 'd-2',
      slug: 'ecole-lyon',
      name: 'École de Lyon',
      enrollment: enrollment(900),
      location: 'FR',
    })
    recordOrganization(em, {
      ...district,
      id: 'd-3',
      slug: 'zurich',
      name: 'zürich Schools',
      enrollment: enrollment(62_000),
      location: 'CH-ZH',
    })
    recordOrganization(em, { ...district, id: 'd-4', slug: 'empty', name: 'Empty District', enrollment: enrollment(0) })
    recordRelationship(em, {
      id: 'm-1',
      fromId: 'd-1',
      toId: 'cosn',
      kind: 'MEMBER_OF',
      start: { edtf: '2010', inferred: true, label: 'since 2010' },
    })
    recordRelationship(em, { id: 'm-2', fromId: 'd-2', toId: 'cosn', kind: 'MEMBER_OF' })
    recordRelationship(em, { id: 'm-3', fromId: 'd-2', toId: 'cosn', kind: 'MEMBER_OF' })
    recordRelationship(em, {
      id: 'm-4',
      fromId: 'd-3',
      toId: 'cosn',
      kind: 'MEMBER_OF',
      end: { edtf: '2019', inferred: false, label: null },
    })
    recordRelationship(em, { id: 'm-5', fromId: 'd-2', toId: 'iste', kind: 'PARTNER_OF' })
  })

let world: TestSubgraph
beforeAll(async () => {
  world = await startTestSubgraph(organizations)
  await addDistricts(world)
})
afterAll(() => world[Symbol.asyncDispose]())

type Edges = { edges: { node: { slug: string } }[] }
const slugs = ({ edges }: Edges) => edges.map(({ node }) => node.slug)

const list = async (argument: string) => {
  const { data, errors } = await world.query(`{ organizations(${argument}) { edges { node { slug } } } }`)
  expect(errors).toBeUndefined()
  return slugs(data.organizations)
}

describe('organization', () => {
  it.each(['d-1', 'elk-grove'])('is found by "%s"', async id => {
    const { data } = await world.query('query ($id: ID!) { organization(id: $id) { name } }', { id })

    expect(data).toEqual({ organization: { name: 'Elk Grove Unified' } })
  })

  it('stewards itself, and its units', async () => {
    const { data } = await world.query(
      '{ organizations(filter: { ids: ["scoe", "scoe-reentry-program"] }) { edges { node { steward { slug } } } } }',
    )

    expect(data.organizations.edges).toEqual([
      { node: { steward: { slug: 'scoe' } } },
      { node: { steward: { slug: 'scoe' } } },
    ])
  })

  it('tells its relations by kind, with their dates', async () => {
    const { data } = await world.query(`{
      partner: organization(id: "ecole-lyon") { relationships(kinds: [PARTNER_OF]) { id kind from { slug } to { slug } start { edtf } end { edtf } version sources { id } } }
      member: organization(id: "elk-grove") { relationships { start { edtf earliest precision inferred label } } }
    }`)

    expect(data).toEqual({
      partner: {
        relationships: [
          {
            id: 'm-5',
            kind: 'PARTNER_OF',
            from: { slug: 'ecole-lyon' },
            to: { slug: 'iste' },
            start: null,
            end: null,
            version: 1,
            sources: [],
          },
        ],
      },
      member: {
        relationships: [
          { start: { edtf: '2010', earliest: '2010-01-01', precision: 'YEAR', inferred: true, label: 'since 2010' } },
        ],
      },
    })
  })

  it('lists members by name, each once, and none whose membership has ended', async () => {
    const { data } = await world.query(`{
      organization(id: "cosn") { members { totalCount edges { node { slug } } } }
      left: organization(id: "zurich") { memberOf { slug } }
      twice: organization(id: "ecole-lyon") { memberOf { slug } }
    }`)

    expect(data.organization.members).toEqual({
      totalCount: 2,
      edges: [{ node: { slug: 'ecole-lyon' } }, { node: { slug: 'elk-grove' } }],
    })
    expect(data.left).toEqual({ memberOf: [] })
    expect(data.twice).toEqual({ memberOf: [{ slug: 'cosn' }] })
  })

  it('pages through members', async () => {
    const page = async (after: string | null) => {
      const { data } = await world.query(
        'query ($after: String) { organization(id: "cosn") { members(first: 1, after: $after) { pageInfo { hasNextPage endCursor } edges { node { slug } } } } }',
        { after },
      )
      return data.organization.members
    }

    const one = await page(null)
    const two = await page(one.pageInfo.endCursor)

    expect([...slugs(one), ...slugs(two)]).toEqual(['ecole-lyon', 'elk-grove'])
    expect([one.pageInfo.hasNextPage, two.pageInfo.hasNextPage]).toEqual([true, false])
  })
})

describe('the filter of organizations', () => {
  it.each([
    ['ids: ["scoe", "elk-grove", "never-was"]', ['elk-grove', 'scoe']],
    ['ids: []', []],
    ['kinds: [GOVERNMENT_BUREAU, MEDIA]', ['bureau-of-educational-and-cultural-affairs', 'eschool-news']],
    ['name: "SCOE"', ['scoe']],
    ['name: "scoe"', ['scoe']],
    ['name: "e school news"', ['eschool-news']],
    ['name: "THE SACRAMENTO OFFICE OF GLOBAL TIES U.S."', ['global-ties-sacramento']],
    ['name: "Prince George\'s County Public Schools"', ['prince-georges-county-public-schools']],
    ['name: "SCO"', []],
    ['locatedIn: ["USSAC"]', ['global-ties-sacramento', 'scoe']],
    ['locatedIn: ["US-CA"]', ['california-department-of-education', 'global-ties-sacramento', 'scoe']],
    [
      'locatedIn: ["usa"], kinds: [SCHOOL_DISTRICT]',
      [
        'district-of-columbia-public-schools',
        'prince-georges-county-public-schools',
        'school-district-of-philadelphia',
      ],
    ],
    ['locatedIn: ["150"]', ['ecole-lyon', 'zurich']],
    ['locatedIn: ["never-was"]', []],
    ['serves: ["USSAC"]', ['elk-grove']],
    ['serves: ["US-CA"]', ['elk-grove']],
    ['serves: ["US-PA"]', []],
    ['memberOf: ["cosn"]', ['ecole-lyon', 'elk-grove']],
    ['unitOf: ["scoe"]', ['scoe-college-and-career-readiness', 'scoe-reentry-program']],
    ['unitOf: ["us-department-of-state"]', ['bureau-of-educational-and-cultural-affairs']],
    ['hasConflicts: true', []],
    ['hasConflicts: false, kinds: [MEDIA]', ['eschool-news']],
    ['updatedSince: "2999-01-01T00:00:00Z"', []],
    ['updatedSince: "2000-01-01T00:00:00Z", kinds: [MEDIA]', ['eschool-news']],
  ])('%s finds %j', async (filter, expected) => {
    expect(await list(`filter: { ${filter} }`)).toEqual(expected)
  })
})

describe('the lists of a filter', () => {
  const unknown = (entries: number) => Array.from({ length: entries }, (_, index) => `unknown-${index}`)
  const find = (filter: Record<string, readonly string[]>, viewer?: Viewer) =>
    world.query(
      'query ($filter: OrganizationFilter) { organizations(filter: $filter) { totalCount edges { node { slug } } } }',
      { filter },
      viewer,
    )

  it('take 1,000 entries each and at once, continents among them', async () => {
    await world.database.write(async em => {
      const lab = { id: 'd-9', slug: 'quiet-lab', name: 'Quiet Lab', kinds: ['UNIT'], visibility: 'NETWORK' } as const
      recordOrganization(em, { ...lab, parentId: 'scoe', location: 'US-CA', serviceArea: ['USSAC'] })
      recordRelationship(em, { id: 'm-9', fromId: 'd-9', toId: 'cosn', kind: 'MEMBER_OF' })
    })
    const continents = ['002', '009', '019', '142', '150']

    const { data, errors } = await find(
      {
        ids: [...unknown(999), 'quiet-lab'],
        kinds: Array.from({ length: 1000 }, () => 'UNIT'),
        memberOf: [...unknown(999), 'cosn'],
        unitOf: [...unknown(999), 'scoe'],
        locatedIn: [...unknown(995), ...continents],
        serves: [...unknown(995), ...continents],
      },
      viewerWith({ organization: 'cosn' }),
    )

    expect(errors).toBeUndefined()
    expect(data.organizations).toEqual({ totalCount: 1, edges: [{ node: { slug: 'quiet-lab' } }] })
  })

  it.each(['ids', 'memberOf', 'unitOf', 'locatedIn', 'serves'])('take no 1,001 entries: %s', async name => {
    const { data, errors } = await find({ [name]: unknown(1001) })

    expect(data).toEqual({ organizations: null })
    expect(errors?.[0]).toMatchObject({
      message: `Argument "filter.${name}" lists 1001 entries, but a list holds at most 1000. Ask in several parts.`,
      extensions: { code: 'BAD_USER_INPUT' },
    })
  })
})

describe('the order of organizations', () => {
  it('is by name, whatever case and accents', async () => {
    expect(
      await list('filter: { ids: ["elk-grove", "ecole-lyon", "zurich", "visual-sound", "eschool-news"] }'),
    ).toEqual(['ecole-lyon', 'elk-grove', 'eschool-news', 'visual-sound', 'zurich'])
  })

  it('is by name when null is asked for', async () => {
    expect(await list('orderBy: null, first: 1')).toEqual(['bureau-of-educational-and-cultural-affairs'])
  })

  it.each([
    ['ASC', ['empty', 'ecole-lyon', 'elk-grove', 'zurich', 'district-of-columbia-public-schools']],
    ['DESC', ['elk-grove', 'zurich', 'ecole-lyon', 'empty', 'district-of-columbia-public-schools']],
  ])('is by enrollment %s with unknown ones last', async (direction, expected) => {
    expect(
      await list(
        `filter: { kinds: [SCHOOL_DISTRICT] }, orderBy: { field: ENROLLMENT, direction: ${direction} }, first: 5`,
      ),
    ).toEqual(expected)
  })

  it.each([
    ['NAME', 'ASC'],
    ['NAME', 'DESC'],
    ['ENROLLMENT', 'ASC'],
    ['ENROLLMENT', 'DESC'],
    ['UPDATED_AT', 'ASC'],
    ['UPDATED_AT', 'DESC'],
  ])('by %s %s has no gaps and no repeats, read one by one', async (field, direction) => {
    const orderBy = `orderBy: { field: ${field}, direction: ${direction} }`
    const whole = await list(`${orderBy}, first: 200`)

    const nodes = await readInPages<{ slug: string }>(
      world,
      `query ($after: String) { list: organizations(${orderBy}, first: 1, after: $after) {
        pageInfo { hasNextPage endCursor } edges { node { slug } } } }`,
    )

    expect(nodes.map(({ slug }) => slug)).toEqual(whole)
    expect(new Set(whole).size).toBe(23)
  })

  it('refuses a cursor of another filter', async () => {
    const { data } = await world.query('{ organizations(first: 1) { pageInfo { endCursor } } }')

    const { errors } = await world.query(
      'query ($after: String) { organizations(filter: { kinds: [MEDIA] }, after: $after) { totalCount } }',
      {
        after: data.organizations.pageInfo.endCursor,
      },
    )

    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  })

  it.each([0, 201])('refuses pages of %i', async first => {
    const { errors } = await world.query('query ($first: Int) { organizations(first: $first) { totalCount } }', {
      first,
    })

    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  })
})

describe('searchOrganizations', () => {
  const search = async (query: string, filter = '{}') => {
    const { data } = await world.query(
      `query ($query: String!) { searchOrganizations(query: $query, filter: ${filter}) { totalCount edges { node { slug } } } }`,
      { query },
    )
    expect(data.searchOrganizations.totalCount).toBe(data.searchOrganizations.edges.length)
    return slugs(data.searchOrganizations)
  }

  it.each([
    ['sacramento county', ['scoe']],
    [
      'scoe',
      [
        'scoe',
        'scoe-college-and-career-readiness',
        'scoe-reentry-program',
        'california-department-of-education',
        'small-school-districts-association',
      ],
    ],
    ['prince georges', ['prince-georges-county-public-schools']],
    ['diplomacy', ['us-department-of-state']],
    ['cs4nor', ['small-school-districts-association']],
    ['ecole', ['ecole-lyon']],
    ['ZÜRICH', ['zurich']],
    ['never was', []],
    ['', []],
  ])('finds "%s" as %j', async (query, expected) => {
    expect(await search(query)).toEqual(expected)
  })

  it('keeps to the filter', async () => {
    expect(await search('scoe', '{ kinds: [UNIT] }')).toEqual([
      'scoe-college-and-career-readiness',
      'scoe-reentry-program',
    ])
  })

  it('pages through the hits', async () => {
    const page = async (after: string | null) => {
      const { data } = await world.query(
        'query ($after: String) { searchOrganizations(query: "scoe", first: 2, after: $after) { pageInfo { endCursor hasNextPage } edges { node { slug } } } }',
        { after },
      )
      return data.searchOrganizations
    }

    const one = await page(null)
    const two = await page(one.pageInfo.endCursor)
    const three = await page(two.pageInfo.endCursor)

    expect([one, two, three].flatMap(slugs)).toEqual(await search('scoe'))
    expect(three.pageInfo.hasNextPage).toBe(false)
  })
})
