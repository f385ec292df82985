import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people, startWorld } from './world.ts'

let world: TestSubgraph

beforeAll(async () => {
  world = await startWorld()
})

afterAll(() => world[Symbol.asyncDispose]())

const visit = 'education-in-the-digital-age-ii'

// program, role, organization, label as printed, sources
const roles = [
  [
    'education-in-the-digital-age-ii',
    'HOST',
    'scoe',
    'Sacramento County Office of Education (SCOE)',
    'scoe-press-release-2024-11-06; scoe-news-story',
  ],
  [
    'education-in-the-digital-age-ii',
    'FACILITATOR',
    'scoe-college-and-career-readiness',
    'SCOE’s College and Career Readiness department',
    'scoe-news-story',
  ],
  [
    'education-in-the-digital-age-ii',
    'LOCAL_COORDINATOR',
    'global-ties-sacramento',
    'Global Ties Sacramento',
    'scoe-press-release-2024-11-06; scoe-news-story',
  ],
  [
    'education-in-the-digital-age-ii',
    'PARTNER',
    'meridian-international-center',
    'the Meridian International Center',
    'scoe-press-release-2024-11-06',
  ],
  ['education-in-the-digital-age-ii', 'NETWORK', 'global-ties-us', 'Global Ties U.S.', 'scoe-news-story'],
  [
    'education-in-the-digital-age-ii',
    'SPONSOR',
    'us-department-of-state',
    'the U.S. Department of State',
    'scoe-press-release-2024-11-06; scoe-news-story',
  ],
  [
    'education-in-the-digital-age-ii',
    'ADMINISTRATOR',
    'bureau-of-educational-and-cultural-affairs',
    'the Bureau of Educational and Cultural Affairs',
    'scoe-press-release-2024-11-06',
  ],
  ['scoe-belarus-visit-2024', 'HOST', 'scoe-reentry-program', 'SCOE’s Reentry Program', 'scoe-news-story'],
  ['scoe-philippines-visit-2024', 'HOST', 'scoe-reentry-program', 'the program', 'scoe-news-story'],
  ['cosn-singapore-2015', 'ORGANIZER', 'cosn', 'CoSN', 'cosn-global-leadership-page'],
  ['cosn-portugal-2013', 'ORGANIZER', 'cosn', 'CoSN', 'cosn-global-leadership-page'],
  ['cosn-south-america', 'ORGANIZER', 'cosn', 'CoSN', 'cosn-global-leadership-page'],
  ['cosn-london-paris-2011', 'ORGANIZER', 'cosn', 'CoSN', 'cosn-global-leadership-page'],
  ['cosn-scotland-netherlands-2009', 'ORGANIZER', 'cosn', 'CoSN', 'cosn-global-leadership-page'],
  ['cosn-scandinavia-2007', 'ORGANIZER', 'cosn', 'CoSN', 'cosn-global-leadership-page'],
  ['cosn-australia-2004', 'ORGANIZER', 'cosn', 'CoSN', 'cosn-global-leadership-page'],
  ['cosn-unesco-symposium-connected-learning', 'ORGANIZER', 'cosn', 'CoSN', 'cosn-global-leadership-page'],
  ['cosn-unesco-symposium-connected-learning', 'CO_ORGANIZER', 'unesco', 'UNESCO', 'cosn-global-leadership-page'],
  ['cosn-annual-conference', 'ORGANIZER', 'cosn', 'CoSN', 'cosn-global-leadership-page'],
  ['iste-philadelphia', 'ORGANIZER', 'iste', 'ISTE', 'eschool-news-article'],
  ['iste-philadelphia-roundtable', 'HOST', 'visual-sound', 'Visual Sound', 'eschool-news-article'],
  [
    'iste-philadelphia-roundtable',
    'VENUE_PROVIDER',
    'school-district-of-philadelphia',
    'School District of Philadelphia’s Education Center',
    'eschool-news-article',
  ],
  [
    'iste-philadelphia-roundtable',
    'PARTICIPANT',
    'school-district-of-philadelphia',
    'the School District of Philadelphia',
    'eschool-news-article',
  ],
  [
    'iste-philadelphia-roundtable',
    'PARTICIPANT',
    'prince-georges-county-public-schools',
    'Prince George’s County Public Schools',
    'eschool-news-article',
  ],
  [
    'iste-philadelphia-roundtable',
    'PARTICIPANT',
    'district-of-columbia-public-schools',
    'the District of Columbia Public Schools',
    'eschool-news-article',
  ],
] as const

