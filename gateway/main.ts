// The process edge of the gateway: environment -> config -> start -> signals. Nothing else here reads the process.
import { ConfigError, readConfig } from './config.ts'
import { createLog } from './observe/log.ts'
import { createGateway } from './server.ts'
import { helpText } from './settings.ts'

const fail = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

const run = async (): Promise<void> => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 22 || (major === 22 && minor < 19)) {
    fail(
      `This is Node ${process.versions.node}, but the gateway needs Node 22.19 or newer. Run it with "npm run gateway".`,
    )
  }
  const [argument] = process.argv.slice(2)
  if (argument === '--help' || argument === '-h') {
    process.stdout.write(helpText())
    return
  }
  if (argument !== undefined) {
    fail(`The gateway does not know the argument "${argument}". Settings come from the environment; see "--help".`)
  }

  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const gateway = await createGateway(config, log)
  let isStopping = false
  const stop = (reason: string): void => {
    // A second signal means that somebody is tired of waiting.
    if (isStopping) process.exit(1)
    isStopping = true
    log.info({ reason }, 'gateway is stopping')
    setTimeout(() => process.exit(1), longestStopMs).unref()
    gateway.close().then(
      () => process.exit(0),
      error => {
        log.error({ err: error }, 'stopping failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', () => stop('SIGINT'))
  process.on('SIGTERM', () => stop('SIGTERM'))
  // A terminal that closes says SIGHUP as well; whoever runs the gateway in one wants it to end then.
  process.on('SIGHUP', () => (process.stdin.isTTY ? stop('SIGHUP') : void gateway.renew()))
  if (process.send) process.on('disconnect', () => stop('the starting program has gone'))

  // Said last: whoever reads it may send a signal at once.
  log.info({ url: gateway.url }, 'gateway is listening')
  process.send?.({ ready: { url: gateway.url } })
}

const longestStopMs = 10_000

await run().catch((error: unknown) => {
  // A mistake of the one who starts it is an Error with a sentence; any other kind is ours and needs its stack.
  const isSentence = error instanceof ConfigError || (error instanceof Error && error.constructor === Error)
  fail(isSentence ? error.message : error instanceof Error ? String(error.stack) : String(error))
})
