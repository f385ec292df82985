import type { AnyTables } from '@exchange-network/kit/database/database'
import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { describe, expect, it } from 'vitest'
import { exportOf } from './exports.ts'
import { addHiddenRows } from './hidden-rows.ts'
import { people, startWorld, tell } from './world.ts'
import { newKey } from './writers.ts'

const visit = 'education-in-the-digital-age-ii'
const scopes = ['import:run', 'participant:write', 'participant:sensitive']
const scoe = viewerWith({ subject: 'scoe-importer', organization: 'scoe', scopes })

type Options = { programId?: string; dryRun?: boolean; sourceId?: string; viewer?: typeof scoe }

/** Imports a file, for good unless told otherwise; answers the report without the hash. */
const importFile = async (world: TestSubgraph, lines: readonly string[], options: Options = {}) => {
  const { programId = visit, dryRun = false, sourceId = 'partner-entry.scoe', viewer = scoe } = options
  const { data, errors } = await world.query(
    `mutation ($programId: ID!, $input: ImportInput!) { importParticipants(programId: $programId, input: $input) {
      applied rowsRead created updated unchanged rejected issues { severity row column code message suggestions } } }`,
    { programId, input: { csv: lines.join('\n'), dryRun, sourceId, idempotencyKey: newKey() } },
    viewer,
  )
  return errors === undefined ? data.importParticipants : errors
}

const roster = async (world: TestSubgraph, viewer = scoe) => {
  const { data } = await world.query(
    `{ program(id: "${visit}") { participations(first: 200, filter: { roles: [DELEGATE, INTERPRETER, LIAISON] }) { edges { node {
        id label role attendance visibility title representing { id } organization { id } person { id } } } } } }`,
    {},
    viewer,
  )
  return data.program.participations.edges.map(({ node }: { node: Record<string, unknown> }) => node)
}