// program, label as printed, code, times listed
const origins = [
  ['education-in-the-digital-age-ii', 'Grenada', 'GD', 1],
  ['education-in-the-digital-age-ii', 'Botswana', 'BW', 1],
  ['education-in-the-digital-age-ii', 'Brazil', 'BR', 1],
  ['education-in-the-digital-age-ii', 'Burma', 'MM', 2],
  ['education-in-the-digital-age-ii', 'Croatia', 'HR', 1],
  ['education-in-the-digital-age-ii', 'Denmark', 'DK', 1],
  ['education-in-the-digital-age-ii', 'Egypt', 'EG', 1],
  ['education-in-the-digital-age-ii', 'Eritrea', 'ER', 1],
  ['education-in-the-digital-age-ii', 'Israel', 'IL', 1],
  ['education-in-the-digital-age-ii', 'Jordan', 'JO', 1],
  ['education-in-the-digital-age-ii', 'Lithuania', 'LT', 1],
  ['education-in-the-digital-age-ii', 'Nigeria', 'NG', 1],
  ['education-in-the-digital-age-ii', 'Palestinian Territories', 'PS', 1],
  ['education-in-the-digital-age-ii', 'Philippines', 'PH', 1],
  ['education-in-the-digital-age-ii', 'Solomon Islands', 'SB', 1],
  ['education-in-the-digital-age-ii', 'Spain', 'ES', 1],
  ['education-in-the-digital-age-ii', 'Sri Lanka', 'LK', 1],
  ['education-in-the-digital-age-ii', 'Tajikistan', 'TJ', 1],
  ['education-in-the-digital-age-ii', 'Uganda', 'UG', 1],
  ['education-in-the-digital-age-ii', 'Ukraine', 'UA', 1],
  ['education-in-the-digital-age-ii', 'Vietnam', 'VN', 1],
  ['scoe-belarus-visit-2024', 'Belarus', 'BY', 1],
  ['scoe-philippines-visit-2024', 'the Philippines', 'PH', 1],
] as const

describe('The roles of organizations', () => {
  it('are those of the documents, with the printed names and the documents that say so', async () => {
    const { data } = await world.query(`{ programs(first: 100) { edges { node {
      slug roles { kind label organization { id } sources { slug } program { slug } }
    } } } }`)

    type Role = {
      kind: string
      label: string
      organization: { id: string }
      sources: { slug: string }[]
      program: { slug: string }
    }
    const found = data.programs.edges.flatMap((edge: { node: { roles: Role[] } }) =>
      edge.node.roles.map(role => [
        role.program.slug,
        role.kind,
        role.organization.id,
        role.label,
        role.sources.map(source => source.slug).join('; '),
      ]),
    )
    expect(found.toSorted()).toEqual(roles.map(role => [...role]).toSorted())
  })

  it('can be asked for by kind', async () => {
    const { data } = await world.query(
      `{ program(id: "${visit}") { roles(kinds: [FACILITATOR, PARTNER]) { kind organization { id } } } }`,
    )

    expect(data.program.roles).toEqual([
      { kind: 'FACILITATOR', organization: { id: 'scoe-college-and-career-readiness' } },
      { kind: 'PARTNER', organization: { id: 'meridian-international-center' } },
    ])
  })

  it('show a unit as host itself, not its parent', async () => {
    const { data } = await world.query(
      '{ program(id: "scoe-belarus-visit-2024") { hosts { id } localCoordinators { id } } }',
    )

    expect(data.program).toEqual({ hosts: [{ id: 'scoe-reentry-program' }], localCoordinators: [] })
  })

  it('tell host and provider of the venue apart', async () => {
    const { data } = await world.query(
      '{ program(id: "iste-philadelphia-roundtable") { hosts { id } roles(kinds: [VENUE_PROVIDER]) { organization { id } } } }',
    )

    expect(data.program).toEqual({
      hosts: [{ id: 'visual-sound' }],
      roles: [{ organization: { id: 'school-district-of-philadelphia' } }],
    })
  })

  it('say where the role is our conclusion', async () => {
    const { data } = await world.query('{ program(id: "iste-philadelphia") { roles { label inferred } } }')

    expect(data.program.roles).toEqual([{ label: 'ISTE', inferred: true }])
  })
})

