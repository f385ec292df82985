import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// What `npm test` and so CI run. Every check runs even when one before it failed: a person wants the whole list.

const reportFolder = mkdtempSync(join(tmpdir(), 'exchange-network-tests-'))
const reportFile = join(reportFolder, 'report.json')

type Tally = { passed: number; failed: number; skipped: number }

const checks = [
  { title: 'Types', command: ['tsc', '--noEmit'] },
  { title: 'Types of the pages', command: ['tsc', '--noEmit', '-p', 'gateway/web'] },
  { title: 'Lint and format', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { title: 'Composed schema', command: ['node', 'schema/compose-command.ts', '--check'] },
  { title: 'Types of saved operations', command: ['node', 'gateway/web/codegen-command.ts', '--check'] },
] as const

const tests = ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]

const succeeds = (command: readonly string[]): boolean => {
  const [program = '', ...words] = command
  return spawnSync(program, words, { stdio: 'inherit' }).status === 0
}

/** Counts from vitest's own report; a run that wrote none counts as one failure. */
const readTally = (): Tally => {
  try {
    const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Record<string, number>
    const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = report
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

const results = checks.map(check => {
  console.log(`\n== ${check.title}: ${check.command.join(' ')}`)
  return { title: check.title, passed: succeeds(check.command) }
})
console.log('\n== Tests')
const testsSucceed = succeeds(tests)
const tally = readTally()
rmSync(reportFolder, { recursive: true })

const failedChecks = results.filter(result => !result.passed)
for (const check of failedChecks) console.error(`The check "${check.title}" failed; what it said stands above.`)

// A suite that could not be loaded fails the run without a failing test; it must not look like a pass.
const silentFailure = testsSucceed || tally.failed > 0 ? 0 : 1
const passed = tally.passed + results.length - failedChecks.length
const failed = tally.failed + failedChecks.length + silentFailure
console.log(`\n${passed} passed, ${failed} failed, ${tally.skipped} skipped`)
process.exitCode = failed === 0 ? 0 : 1
