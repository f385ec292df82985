import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { importByMutation } from '../importing/import-by-mutation.ts'
import type { ImportProgress } from '../importing/report.ts'
import { lackingScopes } from '../importing/run-import.ts'
import { Guest, guests, openReception } from './importing-world.ts'

const sha256Of = (file: string): string => createHash('sha256').update(file).digest('hex')

const file = [
  'name,country,role',
  'Ama Mensah,Togo,delegate',
  'U Ba,Burma,visitor',
  'Linh Tran,Viet Nam,HOST',
  '',
].join('\r\n')
const nothing = { rowsRead: 3, created: 0, updated: 0, unchanged: 0, rejected: 0, issues: [], sha256: sha256Of(file) }

/** A guest list of numbered guests, all of Togo. */
const guestList = (length: number): string =>
  ['name,country', ...Array.from({ length }, (_, index) => `Guest ${index + 1},Togo`)].join('\n')

describe('an import', () => {
  it('is a rehearsal at first: it says what it would do and writes nothing', async () => {
    await using reception = await openReception()

    const report = await reception.import(file)

    expect(report).toStrictEqual({ ...nothing, applied: false, created: 3 })
    expect(await reception.names()).toStrictEqual([])
  })

  it('writes when asked to, and changes nothing the second time', async () => {
    await using reception = await openReception()

    const first = await reception.import(file, { dryRun: false })
    const second = await reception.import(file, { dryRun: false })

    expect(first).toStrictEqual({ ...nothing, applied: true, created: 3 })
    expect(second).toStrictEqual({ ...nothing, applied: true, unchanged: 3 })
    expect(await reception.names()).toStrictEqual(['Ama Mensah', 'Linh Tran', 'U Ba'])
  })

  it('writes nothing of a file in which a row is rejected', async () => {
    await using reception = await openReception()

    const report = await reception.import(`${file}Bo,Narnia,\r\n`, { dryRun: false })

    expect(report).toMatchObject({ applied: false, created: 3, rejected: 1 })
    expect(await reception.names()).toStrictEqual([])
  })

  it('tells a definition which record an earlier import made of a row, whatever the row says now', async () => {
    await using reception = await openReception()
    const seen: (string | null)[] = []
    const watched = {
      ...guests,
      plan: (...given: Parameters<typeof guests.plan>) => {
        seen.push(given[0].recordId)
        return guests.plan(...given)
      },
    }
    const input = { dryRun: false, sourceId: 'scoe-roster', idempotencyKey: 'a' }

    await importByMutation(watched, reception.context, { ...input, csv: 'Row,name,country\n7,Ama,Togo\n' })
    seen.length = 0
    await importByMutation(watched, reception.context, {
      ...input,
      csv: 'Row,name,country\n7,Ama,Burma\n8,Bo,Togo\n',
      dryRun: true,
    })

    expect(seen).toStrictEqual(['g-2', null])
  })

  it('keeps the keys of other organizations and programs apart', async () => {
    await using reception = await openReception()
    await reception.import('Row,name,country\n7,Ama,Togo\n', { dryRun: false })

    const rows = await reception.database.read.selectFrom('imported_row').selectAll().execute()

    expect(rows).toStrictEqual([{ kind: 'guests', scope: 'scoe', key: sha256Of('key 7'), record_id: 'g-2' }])
  })

  it('makes several records of equal rows where the key may repeat, and finds each again', async () => {
    await using reception = await openReception()
    const seen: unknown[] = []
    const unnamed = {
      ...guests,
      rowKey: () => ({ text: 'unnamed', mayRepeat: true }),
      plan: async ({ number, occurrence, recordId }: Parameters<typeof guests.plan>[0]) => {
        seen.push([occurrence, recordId])
        return recordId === null
          ? ({ outcome: 'create', apply: async () => `u-${number}` } as const)
          : ({ outcome: 'unchanged', recordId } as const)
      },
    }
    const input = { csv: 'name\nDelegate\nDelegate\n', dryRun: false, sourceId: 'scoe-roster', idempotencyKey: 'a' }

    const first = await importByMutation(unnamed, reception.context, input)
    seen.length = 0
    const second = await importByMutation(unnamed, reception.context, input)

    expect([first.created, second.created, second.unchanged]).toStrictEqual([2, 0, 2])
    expect(seen).toStrictEqual([
      [1, 'u-2'],
      [2, 'u-3'],
    ])
  })

  it('plans and writes 500 rows at a time with fresh loaders, all in one transaction', async () => {
    const recorded: number[] = []
    const progress: ImportProgress[] = []
    await using reception = await openReception([async changes => void recorded.push(changes.length)])

    const report = await reception.import(guestList(1201), { dryRun: false, onProgress: step => progress.push(step) })

    expect(report).toMatchObject({ applied: true, rowsRead: 1201, created: 1201 })
    expect(recorded).toStrictEqual([500, 500, 201])
    expect(reception.context.renewals).toBe(7)
    expect(reception.database.statements.filter(sql => /^begin/i.test(sql))).toHaveLength(1)
    expect(progress).toStrictEqual([
      { phase: 'checking', rows: 500, of: null },
      { phase: 'checking', rows: 1000, of: null },
      { phase: 'checking', rows: 1201, of: null },
      { phase: 'writing', rows: 500, of: 1201 },
      { phase: 'writing', rows: 1000, of: 1201 },
      { phase: 'writing', rows: 1201, of: 1201 },
    ])
  })

  it('undoes everything where a row can no longer be written, and names the row', async () => {
    await using reception = await openReception()
    const late = `name,country,notes\n${'Ama,Togo,\n'}Bo,Togo,late refusal\nCo,Togo,late refusal\n`

    const report = await reception.import(late, { dryRun: false })

    const refusal = {
      severity: 'ERROR',
      column: 'notes',
      code: 'FORBIDDEN',
      message: 'The hall is full.',
      suggestions: [],
    }
    expect(report).toStrictEqual({
      applied: false,
      rowsRead: 3,
      created: 1,
      updated: 0,
      unchanged: 0,
      rejected: 2,
      issues: [
        { ...refusal, row: 3 },
        { ...refusal, row: 4 },
      ],
      sha256: sha256Of(late),
    })
    expect(await reception.names()).toStrictEqual([])
  })

  it('plans its rows again before it writes, since others may have written meanwhile', async () => {
    await using reception = await openReception()
    const { context, database } = reception
    const renew = context.renew
    context.renew = async () => {
      await renew.call(context)
      if (context.renewals !== 2) return
      await database.write(async em => {
        em.create(Guest, { id: 'g-x', name: 'Guest 1', country: 'MM', role: 'HOST', languages: [] })
      })
    }

    const report = await reception.import(guestList(501), { dryRun: false })

    expect(report).toMatchObject({ applied: true, rowsRead: 501, created: 500, updated: 1 })
  })

  it('reports what holds now where another writer made a row impossible between its two readings', async () => {
    await using reception = await openReception()
    const { context, database } = reception
    const renew = context.renew
    context.renew = async () => {
      await renew.call(context)
      if (context.renewals !== 2) return
      await database.write(async em => {
        em.create(Guest, { id: 'g-x', name: 'Guest 1', role: 'HOST', notes: 'do not touch', languages: [] })
      })
    }

    const report = await reception.import(guestList(501), { dryRun: false })

    expect(report).toMatchObject({ applied: false, rowsRead: 501, created: 500, rejected: 1 })
    expect(report.issues).toStrictEqual([
      { severity: 'ERROR', row: 2, column: 'name', code: 'FORBIDDEN', message: 'Hands off.', suggestions: [] },
    ])
    expect(await reception.names()).toStrictEqual(['Guest 1'])
  })

  it('stops when it is told to, and keeps nothing', async () => {
    await using reception = await openReception()
    const stop = new AbortController()

    const importing = reception.import(guestList(1201), {
      dryRun: false,
      signal: stop.signal,
      onProgress: ({ phase }) => phase === 'writing' && stop.abort(new Error('The caller has gone.')),
    })

    await expect(importing).rejects.toThrow('The caller has gone.')
    expect(await reception.names()).toStrictEqual([])
  })

  it('lists 5,000 issues, errors before warnings, and counts the rest', async () => {
    await using reception = await openReception()
    const rows = Array.from({ length: 6000 }, (_, index) => (index % 2 === 0 ? `Ama ${index},` : `Bo ${index},Narnia`))

    const { issues, rejected } = await reception.import(['name,country', ...rows].join('\n'))

    expect(rejected).toBe(3000)
    expect(issues.filter(({ severity }) => severity === 'ERROR')).toHaveLength(3000)
    expect(issues).toHaveLength(5001)
    expect(issues.at(-1)).toStrictEqual({
      severity: 'WARNING',
      row: null,
      column: null,
      code: 'INVALID',
      message:
        'There are 0 more errors and 1,000 more warnings that are not listed. Put right what is listed, then check the file again.',
      suggestions: [],
    })
  })

  it('checks what the whole file says before its rows', async () => {
    await using reception = await openReception()
    const closed = {
      ...guests,
      check: async () => [{ code: 'NOT_FOUND', message: 'There is no program "x".' } as const],
    }

    const report = await importByMutation(closed, reception.context, {
      csv: file,
      dryRun: false,
      sourceId: 's',
      idempotencyKey: 'a',
    })

    expect(report).toMatchObject({ applied: false, rowsRead: 0 })
    expect(report.issues).toStrictEqual([
      {
        severity: 'ERROR',
        row: null,
        column: null,
        code: 'NOT_FOUND',
        message: 'There is no program "x".',
        suggestions: [],
      },
    ])
  })

  it('names the scopes that a viewer lacks', async () => {
    await using reception = await openReception()

    expect(lackingScopes(guests, reception.context)).toStrictEqual(['guest:write'])
  })

  it('takes no definition whose columns share a name', async () => {
    await using reception = await openReception()
    const muddled = {
      ...guests,
      columns: { ...guests.columns, table: { ...guests.columns.table, aliases: ['NATION'] } },
    }

    const importing = importByMutation(muddled, reception.context, {
      csv: file,
      dryRun: true,
      sourceId: 's',
      idempotencyKey: 'a',
    })

    await expect(importing).rejects.toThrow(
      'The heading "nation" means "country" and "table". Take it from the aliases of one of them.',
    )
  })
})

