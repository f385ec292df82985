// The process edge of `npm run test:random`: compares the gateway with graphql-js over one schema and prints a score.
import { parseArgs } from 'node:util'
import { type Difference, faults, startDifferential } from './support/differential.ts'
import { type AliasMode, aliasModes } from './support/random-operations.ts'

const help = `Asks random operations of the gateway over four subgraphs and of graphql-js over one schema, and compares.

  npm run test:random -- --operations 5000 --seeds 1,2,3 --alias-modes none,random,hostile

  --operations <count>    operations for each seed and mode; 5000 when left out
  --seeds <a,b,c>         whole numbers; each gives its own row of operations; 1,2,3 when left out
  --alias-modes <a,b,c>   none, random, hostile; all when left out. Hostile aliases are names of keys and required
                          fields, of planners' own making, and those that every JavaScript object has
  --help                  this text

Exits with 1 when an answer is wrong, with 2 when an argument is.
`

const fail = (sentence: string): never => {
  process.stderr.write(`${sentence} "--help" lists what there is.\n`)
  process.exit(2)
}

const readArguments = () => {
  try {
    const text = { type: 'string' } as const
    return parseArgs({ options: { operations: text, seeds: text, 'alias-modes': text, help: { type: 'boolean' } } })
      .values
  } catch (cause) {
    return fail((cause as Error).message)
  }
}

const readCount = (name: string, text: string): number =>
  /^\d{1,9}$/.test(text) ? Number(text) : fail(`Argument "${name}" holds "${text}", but takes whole numbers.`)

const readMode = (text: string): AliasMode =>
  aliasModes.find(mode => mode === text) ??
  fail(`Argument "--alias-modes" holds "${text}", but takes ${aliasModes.join(', ')}.`)

const given = readArguments()
if (given.help) {
  process.stdout.write(help)
  process.exit(0)
}
const operations = readCount('--operations', given.operations ?? '5000')
const seeds = (given.seeds ?? '1,2,3').split(',').map(seed => readCount('--seeds', seed))
const modes = (given['alias-modes'] ?? aliasModes.join(',')).split(',').map(readMode)

const progress = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${text.padEnd(60)}`)
}
const line = (cells: readonly (string | number)[]): void => {
  process.stdout.write(`${cells.map(cell => String(cell).padStart(14)).join('')}\n`)
}

await using differential = await startDifferential()
const first = new Map<string, Difference>()

line(['seed', 'aliases', 'operations', 'wrong data', 'wrong order', 'wrong errors', 'seconds'])
for (const seed of seeds) {
  for (const mode of modes) {
    const start = performance.now()
    const differences = await differential.run({ seed, mode, operations }, turn => {
      if (turn % 50 === 0) progress(`seed ${seed}, aliases ${mode}: ${turn} of ${operations}`)
    })
    progress('')
    progress('\r')
    const counts = faults.map(fault => differences.filter(difference => difference.fault === fault).length)
    line([seed, mode, operations, ...counts, Math.round((performance.now() - start) / 1000)])
    for (const difference of differences) {
      if (!first.has(difference.fault)) first.set(difference.fault, difference)
    }
  }
}

for (const difference of first.values()) {
  const { query, variables } = await differential.shrink(difference)
  const [smallest] = (await differential.compare({ query, variables })).filter(
    ({ fault }) => fault === difference.fault,
  )
  process.stdout.write(`
Wrong ${difference.fault}, first in operation ${difference.turn}, made smaller:
${query}
variables ${JSON.stringify(variables)}
gateway   ${textOf(smallest?.ours)}
expected  ${textOf(smallest?.expected)}
`)
}
process.exitCode = first.size > 0 ? 1 : 0

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
}
