import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { MissingPartError, runCommand } from '../support/run-command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const usage = `Runs Apollo's test suite for integrations of Apollo Server against ours and prints its score.

  npm run audit:integration

The cases start Apollo Servers of their own behind the code that serves /graphql. The suite asks for jest, so it has an
installation of its own, which the first run makes in node_modules/.cache with "npm ci" from test/audit/integration.
graphql and Apollo Server are the project's. The suite itself leaves out what needs graphql 17.

Exit codes: 0 every case passes, 1 one does not, 2 the suite cannot be installed or wrong arguments.`

const root = fileURLToPath(new URL('../../', import.meta.url))
const sources = join(root, 'test', 'audit', 'integration')

type Report = {
  readonly numPassedTests: number
  readonly numTotalTests: number
  readonly numPendingTests: number
  readonly testResults: readonly {
    /** Says why, when the file itself failed. */
    readonly message: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

const run = (): number => {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const report = runCases(install())
  const cases = report.testResults.flatMap(({ assertionResults }) => assertionResults)
  for (const { status, fullName, failureMessages } of cases) {
    if (status === 'failed') console.log(`${fullName}\n    ${failureMessages.join('\n').replaceAll('\n', '\n    ')}\n`)
  }
  if (cases.length === 0) console.log(report.testResults.map(({ message }) => message).join('\n'))
  const asked = report.numTotalTests - report.numPendingTests
  console.log(`${report.numPassedTests} of ${asked} cases pass, ${report.numPendingTests} are left out by the suite`)
  return asked > 0 && report.numPassedTests === asked ? 0 : 1
}

/** Installs the suite where that has not been done for this lock file, and gives the folder. */
const install = (): string => {
  const lockFile = readFileSync(join(sources, 'package-lock.json'))
  const edition = createHash('sha256').update(lockFile).digest('hex').slice(0, 12)
  const folder = join(root, 'node_modules', '.cache', `integration-audit-${edition}`)
  const mark = join(folder, 'installed')
  if (existsSync(mark)) return folder
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(sources, file), join(folder, file))
  console.error('Installing the suite, which takes a minute ...')
  const { status, stderr, error } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    const said = (error?.message ?? stderr).trim().split('\n').slice(-lastLines).join('\n')
    throw new MissingPartError(
      `The suite is not installed: "npm ci" failed in "${folder}". It needs npm's registry once; try again when that can be reached. npm said:\n${said}`,
    )
  }
  writeFileSync(mark, '')
  return folder
}

const lastLines = 5

const runCases = (installation: string): Report => {
  using folder = temporaryFolder()
  const reportFile = join(folder.path, 'report.json')
  const modules = join(installation, 'node_modules')
  const config = {
    rootDir: root,
    roots: [sources],
    testMatch: ['**/integration-cases.ts'],
    // No case is timed by this: a busy machine must not look like a broken promise.
    testTimeout: 60_000,
    extensionsToTreatAsEsm: ['.ts'],
    moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
    transform: { '\\.ts$': join(sources, 'strip-types.mjs') },
    modulePaths: [modules],
    resolver: join(sources, 'resolve-once.cjs'),
    testEnvironment: join(modules, 'jest-environment-node'),
    cacheDirectory: join(installation, 'jest'),
  }
  const words = ['--config', JSON.stringify(config), '--json', '--outputFile', reportFile, '--silent']
  const { stderr } = spawnSync(
    process.execPath,
    ['--experimental-vm-modules', join(modules, 'jest', 'bin', 'jest.js'), ...words],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] },
  )
  if (!existsSync(reportFile)) throw new Error(`jest wrote no report. It said:\n${stderr}`)
  return JSON.parse(readFileSync(reportFile, 'utf8')) as Report
}

await runCommand(usage, run)
