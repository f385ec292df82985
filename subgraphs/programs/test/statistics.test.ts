import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProgramFilter } from '../store/filter.ts'
import type { ProgramDimension } from '../store/statistics/dimensions.ts'
import { addHiddenRows } from './hidden-rows.ts'
import { addVisits, delegates } from './made-up-programs.ts'
import { addManyPrograms } from './many-programs.ts'
import { startAlone, startWorld, tell } from './world.ts'

let world: TestSubgraph

beforeAll(async () => {
  world = await startWorld()
})

afterAll(() => world[Symbol.asyncDispose]())

const visit = 'education-in-the-digital-age-ii'
const member = viewerWith({ organization: 'unesco' })

type Asked = { readonly filter?: ProgramFilter; readonly where?: TestSubgraph; readonly viewer?: typeof member }

const ask = (groupBy: readonly string[], { filter, where = world, viewer }: Asked = {}) =>
  where.query(
    `query ($groupBy: [ProgramDimension!]!, $filter: ProgramFilter) { programStats(groupBy: $groupBy, filter: $filter) {
      total multiValued buckets { programs countries delegates keys { dimension value label unknown } } } }`,
    { groupBy, filter },
    viewer,
  )

type Key = { value: string | null; label: string; unknown: boolean }
type Bucket = { programs: number; countries: number; delegates: number | null; keys: Key[] }

/** Buckets as [values, programs, countries], in order. */
const count = async (groupBy: readonly ProgramDimension[], asked?: Asked) => {
  const { data } = await ask(groupBy, asked)
  return data.programStats.buckets.map((bucket: Bucket) => [
    ...bucket.keys.map(key => key.value),
    bucket.programs,
    bucket.countries,
  ])
}

/** Labels by bucket, in order. */
const labels = async (groupBy: readonly ProgramDimension[], asked?: Asked) => {
  const { data } = await ask(groupBy, asked)
  return data.programStats.buckets.map((bucket: Bucket) => bucket.keys.map(key => key.label).join(', '))
}

/** Buckets as [value, delegates], in order. */
const people = async (groupBy: readonly ProgramDimension[], asked?: Asked) => {
  const { data } = await ask(groupBy, asked)
  return data.programStats.buckets.map((bucket: Bucket) => [...bucket.keys.map(key => key.value), bucket.delegates])
}

describe('Counting programs by time', () => {
  it('has a bucket for each year of a first day and one for undated programs', async () => {
    expect(await count(['YEAR'])).toEqual([
      [null, 5, 0],
      ['2024', 3, 22],
      ['2004', 1, 0],
      ['2007', 1, 0],
      ['2009', 1, 0],
      ['2011', 1, 0],
      ['2013', 1, 0],
      ['2015', 1, 0],
    ])
  })

  it('puts a program of which only the year is known into no fiscal year and no month', async () => {
    expect(await count(['FISCAL_YEAR'])).toEqual([
      [null, 9, 0],
      ['2024', 2, 2],
      ['2025', 1, 21],
      ['2014', 1, 0],
      ['2015', 1, 0],
    ])
    expect(await count(['MONTH'])).toEqual([
      [null, 9, 0],
      ['2024-11', 1, 21],
      ['2024-05', 1, 1],
      ['2024-07', 1, 1],
      ['2013-10', 1, 0],
      ['2015-01', 1, 0],
    ])
  })

  it('prints years, months and fiscal years in words', async () => {
    const filter = { ids: [visit, 'cosn-south-america'] }

    expect(await labels(['YEAR'], { filter })).toEqual(['2024', 'Unknown'])
    expect(await labels(['MONTH'], { filter })).toEqual(['November 2024', 'Unknown'])
    expect(await labels(['FISCAL_YEAR'], { filter })).toEqual(['FY 2025', 'Unknown'])
  })
})

