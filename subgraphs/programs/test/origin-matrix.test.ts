import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProgramFilter } from '../store/filter.ts'
import { addHiddenRows } from './hidden-rows.ts'
import { addVisits } from './made-up-programs.ts'
import { addManyPrograms } from './many-programs.ts'
import { startWorld, tell } from './world.ts'

let world: TestSubgraph

beforeAll(async () => {
  world = await startWorld()
})

afterAll(() => world[Symbol.asyncDispose]())

const visit = 'education-in-the-digital-age-ii'
const member = viewerWith({ organization: 'unesco' })

const everything = `place { id } label coordinator { id } coordinatorKnown hosts { id } programs { slug }
  first { edtf inferred label } latest { edtf } delegates`

const ask = (filter: ProgramFilter | null = null, where = world, viewer?: typeof member, fields = everything) =>
  where.query(`query ($filter: ProgramFilter) { originMatrix(filter: $filter) { ${fields} } }`, { filter }, viewer)

type Row = { place: { id: string }; coordinator: { id: string } | null; programs: { slug: string }[] }

/** Rows as [place, coordinator, programs], in order. */
const rows = async (filter: ProgramFilter | null, where = world, viewer?: typeof member) => {
  const { data } = await ask(filter, where, viewer)
  return data.originMatrix.map((row: Row) => [
    row.place.id,
    row.coordinator?.id ?? null,
    row.programs.map(program => program.slug).join(' '),
  ])
}

describe('The origin matrix of the four documents', () => {
  it('has a row for each origin and local coordinator, by names at the State Department', async () => {
    const known = (code: string) => [code, 'global-ties-sacramento', visit]

    expect(await rows(null)).toEqual([
      ['BY', null, 'scoe-belarus-visit-2024'],
      known('BW'),
      known('BR'),
      known('MM'),
      known('HR'),
      known('DK'),
      known('EG'),
      known('ER'),
      known('GD'),
      known('IL'),
      known('JO'),
      known('LT'),
      known('NG'),
      known('PS'),
      known('PH'),
      ['PH', null, 'scoe-philippines-visit-2024'],
      known('SB'),
      known('ES'),
      known('LK'),
      known('TJ'),
      known('UG'),
      known('UA'),
      known('VN'),
    ])
  })

  it('tells label, hosts and dates of a row, and no delegates that no source counts', async () => {
    const { data } = await ask({ originIn: ['PH'], missing: ['LOCAL_COORDINATOR'] })

    expect(data.originMatrix).toEqual([
      {
        place: { id: 'PH' },
        label: 'the Philippines',
        coordinator: null,
        coordinatorKnown: false,
        hosts: [{ id: 'scoe-reentry-program' }],
        programs: [{ slug: 'scoe-philippines-visit-2024' }],
        first: { edtf: '2024-07', inferred: true, label: 'In July' },
        latest: { edtf: '2024-07' },
        delegates: null,
      },
    ])
  })

  it('never takes the destination of a delegation for an origin', async () => {
    expect(await rows({ directions: ['OUTBOUND'] })).toEqual([])
  })
})

