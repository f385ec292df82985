import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportCsv, importCsv } from './support/import-people.ts'
import { pavel, rima, sharedAddress } from './support/protected-people.ts'
import { act, change, found, personOf, startWritingWorld, toldOf, writers } from './support/writing-people.ts'

let world: TestSubgraph
beforeAll(async () => {
  world = await startWritingWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const idOf = async (name: string): Promise<string> => {
  const operation = 'query ($query: String!) { searchPeople(query: $query) { edges { node { id name } } } }'
  const { data } = await world.query(operation, { query: name }, writers.officer)
  return data.searchPeople.edges[0]?.node.id ?? ''
}
const briefly = (report: { issues: { row: number; column: string; severity: string; code: string }[] }) =>
  report.issues.map(({ row, column, severity, code }) => [row, column, severity, code])

describe('An import of people', () => {
  it('makes people of rows, with positions, contacts and claims, and the same file twice changes nothing', async () => {
    const csv = [
      'Nr.;Surname;First name;Organisation;Job title;E-mail;Cell phone;Bio',
      '1;Importer;Ada;SCOE;Analyst;ada.importer@example.org;+33 6 12 34 56 78;"Reads;\nwrites."',
      '2;Importer;Bob;Ministry of Silly Walks;;;;',
    ].join('\r\n')

    const rehearsed = await importCsv(world, csv, { dryRun: true })
    const written = await importCsv(world, csv)
    const again = await importCsv(world, csv)

    expect(rehearsed).toMatchObject({ applied: false, rowsRead: 2, created: 2, unchanged: 0, rejected: 0 })
    expect(written).toMatchObject({ applied: true, created: 2 })
    expect(briefly(written)).toEqual([[3, 'Organisation', 'WARNING', 'NOT_FOUND']])
    expect(again).toMatchObject({ applied: true, created: 0, updated: 0, unchanged: 2, issues: [] })
    const ada = await idOf('Ada Importer')
    expect(
      await personOf(
        world,
        ada,
        'version name givenName familyName visibility biography slug sources { id } affiliations { label title kind organization { id } } contactPoints { kind value } claims { path source { id } }',
      ),
    ).toEqual({
      version: 1,
      name: 'Ada Importer',
      givenName: 'Ada',
      familyName: 'Importer',
      visibility: 'PARTNER',
      biography: 'Reads;\nwrites.',
      slug: null,
      sources: [{ id: 'partner-entry.scoe' }],
      affiliations: [{ label: 'SCOE', title: 'Analyst', kind: 'EMPLOYMENT', organization: { id: 'scoe' } }],
      contactPoints: [
        { kind: 'EMAIL', value: 'ada.importer@example.org' },
        { kind: 'PHONE_MOBILE', value: '+33 6 12 34 56 78' },
      ],
      claims: [
        'name',
        'givenName',
        'familyName',
        'biography',
        'contactPoints',
        'contactPoints',
        'affiliations',
        'affiliations.title',
      ].map(path => ({ path, source: { id: 'partner-entry.scoe' } })),
    })
    expect(await toldOf(world, ada)).toMatchObject({ version: 1, visibility: 'PARTNER', fields: { steward: 'scoe' } })
    expect(await found(world, 'analyst importer')).toEqual(['Ada Importer'])
  })

  it('knows a row by name, organization and address where it has no number, and changes what is new', async () => {
    await importCsv(world, 'name,organization,email,biography\nCleo Natural,scoe,cleo@example.org,Old\n')
    const before = await idOf('Cleo Natural')

    const report = await importCsv(
      world,
      'name,organization,email,biography,mobile,title\nNATURAL Cleo,SCOE,Cleo@example.org,New,+1 202 555 0123,Chair\n',
    )

    expect(report).toMatchObject({ applied: true, created: 0, updated: 1 })
    expect(
      await personOf(world, before, 'version name biography affiliations { title } contactPoints { kind value }'),
    ).toEqual({
      version: 2,
      name: 'NATURAL Cleo',
      biography: 'New',
      affiliations: expect.arrayContaining([{ title: null }, { title: 'Chair' }]),
      contactPoints: [
        { kind: 'EMAIL', value: 'cleo@example.org' },
        { kind: 'PHONE_MOBILE', value: '+1 202 555 0123' },
      ],
    })
  })

  it('says what is wrong with each cell, repeats no contact value, and writes nothing', async () => {
    const csv = [
      'id,name,organization,title,email,phone,visibility,biography,passport',
      ',Dan Broken,Organization unesco,,dan@nowhere,12,SECRET,call (916) 228-2713,',
      ',,scoe,,,,,,',
      ',Eve Broken,,Chief,,,PUBLIC,,',
      'p-nobody,Fay Broken,,,,,,,',
      `${rima.id},Rima,,,,,,,`,
      ',Gus Whole,,,,,,,',
    ].join('\n')

    const report = await importCsv(world, csv.replaceAll(',passport', '').replaceAll(/,$/gm, ''))

    expect(report).toMatchObject({ applied: false, rowsRead: 6, created: 1, rejected: 5 })
    expect(briefly(report)).toEqual([
      [2, 'email', 'ERROR', 'INVALID'],
      [2, 'phone', 'ERROR', 'INVALID'],
      [2, 'visibility', 'ERROR', 'INVALID'],
      [2, 'biography', 'ERROR', 'INVALID'],
      [2, 'organization', 'ERROR', 'AMBIGUOUS'],
      [3, 'name', 'ERROR', 'INVALID'],
      [4, 'visibility', 'ERROR', 'INVALID'],
      [5, 'id', 'ERROR', 'NOT_FOUND'],
      [6, 'id', 'ERROR', 'NOT_FOUND'],
    ])
    expect(JSON.stringify(report)).not.toMatch(/nowhere|228-2713/)
    expect(report.issues[4].suggestions).toEqual(['unesco', 'unesco-paris'])
    expect(await found(world, 'gus whole')).toEqual([])
  })

  it('takes rosters with both role and job title, and leaves out a title without its organization with a warning', async () => {
    const csv = 'Full name,Role,Job title,Employer\nOlga Sole,Delegate,Dean,\nPia Whole,Delegate,"Head\nof unit",SCOE\n'

    const report = await importCsv(world, csv)
    const again = await importCsv(world, csv)

    expect(report).toMatchObject({ applied: true, created: 2 })
    expect(briefly(report)).toEqual([
      [null, 'Role', 'WARNING', 'INVALID'],
      [2, 'Job title', 'WARNING', 'INVALID'],
    ])
    const { data } = await world.query(
      '{ sole: searchPeople(query: "olga sole") { ...titles } whole: searchPeople(query: "pia whole") { ...titles } } fragment titles on PersonConnection { edges { node { affiliations { title label } } } }',
      {},
      writers.officer,
    )
    expect(data.sole.edges).toEqual([{ node: { affiliations: [] } }])
    expect(data.whole.edges).toEqual([{ node: { affiliations: [{ title: 'Head of unit', label: 'SCOE' }] } }])
    expect(again).toMatchObject({ unchanged: 2, created: 0, updated: 0 })
  })

  it('warns of people of a like name, by ids that the viewer may see, and merges nobody', async () => {
    const csv = 'name\nAmalong Jared\nPaulus Quillfeather\nRima Aardal\n'

    const report = await importCsv(world, csv, { dryRun: true })
    const guarded = await importCsv(world, csv, { dryRun: true, viewer: writers.typist })

    const suggested = ({ issues }: { issues: { row: number; code: string; suggestions: string[] }[] }) =>
      issues.map(({ row, code, suggestions }) => [row, code, suggestions])
    expect(report).toMatchObject({ created: 3, rejected: 0 })
    expect(suggested(report)).toEqual([
      [2, 'AMBIGUOUS', ['p-rhtexx6zhr']],
      [3, 'AMBIGUOUS', [pavel.id]],
    ])
    expect(suggested(guarded)).toEqual([[2, 'AMBIGUOUS', ['p-rhtexx6zhr']]])
  })

  it('takes a number that named somebody else before for a mistake, unless it is of another document', async () => {
    await importCsv(world, 'source_row_id,name\n7,Hal Numbered\n')

    const other = await importCsv(world, 'source_row_id,name\n7,Ines Numbered\n')
    const elsewhere = await importCsv(world, 'source_row_id,name\n7,Ines Numbered\n', { sourceId: 'scoe-news-story' })

    expect(briefly(other)).toEqual([[2, 'source_row_id', 'ERROR', 'AMBIGUOUS']])
    expect(other.issues[0].suggestions).toEqual([await idOf('Hal Numbered')])
    expect(elsewhere).toMatchObject({ applied: true, created: 1 })
  })

  it('changes nobody whom the viewer does not steward, and confirms no guess at what is guarded', async () => {
    const guess = (viewer: (typeof writers)[keyof typeof writers], email: string) =>
      importCsv(world, `id,email\np-h46bfxe97r,${email}\n`, { viewer, sourceId: 'scoe-news-story' })

    const right = await guess(writers.typist, 'ispero@cosn.org')
    const wrong = await guess(writers.typist, 'someone@cosn.org')
    const reader = await guess(writers.scoe, 'ispero@cosn.org')

    expect(briefly(right)).toEqual([[2, null, 'ERROR', 'FORBIDDEN']])
    expect(wrong).toEqual(right)
    expect(reader).toMatchObject({ unchanged: 1, rejected: 0 })
  })

  it('leaves the visibility of people as it is, and says so', async () => {
    await importCsv(world, 'source_row_id,name,visibility\n30,Jo Kept,NETWORK\n')

    const report = await importCsv(world, 'source_row_id,name,visibility\n30,Jo Kept,PARTNER\n')

    expect(report).toMatchObject({ unchanged: 1, rejected: 0 })
    expect(briefly(report)).toEqual([[2, 'visibility', 'WARNING', 'INVALID']])
    expect((await personOf(world, await idOf('Jo Kept'), 'visibility')).visibility).toBe('NETWORK')
  })

  it('makes nobody anew whom it made before and who is protected since', async () => {
    await importCsv(world, 'source_row_id,name\n40,Kai Sheltered\n')
    const id = await idOf('Kai Sheltered')
    await act(world, 'setPersonVisibility', { id, visibility: 'RESTRICTED', reason: 'At risk', expectedVersion: 1 })

    const report = await importCsv(world, 'source_row_id,name\n40,Kai Sheltered\n')

    expect(briefly(report)).toEqual([[2, null, 'ERROR', 'NOT_FOUND']])
    expect(await found(world, 'sheltered')).toEqual(['Kai Sheltered'])
  })

  it('has forgotten the rows of somebody who was erased', async () => {
    await importCsv(world, 'source_row_id,name\n50,Leo Gone\n')
    const id = await idOf('Leo Gone')
    await act(world, 'erasePerson', { id, reason: 'Asked.', expectedVersion: 1 })

    const rows = await world.database.read.selectFrom('imported_row').selectAll().where('record_id', '=', id).execute()

    expect(rows).toEqual([])
  })

  it('needs a source that exists for the viewer', async () => {
    const report = await importCsv(world, 'name\nMia Credited\n', { sourceId: 'secret-memo' })

    expect(report).toMatchObject({ applied: false, rowsRead: 0 })
    expect(briefly(report)).toEqual([[null, null, 'ERROR', 'NOT_FOUND']])
  })

  it('takes a constant number of statements for a batch', async () => {
    const roster = (first: number, rows: number) =>
      `name,organization\n${Array.from({ length: rows }, (_, index) => `Row${first + index} Batch,scoe`).join('\n')}\n`
    const statementsFor = async (csv: string) => {
      const before = world.statements.length
      await importCsv(world, csv, { dryRun: true })
      return world.statements.length - before
    }

    await statementsFor(roster(0, 1))
    const one = await statementsFor(roster(100, 1))
    const many = await statementsFor(roster(200, 200))

    expect(many).toBe(one)
  })
})

describe('An export of people', () => {
  it('is read as an import that changes nothing', async () => {
    await change(world, 'createPerson', {
      name: '=Formula, "Quoted"',
      otherNames: ['Other One', "'Apostrophe"],
      biography: '-two\nlines',
      contactPoints: [{ kind: 'PHONE_OFFICE', value: '+44 20 7946 0958' }],
      sourceIds: [],
      idempotencyKey: 'formula',
      allowDuplicate: true,
    })
    const csv = await exportCsv(world)

    const report = await importCsv(world, csv, { dryRun: true, viewer: writers.officer })

    expect(report).toMatchObject({ updated: 0, created: 0, rejected: 0, issues: [] })
    expect(report.unchanged).toBe(csv.trim().split('\r\n').length - 1)
    expect(csv).toContain(`"'=Formula, ""Quoted"""`)
  })

  it('holds whom the viewer may see, and guarded values for those with the scope only', async () => {
    const open = await exportCsv(world, writers.stranger)
    const typed = await exportCsv(world, writers.typist)
    const own = await exportCsv(world, writers.scoe)

    expect(open).toContain('Jared Amalong')
    expect(open).not.toMatch(/Pavel|Rima|Nadia/)
    expect(typed).toContain('Pavel Aaltonen')
    expect(typed).not.toMatch(/@|Quillfeather|228-2713/)
    expect(own).toContain(sharedAddress)
    expect(own).toContain('Paulus Quillfeather')
    expect(own).not.toContain('Rima')
  })
})