describe('Counting programs by what they are', () => {
  it('counts by series, kind, direction and status', async () => {
    expect(await count(['SERIES'])).toEqual([
      ['cosn-international-delegations', 7, 0],
      [null, 5, 2],
      ['ivlp', 1, 21],
      ['cosn-international-symposium', 1, 0],
    ])
    expect(await count(['KIND'])).toEqual([
      ['DELEGATION', 7, 0],
      ['VISIT', 3, 22],
      ['CONFERENCE', 2, 0],
      ['ROUNDTABLE', 1, 0],
      ['SYMPOSIUM', 1, 0],
    ])
    expect(await count(['DIRECTION'])).toEqual([
      ['OUTBOUND', 7, 0],
      ['INBOUND', 3, 22],
      [null, 3, 0],
      ['DOMESTIC', 1, 0],
    ])
    expect(await count(['STATUS'])).toEqual([
      ['HELD', 13, 22],
      ['ANNOUNCED', 1, 0],
    ])
  })

  it('prints the name of a series, and enum values in words', async () => {
    expect(await labels(['SERIES'])).toEqual([
      'CoSN International Delegations',
      'Unknown',
      'International Visitor Leadership Program',
      'CoSN International Symposium',
    ])
    expect(await labels(['DIRECTION', 'STATUS'], { filter: { ids: [visit] } })).toEqual(['Inbound, Held'])
  })

  it('counts by topic, and a program with several topics in each', async () => {
    expect(await count(['TOPIC'], { filter: { originIn: ['BY', 'PH'], missing: ['SERIES'] } })).toEqual([
      ['human-rights', 1, 1],
      ['prison-congestion', 1, 1],
      ['reentry', 1, 1],
    ])
    const [first, second] = await count(['TOPIC'])
    expect([first, second]).toEqual([
      ['ict-in-education', 7, 0],
      [null, 2, 0],
    ])
  })
})

describe('Counting programs by origin', () => {
  it('spreads the countries of the visit of 8 November 2024 over the continents', async () => {
    expect(await count(['ORIGIN_CONTINENT'], { filter: { ids: [visit] } })).toEqual([
      ['142', 1, 8],
      ['002', 1, 5],
      ['150', 1, 5],
      ['019', 1, 2],
      ['009', 1, 1],
    ])
  })

  it('counts a country by visits and not by entries in a list', async () => {
    const buckets = await count(['ORIGIN_COUNTRY'])

    expect(buckets).toHaveLength(23)
    expect(buckets.slice(0, 3)).toEqual([
      [null, 11, 0],
      ['PH', 2, 1],
      ['BY', 1, 1],
    ])
    expect(buckets).toContainEqual(['MM', 1, 1])
  })

  it('counts by bureau, in words', async () => {
    expect(await count(['ORIGIN_BUREAU'], { filter: { ids: [visit] } })).toEqual([
      ['EUR', 1, 5],
      ['AF', 1, 4],
      ['EAP', 1, 4],
      ['NEA', 1, 4],
      ['SCA', 1, 2],
      ['WHA', 1, 2],
    ])
    expect((await labels(['ORIGIN_BUREAU'], { filter: { ids: [visit] } })).slice(0, 3)).toEqual([
      'European and Eurasian Affairs',
      'African Affairs',
      'East Asian and Pacific Affairs',
    ])
  })

  it('prints places in the wording of the State Department', async () => {
    expect((await labels(['ORIGIN_COUNTRY'], { filter: { ids: [visit] } })).slice(0, 4)).toEqual([
      'Botswana',
      'Brazil',
      'Burma',
      'Croatia',
    ])
  })

  it('reads continent and bureau of the same origin, so no bucket pairs Egypt with Asia', async () => {
    expect(await count(['ORIGIN_CONTINENT', 'ORIGIN_BUREAU'], { filter: { ids: [visit] } })).toEqual([
      ['150', 'EUR', 1, 5],
      ['002', 'AF', 1, 4],
      ['142', 'EAP', 1, 3],
      ['142', 'NEA', 1, 3],
      ['019', 'WHA', 1, 2],
      ['142', 'SCA', 1, 2],
      ['002', 'NEA', 1, 1],
      ['009', 'EAP', 1, 1],
    ])
  })

  it('never expands an informal region to countries', async () => {
    await using own = await startWorld()
    await addVisits(own.database, { id: 'nordic', origins: ['x-scandinavia'] })
    const asked = { where: own, filter: { ids: ['nordic'] } }

    expect(await count(['ORIGIN_COUNTRY'], asked)).toEqual([[null, 1, 0]])
    expect(await count(['ORIGIN_BUREAU'], asked)).toEqual([[null, 1, 0]])
    expect(await count(['ORIGIN_CONTINENT'], asked)).toEqual([['150', 1, 0]])
  })

  it('takes no program for unknown that has a known origin beside a vague one', async () => {
    await using own = await startWorld()
    await addVisits(own.database, { id: 'nordic', origins: ['DK', 'x-scandinavia', '002'] })
    const asked = { where: own, filter: { ids: ['nordic'] } }

    expect(await count(['ORIGIN_COUNTRY'], asked)).toEqual([['DK', 1, 1]])
    // Africa is an origin of its own, of which the country is unknown; Scandinavia says less than Denmark does.
    expect(await count(['ORIGIN_CONTINENT', 'ORIGIN_COUNTRY'], asked)).toEqual([
      ['150', 'DK', 1, 1],
      ['002', null, 1, 0],
    ])
  })

  it('counts a city or a part of a country for its country', async () => {
    await using own = await startWorld()
    await addVisits(own.database, { id: 'british', origins: ['GBLON', 'GB-SCT'] })

    expect(await count(['ORIGIN_COUNTRY'], { where: own, filter: { ids: ['british'] } })).toEqual([['GB', 1, 1]])
  })
})

