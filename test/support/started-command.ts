import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A command of the project that runs as a person would start it. */
export type StartedCommand = AsyncDisposable & {
  readonly lines: readonly string[]
  /** Resolves when so many lines, past or to come, have matched; rejects with all output when the command ends before. */
  untilLine(pattern: RegExp, times?: number): Promise<void>
  signal(name: NodeJS.Signals): void
  /** What a terminal does with Ctrl-C: SIGINT to the command's whole process group. */
  pressControlC(): void
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
}

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Starts `node <words>` in the repository with more environment. */
export const startCommand = (
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): StartedCommand => {
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: cleanEnvironment(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const lines: string[] = []
  const waiting = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', line => {
      lines.push(line)
      for (const look of waiting) look()
    })
  }
  const ended = endOf(child)
  const untilLine = (pattern: RegExp, times = 1) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (lines.filter(line => pattern.test(line)).length < times) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
      ended.then(end =>
        reject(new Error(`The command ended with "${end}" before it said ${pattern}:\n${lines.join('\n')}`)),
      )
    })
  return {
    lines,
    untilLine,
    signal: name => child.kill(name),
    pressControlC: () => process.kill(-(child.pid ?? Number.NaN), 'SIGINT'),
    ended,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await ended
    },
  }
}

const endOf = (child: ChildProcess): Promise<number | NodeJS.Signals> =>
  new Promise(resolve => child.once('close', (code, signal) => resolve(signal ?? code ?? 0)))

/** Settings of the person who runs the tests must not reach the command that is tested. */
const cleanEnvironment = (environment: Readonly<Record<string, string>>): NodeJS.ProcessEnv => {
  const ours =
    /^(PORT|HOST|DATA_DIR|SUPERGRAPH|LOG_LEVEL|NODE_ENV|VITEST.*|DATABASE_URL.*|SUBGRAPH_URL_.*|IDENTITY_.*)$/
  const inherited = Object.entries(process.env).filter(([name]) => !ours.test(name))
  return { ...Object.fromEntries(inherited), ...environment }
}
