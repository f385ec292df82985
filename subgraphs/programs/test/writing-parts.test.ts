import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { describe, expect, it } from 'vitest'
import { addHiddenRows } from './hidden-rows.ts'
import { startWorld, tell } from './world.ts'
import {
  announced,
  assignOf,
  cosn,
  createdBy,
  readProgram,
  removeOf,
  representationsOf,
  scoe,
  updateOf,
  visitOfNovember,
} from './writing-world.ts'

const setCountries = (
  world: TestSubgraph,
  id: string,
  version: number,
  entries: readonly object[],
  fields = 'version',
) => world.query(representationsOf(fields), { id, version, entries }, scoe)

const assign = (world: TestSubgraph, input: object, viewer = scoe) =>
  world.query(
    assignOf(
      'version roles { id kind label organization { id } sources { id } } claims { path value normalized planned }',
    ),
    { input: { sourceIds: [], idempotencyKey: 'role', ...input } },
    viewer,
  )

describe('setRepresentations', () => {
  it('replaces the list and counts its countries by code as COMPUTED', async () => {
    await using world = await startWorld()
    const id = await createdBy(world)
    const burma = { placeId: 'MMR', label: 'Burma', timesListed: 2, sourceIds: ['scoe-news-story'] }
    const entries = [burma, { placeId: 'JO', label: 'Jordan', delegates: 7, sourceIds: [] }]

    const { data } = await setCountries(
      world,
      id,
      1,
      entries,
      `version representations { place { id } label timesListed delegates sources { id } }
       countryTally { announced reported listed distinct adopted }
       claims { path value normalized basis }`,
    )

    const { program, userErrors } = data.setRepresentations
    expect(userErrors).toEqual([])
    expect(program).toMatchObject({
      version: 2,
      representations: [
        { place: { id: 'MM' }, label: 'Burma', timesListed: 2, delegates: null, sources: [{ id: 'scoe-news-story' }] },
        { place: { id: 'JO' }, label: 'Jordan', timesListed: 1, delegates: 7, sources: [{ id: 'partner-entry.scoe' }] },
      ],
      countryTally: { announced: null, reported: null, listed: 3, distinct: 2, adopted: 2 },
    })
    expect(program.claims.filter((claim: { path: string }) => /^(repr|countryT)/.test(claim.path))).toEqual([
      { path: 'representations', value: 'Burma', normalized: 'MM', basis: 'STATED' },
      { path: 'representations', value: 'Jordan', normalized: 'JO', basis: 'STATED' },
      { path: 'countryTally.listed', value: '3 entries', normalized: '3', basis: 'COMPUTED' },
      { path: 'countryTally.distinct', value: '2 different entries', normalized: '2', basis: 'COMPUTED' },
      { path: 'countryTally.adopted', value: '2 different entries', normalized: '2', basis: 'COMPUTED' },
    ])
  })

  it('leaves the number that people made a conflict of to them', async () => {
    await using world = await startWorld()
    const tally = 'version countryTally { announced reported listed distinct adopted }'
    const before = await readProgram(world, visitOfNovember, tally)

    const { data } = await setCountries(
      world,
      visitOfNovember,
      before.version,
      [{ placeId: 'JO', label: 'Jordan', sourceIds: [] }],
      tally,
    )

    expect(data.setRepresentations.program.countryTally).toEqual({
      ...before.countryTally,
      listed: 1,
      distinct: 1,
    })
  })

  it('keeps the row of a country that stays, and writes nothing where nothing changes', async () => {
    await using world = await startWorld()
    const id = await createdBy(world)
    const ids = async () =>
      (
        await world.database.read
          .selectFrom('representation')
          .select(['id', 'place_code'])
          .where('program_id', '=', id)
          .orderBy('place_code')
          .execute()
      ).map(row => row.id)
    const jordan = { placeId: 'JO', label: 'Jordan', sourceIds: [] }
    await setCountries(world, id, 1, [jordan])
    const [first] = await ids()

    await setCountries(world, id, 2, [
      { placeId: 'EG', label: 'Egypt', sourceIds: [] },
      { ...jordan, timesListed: 3 },
    ])
    const same = await setCountries(world, id, 3, [
      { placeId: 'EG', label: 'Egypt', sourceIds: [] },
      { ...jordan, timesListed: 3 },
    ])

    expect((await ids())[1]).toBe(first)
    expect(same.data.setRepresentations).toEqual({ program: { version: 3 }, userErrors: [] })
  })

  it('refuses a place twice, numbers that count nothing, and an old version', async () => {
    await using world = await startWorld()
    const id = await createdBy(world)
    const jordan = { placeId: 'JO', label: 'Jordan', sourceIds: [] }

    const wrong = await setCountries(world, id, 1, [
      jordan,
      { ...jordan, placeId: 'JOR', timesListed: 0, delegates: -1 },
      { ...jordan, placeId: 'ZZ' },
      { ...jordan, placeId: 'EG', timesListed: 2_000_000_000, delegates: 2_000_000_000 },
    ])
    const late = await setCountries(world, id, 7, [jordan])

    const found = wrong.data.setRepresentations.userErrors.map((one: { code: string; field: string[] }) => [
      one.code,
      one.field.join('.'),
    ])
    expect(found.toSorted()).toEqual([
      ['DUPLICATE', 'entries.1.placeId'],
      ['INVALID', 'entries.1.delegates'],
      ['INVALID', 'entries.1.timesListed'],
      ['INVALID', 'entries.3.delegates'],
      ['INVALID', 'entries.3.timesListed'],
      ['NOT_FOUND', 'entries.2.placeId'],
    ])
    expect(late.data.setRepresentations.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT', currentVersion: 1 }])
    expect(await readProgram(world, id, 'version representations { label }')).toEqual({
      version: 1,
      representations: [],
    })
  })
})

describe('assignProgramRole and removeProgramRole', () => {
  it('give a role with its claim beside those that stand, and take it away with the own claim only', async () => {
    await using world = await startWorld()
    const programId = await createdBy(world)
    await assign(world, { programId, organizationId: 'cosn', kind: 'HOST', idempotencyKey: 'one' })

    const second = await assign(world, { programId, organizationId: 'scoe', kind: 'HOST', label: 'SCOE' })

    const { program } = second.data.assignProgramRole
    expect(program.version).toBe(3)
    expect(program.roles.map(({ id: _, ...role }: { id: string }) => role)).toEqual([
      { kind: 'HOST', label: 'CoSN', organization: { id: 'cosn' }, sources: [{ id: 'partner-entry.scoe' }] },
      { kind: 'HOST', label: 'SCOE', organization: { id: 'scoe' }, sources: [{ id: 'partner-entry.scoe' }] },
    ])
    expect(program.claims.filter((claim: { path: string }) => claim.path === 'roles.HOST')).toEqual([
      { path: 'roles.HOST', value: 'CoSN', normalized: 'cosn', planned: true },
      { path: 'roles.HOST', value: 'SCOE', normalized: 'scoe', planned: true },
    ])
    const { data } = await world.query(
      removeOf('version roles { label } claims(path: "roles.HOST") { value supersededAt }'),
      { id: program.roles[0].id, version: 3 },
      scoe,
    )
    expect(data.removeProgramRole).toEqual({
      program: {
        version: 4,
        roles: [{ label: 'SCOE' }],
        claims: [
          { value: 'CoSN', supersededAt: expect.any(String) },
          { value: 'SCOE', supersededAt: null },
        ],
      },
      userErrors: [],
    })
  })

  it('refuse a role that is there, an organization that nobody knows, and programs of others', async () => {
    await using world = await startWorld()
    const programId = await createdBy(world)
    await assign(world, { programId, organizationId: 'cosn', kind: 'HOST', idempotencyKey: 'one' })
    await tell(world.database, [{ type: 'Organization', id: 'quiet', name: 'Quiet', visibility: 'RESTRICTED' }])
    const refusal = async (input: object, viewer = scoe) =>
      (await assign(world, { programId, kind: 'HOST', ...input }, viewer)).data.assignProgramRole.userErrors[0]

    const again = await refusal({ organizationId: 'cosn' })
    const hidden = await refusal({ organizationId: 'quiet' })
    const unknown = await refusal({ organizationId: 'nobody' })
    const notMine = await refusal({ organizationId: 'unesco' }, cosn)

    expect([again.code, again.field]).toEqual(['DUPLICATE', ['input', 'organizationId']])
    expect(hidden.code).toBe('NOT_FOUND')
    expect(hidden.message.replace('quiet', '...')).toBe(unknown.message.replace('nobody', '...'))
    expect(notMine.code).toBe('FORBIDDEN')
  })

  it('know no role on a program that is hidden', async () => {
    await using world = await startWorld()
    await addHiddenRows(world.database)
    const hidden = await world.database.read
      .selectFrom('program_role')
      .select('id')
      .where('program_id', '=', 'quiet-visit-restricted')
      .executeTakeFirstOrThrow()
    const remove = async (id: string) => {
      const { data } = await world.query(removeOf('id'), { id, version: 1 }, cosn)
      return JSON.stringify(data.removeProgramRole).replaceAll(id, '...')
    }

    expect(await remove(String(hidden.id))).toBe(await remove('never-was'))
  })
})

describe('What is written', () => {
  it('is followed by statistics, the origin matrix, search, the feed and the network', async () => {
    await using world = await startWorld()
    const id = await createdBy(world, scoe, {
      ...announced,
      dates: { edtf: '2023-10-05' },
      status: 'HELD',
      visibility: 'PUBLIC',
    })
    await setCountries(world, id, 1, [{ placeId: 'IS', label: 'Iceland', sourceIds: [] }])
    await assign(world, { programId: id, organizationId: 'global-ties-sacramento', kind: 'LOCAL_COORDINATOR' })
    await world.query(updateOf('id'), { input: { id, expectedVersion: 3, summary: 'On volcanology.' } }, scoe)

    const { data } = await world.query(
      `query ($filter: ProgramFilter) {
        programs(filter: $filter) { edges { node { id fiscalYear } } }
        programStats(groupBy: [FISCAL_YEAR], filter: $filter) { buckets { keys { value } programs countries } }
        originMatrix(filter: $filter) { place { id } coordinator { id } programs { id } }
        searchPrograms(query: "volcanolog iceland") { edges { node { id } } }
        searchByRole: searchPrograms(query: "Global Ties Sacramento Iceland") { totalCount }
      }`,
      { filter: { originIn: ['IS'] } },
    )
    const { changes } = await world.changes('limit=1000')

    expect(data).toEqual({
      programs: { edges: [{ node: { id, fiscalYear: 2024 } }] },
      programStats: { buckets: [{ keys: [{ value: '2024' }], programs: 1, countries: 1 }] },
      originMatrix: [{ place: { id: 'IS' }, coordinator: { id: 'global-ties-sacramento' }, programs: [{ id }] }],
      searchPrograms: { edges: [{ node: { id } }] },
      searchByRole: { totalCount: 1 },
    })
    expect(changes.at(-1)).toMatchObject({
      type: 'Program',
      id,
      version: 4,
      fields: { title: announced.title, participants: [], roleHolders: ['global-ties-sacramento'] },
    })
  })
})