describe('importParticipants', () => {
  it('puts the people and the unnamed delegates of a roster on a program', async () => {
    await using world = await startWorld()

    const report = await importFile(
      world,
      [
        'Row No;Person ID;Country;Organisation;Job Title;Function;Status',
        '1;irene-spero;Viet Nam;CoSN;Director;visitor;present',
        '2;;Burma;;Teacher;Visitor;',
        '3;;Burma;UNESCO;;escort;withdrew',
      ].map(line => line.replace('Row No', 'Row number')),
    )

    expect(report).toEqual({
      applied: true,
      rowsRead: 3,
      created: 3,
      updated: 0,
      unchanged: 0,
      rejected: 0,
      issues: [],
    })
    expect(await roster(world)).toEqual([
      expect.objectContaining({
        label: 'Irene Spero',
        role: 'DELEGATE',
        attendance: 'ATTENDED',
        visibility: 'PARTNER',
        title: 'Director',
        representing: { id: 'VN' },
        organization: { id: 'cosn' },
        person: { id: people.ireneSpero },
      }),
      expect.objectContaining({ label: 'Delegate 6', attendance: 'PLANNED', representing: { id: 'MM' }, person: null }),
      expect.objectContaining({ label: 'Liaison 7', attendance: 'WITHDRAWN', organization: { id: 'unesco' } }),
    ])
  })

  it('writes nothing in a dry run, and says the same', async () => {
    await using world = await startWorld()
    const lines = ['country,role', 'Jordan,visitor']

    const rehearsed = await importFile(world, lines, { dryRun: true })
    const before = await roster(world)
    const applied = await importFile(world, lines)

    expect(rehearsed).toEqual({ ...applied, applied: false })
    expect(before).toEqual([])
  })

  it('changes nothing when the same file comes again, unnamed delegates of one country included', async () => {
    await using world = await startWorld()
    const lines = [
      'person,country,role',
      ',Jordan,visitor',
      ',Jordan,visitor',
      ',Jordan,visitor',
      'irene-spero,,visitor',
    ]
    lines[4] = 'irene-spero,Jordan,visitor'

    const first = await importFile(world, lines)
    const second = await importFile(world, lines)

    expect([first.created, second.created, second.unchanged]).toEqual([4, 0, 4])
    expect(await roster(world)).toHaveLength(4)
  })

  it('knows a file again whether its program goes by id or by slug', async () => {
    await using world = await startWorld()
    await world.database.write(em =>
      em.getKysely<AnyTables>().updateTable('program').set({ slug: 'other-key' }).where('id', '=', visit).execute(),
    )
    const lines = ['country,role', 'Jordan,visitor', 'Jordan,visitor']

    const first = await importFile(world, lines, { programId: visit })
    const second = await importFile(world, lines, { programId: 'other-key' })

    expect([first.created, second.created, second.unchanged]).toEqual([2, 0, 2])
  })

  it('takes the number of a row for that of another person in the file of another document', async () => {
    await using world = await startWorld()
    const bring = (person: string, sourceId: string) =>
      importFile(world, ['row,person,country,role', `1,${person},Jordan,visitor`], { sourceId })

    await bring('irene-spero', 'scoe-news-story')
    const report = await bring('jeff-lowe', 'scoe-press-release-2024-11-06')

    expect([report.created, report.updated]).toEqual([1, 0])
    expect((await roster(world)).map((row: { label: string }) => row.label)).toEqual(['Irene Spero', 'Jeff Lowe'])
  })

  it('follows a corrected file: more delegates, another attendance, a name that became known', async () => {
    await using world = await startWorld()
    await importFile(world, ['row,person,country,role,attendance', '1,,Jordan,visitor,', '2,,Egypt,visitor,'])

    const report = await importFile(world, [
      'row,person,country,role,attendance',
      '1,irene-spero,Jordan,visitor,',
      '2,,Egypt,visitor,absent',
      '3,,Egypt,visitor,',
    ])

    expect(report).toMatchObject({ applied: true, created: 1, updated: 2, unchanged: 0 })
    expect((await roster(world)).map(({ label, attendance }: Record<string, unknown>) => [label, attendance])).toEqual([
      ['Irene Spero', 'PLANNED'],
      ['Delegate 6', 'NO_SHOW'],
      ['Delegate 7', 'PLANNED'],
    ])
  })

  it('keeps no printed name, and suggests people of that name', async () => {
    await using world = await startWorld()

    const report = await importFile(world, [
      'Family name,Given name,Country,Role',
      'SPERO,Irene,Jordan,visitor',
      'Nobody,Ann,Jordan,visitor',
    ])

    expect(report.issues).toEqual([
      {
        severity: 'WARNING',
        row: 2,
        column: 'Family name',
        code: 'AMBIGUOUS',
        message:
          'A person of this name is known. The name alone does not tell who is meant and is not kept: put the id into the column "person".',
        suggestions: [people.ireneSpero],
      },
      {
        severity: 'WARNING',
        row: 3,
        column: 'Family name',
        code: 'NOT_FOUND',
        message:
          'A printed name is not kept with a roster. Import the people first (importPeople), then give their ids in the column "person".',
        suggestions: [],
      },
    ])
    expect((await roster(world)).map(({ label }: Record<string, unknown>) => label)).toEqual([
      'Delegate 5',
      'Delegate 6',
    ])
  })

  it('suggests nobody whom the viewer may not see', async () => {
    await using world = await startWorld()
    await tell(world.database, [{ type: 'Person', id: 'p-secret', name: 'Ann Secret', visibility: 'RESTRICTED' }])

    const report = await importFile(world, ['Full name,Country,Role', 'Ann Secret,Jordan,visitor'])

    expect(report.issues).toMatchObject([{ code: 'NOT_FOUND', suggestions: [] }])
  })

  it('leaves out what belongs to people, and says so once', async () => {
    await using world = await startWorld()

    const report = await importFile(world, [
      'Country,Role,E-mail,Phone,Mr/Ms',
      'Jordan,visitor,ann@example.org,,Ms',
      'Egypt,visitor,bob@example.org,+1 916 555 0100,Mr',
    ])

    const message =
      'The cells of this column belong to people and not to a roster, so they are left out. Import them with importPeople.'
    expect(report.issues).toEqual([
      { severity: 'WARNING', row: 2, column: 'E-mail', code: 'INVALID', message, suggestions: [] },
      { severity: 'WARNING', row: 3, column: 'Phone', code: 'INVALID', message, suggestions: [] },
    ])
    expect(report.created).toBe(2)
  })

  it('says all that is wrong with a file, and writes none of it', async () => {
    await using world = await startWorld()
    await tell(world.database, [
      { type: 'Organization', id: 'o-1', name: 'City College' },
      { type: 'Organization', id: 'o-2', name: 'City College' },
    ])

    const report = await importFile(world, [
      'id,person,country,organization,role,visibility,title',
      ',,Jordan,,visitor,,',
      ',,Burma (2),,visitor,,',
      ',,,,visitor,,',
      ',,Georgia,,visitor,,',
      ',p-never,Jordan,,visitor,,',
      ',,,Nowhere Institute,visitor,,',
      ',,,City College,visitor,,',
      ',,Jordan,,visitor,NETWORK,',
      'pa-never,,Jordan,,visitor,,',
      ',,Jordan,,magician,,',
      ',,Jordan,,visitor,,Passport No. X1234567',
      ',irene-spero,Jordan,,visitor,,',
      ',p-h46bfxe97r,Jordan,,visitor,,',
    ])

    const found = report.issues.map(({ row, column, code, suggestions }: Record<string, unknown>) => [
      row,
      column,
      code,
      suggestions,
    ])
    expect([report.applied, report.created, report.rejected]).toEqual([false, 3, 10])
    expect(found).toEqual([
      [3, 'country', 'INVALID', []],
      [4, 'country', 'INVALID', []],
      [5, 'country', 'AMBIGUOUS', ['Georgia (GE)', 'Georgia (US-GA)']],
      [6, 'person', 'NOT_FOUND', []],
      [7, 'organization', 'NOT_FOUND', []],
      [8, 'organization', 'AMBIGUOUS', ['o-1', 'o-2']],
      [9, 'visibility', 'INVALID', ['PARTNER']],
      [10, 'id', 'NOT_FOUND', []],
      [11, 'role', 'INVALID', []],
      [12, 'title', 'PROTECTED_DATA', []],
      [14, null, 'DUPLICATE', []],
    ])
    expect(await roster(world)).toEqual([])
  })

  it('reads a country with a number behind it as one person from there, and says so', async () => {
    await using world = await startWorld()

    const report = await importFile(world, ['country,role,title', 'Burma (2),visitor,"Head\r\nof unit"'])

    expect(report.issues).toMatchObject([{ severity: 'WARNING', row: 2, column: 'country', code: 'INVALID' }])
    expect([report.applied, report.created]).toEqual([true, 1])
    expect(await roster(world)).toMatchObject([{ title: 'Head of unit', representing: { id: 'MM' } }])
  })

  it('is for the steward of the program, of programs and sources that are there', async () => {
    await using world = await startWorld()
    const lines = ['country,role', 'Jordan,visitor']

    const foreign = await importFile(world, lines, { programId: 'cosn-singapore-2015' })
    const unknown = await importFile(world, lines, { programId: 'never', sourceId: 'never' })

    expect(foreign.issues).toMatchObject([{ row: null, code: 'FORBIDDEN' }])
    expect(unknown.issues).toMatchObject([
      { code: 'NOT_FOUND', message: 'There is no program "never", or none that you may see.' },
      { code: 'NOT_FOUND', message: 'There is no source "never", or none that you may see.' },
    ])
    expect([foreign.applied, unknown.applied]).toEqual([false, false])
  })

  it('takes nobody in more openly than the program allows, and RESTRICTED rows with their scope only', async () => {
    await using world = await startWorld()
    const lines = ['country,role', 'Belarus,visitor']
    const programId = 'scoe-belarus-visit-2024'

    const without = await importFile(world, lines, {
      programId,
      viewer: viewerWith({ organization: 'scoe', scopes: ['import:run', 'participant:write'] }),
    })
    const withScope = await importFile(world, lines, { programId })

    const { data } = await world.query(
      `{ program(id: "${programId}") { participations { edges { node { visibility } } } } }`,
      {},
      scoe,
    )
    expect(without.issues).toMatchObject([{ row: null, code: 'FORBIDDEN' }])
    expect(withScope).toMatchObject({ applied: true, created: 1 })
    expect(data.program.participations.edges).toEqual([{ node: { visibility: 'RESTRICTED' } }])
  })

  it('needs both scopes', async () => {
    await using world = await startWorld()
    const viewer = viewerWith({ organization: 'scoe', scopes: ['participant:write'] })

    const [failure] = await importFile(world, ['country,role', 'Jordan,visitor'], { viewer })

    expect(failure.extensions.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE')
  })

  it('credits the source that is named', async () => {
    await using world = await startWorld()

    await importFile(world, ['country,role', 'Jordan,visitor'], { sourceId: 'scoe-news-story' })

    const { data } = await world.query(
      `{ program(id: "${visit}") { participations(filter: { roles: [DELEGATE] }) { edges { node {
          sources { id } claims(path: "representing") { normalized source { id } } } } } } }`,
      {},
      scoe,
    )
    expect(data.program.participations.edges[0].node).toEqual({
      sources: [{ id: 'scoe-news-story' }],
      claims: [{ normalized: 'JO', source: { id: 'scoe-news-story' } }],
    })
  })
})

describe('A roster of many rows', () => {
  const rows = (count: number): string =>
    [
      'row,name,country,organization,role',
      ...Array.from({ length: count }, (_, index) => `${index},Ann Nobody ${index},Jordan,CoSN,visitor`),
    ].join('\n')
  const send = (world: TestSubgraph, csv: string, dryRun: boolean) =>
    world.query(
      `mutation ($input: ImportInput!) { importParticipants(programId: "${visit}", input: $input) { applied created } }`,
      { input: { csv, dryRun, sourceId: 'partner-entry.scoe', idempotencyKey: newKey() } },
      scoe,
    )

  it('is checked with as many statements as a short one', async () => {
    await using world = await startWorld()

    await send(world, rows(3), true)
    const few = await send(world, rows(3), true)
    const many = await send(world, rows(400), true)

    expect(many.data.importParticipants).toEqual({ applied: false, created: 400 })
    expect(many.statements).toHaveLength(few.statements.length)
  })

  it('is written with less than one statement for two rows', async () => {
    await using world = await startWorld()

    const few = await send(world, rows(20), false)
    const many = await send(world, rows(420), false)

    expect(many.data.importParticipants).toEqual({ applied: true, created: 400 })
    expect(many.statements.length).toBeLessThan(few.statements.length + 200)
  })
})

describe('The export of a roster', () => {
  it('is unchanged when it is imported again', async () => {
    await using world = await startWorld()
    await addHiddenRows(world.database)
    await importFile(world, [
      'person,country,organization,role,title,notes',
      'irene-spero,Jordan,CoSN,visitor,=Director,"Two lines,\nwith; delimiters"',
      ',Egypt,,escort,,-',
    ])

    const file = await exportOf(world, visit, scoe)
    const report = await importFile(world, [file], { dryRun: true })

    expect(file.split('\r\n')[0]).toBe(
      '\uFEFFid,sourceRowId,person,familyName,givenName,name,country,organization,title,role,attendance,visibility,notes,honorific,nativeName,language,email,phone',
    )
    expect(file).toContain("'=Director")
    expect(report).toMatchObject({ created: 0, updated: 0, rejected: 0, issues: [] })
    expect(report.unchanged).toBe(report.rowsRead)
    expect(report.rowsRead).toBeGreaterThan(5)
  })

  it('tells no more than the viewer may read', async () => {
    await using world = await startWorld()
    await addHiddenRows(world.database)
    await importFile(world, ['country,role,notes', 'Jordan,visitor,Secret remark'])

    const file = await exportOf(world, visit, viewerWith({ organization: 'unesco' }))

    expect(file).not.toContain('Secret remark')
    expect(file).not.toContain('Quentin')
    expect(file).not.toContain('delegate-partner')
    expect(file).toContain('delegate-network')
    expect(file).toContain('delegate-public,,,,,,,,,DELEGATE,ATTENDED,PUBLIC,')
  })
})
