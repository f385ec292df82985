import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runCommand, UsageError } from '../support/run-command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { composeBench } from './bench-subgraphs.ts'
import { benchCases } from './cases.ts'
import { measureCase } from './measure-case.ts'
import { startChild } from './measured-child.ts'
import { type CaseResult, writeShares, writeTable } from './result-table.ts'

/*
 * What a request costs the gateway: `npm run bench:gateway`.
 *
 * Method. Every contestant, the three subgraphs together and the load generator are processes of their own on loopback.
 * The subgraphs answer a first pass for real and are recorded by a hash of each request; then they only replay. All
 * contestants must give the data of the hand-written aggregator, else they are reported and left out. After a warm-up
 * they take turns, round by round, with the same operation and 8 requests in flight. CPU is the contestant's own (user
 * and system, all threads, garbage collection included) divided by the requests answered; the table shows medians over
 * the rounds. Ratios of one run hold; absolute values move with the machine.
 *
 * Not measured: cold planning (plans are cached after the first request), many different operations, subgraphs that are
 * slow or fail, TLS, logs (off for all), memory. Only "our gateway, guarded" checks a token, applies field rules and
 * signs an identity for each call: what it costs more than "our gateway" is the cost of access control. Requests per
 * second stand under what the load generator and the subgraphs take of the same cores: they compare, they promise nothing.
 *
 * Files: cases.ts what is asked; bench-subgraphs.ts, bench-records.ts, recorded-subgraphs.ts who is asked; contestants.ts
 * and hand-written-aggregator.ts who answers; measure-case.ts the rounds; measured-child.ts and bench-child-command.ts
 * the processes; load.ts the load; result-table.ts the table.
 */

const caseNames = benchCases.map(({ name }) => name).join(', ')
const usage = `Measures CPU per request and throughput of our gateway beside others, on the same work.

  npm run bench:gateway -- [--case <name>] [--rounds <1-50>] [--seconds <0.1-30>] [--profile]

  --case     only this case: ${caseNames}; may be given more than once
  --rounds   measurements of each contestant in each case [5]
  --seconds  length of one measurement [1]
  --profile  says afterwards where our gateway and the hand-written aggregator spend their CPU time, and writes the
             profiles beside the table, for the performance panel of a browser

Prints a table and writes it to test/bench/results/gateway.md. HIVE_DIR may name the folder of an installation of
"@graphql-hive/gateway" outside of the project.

Exit codes: 0 our gateway was measured in every case, 1 it gave another answer, 2 wrong arguments.`

const concurrency = 8

const run = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      case: { type: 'string', multiple: true },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '1' },
      profile: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const rounds = readNumber('rounds', values.rounds, 1, 50)
  const seconds = readNumber('seconds', values.seconds, 0.1, 30)
  if (!Number.isInteger(rounds)) throw new UsageError(`--rounds is "${rounds}", expected a whole number.`)
  const unknown = values.case?.find(name => !benchCases.some(one => one.name === name))
  if (unknown !== undefined) throw new UsageError(`--case is "${unknown}", expected one of ${caseNames}.`)
  const chosen = benchCases.filter(({ name }) => values.case?.includes(name) ?? true)

  using folder = temporaryFolder()
  await using subgraphs = startChild()
  await using load = startChild()
  const started = await subgraphs.ask({ ask: 'start', role: { kind: 'subgraphs' } })
  if (!('url' in started)) throw new Error('The recorded subgraphs did not start.')
  const supergraph = composeBench(started.url)
  const supergraphFile = join(folder.path, 'supergraph.graphql')
  writeFileSync(supergraphFile, supergraph)

  const results: CaseResult[] = []
  for (const one of chosen) {
    console.error(`Measuring the ${one.name} case ...`)
    const surroundings = { origin: started.url, supergraph, supergraphFile }
    const options = {
      subgraphs,
      load,
      surroundings,
      rounds,
      milliseconds: seconds * 1000,
      concurrency,
      isProfiled: values.profile,
    }
    results.push(await measureCase(one, options))
  }
  const { refused } = await subgraphs.ask({ ask: 'traffic' })
  const conditions = `${rounds} rounds of ${seconds} s, ${concurrency} requests in flight, ${new Date().toISOString().slice(0, 10)}.`
  const table = writeTable(results, conditions)
  console.log(table)
  const shares = results.map(writeShares).join('\n')
  if (values.profile) console.log(shares)
  if (refused > 0)
    console.log(`${refused} requests to subgraphs were not recorded: these numbers are not to be trusted.`)
  const file = new URL('results/gateway.md', import.meta.url)
  mkdirSync(new URL('.', file), { recursive: true })
  writeFileSync(file, `# Cost of a request\n\n${table}${values.profile ? `\n${shares}` : ''}`)
  for (const { name, profiles } of results) {
    for (const { name: contestant, profile } of profiles) {
      writeFileSync(new URL(`${name}-${contestant}.cpuprofile`, file), JSON.stringify(profile))
    }
  }
  const isOursMeasured = results.every(({ rows }) => rows.some(row => row.name === 'ours' && row.samples.length > 0))
  return isOursMeasured && refused === 0 ? 0 : 1
}

const readNumber = (name: string, given: string, least: number, most: number): number => {
  const value = Number(given)
  if (given.trim() !== '' && value >= least && value <= most) return value
  throw new UsageError(`--${name} is "${given}", expected a number from ${least} to ${most}.`)
}

await runCommand(usage, run)
