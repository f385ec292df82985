import type { Viewer } from '@exchange-network/kit/access/viewer'
import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { describe, expect, it } from 'vitest'
import { addHiddenOrganizations } from './hidden-organizations.ts'
import { admin, change, created, startWritingWorld, writer } from './writing-world.ts'

const sacramento = writer('global-ties-sacramento')
const scoe = writer('scoe')

type Report = {
  readonly applied: boolean
  readonly counts: readonly number[]
  readonly issues: readonly (readonly [string, number, string | null, string, readonly string[]])[]
}

/** Counts are created, updated, unchanged, rejected. */
const bring = async (
  world: TestSubgraph,
  csv: string,
  viewer: Viewer,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Report> => {
  const organization = viewer.organization ?? 'nobody'
  const input = { csv, sourceId: `partner-entry.${organization}`, idempotencyKey: csv.slice(0, 100), dryRun: false }
  const { data, errors } = await world.query(
    `mutation ($input: ImportInput!) { importOrganizations(input: $input) {
      applied created updated unchanged rejected issues { severity row column code message suggestions } } }`,
    { input: { ...input, ...more } },
    viewer,
  )
  if (errors) throw new Error(JSON.stringify(errors))
  const { applied, created: made, updated, unchanged, rejected, issues } = data.importOrganizations
  return {
    applied,
    counts: [made, updated, unchanged, rejected],
    issues: issues.map(
      ({ severity, row, column, code, suggestions }: Record<string, unknown>) =>
        [severity, row, column, code, suggestions] as const,
    ),
  }
}

const roster = [
  'Organization;Acronym;Also known as;Type;Web site;City;Serves;Students;Unit of;Visible to',
  'Delta Hosts;DH;Delta Council|Delta Friends;NGO;www.delta.example.org;Sacramento, CA;California|Burma (2);about 300;;',
  'Delta Youth Desk;;;Office;;;;;Delta Hosts;Members',
  '"Río ""Linda""\nCouncil";;;CBM|Non-profit;;Georgia (US-GA);;;;',
].join('\r\n')

describe('importOrganizations', () => {
  it('creates organizations as partners write them, units of rows above included', async () => {
    await using world = await startWritingWorld()
    const csv = roster.replace('\nCouncil', ' Council')

    const rehearsal = await bring(world, csv, sacramento, { dryRun: true })
    const report = await bring(world, csv, sacramento)

    expect(rehearsal).toEqual({ applied: false, counts: [3, 0, 0, 0], issues: [] })
    expect(report).toEqual({ applied: true, counts: [3, 0, 0, 0], issues: [] })
    const { data } = await world.query(
      `{ organizations(filter: { ids: ["delta-hosts", "delta-youth-desk", "rio-linda-council"] }) { edges { node {
        name names { value kind } kinds url location { code } serviceArea { code } enrollment { value bound label }
        parent { id } visibility sources { id } claims(path: "name") { source { id } }
        history { edges { node { action } } } } } } }`,
      {},
      sacramento,
    )
    const own = { id: 'partner-entry.global-ties-sacramento' }
    const common = {
      sources: [own],
      claims: [{ source: own }],
      history: { edges: [{ node: { action: 'importOrganizations' } }] },
    }
    expect(data.organizations.edges.map(({ node }: { node: unknown }) => node)).toEqual([
      {
        ...common,
        name: 'Delta Hosts',
        names: [
          { value: 'Delta Hosts', kind: 'OFFICIAL' },
          { value: 'DH', kind: 'ACRONYM' },
          { value: 'Delta Council', kind: 'ALTERNATE' },
          { value: 'Delta Friends', kind: 'ALTERNATE' },
        ],
        kinds: ['NONPROFIT'],
        url: 'https://www.delta.example.org',
        location: { code: 'USSAC' },
        serviceArea: [{ code: 'US-CA' }, { code: 'MM' }],
        enrollment: { value: 300, bound: 'ABOUT', label: 'about 300' },
        parent: null,
        visibility: 'PUBLIC',
      },
      {
        ...common,
        name: 'Delta Youth Desk',
        names: [{ value: 'Delta Youth Desk', kind: 'OFFICIAL' }],
        kinds: ['UNIT'],
        url: null,
        location: null,
        serviceArea: [],
        enrollment: null,
        parent: { id: 'delta-hosts' },
        visibility: 'NETWORK',
      },
      {
        ...common,
        name: 'Río "Linda" Council',
        names: [{ value: 'Río "Linda" Council', kind: 'OFFICIAL' }],
        kinds: ['COMMUNITY_BASED_MEMBER', 'NONPROFIT'],
        url: null,
        location: { code: 'US-GA' },
        serviceArea: [],
        enrollment: null,
        parent: null,
        visibility: 'PUBLIC',
      },
    ])
  })

  it('changes nothing when the same file comes twice, also after a rename', async () => {
    await using world = await startWritingWorld()
    const csv = roster.replace('\nCouncil', ' Council')
    await bring(world, csv, sacramento)
    await change(
      world,
      'updateOrganization',
      { id: 'delta-hosts', expectedVersion: 1, name: 'Delta Welcome' },
      sacramento,
    )
    const before = (await world.changes()).next

    expect(await bring(world, csv, sacramento)).toEqual({ applied: true, counts: [0, 0, 3, 0], issues: [] })
    expect((await world.changes()).next).toBe(before)
  })

  it('updates what the viewer stewards, by id or by its exact name, and takes no name away', async () => {
    await using world = await startWritingWorld()
    await created(world, 'Delta Hosts', sacramento, { names: [{ value: 'DH', kind: 'ACRONYM' }] })

    const csv = 'name,other names,description\nDELTA hosts,The Hosts,Hosts of the delta.\n'
    const byName = await bring(world, csv, sacramento)
    const byId = await bring(world, 'id,name,kinds\ndelta-hosts,Delta Welcome,NONPROFIT; ASSOCIATION\n', sacramento)

    expect([byName.counts, byId.counts]).toEqual([
      [0, 1, 0, 0],
      [0, 1, 0, 0],
    ])
    const { data } = await world.query('{ organization(id: "delta-hosts") { version names { value kind } kinds } }')
    expect(data.organization).toEqual({
      version: 3,
      names: [
        { value: 'Delta Welcome', kind: 'OFFICIAL' },
        { value: 'DH', kind: 'ACRONYM' },
        { value: 'The Hosts', kind: 'ALTERNATE' },
      ],
      kinds: ['NONPROFIT', 'ASSOCIATION'],
    })
  })

  it('merges nothing by itself: names of others are warnings with their ids', async () => {
    await using world = await startWritingWorld()
    await addHiddenOrganizations(world.database)

    const csv = 'name,kind\ncosn,Nonprofit\n"Visual Sound, Inc.",Company\nHidden Shelter,Unit\n'
    const report = await bring(world, csv, sacramento)

    expect(report).toEqual({
      applied: true,
      counts: [2, 0, 1, 0],
      issues: [
        ['WARNING', 2, 'name', 'DUPLICATE', ['cosn']],
        ['WARNING', 3, 'name', 'DUPLICATE', ['visual-sound']],
      ],
    })
  })

  it('says all that is wrong, row by row, and writes nothing', async () => {
    await using world = await startWritingWorld()
    await addHiddenOrganizations(world.database)
    const before = (await world.changes()).next

    const csv = [
      'id,name,kinds,location,url,enrollment,parent,visibility',
      ',Good Hosts,Nonprofit,Paris,,,,',
      ',,Nonprofit,,,,,',
      ',No Kind,,,,,,',
      ',Two Places,Nonprofit,Georgia,,,,',
      ',Bad Cells,Club,Burmma,nowhere,many,,Everyone',
      ',Under Others,Unit,,,,cosn,',
      ',Under Nobody,Unit,,,,Nobody,',
      ',Under Hidden,Unit,,,,cosn-shelter,',
      ',Too Secret,Unit,,,,,RESTRICTED',
      'cosn,CoSN,Company,,,,,',
      'No Slug,Odd,Nonprofit,,,,,',
      ',Good Hosts,Company,,,,,',
    ].join('\n')
    const report = await bring(world, csv, scoe)

    expect(report.applied).toBe(false)
    expect(report.counts).toEqual([1, 0, 0, 11])
    expect(report.issues.map(([, row, column, code]) => [row, column, code])).toEqual([
      [3, 'name', 'INVALID'],
      [4, 'kinds', 'INVALID'],
      [5, 'location', 'AMBIGUOUS'],
      [6, 'kinds', 'INVALID'],
      [6, 'location', 'INVALID'],
      [6, 'url', 'INVALID'],
      [6, 'enrollment', 'INVALID'],
      [6, 'visibility', 'INVALID'],
      [7, 'parent', 'FORBIDDEN'],
      [8, 'parent', 'NOT_FOUND'],
      [9, 'parent', 'NOT_FOUND'],
      [10, 'visibility', 'FORBIDDEN'],
      [11, null, 'FORBIDDEN'],
      [12, 'id', 'NOT_FOUND'],
      [13, 'name', 'DUPLICATE'],
    ])
    expect((await world.changes()).next).toBe(before)
  })

  it('moves no organization into a circle of parents, not even one that a row above closes', async () => {
    await using world = await startWritingWorld()
    const id = await created(world, 'Delta Hosts', sacramento)

    const csv = `id,name,kinds,parent\n,Upper Hosts,Nonprofit,${id}\n${id},,,Upper Hosts\n`
    const report = await bring(world, csv, sacramento)

    expect(report.applied).toBe(false)
    expect(report.issues).toEqual([['ERROR', 3, 'parent', 'INVALID', []]])
  })

  it('refuses a document that is hidden, and writers who act for nobody', async () => {
    await using world = await startWritingWorld()
    const csv = 'name,kind\nDelta Hosts,Nonprofit\n'

    const hidden = await bring(world, csv, sacramento, { sourceId: 'roster' })
    const nobody = await bring(world, csv, { ...admin, scopes: new Set(['import:run', 'organization:write']) })

    expect([hidden.applied, nobody.applied]).toEqual([false, false])
    expect(hidden.issues.map(([severity, , , code]) => [severity, code])).toEqual([['ERROR', 'NOT_FOUND']])
    expect(nobody.issues.map(([severity, , , code]) => [severity, code])).toContainEqual(['ERROR', 'FORBIDDEN'])
  })

  it('checks thirty rows in as many statements as three', async () => {
    await using world = await startWritingWorld()
    const statementsFor = async (count: number) => {
      const rows = Array.from({ length: count }, (_, index) => `Delta Hosts ${index},Nonprofit,scoe,Sacramento`)
      const before = world.statements.length
      const csv = ['name,kind,parent,city', ...rows].join('\n')
      const { counts } = await bring(world, csv, scoe, { dryRun: true })
      return { counts, statements: world.statements.length - before }
    }

    // The first request of all also clears away old identities.
    await statementsFor(1)

    const three = await statementsFor(3)
    const thirty = await statementsFor(30)

    expect([three.counts[0], thirty.counts[0]]).toEqual([3, 30])
    expect(thirty.statements).toBe(three.statements)
  })
})
