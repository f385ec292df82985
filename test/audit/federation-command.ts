import { parseArgs } from 'node:util'
import { differences } from './difference.ts'
import { type AuditCase, runSuite, suiteNames } from './suite.ts'
import { CheckoutError, startSuiteServer } from './suite-server.ts'

// All of them, as of June 2026; the stock Apollo Gateway passes 193.
const leastPassing = 199

const usage = `Runs the public federation gateway audit against our gateway and prints its score.

  AUDIT_DIR=<folder> npm run audit:federation
  AUDIT_DIR=<folder> npm run audit:federation -- --suite typename --least 5

AUDIT_DIR     a checkout of github.com/graphql-hive/federation-gateway-audit, after "npm ci" in it
--least <n>   cases that must pass, also AUDIT_LEAST [${leastPassing}, which are all; with --suite all of these]
--suite <s>   run this suite only; may be given several times

Exit codes: 0 as many cases pass as asked, 1 fewer do, 2 no checkout or wrong arguments.`

type Suite = { readonly name: string; readonly cases: readonly AuditCase[] }

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
    const cases = await runSuite(server.url, name)
    suites.push({ name, cases })
    console.log(`${name.padEnd(38)}${cases.map(({ passes }) => (passes ? '.' : 'X')).join('')}`)
  }

  for (const { name, cases } of suites) {
    for (const failed of cases.filter(({ passes }) => !passes)) console.log(failureText(name, failed))
  }
  const cases = suites.flatMap(suite => suite.cases)
  const passed = cases.filter(({ passes }) => passes).length
  const whole = suites.filter(suite => suite.cases.every(({ passes }) => passes)).length
  console.log(`\n${passed} of ${cases.length} cases pass in ${whole} of ${suites.length} suites`)
  const least = asked === undefined ? (values.suite ? cases.length : leastPassing) : Number(asked)
  return passed >= least ? 0 : 1
}

const failureText = (suite: string, { number, query, expected, seen, messages }: AuditCase): string => {
  const places = differences(expected, seen).map(line => `    ${line}`)
  const errors = messages.map(message => `    error: ${message}`)
  return [`\n${suite}, case ${number}: ${query.replace(/\s+/g, ' ').trim()}`, ...places, ...errors].join('\n')
}

class UsageError extends Error {}

// A signal ends us by way of "exit", on which the audit's server is ended too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

try {
  process.exitCode = await run()
} catch (cause) {
  const isUsage = cause instanceof UsageError || (cause instanceof TypeError && 'code' in cause)
  if (isUsage) console.error(`${cause.message}\n\n${usage}`)
  else console.error(cause instanceof CheckoutError ? cause.message : cause)
  process.exitCode = isUsage || cause instanceof CheckoutError ? 2 : 1
}