describe('Counting programs by where they are held', () => {
  it('counts London for the United Kingdom, and Scandinavia for no country', async () => {
    expect(await count(['HELD_IN_COUNTRY'])).toEqual([
      ['US', 5, 22],
      [null, 3, 0],
      ['GB', 2, 0],
      ['AR', 1, 0],
      ['AU', 1, 0],
      ['FR', 1, 0],
      ['NL', 1, 0],
      ['PT', 1, 0],
      ['SG', 1, 0],
      ['UY', 1, 0],
    ])
    expect(await count(['HELD_IN_COUNTRY'], { filter: { ids: ['cosn-scandinavia-2007'] } })).toEqual([[null, 1, 0]])
  })
})

describe('Counting programs by organizations', () => {
  it('shows the unit that was the host, by its name', async () => {
    expect(await count(['HOST'])).toEqual([
      [null, 10, 0],
      ['scoe-reentry-program', 2, 2],
      ['scoe', 1, 21],
      ['visual-sound', 1, 0],
    ])
    expect(await labels(['HOST'])).toEqual([
      'Unknown',
      'SCOE Reentry Program',
      'Sacramento County Office of Education',
      'Visual Sound',
    ])
  })

  it('counts visits without a known coordinator as unknown', async () => {
    expect(await count(['LOCAL_COORDINATOR'], { filter: { kinds: ['VISIT'] } })).toEqual([
      [null, 2, 2],
      ['global-ties-sacramento', 1, 21],
    ])
  })

  it('falls back on slugs while the organizations are away', async () => {
    await using alone = await startAlone()

    expect(await labels(['LOCAL_COORDINATOR'], { where: alone, filter: { kinds: ['VISIT'] } })).toEqual([
      'Unknown',
      'global-ties-sacramento',
    ])
  })

  it('takes an organization that is hidden from the viewer for unknown', async () => {
    await using own = await startWorld()
    await tell(own.database, [{ type: 'Organization', id: 'quiet', name: 'Quiet Office', visibility: 'NETWORK' }])
    await addVisits(
      own.database,
      { id: 'quiet-visit', roles: [['HOST', 'quiet']] },
      {
        id: 'shared-visit',
        roles: [
          ['HOST', 'quiet'],
          ['HOST', 'scoe'],
        ],
      },
    )
    const asked = { where: own, filter: { ids: ['quiet-visit', 'shared-visit'] } }

    expect(await count(['HOST'], asked)).toEqual([
      ['scoe', 1, 0],
      [null, 1, 0],
    ])
    expect(await count(['HOST'], { ...asked, viewer: member })).toEqual([
      ['quiet', 2, 0],
      ['scoe', 1, 0],
    ])
  })
})

