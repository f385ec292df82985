import { createWriteStream, openAsBlob, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { openDevelopmentIssuer } from '@exchange-network/gateway/access/development-issuer'
import type { ImportReport } from '@exchange-network/kit/importing/report'
import { freePorts } from '../support/free-ports.ts'
import { madeUpRoster, mistakesFor, type Planted, type RosterColumn } from '../support/made-up-roster.ts'
import { runCommand, UsageError } from '../support/run-command.ts'
import { startCommand } from '../support/started-command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/*
 * What large rosters take: `npm run bench:imports`.
 *
 * Method. The whole network is started as a person starts it, on an empty data folder; the files go through the gateway
 * to the subgraph that owns them. Time is that of the request. Memory is by how much the subgraph's process grew at most
 * while it served the request (VmHWM, which is set back before; Linux only).
 *
 * Of each kind: a file with every mistake that its columns allow must be refused with each of them named at its row and
 * column, and change nothing; a good one is rehearsed, written, written again (all unchanged), and what is exported
 * afterwards is rehearsed (all unchanged).
 */

const usage = `Measures imports of large rosters of people and participants.

  npm run bench:imports -- [--rows <n>]

  --rows  rows of each file, 200-60000 [10000]

Exit codes: 0 all mistakes were found and nothing was half-written, 1 not so, 2 wrong arguments.`

const kinds = [
  {
    kind: 'people',
    subgraph: 'people',
    columns: [
      'source_row_id',
      'family_name',
      'given_name',
      'native_name',
      'organization',
      'title',
      'email',
      'phone',
      'visibility',
    ],
    // A position in an organization that is not recorded yet keeps the printed name.
    allowed: ['an organization that nobody knows'],
    query: '',
    counted: '{ people { totalCount } }',
  },
  {
    kind: 'participants',
    subgraph: 'programs',
    columns: ['source_row_id', 'country', 'organization', 'title', 'role', 'visibility'],
    allowed: [],
    query: '&program=scoe-philippines-visit-2024',
    counted: '{ program(id: "scoe-philippines-visit-2024") { participations { totalCount } } }',
  },
] as const satisfies readonly { columns: readonly RosterColumn[]; [key: string]: unknown }[]

const organizations = ['scoe', 'cosn', 'visual-sound', 'unesco']

type Kind = (typeof kinds)[number]
type Sent = { readonly report: ImportReport; readonly seconds: number; readonly grownMb: number | null }

const run = async (): Promise<number> => {
  const { values } = parseArgs({ options: { rows: { type: 'string', default: '10000' }, help: { type: 'boolean' } } })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const rows = Number(values.rows)
  if (!Number.isInteger(rows) || rows < 200 || rows > 60_000) throw new UsageError(`--rows is "${values.rows}".`)
  using folder = temporaryFolder()
  const port = await freePorts(4)
  await using network = startCommand(['gateway/network/start.mjs'], { PORT: String(port), DATA_DIR: folder.path })
  await network.untilLine(/Exchange Network is ready after/)
  const world = { folder: folder.path, port, lines: network.lines, rows }
  const faults: string[] = []
  for (const kind of kinds) faults.push(...(await measure(world, kind)))
  for (const fault of faults) console.log(`WRONG: ${fault}`)
  return faults.length === 0 ? 0 : 1
}

type World = {
  readonly folder: string
  readonly port: number
  readonly lines: readonly string[]
  readonly rows: number
}

const measure = async (world: World, kind: Kind): Promise<readonly string[]> => {
  const { rows } = world
  const faults: string[] = []
  const expect = (holds: boolean, sentence: string): void => void (holds || faults.push(`${kind.kind}: ${sentence}`))
  const show = (what: string, { report, seconds, grownMb }: Sent): void =>
    console.log(
      `${kind.kind.padEnd(12)}  ${what.padEnd(34)} ${seconds.toFixed(1).padStart(6)} s  ${grownMb === null ? '   ?' : grownMb.toFixed(0).padStart(4)} MB   read ${report.rowsRead}, created ${report.created}, updated ${report.updated}, unchanged ${report.unchanged}, rejected ${report.rejected}, remarks ${report.issues.length}`,
    )
  const before = await count(world, kind)

  for (const [where, mistakes] of Object.entries(mistakesOf(kind))) {
    const bad = madeUpRoster({ rows, columns: kind.columns, organizations, mistakes, visibility: 'PARTNER' })
    const refused = await send(world, kind, await toFile(world, 'bad.csv', bad.text()), false)
    show(`${mistakes.length} kinds of mistakes in ${where}`, refused)
    const missed = bad.planted.filter(planted => !isFound(refused.report, planted))
    for (const { name, row, code, column } of missed) {
      expect(false, `"${name}" in row ${row} was not reported as ${code} of column ${column}.`)
    }
    const found = bad.planted.length - missed.length
    console.log(`${kind.kind.padEnd(12)}  ${found} of ${bad.planted.length} mistakes found, each at its row and column`)
    expect(!refused.report.applied && (await count(world, kind)) === before, 'the bad file changed something.')
  }

  const good = madeUpRoster({ rows, columns: kind.columns, organizations, visibility: 'PARTNER' })
  const file = await toFile(world, 'good.csv', good.text())
  const rehearsed = await send(world, kind, file, true)
  show('rehearsed', rehearsed)
  expect(rehearsed.report.created === rows && !rehearsed.report.applied, 'the rehearsal would not create all rows.')
  expect((await count(world, kind)) === before, 'the rehearsal changed something.')
  const written = await send(world, kind, file, false)
  show('written', written)
  expect(written.report.applied && written.report.created === rows, 'not all rows were created.')
  expect((await count(world, kind)) === before + rows, 'there are not as many records more as rows.')
  const again = await send(world, kind, file, false)
  show('written again', again)
  expect(again.report.unchanged === rows, 'the same file again is not unchanged.')
  const startedAt = performance.now()
  const exported = await download(world, kind)
  console.log(
    `${kind.kind.padEnd(12)}  ${'exported'.padEnd(34)} ${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s`,
  )
  const back = await send(world, kind, exported, true)
  show('what was exported, rehearsed', back)
  expect(back.report.unchanged === before + rows, 'the round trip would change something.')
  return faults
}

/** The mistakes that a roster with these columns can have: of its headings, which spoil the whole file, and of rows. */
const mistakesOf = ({ columns, allowed }: Kind): Readonly<Record<'headings' | 'rows', readonly string[]>> => {
  const possible = mistakesFor(columns).filter(name => !(allowed as readonly string[]).includes(name))
  const { planted } = madeUpRoster({ rows: 1000, columns, mistakes: possible })
  const ofHeadings = planted.filter(({ row }) => row === null).map(({ name }) => name)
  return { headings: ofHeadings, rows: possible.filter(name => !ofHeadings.includes(name)) }
}

const isFound = ({ issues }: ImportReport, { row, column, code, severity }: Planted): boolean =>
  issues.some(
    issue =>
      issue.code === code &&
      issue.severity === severity &&
      issue.column === column &&
      (row === null || issue.row === row),
  )

const scope =
  'import:run person:write participant:write contact:read person:read participant:sensitive program:write network:admin'

const authorization = async ({ folder }: World): Promise<string> => {
  const issuer = await openDevelopmentIssuer(join(folder, 'development-issuer.json'))
  return `Bearer ${await issuer.sign({ subject: 'bench', scope, organization: 'scoe', lifetimeSeconds: 600 })}`
}

const toFile = async ({ folder }: World, name: string, text: AsyncIterable<string>): Promise<string> => {
  const file = join(folder, name)
  await pipeline(Readable.from(text), createWriteStream(file))
  return file
}

const send = async (world: World, { kind, subgraph, query }: Kind, file: string, dryRun: boolean): Promise<Sent> => {
  const memory = watchMemory(world, subgraph)
  const startedAt = performance.now()
  const response = await fetch(`http://127.0.0.1:${world.port}/imports/${kind}?dryRun=${dryRun}${query}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', authorization: await authorization(world) },
    body: await openAsBlob(file),
  })
  const text = await response.text()
  const seconds = (performance.now() - startedAt) / 1000
  const { report } = JSON.parse(text) as { report?: ImportReport }
  if (!report) throw new Error(`The import of ${kind} was refused: ${text.slice(0, 500)}`)
  return { report, seconds, grownMb: memory() }
}

const download = async (world: World, { kind, query }: Kind): Promise<string> => {
  const response = await fetch(`http://127.0.0.1:${world.port}/exports/${kind}.csv?${query.slice(1)}`, {
    headers: { authorization: await authorization(world) },
  })
  if (!response.ok) throw new Error(`The export of ${kind} was refused: ${await response.text()}`)
  const file = join(world.folder, 'exported.csv')
  writeFileSync(file, Buffer.from(await response.arrayBuffer()))
  return file
}

const count = async (world: World, { counted }: Kind): Promise<number> => {
  const response = await fetch(`http://127.0.0.1:${world.port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: await authorization(world) },
    body: JSON.stringify({ query: counted }),
  })
  const found = /"totalCount":(\d+)/.exec(await response.text())
  return Number(found?.[1] ?? Number.NaN)
}

/** Sets a process's peak back; answers by how many MB it grows until it is asked. Null where there is no /proc. */
const watchMemory = ({ lines }: World, subgraph: string): (() => number | null) => {
  const pid = new RegExp(`^${subgraph} +is up .* \\(process (\\d+)\\)$`, 'm').exec(lines.join('\n'))?.[1]
  const read = (field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5')
    const before = read('VmRSS')
    return () => Math.max(0, read('VmHWM') - before)
  } catch {
    return () => null
  }
}

await runCommand(usage, run)