describe('A row of the origin matrix', () => {
  it('gathers the programs of one coordinator, earliest first and undated last', async () => {
    await using own = await startWorld()
    const roles = [['LOCAL_COORDINATOR', 'global-ties-sacramento']] as const
    await addVisits(
      own.database,
      { id: 'no-date', roles: [...roles, ['HOST', 'iste']], origins: [{ code: 'JO', label: 'Amman', delegates: 5 }] },
      {
        id: 'late',
        dates: '2023',
        roles: [...roles, ['HOST', 'scoe']],
        origins: [{ code: 'JO', label: 'Jordan', delegates: 6 }],
      },
      {
        id: 'early',
        dates: '2020-02-01',
        roles: [...roles, ['HOST', 'scoe'], ['HOST', 'visual-sound']],
        origins: [{ code: 'JO', label: 'the Kingdom of Jordan', delegates: 7 }],
      },
    )

    const { data } = await ask({ ids: ['no-date', 'late', 'early'] }, own)

    expect(data.originMatrix).toEqual([
      {
        place: { id: 'JO' },
        label: 'the Kingdom of Jordan',
        coordinator: { id: 'global-ties-sacramento' },
        coordinatorKnown: true,
        hosts: [{ id: 'scoe' }, { id: 'visual-sound' }, { id: 'iste' }],
        programs: [{ slug: 'early' }, { slug: 'late' }, { slug: 'no-date' }],
        first: { edtf: '2020-02-01', inferred: false, label: null },
        latest: { edtf: '2023' },
        delegates: 18,
      },
    ])
  })

  it('has no number of delegates when one of its programs has none', async () => {
    await using own = await startWorld()
    const roles = [['LOCAL_COORDINATOR', 'global-ties-sacramento']] as const
    await addVisits(
      own.database,
      { id: 'counted', roles, origins: [{ code: 'JO', delegates: 12 }] },
      { id: 'uncounted', roles, origins: ['JO'] },
    )

    const { data } = await ask({ ids: ['counted', 'uncounted'] }, own)

    expect(data.originMatrix).toMatchObject([
      { delegates: null, programs: [{ slug: 'counted' }, { slug: 'uncounted' }] },
    ])
  })

  it('has no number of delegates when one of its programs had fewer than five from there', async () => {
    await using own = await startWorld()
    const roles = [['LOCAL_COORDINATOR', 'global-ties-us']] as const
    await addVisits(
      own.database,
      { id: 'many', roles, origins: [{ code: 'JO', delegates: 12 }] },
      { id: 'few', roles, origins: [{ code: 'JO', delegates: 1 }] },
    )
    const numbers = async (filter: ProgramFilter) =>
      (await ask(filter, own)).data.originMatrix.map((row: { delegates: number | null }) => row.delegates)

    expect(await numbers({ ids: ['many'] })).toEqual([12])
    expect(await numbers({ ids: ['few'] })).toEqual([null])
    expect(await numbers({ ids: ['many', 'few'] })).toEqual([null])
  })

  it('has no number of delegates that tells a smaller one of the same program by subtraction', async () => {
    await using own = await startWorld()
    const origins = [{ code: 'JO', delegates: 12 }, { code: 'ER', delegates: 1 }, { code: 'IL', delegates: 6 }, 'FR']
    await addVisits(own.database, { id: 'one-from-eritrea', origins })

    const { data } = await ask({ ids: ['one-from-eritrea'] }, own)
    const program = await own.query(
      '{ program(id: "one-from-eritrea") { representations { place { id } delegates timesListed } } }',
    )

    expect(data.originMatrix.map((row: Row & { delegates: number }) => [row.place.id, row.delegates])).toEqual([
      ['ER', null],
      ['FR', null],
      ['IL', null],
      ['JO', 12],
    ])
    expect(program.data.program.representations).toEqual([
      { place: { id: 'JO' }, delegates: 12, timesListed: 1 },
      { place: { id: 'ER' }, delegates: null, timesListed: 1 },
      { place: { id: 'IL' }, delegates: null, timesListed: 1 },
      { place: { id: 'FR' }, delegates: null, timesListed: 1 },
    ])
  })

  it('belongs to one visit only where no coordinator is known, since two unknown ones need not be the same', async () => {
    await using own = await startWorld()
    await addVisits(
      own.database,
      { id: 'second', dates: '2022', origins: ['JO'] },
      { id: 'first', dates: '2021', origins: ['JO'] },
      { id: 'coordinated', dates: '2023', origins: ['JO'], roles: [['LOCAL_COORDINATOR', 'global-ties-us']] },
    )

    expect(await rows({ ids: ['first', 'second', 'coordinated'] }, own)).toEqual([
      ['JO', 'global-ties-us', 'coordinated'],
      ['JO', null, 'first'],
      ['JO', null, 'second'],
    ])
  })

  it('stands for each of several coordinators of a program', async () => {
    await using own = await startWorld()
    await addVisits(own.database, {
      id: 'shared',
      origins: ['JO'],
      roles: [
        ['LOCAL_COORDINATOR', 'global-ties-us'],
        ['LOCAL_COORDINATOR', 'cosn'],
      ],
    })

    expect(await rows({ ids: ['shared'] }, own)).toEqual([
      ['JO', 'cosn', 'shared'],
      ['JO', 'global-ties-us', 'shared'],
    ])
  })
})

describe('The origin matrix and hidden rows', () => {
  it('takes a hidden coordinator for unknown and leaves out hidden hosts', async () => {
    await using own = await startWorld()
    await tell(own.database, [{ type: 'Organization', id: 'quiet', name: 'Quiet Office', visibility: 'NETWORK' }])
    await addVisits(own.database, {
      id: 'quiet-visit',
      origins: ['JO'],
      roles: [
        ['LOCAL_COORDINATOR', 'quiet'],
        ['HOST', 'quiet'],
        ['HOST', 'scoe'],
      ],
    })

    const anonymous = await ask({ ids: ['quiet-visit'] }, own)
    const signedIn = await ask({ ids: ['quiet-visit'] }, own, member)

    expect(anonymous.data.originMatrix).toMatchObject([
      { coordinator: null, coordinatorKnown: false, hosts: [{ id: 'scoe' }] },
    ])
    expect(signedIn.data.originMatrix).toMatchObject([
      { coordinator: { id: 'quiet' }, coordinatorKnown: true, hosts: [{ id: 'quiet' }, { id: 'scoe' }] },
    ])
  })

  it('shows nothing of hidden programs', async () => {
    await using own = await startWorld()
    const before = await ask(null, own)
    await addHiddenRows(own.database)
    await addVisits(own.database, { id: 'quiet-visit', visibility: 'NETWORK', origins: ['JO', 'AT'] })

    const after = await ask(null, own)

    expect(after.data).toEqual(before.data)
    expect(await rows({ ids: ['quiet-visit'] }, own, member)).toEqual([
      ['AT', null, 'quiet-visit'],
      ['JO', null, 'quiet-visit'],
    ])
  })
})

describe('The number of statements of the origin matrix', () => {
  it('stays the same however many programs there are', async () => {
    await using own = await startWorld()

    const few = await ask(null, own)
    await addManyPrograms(own.database, 60)
    const many = await ask(null, own)

    expect([few.data.originMatrix.length, many.data.originMatrix.length]).toEqual([23, 83])
    expect([few.statements.length, many.statements.length]).toEqual([4, 4])
  })

  it('is two when neither hosts nor programs are asked for', async () => {
    const { statements } = await ask(null, world, undefined, 'label coordinator { id } first { edtf }')

    expect(statements).toHaveLength(2)
  })
})