describe('Counting programs by several dimensions', () => {
  it('has a bucket for each combination of values, keys in the order of groupBy', async () => {
    const { data } = await ask(['KIND', 'YEAR'], { filter: { ids: [visit, 'cosn-south-america'] } })

    expect(data.programStats.buckets).toEqual([
      {
        programs: 1,
        countries: 21,
        delegates: null,
        keys: [
          { dimension: 'KIND', value: 'VISIT', label: 'Visit', unknown: false },
          { dimension: 'YEAR', value: '2024', label: '2024', unknown: false },
        ],
      },
      {
        programs: 1,
        countries: 0,
        delegates: null,
        keys: [
          { dimension: 'KIND', value: 'DELEGATION', label: 'Delegation', unknown: false },
          { dimension: 'YEAR', value: null, label: 'Unknown', unknown: true },
        ],
      },
    ])
  })

  it('crosses many-valued dimensions and counts each program once in each bucket', async () => {
    await using own = await startWorld()
    await addVisits(
      own.database,
      {
        id: 'one',
        roles: [
          ['HOST', 'scoe'],
          ['HOST', 'iste'],
        ],
        topics: ['reentry', 'human-rights'],
        origins: ['JO', 'IL'],
      },
      { id: 'two', roles: [['HOST', 'scoe']], topics: ['reentry'], origins: ['JO'] },
    )
    const asked = { where: own, filter: { ids: ['one', 'two'] } }

    expect(await count(['HOST', 'TOPIC'], asked)).toEqual([
      ['scoe', 'reentry', 2, 2],
      ['iste', 'human-rights', 1, 2],
      ['iste', 'reentry', 1, 2],
      ['scoe', 'human-rights', 1, 2],
    ])
    expect(await count(['ORIGIN_COUNTRY', 'TOPIC'], asked)).toEqual([
      ['JO', 'reentry', 2, 1],
      ['IL', 'human-rights', 1, 1],
      ['IL', 'reentry', 1, 1],
      ['JO', 'human-rights', 1, 1],
    ])
  })

  it('tells by the dimension and not by the rows whether a program can be in several buckets', async () => {
    const multiValued = async (groupBy: ProgramDimension[]) => (await ask(groupBy)).data.programStats.multiValued

    expect(await multiValued(['YEAR', 'KIND'])).toBe(false)
    expect(await multiValued(['HOST'])).toBe(true)
    expect(await multiValued(['YEAR', 'HELD_IN_COUNTRY'])).toBe(true)
  })

  it('counts each program once in the total, whatever the buckets add up to', async () => {
    const { data } = await ask(['ORIGIN_COUNTRY'], { filter: { kinds: ['VISIT'] } })

    expect(data.programStats.total).toBe(3)
    expect(data.programStats.buckets).toHaveLength(22)
  })

  it.each([
    [[], 'Argument "groupBy" names 0 dimensions, but programs are counted by 1 to 4. Name what to count by.'],
    [
      ['YEAR', 'KIND', 'HOST', 'TOPIC', 'STATUS'],
      'Argument "groupBy" names 5 dimensions, but programs are counted by 1 to 4. Name what to count by.',
    ],
    [['YEAR', 'YEAR'], 'Argument "groupBy" names "YEAR" twice, but each dimension counts once. Name it once.'],
  ])('refuses to count by %j', async (groupBy, message) => {
    const { errors } = await ask(groupBy)

    expect(errors?.[0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } })
  })
})