describe('an export', () => {
  it('is UTF-8 with a byte order mark, lines of RFC 4180 and no formulas', async () => {
    await using reception = await openReception()
    await reception.import('name,country,notes\n"\'=HYPERLINK(""x"")",Togo,"a;b, c\nd"\nU Ba,Burma,\n', {
      dryRun: false,
    })

    expect(await reception.export()).toBe(
      [
        '\ufeffname,country,role,arrives,companions,floor,languages,veteran,phone,notes,sourceRowId,table',
        `"'=HYPERLINK(""x"")",Togo,DELEGATE,,,,,,,"a;b, c\nd",,`,
        'U Ba,Burma,DELEGATE,,,,,,,,,',
        '',
      ].join('\r\n'),
    )
  })

  it('comes back as an import that changes nothing', async () => {
    await using reception = await openReception()
    await reception.import(
      [
        'name;country;role;arrives;companions;languages;notes',
        '=1+1;Togo;HOST;2024-05;80+;en|fr;"+1 ""a"""',
        '\'\'@x;Burma;speaker;2015-01-09/2015-01-17;ca. 3;;"two\nlines"',
        "'tis;Viet Nam;visitor;[2013-10..2015-01];;my;'",
        '-;;;;;;',
      ].join('\r\n'),
      { dryRun: false },
    )
    const before = await reception.names()

    const report = await reception.import(await reception.export(), { dryRun: false })

    expect(before).toStrictEqual(["'@x", "'tis", '-', '=1+1'])
    expect(report).toMatchObject({ applied: true, rowsRead: 4, unchanged: 4, issues: [] })
  })
})
