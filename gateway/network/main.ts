import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type NetworkSettings, type RunningNetwork, StartRefused, startNetwork } from './network.ts'
import { addressOf } from './readiness.ts'
import { eventLine } from './terminal.ts'

const usage = `Runs the whole exchange network on this machine: three subgraphs, each with its own database, and the gateway.

  npm start

Environment:
  PORT        port of the gateway; the subgraphs take the three after it     (default 4000)
  HOST        address on which the gateway listens                           (default 127.0.0.1)
  DATA_DIR    folder of the databases and development keys, made when absent  (default ./data)
  DATABASE_URL_PROGRAMS, _PEOPLE, _ORGANIZATIONS   use PostgreSQL instead of SQLite
  LOG_LEVEL   trace, debug, info, warn, error                                (default info)

Ctrl-C stops everything. Exit codes: 0 stopped as asked, 1 could not start, 2 wrong arguments.`

const readSettings = (environment: NodeJS.ProcessEnv): NetworkSettings => {
  const text = environment.PORT ?? '4000'
  const gatewayPort = Number(text)
  if (!Number.isInteger(gatewayPort) || gatewayPort < 1 || gatewayPort > 65_531) {
    throw new StartRefused(
      `PORT is "${text}", but a port from 1 to 65531 is needed: the subgraphs take the ones after it.`,
    )
  }
  return {
    gatewayPort,
    host: environment.HOST ?? '127.0.0.1',
    dataFolder: resolve(environment.DATA_DIR ?? 'data'),
  }
}

const run = async (): Promise<number> => {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const startedAt = performance.now()
  const settings = readSettings(process.env)
  console.log(`Exchange Network is starting; its data is in ${settings.dataFolder}`)
  const network = await startNetwork(settings, event => {
    const line = eventLine(event)
    if (line !== null) console.log(line)
  })
  return await untilTheEnd(network, startedAt)
}

/** Announces readiness and waits for Ctrl-C or for a process that cannot be started. */
const untilTheEnd = async (network: RunningNetwork, startedAt: number): Promise<number> => {
  const asked = Promise.withResolvers<'asked'>()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.resolve('asked'))
  network.ready.then(() => announce(network, startedAt))

  const end = await Promise.race([asked.promise, network.failure])
  if (end === 'asked') console.log('\nStopping the gateway, then the subgraphs ...')
  await network.stop()
  console.log(end === 'asked' ? 'Exchange Network has stopped.' : `Exchange Network could not start: "${end}" failed.`)
  return end === 'asked' ? 0 : 1
}

const announce = (network: RunningNetwork, startedAt: number): void => {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const addresses = network.members.map(member => `  ${member.name.padEnd(14)} http://${addressOf(member)}/graphql`)
  const gateway = network.members.find(member => member.name === 'gateway')
  console.log(`
Exchange Network is ready after ${seconds} s.

${addresses.reverse().join('\n')}

${gateway ? `Open http://${addressOf(gateway)}/ in a browser. ` : ''}Ctrl-C stops everything.
`)
}

try {
  process.exitCode = await run()
} catch (cause) {
  const badArguments = cause instanceof TypeError && 'code' in cause && String(cause.code).startsWith('ERR_PARSE_ARGS')
  if (!(cause instanceof StartRefused) && !badArguments) throw cause
  console.error(badArguments ? `${cause.message}\n\n${usage}` : cause.message)
  process.exitCode = badArguments ? 2 : 1
}
