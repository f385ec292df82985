import { execFile } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createProgressBar } from '../imports/progress-bar.ts'
import { reportText } from '../imports/report-text.ts'
import { type FileSubgraph, type ReceivedFile, report, sendLines, startFileSubgraph } from './support/file-subgraph.ts'
import { makeFolder, startTestGateway, type TestGateway } from './support/test-gateway.ts'

type Respond = (file: ReceivedFile, response: Parameters<typeof sendLines>[0]) => unknown

let folder: Awaited<ReturnType<typeof makeFolder>>
let people: FileSubgraph
let gateway: TestGateway
let respond: Respond
let roster: string

beforeAll(async () => {
  folder = await makeFolder()
  roster = join(folder.path, 'roster.csv')
  await writeFile(roster, 'Name\nChloé\n')
  people = await startFileSubgraph((file, response) => respond(file, response))
  gateway = await startTestGateway([people])
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await folder[Symbol.asyncDispose]()
})
beforeEach(() => {
  people.files.length = 0
  respond = (_, response) => sendLines(response, { report: report() })
})

/** Runs a command as its user does, against the gateway of the test. */
const run = (command: 'import' | 'export', args: readonly string[], env: Record<string, string> = {}) =>
  new Promise<{ code: number; stdout: string; stderr: string }>(resolve => {
    const file = fileURLToPath(new URL(`../imports/${command}-command.ts`, import.meta.url))
    const all = [file, '--gateway', new URL(gateway.url).origin, ...args]
    const given = { PATH: process.env.PATH, DATA_DIR: gateway.config.dataDir, ...env }
    execFile(process.execPath, all, { env: given, cwd: folder.path }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr })
    })
  })

const issue = { row: 12, column: 'Country', severity: 'ERROR', code: 'AMBIGUOUS', message: '"Georgia" is two places.' }
const rejected = report({ rejected: 1, created: 1, issues: [{ ...issue, suggestions: ['GE', 'US-GA'] }] })

describe('npm run import', () => {
  it('rehearses a file with a development token, and says what would happen', async () => {
    const { code, stdout, stderr } = await run('import', ['people', roster, '--organization', 'scoe'])

    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stderr: '',
      stdout: [
        '"roster.csv" could be imported into people; this was a dry run, and nothing was written. Add --apply to write it.',
        '',
        'rows       2',
        'created    2',
        'updated    0',
        'unchanged  0',
        'rejected   0',
        '',
      ].join('\n'),
    })
    expect(people.files[0]).toMatchObject({
      target: 'POST /imports/people?dryRun=true',
      claims: { organization: 'scoe', scope: 'import:run person:write' },
    })
  })

  it('sends all that it was told about the file', async () => {
    respond = (_, response) => sendLines(response, { report: report({ applied: true }) })
    const told = ['--apply', '--source', 'press', '--date-order', 'MDY', '--column', 'Job: title=title']

    const { code, stdout } = await run('import', ['people', 'roster.csv', '--organization', 'scoe', ...told])

    expect(code).toBe(0)
    expect(stdout).toMatch(/^"roster.csv" was imported into people\.\n/)
    expect(people.files[0]?.target).toBe(
      'POST /imports/people?dryRun=false&source=press&dateOrder=MDY&column=Job%3A+title%3Atitle',
    )
    expect(Buffer.from(people.files[0]?.text ?? '', 'latin1').toString()).toBe('Name\nChloé\n')
  })

  it('ends with 1 where a row is rejected, and shows it', async () => {
    respond = (_, response) => sendLines(response, { report: rejected })

    const { code, stdout } = await run('import', ['people', roster, '--organization', 'scoe'])

    expect(code).toBe(1)
    expect(stdout).toContain('row 12  Country  error  AMBIGUOUS  "Georgia" is two places.\n')
    expect(stdout).toContain('  Meant may be "GE", "US-GA".\n')
  })

  it('prints the report for programs', async () => {
    respond = (_, response) => sendLines(response, { report: rejected })

    const { code, stdout } = await run('import', ['people', roster, '--organization', 'scoe', '--json'])

    expect({ code, report: JSON.parse(stdout) }).toEqual({ code: 1, report: rejected })
  })

  it('ends with 1 where the subgraph refuses, and says why', async () => {
    respond = (_, response) => {
      const errors = [{ message: 'Source "press" is not there.', extensions: { code: 'NOT_FOUND' } }]
      response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify({ errors }))
    }

    const { code, stderr } = await run('import', ['people', roster, '--organization', 'scoe'])

    expect({ code, stderr }).toEqual({ code: 1, stderr: 'Source "press" is not there.\n' })
  })

  it.each<[string, string[], RegExp]>([
    ['no organization and no token', ['people', 'roster.csv'], /^Nobody may import without a token\..+--organization/],
    ['no file', ['people'], /^Two words are expected/],
    ['a file that is not there', ['people', 'x.csv', '--organization', 'scoe'], /^The file "x\.csv" cannot be read/],
    ['another kind', ['animals', 'roster.csv'], /^"animals" is no kind of file/],
    ['participants without their program', ['participants', 'roster.csv'], /^--program is missing/],
    ['an order of dates that is none', ['people', 'roster.csv', '--date-order', 'MYD'], /^--date-order is "MYD"/],
    ['a column without a field', ['people', 'roster.csv', '--column', 'Title'], /^--column is "Title"/],
    ['an option that is none', ['people', 'roster.csv', '--force'], /^Unknown option '--force'/],
  ])('ends with 2 where there is %s', async (_, args, sentence) => {
    const { code, stderr } = await run('import', args)

    expect(code).toBe(2)
    expect(stderr).toMatch(sentence)
    expect(stderr).toMatch(/"--help" lists what there is\.\n$/)
    expect(people.files).toEqual([])
  })

  it('makes no token in production', async () => {
    const args = ['people', roster, '--organization', 'scoe']

    const { code, stderr } = await run('import', args, { NODE_ENV: 'production' })

    expect(code).toBe(2)
    expect(stderr).toMatch(/^Nobody may import without a token\. Set TOKEN/)
  })

  it('says that no gateway answers', async () => {
    const { code, stderr } = await run('import', [
      ...['people', roster, '--organization', 'scoe'],
      ...['--gateway', 'http://127.0.0.1:9'],
    ])

    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'No gateway answers at "http://127.0.0.1:9" (ECONNREFUSED). Is it running?\n',
    })
  })
})

