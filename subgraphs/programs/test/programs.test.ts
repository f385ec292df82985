import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorld } from './world.ts'

let world: TestSubgraph

beforeAll(async () => {
  world = await startWorld()
})

afterAll(() => world[Symbol.asyncDispose]())

// slug, kind, title, official, series, direction, status, dates, fiscal year, places as "label, code"
const programs = [
  [
    'education-in-the-digital-age-ii',
    'VISIT',
    'Education in the Digital Age II',
    true,
    'ivlp',
    'INBOUND',
    'HELD',
    '2024-11-08',
    2025,
    'Sacramento, USSAC',
  ],
  [
    'scoe-belarus-visit-2024',
    'VISIT',
    'Human rights advocates from Belarus at the SCOE Reentry Program',
    false,
    null,
    'INBOUND',
    'HELD',
    '2024-05',
    2024,
    'Sacramento, USSAC',
  ],
  [
    'scoe-philippines-visit-2024',
    'VISIT',
    'Visitors from the Philippines on reducing prison congestion',
    false,
    null,
    'INBOUND',
    'HELD',
    '2024-07',
    2024,
    'Sacramento, USSAC',
  ],
  [
    'cosn-singapore-2015',
    'DELEGATION',
    'International Delegation to Singapore',
    false,
    'cosn-international-delegations',
    'OUTBOUND',
    'ANNOUNCED',
    '2015-01-09/2015-01-17',
    2015,
    'Singapore, SG',
  ],
  [
    'cosn-portugal-2013',
    'DELEGATION',
    'Delegation to Portugal',
    false,
    'cosn-international-delegations',
    'OUTBOUND',
    'HELD',
    '2013-10',
    2014,
    'Portugal, PT',
  ],
  [
    'cosn-south-america',
    'DELEGATION',
    'Delegation to South America (Argentina & Uruguay)',
    false,
    'cosn-international-delegations',
    'OUTBOUND',
    'HELD',
    null,
    null,
    'Argentina, AR; Uruguay, UY',
  ],
  [
    'cosn-london-paris-2011',
    'DELEGATION',
    'Delegation to London and Paris',
    false,
    'cosn-international-delegations',
    'OUTBOUND',
    'HELD',
    '2011',
    null,
    'London, GBLON; Paris, FRPAR',
  ],
  [
    'cosn-scotland-netherlands-2009',
    'DELEGATION',
    'Delegation to Scotland and the Netherlands',
    false,
    'cosn-international-delegations',
    'OUTBOUND',
    'HELD',
    '2009',
    null,
    'Scotland, GB-SCT; the Netherlands, NL',
  ],
  [
    'cosn-scandinavia-2007',
    'DELEGATION',
    'Delegation to Scandinavia',
    false,
    'cosn-international-delegations',
    'OUTBOUND',
    'HELD',
    '2007',
    null,
    'Scandinavia, x-scandinavia',
  ],
  [
    'cosn-australia-2004',
    'DELEGATION',
    'Delegation to Australia',
    false,
    'cosn-international-delegations',
    'OUTBOUND',
    'HELD',
    '2004',
    null,
    'Australia, AU',
  ],
  [
    'cosn-unesco-symposium-connected-learning',
    'SYMPOSIUM',
    'Connected Learning: Implications for Schooling from Informal Learning',
    true,
    'cosn-international-symposium',
    null,
    'HELD',
    null,
    null,
    '',
  ],
  [
    'iste-philadelphia-roundtable',
    'ROUNDTABLE',
    'Roundtable of three school districts at ISTE in Philadelphia',
    false,
    null,
    'DOMESTIC',
    'HELD',
    null,
    null,
    'Philadelphia, USPHL',
  ],
  ['cosn-annual-conference', 'CONFERENCE', 'CoSN Annual Conference', true, null, null, 'HELD', null, null, ''],
  ['iste-philadelphia', 'CONFERENCE', 'ISTE', true, null, null, 'HELD', null, null, 'Philadelphia, USPHL'],
] as const

const everyProgram = `{
  programs(first: 100) {
    totalCount
    edges { node {
      id slug kind title titleIsOfficial direction status fiscalYear
      series { slug } dates { edtf } places { label inferred place { id } }
      visibility version steward { id } delegateCount { value } breakouts venue countryTally { adopted }
      studentsRepresented { value bound label } partOf { slug } parts { slug } summary
    } }
  }
}`

