import { parseArgs } from 'node:util'
import { runCommand } from '../support/run-command.ts'
import { type HostilePlace, type PlaceName, places, startHostilePlace } from './access/hostile-world.ts'
import type { Span } from './access/probe.ts'
import { type Outcome, type Row, tryRow } from './access/row.ts'
import { topics } from './access/rows.ts'

const most = { blockedMs: 100, growthMegabytes: 64 }

const usage = `Sends every hostile request that we know to a gateway in production, and prints what was expected and what came.

  npm run audit:access
  npm run audit:access -- --only "aliases"   rows whose name or topic holds a text

Beside status, code and form of each answer it is measured, in the process of the gateway: no turn of its event loop may
use ${most.blockedMs} ms of CPU, and after a collection of garbage less than ${most.growthMegabytes} MB more than before may be in use.

Exit codes: 0 every row is as expected, 1 one is not, 2 wrong arguments.`

const run = async (): Promise<number> => {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' }, only: { type: 'string' } } })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const only = values.only ?? ''
  const started = new Map<PlaceName, Promise<HostilePlace>>()
  const placeOf = (name: PlaceName): Promise<HostilePlace> => {
    const place = started.get(name) ?? startHostilePlace(places[name])
    started.set(name, place)
    return place
  }
  let failed = 0
  let tried = 0
  try {
    for (const [topic, rows] of Object.entries(topics)) {
      const wanted = rows.filter(({ name }) => `${topic} ${name}`.includes(only))
      if (wanted.length === 0) continue
      console.log(`\n${topic}\n${head}`)
      for (const row of wanted) {
        const place = await placeOf(row.at ?? 'library')
        const measured = await measure(row, place)
        tried++
        if (measured.faults.length > 0) failed++
        console.log(lineOf(row, measured))
        for (const fault of measured.faults) console.log(`    ${fault}`)
      }
    }
  } finally {
    for (const place of started.values()) await (await place)[Symbol.asyncDispose]()
  }
  console.log(`\n${tried} rows tried, ${tried - failed} as expected, ${failed} not.`)
  return failed === 0 && tried > 0 ? 0 : 1
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

const columns = { name: 76, answer: 34, figure: 9 }
const head = `${'what is sent'.padEnd(columns.name)}${'expected'.padEnd(columns.answer)}${'seen'.padEnd(columns.answer)}${'blocked'.padStart(columns.figure)}${'heap'.padStart(columns.figure)}${'process'.padStart(columns.figure)}`

const lineOf = (row: Row, { seen, span, faults }: Measured): string =>
  [
    row.name.padEnd(columns.name),
    `${row.status} ${row.code ?? 'answered'}`.padEnd(columns.answer),
    seen.padEnd(columns.answer),
    `${Math.max(0, Math.round(span.blockedMs))} ms`.padStart(columns.figure),
    `${megabytes(span.heapGrowth)} MB`.padStart(columns.figure),
    `${megabytes(span.rssGrowth)} MB`.padStart(columns.figure),
    faults.length > 0 ? '  NOT AS EXPECTED' : '',
  ].join('')

await runCommand(usage, run)