describe('npm run export', () => {
  const file = '\uFEFFName\r\nChloé\r\n'

  it('writes the file, and nothing else stays beside it', async () => {
    respond = (_, response) => response.writeHead(200, { 'content-type': 'text/csv' }).end(file)

    const { code, stderr } = await run('export', ['people', '--to', 'people.csv'])

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(await readFile(join(folder.path, 'people.csv'), 'utf8')).toBe(file)
    expect((await readdir(folder.path)).filter(name => name.includes('.part'))).toEqual([])
    expect(people.files[0]?.claims.sub).toBeUndefined()
  })

  it('keeps nothing of a file that breaks off', async () => {
    respond = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/csv' })
      response.write(file, () => response.destroy())
    }

    const { code, stderr } = await run('export', ['people', '--to', 'half.csv'])

    expect(code).toBe(1)
    expect(stderr).toMatch(/^The file did not arrive whole/)
    expect((await readdir(folder.path)).filter(name => name.startsWith('half'))).toEqual([])
  })

  it('says why it was refused', async () => {
    respond = (_, response) => {
      const errors = [{ message: 'Say which program.', extensions: { code: 'BAD_USER_INPUT' } }]
      response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ errors }))
    }

    const { code, stdout, stderr } = await run('export', ['people'])

    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: 'Say which program.\n' })
  })
})

describe('a report as text', () => {
  it('shows fifty issues, or all', () => {
    const issues = Array.from({ length: 60 }, (_, row) => ({
      ...issue,
      severity: 'WARNING' as const,
      row: row + 2,
      suggestions: [],
    }))
    const style = { file: 'a.csv', kind: 'people', apply: false, all: false }
    const whole = { ...report(), issues } as unknown as Parameters<typeof reportText>[0]

    const shortened = reportText(whole, style)

    expect(shortened.match(/Georgia/g)?.length).toBe(50)
    expect(shortened).toContain('10 more are shown with --all.')
    expect(reportText(whole, { ...style, all: true }).match(/Georgia/g)?.length).toBe(60)
  })

  it('lets no word of the file steer the terminal', () => {
    const issues = [{ ...issue, message: '"\u001b[2Jx\u202e" is no name.', suggestions: [] }]
    const whole = { ...report(), issues } as unknown as Parameters<typeof reportText>[0]

    const text = reportText(whole, { file: 'a\n.csv', kind: 'people', apply: false, all: false })

    expect(text).toContain('" [2Jx " is no name.')
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })
})

describe('a progress bar', () => {
  it('moves on a terminal', () => {
    const written: string[] = []
    const bar = createProgressBar({ isTTY: true, write: text => written.push(text) })

    bar.sent(50, 100)
    bar.rows({ phase: 'checking', rows: 1500, of: null })
    bar.rows({ phase: 'writing', rows: 500, of: 2000 })
    bar.end()

    expect(written.map(text => text.replace('\r\u001b[2K', ''))).toEqual([
      'sending   [############............] 50 %',
      'checking  1,500 rows',
      'writing   [######..................] 500 of 2,000 rows',
      '',
    ])
  })

  it('is a line every few seconds elsewhere', () => {
    const written: string[] = []
    let now = 0
    const bar = createProgressBar({ write: text => written.push(text) }, { now: () => now })

    for (now = 0; now <= 7000; now += 500) bar.rows({ phase: 'checking', rows: now, of: null })
    bar.end()

    expect(written).toEqual(['checking  3,000 rows\n', 'checking  6,000 rows\n'])
  })
})