// biome-ignore lint/suspicious/noExplicitAny: an answer is read by path.
const readPrograms = async (): Promise<any[]> =>
  (await world.query(everyProgram)).data.programs.edges.map((edge: { node: unknown }) => edge.node)

describe('The fourteen programs', () => {
  it.each(programs)('hold what the documents say of %s', async (...expected) => {
    const [slug] = expected

    const { data } = await world.query(
      `query ($id: ID!) { program(id: $id) {
        slug kind title titleIsOfficial series { slug } direction status dates { edtf } fiscalYear
        places { label place { id } }
      } }`,
      { id: slug },
    )

    const { kind, title, titleIsOfficial, series, direction, status, dates, fiscalYear, places } = data.program
    const printed = places.map((one: { label: string; place: { id: string } }) => `${one.label}, ${one.place.id}`)
    expect([
      data.program.slug,
      kind,
      title,
      titleIsOfficial,
      series?.slug ?? null,
      direction,
      status,
      dates?.edtf ?? null,
      fiscalYear,
      printed.join('; '),
    ]).toEqual(expected)
  })

  it('are fourteen, all of them public and in version 1', async () => {
    const all = await readPrograms()

    expect(all).toHaveLength(14)
    expect(new Set(all.map(program => program.visibility))).toEqual(new Set(['PUBLIC']))
    expect(new Set(all.map(program => program.version))).toEqual(new Set([1]))
  })

  it('stand in order of their first possible day, the latest first and undated ones last', async () => {
    const all = await readPrograms()

    expect(all.map(program => program.slug)).toEqual([
      'education-in-the-digital-age-ii',
      'scoe-philippines-visit-2024',
      'scoe-belarus-visit-2024',
      'cosn-singapore-2015',
      'cosn-portugal-2013',
      'cosn-london-paris-2011',
      'cosn-scotland-netherlands-2009',
      'cosn-scandinavia-2007',
      'cosn-australia-2004',
      'cosn-annual-conference',
      'cosn-south-america',
      'cosn-unesco-symposium-connected-learning',
      'iste-philadelphia',
      'iste-philadelphia-roundtable',
    ])
  })

  it('keep undated ones last when the earliest come first', async () => {
    const { data } = await world.query(
      '{ programs(orderBy: { field: DATE, direction: ASC }, first: 10) { edges { node { slug } } } }',
    )

    expect(data.programs.edges.map((edge: { node: { slug: string } }) => edge.node.slug)).toEqual([
      'cosn-australia-2004',
      'cosn-scandinavia-2007',
      'cosn-scotland-netherlands-2009',
      'cosn-london-paris-2011',
      'cosn-portugal-2013',
      'cosn-singapore-2015',
      'scoe-belarus-visit-2024',
      'scoe-philippines-visit-2024',
      'education-in-the-digital-age-ii',
      'cosn-annual-conference',
    ])
  })

  it('sort by title without regard to case', async () => {
    const { data } = await world.query(
      '{ programs(orderBy: { field: TITLE, direction: ASC }, first: 3) { edges { node { title } } } }',
    )

    expect(data.programs.edges.map((edge: { node: { title: string } }) => edge.node.title)).toEqual([
      'Connected Learning: Implications for Schooling from Informal Learning',
      'CoSN Annual Conference',
      'Delegation to Australia',
    ])
  })

  it('give no number of delegates, since no source does', async () => {
    const all = await readPrograms()

    expect(all.filter(program => program.delegateCount !== null)).toEqual([])
  })

  it('tell the numbers of countries apart for the one program that has them', async () => {
    const { data } = await world.query(
      '{ program(id: "education-in-the-digital-age-ii") { countryTally { announced reported listed distinct adopted note } } }',
    )
    const all = await readPrograms()

    expect(data.program.countryTally).toEqual({
      announced: 19,
      reported: 22,
      listed: 22,
      distinct: 21,
      adopted: 21,
      note: 'one country is printed twice; why 19 were announced is unknown',
    })
    expect(all.filter(program => program.countryTally !== null)).toHaveLength(1)
  })

  it('have the stewards that may edit them', async () => {
    const all = await readPrograms()
    const stewards = Map.groupBy(all, program => program.steward?.id ?? null)

    expect(stewards.get('scoe')?.map(program => program.slug)).toEqual([
      'education-in-the-digital-age-ii',
      'scoe-philippines-visit-2024',
      'scoe-belarus-visit-2024',
    ])
    expect(stewards.get('cosn')).toHaveLength(9)
    expect(stewards.get(null)?.map(program => program.slug)).toEqual([
      'iste-philadelphia',
      'iste-philadelphia-roundtable',
    ])
  })

  it('contain each other as the documents say', async () => {
    const all = await readPrograms()

    expect(all.filter(program => program.partOf).map(program => [program.slug, program.partOf.slug])).toEqual([
      ['cosn-unesco-symposium-connected-learning', 'cosn-annual-conference'],
      ['iste-philadelphia-roundtable', 'iste-philadelphia'],
    ])
    expect(all.filter(program => program.parts.length > 0).map(program => [program.slug, program.parts])).toEqual([
      ['cosn-annual-conference', [{ slug: 'cosn-unesco-symposium-connected-learning' }]],
      ['iste-philadelphia', [{ slug: 'iste-philadelphia-roundtable' }]],
    ])
  })

  it('say which places are only inferred from the host', async () => {
    const all = await readPrograms()

    expect(all.filter(program => program.places[0]?.inferred).map(program => program.slug)).toEqual([
      'scoe-philippines-visit-2024',
      'scoe-belarus-visit-2024',
    ])
  })

  it('give one joint figure for the students of three districts, and it is a lower bound', async () => {
    const { data } = await world.query(
      '{ program(id: "iste-philadelphia-roundtable") { venue breakouts studentsRepresented { value bound label } } }',
    )

    expect(data.program).toEqual({
      venue: 'School District of Philadelphia’s Education Center',
      breakouts: ['coaches', 'technicians', 'administrators'],
      studentsRepresented: { value: 300000, bound: 'MORE_THAN', label: 'more than 300,000 students' },
    })
  })

  it('have summaries where a document gives the purpose', async () => {
    const all = await readPrograms()

    expect(all.filter(program => program.summary !== null).map(program => program.slug)).toEqual([
      'education-in-the-digital-age-ii',
      'scoe-philippines-visit-2024',
      'scoe-belarus-visit-2024',
      'cosn-singapore-2015',
      'cosn-portugal-2013',
      'cosn-unesco-symposium-connected-learning',
      'iste-philadelphia-roundtable',
    ])
  })
})

