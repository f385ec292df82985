import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { describe, expect, it } from 'vitest'
import { startWorld, tell } from './world.ts'
import { cosn, exported, readProgram, scoe, visitOfNovember } from './writing-world.ts'

const report = `applied rowsRead created updated unchanged rejected
  issues { severity row column code message suggestions }`

const send = async (world: TestSubgraph, csv: string, input: object = {}, viewer = scoe) => {
  const { data, errors } = await world.query(
    `mutation ($input: ImportInput!) { importPrograms(input: $input) { ${report} } }`,
    { input: { csv, sourceId: 'partner-entry.scoe', idempotencyKey: 'k', dryRun: false, ...input } },
    viewer,
  )
  if (errors) throw new Error(JSON.stringify(errors))
  return data.importPrograms
}

const file = (...lines: readonly string[]): string => lines.join('\r\n')

const oneProgram = file(
  'Reference number,Program title,Type,Status,Date,City,Countries represented,Number of visitors,Host,Local coordinator,Topics,Direction',
  'E-17,Managing rural schools,visit,upcoming,"9 November 2090","Sacramento","Burma (2); Viet Nam; Burma",more than 12,Sacramento County Office of Education,global-ties-sacramento,reentry,inbound',
)

describe('importPrograms', () => {
  it('makes a program of a row as partners write it', async () => {
    await using world = await startWorld()

    const dry = await send(world, oneProgram, { dryRun: true })
    const nothing = await world.query('{ searchPrograms(query: "Managing rural schools") { totalCount } }', {}, scoe)
    const applied = await send(world, oneProgram)

    expect([dry.applied, dry.created, dry.issues]).toEqual([false, 1, []])
    expect(nothing.data.searchPrograms.totalCount).toBe(0)
    expect([applied.applied, applied.created, applied.issues]).toEqual([true, 1, []])
    const program = await readProgram(
      world,
      'managing-rural-schools',
      `kind status direction version steward { id } visibility dates { edtf label } places { place { id } label }
       representations { place { id } label timesListed } countryTally { listed distinct adopted }
       delegateCount { value bound label } topics { id } sources { id }
       roles { kind label organization { id } sources { id } }
       claims(path: "roles.HOST") { value normalized planned source { id } }
       history { edges { node { action } } }`,
    )
    expect(program).toEqual({
      kind: 'VISIT',
      status: 'ANNOUNCED',
      direction: 'INBOUND',
      version: 1,
      steward: { id: 'scoe' },
      visibility: 'NETWORK',
      dates: { edtf: '2090-11-09', label: '9 November 2090' },
      places: [{ place: { id: 'USSAC' }, label: 'Sacramento' }],
      representations: [
        { place: { id: 'MM' }, label: 'Burma', timesListed: 3 },
        { place: { id: 'VN' }, label: 'Viet Nam', timesListed: 1 },
      ],
      countryTally: { listed: 4, distinct: 2, adopted: 2 },
      delegateCount: { value: 12, bound: 'MORE_THAN', label: 'more than 12' },
      topics: [{ id: 'reentry' }],
      sources: [{ id: 'partner-entry.scoe' }],
      roles: [
        {
          kind: 'LOCAL_COORDINATOR',
          label: 'Global Ties Sacramento',
          organization: { id: 'global-ties-sacramento' },
          sources: [{ id: 'partner-entry.scoe' }],
        },
        {
          kind: 'HOST',
          label: 'Sacramento County Office of Education',
          organization: { id: 'scoe' },
          sources: [{ id: 'partner-entry.scoe' }],
        },
      ],
      claims: [
        {
          value: 'Sacramento County Office of Education',
          normalized: 'scoe',
          planned: true,
          source: { id: 'partner-entry.scoe' },
        },
      ],
      history: { edges: [{ node: { action: 'importPrograms' } }] },
    })
  })

  it('changes nothing when the same file comes twice, and the record when the same row says more', async () => {
    await using world = await startWorld()
    await send(world, oneProgram)

    const again = await send(world, oneProgram)
    const later = await send(world, oneProgram.replace('upcoming', 'confirmed').replace('more than 12', '14'))

    expect([again.created, again.updated, again.unchanged]).toEqual([0, 0, 1])
    expect([later.created, later.updated, later.unchanged]).toEqual([0, 1, 0])
    expect(await readProgram(world, 'managing-rural-schools', 'version status delegateCount { value bound }')).toEqual({
      version: 2,
      status: 'CONFIRMED',
      delegateCount: { value: 14, bound: 'EXACT' },
    })
  })

  it('says all that is wrong with each row and writes none of them', async () => {
    await using world = await startWorld()
    await tell(world.database, [
      { type: 'Organization', id: 'twin-1', name: 'Twin College' },
      { type: 'Organization', id: 'twin-2', name: 'TWIN COLLEGE' },
      { type: 'Organization', id: 'quiet', name: 'Quiet House', visibility: 'RESTRICTED' },
    ])
    const csv = file(
      'id,title,kind,dates,countries,host,series,visibility,status',
      ',Zanthoxylum,visit,2090-01-01,Jordan,cosn,ivlp,public,announced',
      ',,visit,11/8/2090,Georgia,Twin College,no-series,restricted,announced',
      'no-program,Wrong,visit,,,,,,',
      `${visitOfNovember},,delegation,2090,,Quiet House,,,`,
      ',Not yet,visit,2090,,,,,held',
    )

    const { applied, created, rejected, issues } = await send(world, csv)

    expect([applied, created, rejected]).toEqual([false, 1, 4])
    expect(
      issues.map((one: { row: number; column: string; code: string; suggestions: string[] }) => [
        one.row,
        one.column,
        one.code,
        one.suggestions.length,
      ]),
    ).toEqual([
      [3, 'dates', 'INVALID', 2],
      [3, 'countries', 'AMBIGUOUS', 2],
      [3, 'title', 'INVALID', 0],
      [3, 'host', 'AMBIGUOUS', 2],
      [3, 'visibility', 'FORBIDDEN', 0],
      [3, 'series', 'NOT_FOUND', 0],
      [4, 'id', 'NOT_FOUND', 0],
      [5, 'kind', 'INVALID', 1],
      [5, 'host', 'NOT_FOUND', 0],
      [5, 'status', 'INVALID', 0],
      [6, 'status', 'INVALID', 0],
    ])
    const right = await world.query('{ searchPrograms(query: "Zanthoxylum") { totalCount } }', {}, scoe)
    expect(right.data.searchPrograms.totalCount).toBe(0)
  })

  it('warns of a program of the same title that may be of the same days, and merges nothing', async () => {
    await using world = await startWorld()
    const csv = file(
      'title,kind,dates',
      'EDUCATION in the digital age II,visit,2024-11',
      'Education in the Digital Age II,visit,2019',
    )

    const { created, issues } = await send(world, csv, { dryRun: true })

    expect(created).toBe(2)
    expect(issues).toMatchObject([
      { severity: 'WARNING', row: 2, column: 'title', code: 'DUPLICATE', suggestions: [visitOfNovember] },
    ])
  })

  it('rejects changes to programs of others, and lets rows about them that change nothing pass', async () => {
    await using world = await startWorld()
    const rows = (venue: string) => file('id,venue', `cosn-singapore-2015,${venue}`)

    const change = await send(world, rows('Marina'))
    const same = await send(world, file('id,title', 'cosn-singapore-2015,International Delegation to Singapore'))

    expect(change).toMatchObject({ rejected: 1, issues: [{ row: 2, code: 'FORBIDDEN' }] })
    expect(same).toMatchObject({ unchanged: 1, issues: [] })
  })

  it('credits rows to the document that is named, and refuses one that nobody knows', async () => {
    await using world = await startWorld()

    const unknown = await send(world, oneProgram, { sourceId: 'no-source' })
    await send(world, oneProgram, { sourceId: 'scoe-news-story' })

    expect(unknown).toMatchObject({ applied: false, created: 0, issues: [{ row: null, code: 'NOT_FOUND' }] })
    const program = await readProgram(
      world,
      'managing-rural-schools',
      'sources { id } claims(path: "title") { source { id } }',
    )
    expect(program).toEqual({
      sources: [{ id: 'scoe-news-story' }],
      claims: [{ source: { id: 'scoe-news-story' } }],
    })
  })

  it('needs both scopes', async () => {
    await using world = await startWorld()
    const lacking = viewerWith({ organization: 'scoe', scopes: ['program:write'] })

    await expect(send(world, oneProgram, {}, lacking)).rejects.toThrow('UNAUTHORIZED_FIELD_OR_TYPE')
  })
})

