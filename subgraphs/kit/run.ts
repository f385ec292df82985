import { access, constants, mkdir } from 'node:fs/promises'
import { type Logger, pino } from 'pino'
import { openIdentityKeys } from './identity/open-keys.ts'
import { type Config, type ConfigDefaults, helpText, readConfig } from './serve/config.ts'
import { type RunningSubgraph, startSubgraph } from './serve/start-subgraph.ts'
import type { Subgraph } from './serve/subgraph.ts'

/** Longest time from a signal to the end of the process; requests under way get 10 seconds of it. */
const shutdownMs = 15_000

const oldestNode = [22, 19]

/**
 * Runs a subgraph as a process, the only code of the kit that touches it: environment and signals in; JSON log lines,
 * one of them "ready", and an exit code out. Sends `{ ready: { url } }` to a parent that speaks IPC and ends when that
 * parent is gone. A start that fails says on standard error what to do, and exits with 1.
 */
export const runSubgraph = async <Loaders>(
  subgraph: Subgraph<Loaders>,
  defaults: ConfigDefaults = {},
): Promise<void> => {
  const args = process.argv.slice(2)
  if (args.includes('--help')) {
    process.stdout.write(helpText(subgraph, defaults))
    return
  }
  if (args.length > 0) {
    process.stderr.write(
      `Argument "${args[0]}" is not known. Only --help is; everything else is set by the environment.\n`,
    )
    process.exit(2)
  }
  try {
    refuseOldNode()
    await run(subgraph, readConfig(process.env, subgraph, defaults))
  } catch (error) {
    process.stderr.write(`The subgraph "${subgraph.name}" did not start.\n${sentenceOf(error)}\n`)
    process.exit(1)
  }
}

const run = async <Loaders>(subgraph: Subgraph<Loaders>, config: Config): Promise<void> => {
  const log = pino({
    level: config.logLevel,
    base: { subgraph: subgraph.name },
    timestamp: pino.stdTimeFunctions.isoTime,
  })
  await openDataDir(config)
  const keys = await openIdentityKeys({ ...config, warn: message => log.warn(message) })
  const { host, port } = config
  // A start can take long (a first load, a database that does not answer) and leaves nothing half-done when it is cut.
  let stop = (): void => process.exit(0)
  onEnd(() => stop())
  const running = await startSubgraph(subgraph, { ...config, keys, log }).catch(error => {
    throw listenSentence(error, host, port) ?? error
  })
  stop = closeOnce(running, log)
  log.info({ url: running.url }, `The subgraph "${subgraph.name}" is ready.`)
  process.send?.({ ready: { url: running.url } })
}

const onEnd = (end: () => void): void => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end)
  if (process.send) process.on('disconnect', end)
}

/** Ctrl-C reaches the whole process group and the supervisor signals as well: being asked more than once is normal. */
const closeOnce = (running: RunningSubgraph, log: Logger): (() => void) => {
  const close = async (): Promise<void> => {
    setTimeout(() => process.exit(1), shutdownMs).unref()
    log.info('Stopping.')
    try {
      await running.close()
      process.exit(0)
    } catch (error) {
      log.error({ err: error }, 'The end was not clean.')
      process.exit(1)
    }
  }
  let isClosing = false
  return () => {
    if (isClosing) return
    isClosing = true
    void close()
  }
}

const openDataDir = async ({ dataDir }: Config): Promise<void> => {
  try {
    await mkdir(dataDir, { recursive: true })
    await access(dataDir, constants.W_OK)
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    throw new Error(
      `The data folder "${dataDir}" cannot be written (${code}). Set DATA_DIR to a folder that this user may write to.`,
      { cause },
    )
  }
}

const refuseOldNode = (): void => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  throw new Error(
    `Node ${process.versions.node} runs this, but ${oldestNode.join('.')} or newer is expected. Start it by npm, which brings its own Node, or install a newer one.`,
  )
}

const listenSentence = (error: unknown, host: string, port: number): Error | null => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const where = `Port ${port} on ${host}`
  const sentences: Record<string, string> = {
    EADDRINUSE: `${where} is in use by another program. Stop that program, or set PORT to another port.`,
    EACCES: `${where} is not allowed for this user. Set PORT to a port above 1023.`,
    EADDRNOTAVAIL: `The address ${host} is not one of this machine. Set HOST to one that is, e.g. 127.0.0.1.`,
    ENOTFOUND: `The address ${host} is not known. Set HOST to an address of this machine, e.g. 127.0.0.1.`,
  }
  const isListen =
    error instanceof Error && 'syscall' in error && ['listen', 'getaddrinfo'].includes(String(error.syscall))
  const sentence = isListen ? sentences[String(code)] : undefined
  return sentence === undefined ? null : new Error(sentence, { cause: error })
}

/** Our sentences stand alone, for a user who only wants to start; a fault of the program itself shows where it is. */
const sentenceOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const isFault = error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError
  return isFault ? (error.stack ?? error.message) : error.message
}