describe('The participations of people', () => {
  const listed = `participations { totalCount edges { node {
    person { id } label role attendance title organization { id } representing { id } visibility sources { slug } agendaItems { position }
  } } }`

  it('are the four of the visit, in the order of the documents', async () => {
    const { data } = await world.query(`{ program(id: "${visit}") { ${listed} } }`)

    const shared = { organization: { id: 'scoe' }, representing: null, visibility: 'PUBLIC' }
    const director = 'Director of Computer Science and Digital Learning'
    const release = [{ slug: 'scoe-press-release-2024-11-06' }]
    expect(data.program.participations.totalCount).toBe(4)
    expect(data.program.participations.edges.map((edge: { node: object }) => edge.node)).toEqual([
      {
        ...shared,
        person: { id: people.xanthiSoriano },
        label: 'Xanthi Soriano',
        role: 'PRESS_CONTACT',
        attendance: 'UNKNOWN',
        title: 'Executive Director, Communications',
        sources: release,
        agendaItems: [],
      },
      {
        ...shared,
        person: { id: people.jaredAmalong },
        label: 'Jared Amalong',
        role: 'SPEAKER',
        attendance: 'PLANNED',
        title: director,
        sources: release,
        agendaItems: [{ position: 1 }],
      },
      {
        ...shared,
        person: { id: people.jaredAmalong },
        label: 'Jared Amalong',
        role: 'QUOTED',
        attendance: 'ATTENDED',
        title: director,
        sources: [{ slug: 'scoe-news-story' }],
        agendaItems: [],
      },
      {
        ...shared,
        person: { id: people.davidGordon },
        label: 'David W. Gordon',
        role: 'QUOTED',
        attendance: 'UNKNOWN',
        title: 'Sacramento County Superintendent of Schools',
        sources: release,
        agendaItems: [],
      },
    ])
  })

  it('are one contact for the delegation to Singapore', async () => {
    const { data } = await world.query(`{ program(id: "cosn-singapore-2015") { ${listed} } }`)

    expect(data.program.participations.edges.map((edge: { node: object }) => edge.node)).toEqual([
      {
        person: { id: people.ireneSpero },
        label: 'Irene Spero',
        role: 'CONTACT',
        attendance: 'UNKNOWN',
        title: null,
        organization: { id: 'cosn' },
        representing: null,
        visibility: 'PUBLIC',
        sources: [{ slug: 'cosn-global-leadership-page' }],
        agendaItems: [],
      },
    ])
  })

  it('name no delegate, since no source does', async () => {
    const { data } = await world.query(
      '{ programs(first: 100) { edges { node { participations(filter: { roles: [DELEGATE] }) { totalCount } } } } }',
    )

    type Edge = { node: { participations: { totalCount: number } } }
    expect(data.programs.edges.filter((edge: Edge) => edge.node.participations.totalCount > 0)).toEqual([])
  })

  it('can be narrowed by role, attendance and program', async () => {
    const { data } = await world.query(`{ program(id: "${visit}") {
      quoted: participations(filter: { roles: [QUOTED] }) { totalCount }
      there: participations(filter: { attendance: [ATTENDED] }) { edges { node { role } } }
      elsewhere: participations(filter: { programs: { ids: ["cosn-singapore-2015"] } }) { totalCount }
      fromJordan: participations(filter: { representing: ["JO"] }) { totalCount }
    } }`)

    expect(data.program).toEqual({
      quoted: { totalCount: 2 },
      there: { edges: [{ node: { role: 'QUOTED' } }] },
      elsewhere: { totalCount: 0 },
      fromJordan: { totalCount: 0 },
    })
  })
})

describe('The origins of visitors', () => {
  it('are one entry for each country, with how often it is printed and without a number of delegates', async () => {
    const { data } = await world.query(`{ programs(first: 100) { edges { node {
      slug representations { label timesListed delegates place { id } sources { slug } }
    } } } }`)

    type Origin = {
      label: string
      timesListed: number
      delegates: number | null
      place: { id: string }
      sources: { slug: string }[]
    }
    const found = data.programs.edges.flatMap(({ node }: { node: { slug: string; representations: Origin[] } }) =>
      node.representations.map(origin => [node.slug, origin.label, origin.place.id, origin.timesListed]),
    )
    const all: Origin[] = data.programs.edges.flatMap(
      (edge: { node: { representations: Origin[] } }) => edge.node.representations,
    )
    expect(found.toSorted()).toEqual(origins.map(origin => [...origin]).toSorted())
    expect(all.filter(origin => origin.delegates !== null)).toEqual([])
    expect(all.filter(origin => origin.sources.map(source => source.slug).join() !== 'scoe-news-story')).toEqual([])
  })

  it('stand in printed order', async () => {
    const { data } = await world.query(`{ program(id: "${visit}") { representations { place { id } } } }`)

    const codes = data.program.representations.map((origin: { place: { id: string } }) => origin.place.id)
    expect(codes.join(' ')).toBe('GD BW BR MM HR DK EG ER IL JO LT NG PS PH SB ES LK TJ UG UA VN')
  })
})
