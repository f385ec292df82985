import { parseArgs } from 'node:util'
import { runCommand, UsageError } from '../support/run-command.ts'
import { type HostilePlace, openPlaces } from './access/hostile-world.ts'
import { nameOfRun, oracleFaults, runOracle, shareOperations } from './access/oracle-runs.ts'
import type { Span } from './access/probe.ts'
import { type Outcome, type Row, tryRow } from './access/row.ts'
import { topics } from './access/rows.ts'

const most = { blockedMs: 100, growthMegabytes: 64 }
const standardOperations = '10000'

const usage = `Sends every hostile request that we know to a gateway in production, and prints what was expected and what came.
Then asks random operations for eight sets of rights, and compares with what graphql-js and the rules alone give.

  npm run audit:access
  npm run audit:access -- --only "aliases"     rows and random operations whose name or topic holds a text
  npm run audit:access -- --operations 60000   random operations in all; ${standardOperations} when left out, none with 0

Beside status, code and form of each answer it is measured, in the process of the gateway: no turn of its event loop may
use ${most.blockedMs} ms of CPU, and after a collection of garbage less than ${most.growthMegabytes} MB more than before may be in use.

Of random operations data, places and codes of errors must be equal, and no subgraph may be asked for a field that who
asked may not read. The first that is wrong is printed.

Exit codes: 0 all is as expected, 1 something is not, 2 wrong arguments.`

const run = async (): Promise<number> => {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h' },
      only: text,
      operations: { ...text, default: standardOperations },
    },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  if (!/^\d{1,8}$/.test(values.operations)) {
    throw new UsageError(`The number of operations is "${values.operations}", expected a whole number.`)
  }
  const only = values.only ?? ''
  const rows = await tryRows(only)
  const operations = await askRandomOperations(Number(values.operations), only)
  return rows.failed + operations.failed === 0 && rows.tried + operations.tried > 0 ? 0 : 1
}

type Tally = { readonly tried: number; readonly failed: number }

const tryRows = async (only: string): Promise<Tally> => {
  await using places = openPlaces()
  let failed = 0
  let tried = 0
  for (const [topic, rows] of Object.entries(topics)) {
    const wanted = rows.filter(({ name }) => `${topic} ${name}`.includes(only))
    if (wanted.length === 0) continue
    console.log(`\n${topic}\n${head}`)
    for (const row of wanted) {
      const measured = await measure(row, await places.open(row.at ?? 'library'))
      tried++
      if (measured.faults.length > 0) failed++
      console.log(lineOf(row, measured))
      for (const fault of measured.faults) console.log(`    ${fault}`)
    }
  }
  console.log(`\n${tried} rows tried, ${tried - failed} as expected, ${failed} not.`)
  return { tried, failed }
}

type Measured = Outcome & { readonly span: Span }

const measure = async (row: Row, place: HostilePlace): Promise<Measured> => {
  await place.begin()
  const outcome = await tryRow(row, place)
  const span = await place.end()
  return { ...outcome, span, faults: [...outcome.faults, ...faultsOf(row, span)] }
}

const faultsOf = (row: Row, span: Span): readonly string[] => {
  const faults: string[] = []
  if (span.blockedMs >= most.blockedMs) faults.push(`The event loop was busy for ${Math.round(span.blockedMs)} ms.`)
  if (row.isFilling) return faults
  for (const [what, bytes] of [
    ['heap', span.heapGrowth],
    ['process', span.rssGrowth],
  ] as const) {
    const grown = megabytes(bytes)
    if (grown >= most.growthMegabytes) faults.push(`The ${what} has grown by ${grown} MB.`)
  }
  return faults
}

const megabytes = (bytes: number): number => Math.round(bytes / 1_048_576)

const columns = { name: 92, answer: 34, figure: 9, count: 18 }
const head = `${'what is sent'.padEnd(columns.name)}${'expected'.padEnd(columns.answer)}${'seen'.padEnd(columns.answer)}${'blocked'.padStart(columns.figure)}${'heap'.padStart(columns.figure)}${'process'.padStart(columns.figure)}`

const lineOf = (row: Row, { seen, span, faults }: Measured): string =>
  [
    row.name.padEnd(columns.name - 1),
    ` ${row.status} ${row.code ?? 'answered'}`.padEnd(columns.answer + 1),
    seen.padEnd(columns.answer),
    `${Math.max(0, Math.round(span.blockedMs))} ms`.padStart(columns.figure),
    `${megabytes(span.heapGrowth)} MB`.padStart(columns.figure),
    `${megabytes(span.rssGrowth)} MB`.padStart(columns.figure),
    faults.length > 0 ? '  NOT AS EXPECTED' : '',
  ].join('')

const askRandomOperations = async (count: number, only: string): Promise<Tally> => {
  const runs = shareOperations(count, only)
  if (runs.length === 0) return { tried: 0, failed: 0 }
  const names = ['operations', 'partly denied', 'wrong data', 'wrong errors', 'fetched too much']
  console.log(`\n${'what is asked'.padEnd(columns.name)}${names.map(cell => cell.padStart(columns.count)).join('')}`)
  let failed = 0
  for (const one of runs) {
    const { denied, wrong } = await runOracle(one, asked =>
      progress(`${nameOfRun(one)}: ${asked} of ${one.operations}`),
    )
    progress('')
    const counts = oracleFaults.map(fault => wrong.filter(each => each.fault === fault).length)
    const cells = [one.operations, denied, ...counts].map(cell => String(cell).padStart(columns.count))
    console.log(`${nameOfRun(one).padEnd(columns.name)}${cells.join('')}${wrong.length > 0 ? '  NOT AS EXPECTED' : ''}`)
    const [first] = wrong
    if (first) {
      const { asker, operation, fault, ours, expected } = first
      console.log(`    The first that is wrong, in its ${fault}, asked as "${asker}":\n    ${operation.query}`)
      console.log(`    variables ${JSON.stringify(operation.variables)}`)
      console.log(`    ours      ${textOf(ours)}\n    expected  ${textOf(expected)}`)
    }
    failed += new Set(wrong.map(({ operation }) => operation)).size
  }
  const tried = runs.reduce((sum, { operations }) => sum + operations, 0)
  console.log(`\n${tried} random operations asked, ${tried - failed} as expected, ${failed} not.`)
  return { tried, failed }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'))

const progress = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${text.padEnd(columns.name)}${text === '' ? '\r' : ''}`)
}

await runCommand(usage, run)
