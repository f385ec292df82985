import { parseArgs } from 'node:util'
import { runCommand, UsageError } from '../support/run-command.ts'
import { type Engine, engines } from './audited-gateway.ts'
import { differences } from './difference.ts'
import { type AuditCase, runSuite, suiteNames } from './suite.ts'
import { startSuiteServer } from './suite-server.ts'

// All of them, as of June 2026; the stock Apollo Gateway passes 193.
const leastPassing = 199

const usage = `Runs the public federation gateway audit against our gateway, with its interpreter and with compiled programs, and
prints both scores.

  AUDIT_DIR=<folder> npm run audit:federation
  AUDIT_DIR=<folder> npm run audit:federation -- --suite typename --least 5

AUDIT_DIR     a checkout of github.com/graphql-hive/federation-gateway-audit, after "npm ci" in it
--least <n>   cases that must pass with each, also AUDIT_LEAST [${leastPassing}, which are all; with --suite all of these]
--suite <s>   run this suite only; may be given several times

Exit codes: 0 as many cases pass as asked, 1 fewer do, 2 no checkout or wrong arguments.`

type Suite = { readonly name: string; readonly engine: Engine; readonly cases: readonly AuditCase[] }

const run = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      least: { type: 'string' },
      suite: { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const asked = values.least ?? (process.env.AUDIT_LEAST || undefined)
  if (asked !== undefined && !/^[0-9]+$/.test(asked)) {
    throw new UsageError(`The least number of passing cases is "${asked}", expected a whole number.`)
  }

  await using server = await startSuiteServer(process.env.AUDIT_DIR)
  const known = await suiteNames(server.url)
  const unknown = values.suite?.find(name => !known.includes(name))
  if (unknown) throw new UsageError(`The audit has no suite "${unknown}". It has ${known.join(', ')}.`)
  const suites: Suite[] = []
  for (const name of values.suite ?? known) {
    for (const engine of engines) {
      const cases = await runSuite(server.url, name, engine)
      suites.push({ name, engine, cases })
      const marks = cases.map(({ passes }) => (passes ? '.' : 'X')).join('')
      console.log(`${engine === engines[0] ? name.padEnd(38) : ' '.repeat(38)}${engine.padEnd(13)}${marks}`)
    }
  }

  for (const { name, engine, cases } of suites) {
    for (const failed of cases.filter(({ passes }) => !passes)) console.log(failureText(`${name}, ${engine}`, failed))
  }
  console.log('')
  const scores = engines.map(engine => scoreOf(suites, engine))
  const fewest = Math.min(...scores.map(({ passed }) => passed))
  const least = asked === undefined ? (values.suite ? (scores[0]?.cases ?? 0) : leastPassing) : Number(asked)
  return fewest >= least ? 0 : 1
}

const scoreOf = (all: readonly Suite[], engine: Engine): { readonly passed: number; readonly cases: number } => {
  const suites = all.filter(suite => suite.engine === engine)
  const cases = suites.flatMap(suite => suite.cases)
  const passed = cases.filter(({ passes }) => passes).length
  const whole = suites.filter(suite => suite.cases.every(({ passes }) => passes)).length
  console.log(`${engine}: ${passed} of ${cases.length} cases pass in ${whole} of ${suites.length} suites`)
  return { passed, cases: cases.length }
}

const failureText = (suite: string, { number, query, expected, seen, messages }: AuditCase): string => {
  const places = differences(expected, seen).map(line => `    ${line}`)
  const errors = messages.map(message => `    error: ${message}`)
  return [`\n${suite}, case ${number}: ${query.replace(/\s+/g, ' ').trim()}`, ...places, ...errors].join('\n')
}

// A signal ends us by way of "exit", on which the audit's server is ended too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

await runCommand(usage, run)