describe('Counting into very many buckets', () => {
  it('refuses more than 10,000', async () => {
    await using own = await startWorld()
    const hosts = Array.from({ length: 101 }, (_, index) => ['HOST', `host-${index}`] as const)
    const coordinators = Array.from(
      { length: 100 },
      (_, index) => ['LOCAL_COORDINATOR', `coordinator-${index}`] as const,
    )
    await addVisits(own.database, { id: 'fair', roles: [...hosts, ...coordinators] })

    const { errors } = await ask(['HOST', 'LOCAL_COORDINATOR'], { where: own })

    expect(errors?.[0]).toMatchObject({
      message:
        'Counting by "HOST", "LOCAL_COORDINATOR" makes more than 10000 buckets, which is more than one answer holds. Filter more narrowly, or count by fewer dimensions.',
      extensions: { code: 'BAD_USER_INPUT' },
    })
  })
})

describe('Counting delegates', () => {
  it('is null for fewer than five, and where none is registered', async () => {
    await using own = await startWorld()
    await addVisits(
      own.database,
      { id: 'five', dates: '2020', people: delegates(5) },
      { id: 'three', dates: '2021', people: delegates(3) },
      { id: 'four', dates: '2022', people: delegates(4) },
      { id: 'none', dates: '2023' },
    )

    expect(await people(['YEAR'], { where: own, filter: { ids: ['five', 'three', 'four', 'none'] } })).toEqual([
      ['2020', 5],
      ['2021', null],
      ['2022', null],
      ['2023', null],
    ])
  })

  it('is null for the next smallest where one small number could be worked out from the total', async () => {
    await using own = await startWorld()
    await addVisits(
      own.database,
      { id: 'six', dates: '2020', people: delegates(6) },
      { id: 'nine', dates: '2021', people: delegates(9) },
      { id: 'one', dates: '2022', people: delegates(1) },
    )
    const asked = { where: own, filter: { ids: ['six', 'nine', 'one'] } }

    expect(await people(['KIND'], asked)).toEqual([['VISIT', 16]])
    expect(await people(['YEAR'], asked)).toEqual([
      ['2020', null],
      ['2021', 9],
      ['2022', null],
    ])
  })

  it('is null in two dimensions where counting by one of them would tell a small number', async () => {
    await using own = await startWorld()
    const from = (JO: number, IL: number) => [...delegates(JO, { from: 'JO' }), ...delegates(IL, { from: 'IL' })]
    await addVisits(
      own.database,
      { id: 'twenty', dates: '2020', origins: ['JO', 'IL'], people: from(2, 7) },
      { id: 'twenty-one', dates: '2021', origins: ['JO', 'IL'], people: from(8, 9) },
    )
    const asked = { where: own, filter: { ids: ['twenty', 'twenty-one'] } }

    expect(await people(['YEAR'], asked)).toEqual([
      ['2020', 9],
      ['2021', 17],
    ])
    expect(await people(['ORIGIN_COUNTRY'], asked)).toEqual([
      ['IL', 16],
      ['JO', 10],
    ])
    expect(await people(['YEAR', 'ORIGIN_COUNTRY'], asked)).toEqual([
      ['2020', 'IL', null],
      ['2020', 'JO', null],
      ['2021', 'IL', null],
      ['2021', 'JO', null],
    ])
  })

  it('counts delegates whose name is withheld for no country: the only one from somewhere has no other name', async () => {
    await using own = await startWorld()
    await tell(own.database, [{ type: 'Person', id: 'p-hidden', name: 'Quentin Hidden', visibility: 'NETWORK' }])
    await addVisits(own.database, {
      id: 'withheld',
      origins: ['JO'],
      people: [...delegates(5, { from: 'JO' }), ...delegates(2, { from: 'JO', personId: 'p-hidden' })],
    })
    const asked = { where: own, filter: { ids: ['withheld'] } }

    expect(await people(['ORIGIN_COUNTRY'], asked)).toEqual([['JO', 5]])
    expect(await people(['ORIGIN_COUNTRY'], { ...asked, viewer: member })).toEqual([['JO', 7]])
    expect(await people(['KIND'], asked)).toEqual([['VISIT', 7]])
  })

  it('counts neither speakers nor the withdrawn nor delegates who do not exist for the viewer', async () => {
    await using own = await startWorld()
    await addVisits(own.database, {
      id: 'mixed',
      people: [
        ...delegates(5),
        ...delegates(5, { visibility: 'NETWORK' }),
        ...delegates(5, { attendance: 'WITHDRAWN' }),
        ...delegates(5, { role: 'SPEAKER' }),
      ],
    })
    const asked = { where: own, filter: { ids: ['mixed'] } }

    expect(await people(['KIND'], asked)).toEqual([['VISIT', 5]])
    expect(await people(['KIND'], { ...asked, viewer: member })).toEqual([['VISIT', 10]])
  })

  it('counts a delegate once per bucket, for the origin that he or she represents', async () => {
    await using own = await startWorld()
    await addVisits(own.database, {
      id: 'two-countries',
      roles: [
        ['HOST', 'scoe'],
        ['HOST', 'iste'],
      ],
      topics: ['reentry', 'human-rights'],
      origins: ['JO', 'IL', 'FR'],
      people: [...delegates(6, { from: 'JO' }), ...delegates(5, { from: 'IL' }), ...delegates(5)],
    })
    const asked = { where: own, filter: { ids: ['two-countries'] } }

    expect(await people(['ORIGIN_COUNTRY'], asked)).toEqual([
      ['FR', null],
      ['IL', 5],
      ['JO', 6],
    ])
    expect(await people(['ORIGIN_CONTINENT'], asked)).toEqual([
      ['142', 11],
      ['150', null],
    ])
    expect(await people(['HOST'], asked)).toEqual([
      ['iste', 16],
      ['scoe', 16],
    ])
  })
})

