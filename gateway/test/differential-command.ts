// The process edge of `npm run test:random`: compares the gateway with graphql-js over one schema and prints a score.
import { parseArgs } from 'node:util'
import { openCompileReasons, type ReasonOf } from './support/compile-reasons.ts'
import { type Difference, engines, faults, type Side, startDifferential } from './support/differential.ts'
import { differenceOf, type Executions, readExecutions } from './support/executions.ts'
import { markets } from './support/market.ts'
import { aliasModes, type RandomOperation } from './support/random-operations.ts'

const help = `Asks random operations of the gateway over four subgraphs and of graphql-js over one schema, and compares.

  npm run test:random -- --operations 5000 --seeds 1,2,3 --alias-modes none,random,hostile

  --operations <count>    operations for each seed and mode; 5000 when left out
  --seeds <a,b,c>         whole numbers; each gives its own row of operations; 1,2,3 when left out
  --alias-modes <a,b,c>   none, random, hostile; all when left out. Hostile aliases are names of keys and required
                          fields, of planners' own making, and those that every JavaScript object has
  --engines <a,b>         interpreter, program; both when left out
  --markets <a,b,c>       calm, faceless, broken: the operations take turns with them. When left out, programs are asked
                          more in the calm one, where nothing fails, and the interpreter more in the broken one
  --reasons               also says why programs did not answer; slower
  --help                  this text

The column "by program" is the share of the executed operations that a program answered to the end.

Exits with 1 when an answer is wrong, with 2 when an argument is.
`

const fail = (sentence: string): never => {
  process.stderr.write(`${sentence} "--help" lists what there is.\n`)
  process.exit(2)
}

const readArguments = () => {
  try {
    const text = { type: 'string' } as const
    const flag = { type: 'boolean' } as const
    const texts = { operations: text, seeds: text, 'alias-modes': text, engines: text, markets: text }
    return parseArgs({ options: { ...texts, reasons: flag, help: flag } }).values
  } catch (cause) {
    return fail((cause as Error).message)
  }
}

const readCount = (name: string, text: string): number =>
  /^\d{1,9}$/.test(text) ? Number(text) : fail(`Argument "${name}" holds "${text}", but takes whole numbers.`)

const readNames = <Name extends string>(
  name: string,
  text: string | undefined,
  known: readonly Name[],
): readonly Name[] =>
  text === undefined
    ? known
    : text
        .split(',')
        .map(
          word =>
            known.find(one => one === word) ??
            fail(`Argument "${name}" holds "${word}", but takes ${known.join(', ')}.`),
        )

const given = readArguments()
if (given.help) {
  process.stdout.write(help)
  process.exit(0)
}
const operations = readCount('--operations', given.operations ?? '5000')
const seeds = (given.seeds ?? '1,2,3').split(',').map(seed => readCount('--seeds', seed))
const modes = readNames('--alias-modes', given['alias-modes'], aliasModes)
const asked = readNames('--engines', given.engines, engines)
const taken = given.markets === undefined ? null : readNames('--markets', given.markets, markets)

const progress = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${text.padEnd(60)}`)
}
const line = (cells: readonly (string | number)[]): void => {
  process.stdout.write(`${cells.map(cell => String(cell).padStart(14)).join('')}\n`)
}

await using differential = await startDifferential()
const first = new Map<string, Difference>()
const reasons = new Map<string, number>()
let broken = 0
const note = given.reasons ? await createNotes() : () => {}

line(['engine', 'seed', 'aliases', 'operations', 'wrong data', 'wrong order', 'wrong errors', 'by program', 'seconds'])
for (const engine of asked) {
  for (const seed of seeds) {
    for (const mode of modes) {
      const start = performance.now()
      const row = { engine, seed, mode, operations, ...(taken && { markets: taken }) }
      const { differences, executions } = await differential.run(row, (turn, operation, side) => {
        if (turn % 50 === 0) progress(`${engine}, seed ${seed}, aliases ${mode}: ${turn} of ${operations}`)
        return note(operation, side)
      })
      progress('')
      progress('\r')
      broken += executions.fault ?? 0
      const counts = faults.map(fault => differences.filter(difference => difference.fault === fault).length)
      const seconds = Math.round((performance.now() - start) / 1000)
      line([engine, seed, mode, operations, ...counts, engine === 'program' ? shareOf(executions) : '-', seconds])
      for (const difference of differences) {
        const kind = `${engine} ${difference.fault}`
        if (!first.has(kind)) first.set(kind, difference)
      }
    }
  }
}

if (reasons.size > 0) process.stdout.write('\nWhy programs did not answer:\n')
for (const [reason, count] of [...reasons].sort(([, one], [, other]) => other - one)) {
  process.stdout.write(`${String(count).padStart(8)}  ${reason}\n`)
}

for (const difference of first.values()) {
  const { fault, side, turn } = difference
  const { query, variables } = await differential.shrink(difference)
  const again = (await differential.compare({ query, variables }, side)).find(found => found.fault === fault)
  const { ours, expected } = again ?? difference
  process.stdout.write(`
Wrong ${fault} by the ${side.engine} in the ${side.market} market, first in operation ${turn}, ${again ? 'made smaller' : 'but not when it was asked again'}:
${query}
variables ${JSON.stringify(variables)}
gateway   ${textOf(ours)}
expected  ${textOf(expected)}
`)
}
if (broken > 0) process.stdout.write(`\nA program was wrong ${broken} times, and the interpreter answered for it.\n`)
process.exitCode = first.size > 0 || broken > 0 ? 1 : 0

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
}

function shareOf(executions: Executions): string {
  const all = Object.values(executions).reduce((sum, count) => sum + count, 0)
  return all === 0 ? '-' : `${Math.round((100 * (executions.program ?? 0)) / all)} %`
}

/** Counts, operation by operation, why a program did not answer. */
async function createNotes(): Promise<(operation: RandomOperation, side: Side) => Promise<void>> {
  const reasonsOf = new Map<string, ReasonOf>()
  for (const market of markets) {
    const { config } = differential.gatewayOf({ engine: 'program', market })
    reasonsOf.set(market, await openCompileReasons(config.supergraph))
  }
  const seen = new Map<string, Executions>()
  return async (operation, side) => {
    if (side.engine !== 'program') return
    const executions = await readExecutions(differential.gatewayOf(side))
    const { fallback, not_covered } = differenceOf(executions, seen.get(side.market) ?? {})
    seen.set(side.market, executions)
    let reason: string | null = null
    if (not_covered) reason = `not covered: ${await reasonsOf.get(side.market)?.(operation)}`
    else if (fallback) reason = await fallbackOf(operation, side)
    if (reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  }
}

async function fallbackOf(operation: RandomOperation, side: Side): Promise<string> {
  const { errors } = await differential.gatewayOf({ ...side, engine: 'interpreter' }).ask(operation)
  return `fallback in the ${side.market} market, ${errors ? 'with errors' : 'without an error'}`
}
