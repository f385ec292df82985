import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePorts } from '../support/free-ports.ts'
import { MissingPartError } from '../support/run-command.ts'

/** The subgraphs, supergraphs and cases of the federation audit, served from a checkout of it. */
export type SuiteServer = AsyncDisposable & {
  /** Without a slash at the end; `<url>/ids` lists the suites. */
  readonly url: string
}

/**
 * Starts the audit's own server in a process of its own: its packages are other copies of graphql and Apollo's than
 * ours. Waits until it answers. Throws a MissingPartError when the folder is no checkout or lacks its packages.
 */
export const startSuiteServer = async (auditDir: string | undefined): Promise<SuiteServer> => {
  const folder = readCheckout(auditDir)
  const port = await freePorts(1)
  // What "npm start" of the checkout does, without the two processes between us and the server.
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'serve', '--port', String(port)], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const said: string[] = []
  child.stderr.setEncoding('utf8').on('data', text => said.push(text))
  const ended = new Promise<void>(done => child.once('close', () => done()))
  const close = async (): Promise<void> => {
    process.off('exit', kill)
    kill()
    await ended
  }
  // The supergraphs that it composes name the origin at which it is asked.
  const url = `http://127.0.0.1:${port}`
  for (const deadline = Date.now() + longestStartMs; Date.now() < deadline; await pause(100)) {
    if (child.exitCode !== null) break
    const isUp = await fetch(`${url}/ids`, { signal: AbortSignal.timeout(longestStartMs) }).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) return { url, [Symbol.asyncDispose]: close }
  }
  await close()
  throw new MissingPartError(`The subgraphs of "${auditDir}" do not start; their server said:\n${said.join('').trim()}`)
}

const longestStartMs = 60_000

const readCheckout = (auditDir: string | undefined): string => {
  if (!auditDir) throw new MissingPartError(`AUDIT_DIR is not set, expected the folder of a checkout. ${howToGetOne}`)
  const folder = resolve(auditDir)
  if (!existsSync(join(folder, 'src', 'cli.ts')) || !existsSync(join(folder, 'src', 'test-suites'))) {
    throw new MissingPartError(
      `AUDIT_DIR is "${auditDir}", but that is no checkout of the federation audit. ${howToGetOne}`,
    )
  }
  if (!['tsx', 'graphql'].every(name => existsSync(join(folder, 'node_modules', name)))) {
    throw new MissingPartError(`The checkout in "${auditDir}" lacks its packages. Run "npm ci" in it.`)
  }
  return folder
}

const howToGetOne =
  'Get one with "git clone https://github.com/graphql-hive/federation-gateway-audit" and "npm ci" in it, and set AUDIT_DIR to its folder.'