describe('Counting and hidden rows', () => {
  it('gives the same numbers with hidden programs and participations as without', async () => {
    await using own = await startWorld()
    const dimensions: ProgramDimension[] = ['YEAR', 'HOST', 'TOPIC', 'ORIGIN_COUNTRY']

    const before = await ask(dimensions, { where: own })
    await addHiddenRows(own.database)
    const after = await ask(dimensions, { where: own })
    const forMember = await ask(dimensions, { where: own, viewer: member })

    expect(after.data).toEqual(before.data)
    expect([before.data.programStats.total, forMember.data.programStats.total]).toEqual([14, 15])
  })
})

describe('The number of statements of a count', () => {
  it('stays the same however many programs there are', async () => {
    await using own = await startWorld()
    const dimensions: ProgramDimension[] = ['MONTH', 'HOST', 'HELD_IN_COUNTRY', 'ORIGIN_CONTINENT']

    const few = await ask(dimensions, { where: own })
    await addManyPrograms(own.database, 60)
    const many = await ask(dimensions, { where: own })

    expect([few.data.programStats.total, many.data.programStats.total]).toEqual([14, 74])
    expect([few.statements.length, many.statements.length]).toEqual([5, 5])
  })

  it('is two for buckets alone and one for the total alone', async () => {
    const buckets = await world.query('{ programStats(groupBy: [HOST]) { buckets { programs keys { label } } } }')
    const total = await world.query('{ programStats(groupBy: [HOST]) { total multiValued } }')

    expect([buckets.statements.length, total.statements.length]).toEqual([2, 1])
  })
})
