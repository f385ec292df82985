import { join } from 'node:path'
import { Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { openDevelopmentIssuer } from '@exchange-network/gateway/access/development-issuer'
import { readConfig } from '@exchange-network/gateway/config'
import { createLog } from '@exchange-network/gateway/observe/log'
import { createGateway } from '@exchange-network/gateway/server'
import { openDevelopmentKeys } from '@exchange-network/kit/identity/development-secret'
import { type RunningSubgraph, startSubgraph } from '@exchange-network/kit/serve/start-subgraph'
import type { Subgraph } from '@exchange-network/kit/serve/subgraph'
import { type FreshLocation, freshLocation } from '@exchange-network/kit/testing/test-database'
import { organizations } from '@exchange-network/organizations/subgraph'
import { people } from '@exchange-network/people/subgraph'
import { programs } from '@exchange-network/programs/subgraph'
import { addressVariable } from '@exchange-network/schema/subgraphs'
import { freePorts } from './free-ports.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Who asks: what a token says. Nobody in particular when null. */
export type Caller = {
  readonly scopes?: readonly string[]
  readonly organization?: string
  readonly person?: string
} | null

export type NetworkAnswer = {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers are whatever the operation selects
  readonly data: any
  // biome-ignore lint/suspicious/noExplicitAny: errors are compared part by part
  readonly errors: any
}

/** What one request cost behind the gateway. */
export type Cost = {
  /** HTTP requests from the gateway to subgraphs. */
  readonly fetches: number
  /** SQL statements by subgraph; a subgraph that was not asked is missing. */
  readonly statements: Readonly<Record<string, number>>
}

/** Three real subgraphs, each with a fresh database of its own (SQLite, or PostgreSQL in the project "network-postgres"), and the real gateway, over HTTP on free ports, in this process. */
export type TestNetwork = AsyncDisposable & {
  readonly url: string
  /** Signs what a caller shows, for a minute. */
  token(caller: NonNullable<Caller>): Promise<string>
  ask(operation: string, variables?: Readonly<Record<string, unknown>>, caller?: Caller): Promise<NetworkAnswer>
  /** Asks with every scope that only reads and counts what it cost. Feeds stop being followed with the first call, so that nothing else is counted. */
  costOf(operation: string, variables?: Readonly<Record<string, unknown>>): Promise<Cost>
  /** A subgraph at work, to write rows that no mutation writes and to read feeds now. */
  subgraph(name: string): RunningSubgraph
  /** Ends one subgraph, as if its process had died. */
  stop(subgraph: string): Promise<void>
  close(): Promise<void>
}

// biome-ignore lint/suspicious/noExplicitAny: each subgraph has loaders of its own; here they are only started
const definitions: readonly Subgraph<any>[] = [programs, people, organizations]

type Options = {
  /** Subgraphs that are never started. */
  readonly without?: readonly string[]
  /** Settings of the gateway, over those of the tests. */
  readonly settings?: Readonly<Record<string, string>>
}

/** Starts the network. */
export const startTestNetwork = async (options: Options = {}): Promise<TestNetwork> => {
  const folder = temporaryFolder()
  const started = definitions.filter(definition => !options.without?.includes(definition.name))
  const firstPort = await freePorts(definitions.length)
  const addresses = Object.fromEntries(
    definitions.map(({ name }, i) => [name, `http://127.0.0.1:${firstPort + i}/graphql`]),
  )
  const statements: Record<string, number> = {}
  const keys = await openDevelopmentKeys(folder.path)
  const running = new Map<string, RunningSubgraph>()
  const databases: FreshLocation[] = []
  for (const definition of started) {
    const { name } = definition
    const database = await freshLocation(name)
    databases.push(database)
    running.set(
      name,
      await startSubgraph(definition, {
        host: '127.0.0.1',
        port: Number(new URL(addresses[name] ?? '').port),
        location: database.location,
        keys,
        siblings: addresses,
        log: createLog('silent'),
        onStatement: () => {
          statements[name] = (statements[name] ?? 0) + 1
        },
      }),
    )
  }

  const requestLines: { fetches: number }[] = []
  const logLines = new Writable({
    write: (chunk, _encoding, done) => {
      const line = JSON.parse(String(chunk))
      if (line.msg === 'request') requestLines.push(line)
      done()
    },
  })
  const environment = Object.fromEntries(Object.entries(addresses).map(([name, url]) => [addressVariable(name), url]))
  const gateway = await createGateway(
    // The stories run twice: Vitest's project for PostgreSQL compiles every operation at once.
    readConfig({
      ...environment,
      PORT: '0',
      DATA_DIR: folder.path,
      COMPILE_AT_USE: process.env.COMPILE_AT_USE,
      RATE_LIMIT_COST_PER_MINUTE: '0',
      ...options.settings,
    }),
    createLog('info', logLines),
  )
  const issuer = await openDevelopmentIssuer(join(folder.path, 'development-issuer.json'))
  if (options.without === undefined) await untilFeedsAreRead(Object.values(addresses))

  const token: TestNetwork['token'] = caller =>
    issuer.sign({
      subject: 'test-caller',
      scope: (caller.scopes ?? []).join(' '),
      ...(caller.organization !== undefined && { organization: caller.organization }),
      ...(caller.person !== undefined && { person: caller.person }),
      lifetimeSeconds: 60,
    })

  const ask: TestNetwork['ask'] = async (operation, variables = {}, caller = null) => {
    const shown = caller === null ? null : await token(caller)
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(shown !== null && { authorization: `Bearer ${shown}` }) },
      body: JSON.stringify({ query: operation, variables }),
    })
    const { data, errors } = (await response.json()) as Pick<NetworkAnswer, 'data' | 'errors'>
    return { status: response.status, data, errors }
  }

  const costOf: TestNetwork['costOf'] = async (operation, variables) => {
    await Promise.all([...running.values()].map(subgraph => subgraph.siblings.close()))
    for (const name of Object.keys(statements)) delete statements[name]
    const scopes = ['contact:read', 'person:read', 'participant:sensitive']
    const { errors } = await ask(operation, variables, { scopes, organization: 'scoe' })
    if (errors !== undefined) throw new Error(`The operation has errors: ${JSON.stringify(errors)}`)
    return { fetches: requestLines.at(-1)?.fetches ?? Number.NaN, statements: { ...statements } }
  }

  const close = async (): Promise<void> => {
    await ending('the gateway', gateway.close())
    for (const [name, subgraph] of running) await ending(`the subgraph "${name}"`, subgraph.close())
    for (const database of databases) await ending('a database', database[Symbol.asyncDispose]())
    folder[Symbol.dispose]()
  }
  return {
    url: gateway.url,
    token,
    ask,
    costOf,
    subgraph: name => {
      const subgraph = running.get(name)
      if (subgraph === undefined) throw new Error(`The subgraph "${name}" is not at work.`)
      return subgraph
    },
    stop: async name => {
      await running.get(name)?.close()
      running.delete(name)
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** Says what does not end, because a hook that took too long says only that. */
const ending = async (what: string, end: PromiseLike<unknown>): Promise<void> => {
  const late = setTimeout(() => console.error(`Closing ${what} takes longer than 20 seconds.`), 20_000)
  await end
  clearTimeout(late)
}

const untilFeedsAreRead = async (addresses: readonly string[]): Promise<void> => {
  for (const address of addresses) {
    const ready = new URL('/health/ready', address)
    while (!(await fetch(ready)).ok) await delay(50)
  }
}