describe('The export of programs', () => {
  it('reads back as unchanged, for its steward, for others and for nobody', async () => {
    await using world = await startWorld()
    await send(world, oneProgram)
    for (const viewer of [scoe, cosn]) {
      const csv = await exported(world, 'programs', viewer)

      const back = await send(world, csv, { dryRun: true, sourceId: `partner-entry.${viewer.organization}` }, viewer)

      expect(back).toMatchObject({ rowsRead: 15, created: 0, updated: 0, unchanged: 15, rejected: 0, issues: [] })
    }
    expect((await exported(world, 'programs', viewerWith({}))).split('\r\n').length).toBeGreaterThan(14)
  })

  it('has no program that the viewer may not see', async () => {
    await using world = await startWorld()
    await send(world, file('title,kind,visibility', 'Secret seminar,visit,partner'))

    expect(await exported(world, 'programs', scoe)).toContain('Secret seminar')
    expect(await exported(world, 'programs', cosn)).not.toContain('Secret seminar')
  })
})

describe('A long file of programs', () => {
  it('is checked with the same number of statements however many rows it has', async () => {
    await using world = await startWorld()
    const rows = (count: number) =>
      file(
        'title,kind,dates,host,local coordinator,topics,series,part of',
        ...Array.from(
          { length: count },
          (_, index) =>
            `Seminar ${index},visit,2090-01-01,Sacramento County Office of Education,global-ties-sacramento,reentry,ivlp,iste-philadelphia`,
        ),
      )
    const statementsFor = async (count: number) => {
      const { data, statements } = await world.query(
        'mutation ($input: ImportInput!) { importPrograms(input: $input) { created rejected } }',
        { input: { csv: rows(count), sourceId: 'scoe-news-story', idempotencyKey: 'k', dryRun: true } },
        scoe,
      )
      expect(data.importPrograms).toEqual({ created: count, rejected: 0 })
      return statements.length
    }

    // The first request of a process prepares what later ones find.
    await statementsFor(1)
    const few = await statementsFor(3)

    expect(await statementsFor(300)).toBe(few)
  })
})
