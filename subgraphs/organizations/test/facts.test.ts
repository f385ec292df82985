import { startTestSubgraph, type TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { organizations } from '../subgraph.ts'

const pressRelease = 'scoe-press-release-2024-11-06'
const newsStory = 'scoe-news-story'
const cosnPage = 'cosn-global-leadership-page'
const article = 'eschool-news-article'

let world: TestSubgraph
beforeAll(async () => {
  world = await startTestSubgraph(organizations)
})
afterAll(() => world[Symbol.asyncDispose]())

// Every row of the table of organizations in the canonical fixture: slug, name, kind, parent, location, sources.
const rows = [
  [
    'scoe',
    'Sacramento County Office of Education',
    'COUNTY_OFFICE_OF_EDUCATION',
    null,
    'USSAC',
    [pressRelease, newsStory],
  ],
  ['scoe-college-and-career-readiness', 'SCOE College and Career Readiness', 'UNIT', 'scoe', null, [newsStory]],
  ['scoe-reentry-program', 'SCOE Reentry Program', 'UNIT', 'scoe', null, [newsStory]],
  [
    'us-department-of-state',
    'U.S. Department of State',
    'GOVERNMENT_DEPARTMENT',
    null,
    null,
    [pressRelease, newsStory],
  ],
  [
    'bureau-of-educational-and-cultural-affairs',
    'Bureau of Educational and Cultural Affairs',
    'GOVERNMENT_BUREAU',
    'us-department-of-state',
    null,
    [pressRelease],
  ],
  ['global-ties-us', 'Global Ties U.S.', 'ASSOCIATION', null, null, [pressRelease, newsStory]],
  [
    'global-ties-sacramento',
    'Global Ties Sacramento',
    'COMMUNITY_BASED_MEMBER',
    null,
    'USSAC',
    [pressRelease, newsStory],
  ],
  ['meridian-international-center', 'Meridian International Center', 'NONPROFIT', null, null, [pressRelease]],
  ['small-school-districts-association', 'Small School Districts’ Association', 'ASSOCIATION', null, null, [newsStory]],
  [
    'california-department-of-education',
    'California Department of Education',
    'STATE_EDUCATION_AGENCY',
    null,
    'US-CA',
    [newsStory],
  ],
  ['cosn', 'CoSN', 'ASSOCIATION', null, null, [cosnPage]],
  ['unesco', 'UNESCO', 'INTERGOVERNMENTAL', null, null, [cosnPage]],
  ['iste', 'ISTE', 'ASSOCIATION', null, null, [article]],
  ['visual-sound', 'Visual Sound', 'COMPANY', null, null, [article]],
  ['school-district-of-philadelphia', 'School District of Philadelphia', 'SCHOOL_DISTRICT', null, 'USPHL', [article]],
  [
    'prince-georges-county-public-schools',
    'Prince George’s County Public Schools',
    'SCHOOL_DISTRICT',
    null,
    'US-MD',
    [article],
  ],
  [
    'district-of-columbia-public-schools',
    'District of Columbia Public Schools',
    'SCHOOL_DISTRICT',
    null,
    'US-DC',
    [article],
  ],
  ['smart-technologies', 'SMART Technologies', 'COMPANY', null, null, [article]],
  ['eschool-news', 'eSchool News', 'MEDIA', null, null, [article]],
] as const

describe('the organizations of the four documents', () => {
  it.each(rows)('hold %s', async (slug, name, kind, parent, location, sources) => {
    const { data } = await world.query(
      `query ($id: ID!) { organization(id: $id) {
        id slug name kinds parent { slug } location { code } sources { id } visibility version
        enrollment { value } serviceArea { code } relationships { id } memberOf { id } members { totalCount } conflicts { id }
      } }`,
      { id: slug },
    )

    expect(data.organization).toEqual({
      id: slug,
      slug,
      name,
      kinds: [kind],
      parent: parent === null ? null : { slug: parent },
      location: location === null ? null : { code: location },
      sources: sources.map(id => ({ id })),
      visibility: 'PUBLIC',
      version: 1,
      enrollment: null,
      serviceArea: [],
      relationships: [],
      memberOf: [],
      members: { totalCount: 0 },
      conflicts: [],
    })
  })

  it('are nineteen', async () => {
    const { data } = await world.query('{ organizations { totalCount } organizationConflicts { totalCount } }')

    expect(data).toEqual({ organizations: { totalCount: 19 }, organizationConflicts: { totalCount: 0 } })
  })

  it.each([
    [
      'scoe',
      [
        ['Sacramento County Office of Education', 'OFFICIAL'],
        ['SCOE', 'ACRONYM'],
      ],
    ],
    [
      'scoe-college-and-career-readiness',
      [
        ['SCOE College and Career Readiness', 'OFFICIAL'],
        ['SCOE’s College and Career Readiness department', 'AS_PRINTED'],
      ],
    ],
    [
      'scoe-reentry-program',
      [
        ['SCOE Reentry Program', 'OFFICIAL'],
        ['SCOE’s Reentry Program', 'AS_PRINTED'],
      ],
    ],
    [
      'global-ties-sacramento',
      [
        ['Global Ties Sacramento', 'OFFICIAL'],
        ['the Sacramento office of Global Ties U.S.', 'AS_PRINTED'],
      ],
    ],
    [
      'eschool-news',
      [
        ['eSchool News', 'OFFICIAL'],
        ['eSchool Media', 'AS_PRINTED'],
        ['E School News', 'AS_PRINTED'],
      ],
    ],
    ['cosn', [['CoSN', 'ACRONYM']]],
  ])('keep the names of %s', async (id, names) => {
    const { data } = await world.query('query ($id: ID!) { organization(id: $id) { names { value kind } } }', { id })

    expect(data.organization.names).toEqual(names.map(([value, kind]) => ({ value, kind })))
  })

  it.each([
    ['us-department-of-state', 'leads the United States’ foreign affairs through diplomacy, advocacy, and assistance'],
    ['bureau-of-educational-and-cultural-affairs', 'administers the IVLP'],
    [
      'global-ties-us',
      'supports its members "across the country in advancing peace and prosperity through international exchange"',
    ],
    ['meridian-international-center', 'partner in the IVLP'],
    ['cosn', 'committed to a global dialogue focused on the strategic uses of technology in education'],
    ['unesco', null],
  ])('describe %s', async (id, description) => {
    const { data } = await world.query('query ($id: ID!) { organization(id: $id) { description } }', { id })

    expect(data.organization.description).toBe(description)
  })

  it('count more than 80 members of Global Ties U.S.', async () => {
    const { data } = await world.query('{ organization(id: "global-ties-us") { memberCount { value bound label } } }')

    expect(data.organization.memberCount).toEqual({ value: 80, bound: 'MORE_THAN', label: 'more than 80' })
  })
})

describe('claims', () => {
  const claimsOf = async (id: string, path: string) => {
    const { data } = await world.query(
      `query ($id: ID!, $path: String!) { organization(id: $id) {
        claims(path: $path) { subjectId path value normalized basis planned source { id } locator quote note }
      } }`,
      { id, path },
    )
    return data.organization.claims
  }

  it('tell who counts more than 80 members, and where', async () => {
    expect(await claimsOf('global-ties-us', 'memberCount')).toEqual([
      {
        subjectId: 'global-ties-us',
        path: 'memberCount',
        value: 'more than 80',
        normalized: '80',
        basis: 'STATED',
        planned: false,
        source: { id: newsStory },
        locator: 'paragraph 6',
        quote: 'an organization that supports more than 80 members across the country',
        note: null,
      },
    ])
  })

  it.each([
    [
      'bureau-of-educational-and-cultural-affairs',
      'U.S. Department of State',
      'us-department-of-state',
      'INFERRED',
      pressRelease,
      'About the IVLP',
      'The IVLP is administered by the Bureau of Educational and Cultural Affairs',
    ],
    ['scoe-reentry-program', 'SCOE’s', 'scoe', 'STATED', newsStory, 'paragraph 7', 'SCOE’s Reentry Program'],
    [
      'scoe-college-and-career-readiness',
      'SCOE’s',
      'scoe',
      'STATED',
      newsStory,
      'paragraph 2',
      'SCOE’s College and Career Readiness department',
    ],
  ])('tell how the parent of %s is known', async (id, value, normalized, basis, source, locator, quote) => {
    expect(await claimsOf(id, 'parent')).toEqual([
      {
        subjectId: id,
        path: 'parent',
        value,
        normalized,
        basis,
        planned: false,
        source: { id: source },
        locator,
        quote,
        note: null,
      },
    ])
  })

  it.each([
    ['global-ties-sacramento', 'location', 'USSAC'],
    ['california-department-of-education', 'location', 'US-CA'],
    ['prince-georges-county-public-schools', 'location', 'US-MD'],
    ['visual-sound', 'kinds', 'COMPANY'],
  ])('say that no source tells the %s of %s', async (id, path, normalized) => {
    expect(await claimsOf(id, path)).toMatchObject([{ normalized, basis: 'INFERRED', source: null, quote: null }])
  })

  it.each(['school-district-of-philadelphia', 'district-of-columbia-public-schools'])(
    'leave the seat of %s unmarked',
    async id => {
      expect(await claimsOf(id, 'location')).toEqual([])
    },
  )

  it('are never plans', async () => {
    const { data } = await world.query('{ organizations(first: 200) { edges { node { claims { planned } } } } }')

    const claims: { planned: boolean }[] = data.organizations.edges.flatMap(
      (edge: { node: { claims: unknown } }) => edge.node.claims,
    )
    expect(claims.filter(({ planned }) => planned)).toEqual([])
    expect(claims).toHaveLength(15)
  })
})