describe('The dates of a program', () => {
  const datesOf = async (id: string) =>
    (
      await world.query(
        'query ($id: ID!) { program(id: $id) { dates { edtf earliest latest precision days inferred label } } }',
        { id },
      )
    ).data.program.dates

  it('are a day', async () => {
    expect(await datesOf('education-in-the-digital-age-ii')).toEqual({
      edtf: '2024-11-08',
      earliest: '2024-11-08',
      latest: '2024-11-08',
      precision: 'DAY',
      days: 1,
      inferred: false,
      label: 'Friday, November 8, 2024',
    })
  })

  it('are a period of nine days', async () => {
    expect(await datesOf('cosn-singapore-2015')).toEqual({
      edtf: '2015-01-09/2015-01-17',
      earliest: '2015-01-09',
      latest: '2015-01-17',
      precision: 'DAY',
      days: 9,
      inferred: false,
      label: 'January 9-17, 2015',
    })
  })

  it('are a month whose year is our conclusion', async () => {
    expect(await datesOf('scoe-belarus-visit-2024')).toEqual({
      edtf: '2024-05',
      earliest: '2024-05-01',
      latest: '2024-05-31',
      precision: 'MONTH',
      days: null,
      inferred: true,
      label: 'In May',
    })
  })

  it('are a year, and then decide no fiscal year', async () => {
    const { data } = await world.query(
      '{ program(id: "cosn-london-paris-2011") { fiscalYear dates { earliest latest precision days inferred } } }',
    )

    expect(data.program).toEqual({
      fiscalYear: null,
      dates: { earliest: '2011-01-01', latest: '2011-12-31', precision: 'YEAR', days: null, inferred: false },
    })
  })

  it('are null where no source says them', async () => {
    expect(await datesOf('cosn-south-america')).toBeNull()
    expect(await datesOf('cosn-unesco-symposium-connected-learning')).toBeNull()
    expect(await datesOf('iste-philadelphia-roundtable')).toBeNull()
  })
})
