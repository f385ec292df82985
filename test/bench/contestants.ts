import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ApolloGateway } from '@apollo/gateway'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { openDevelopmentIssuer } from '@exchange-network/gateway/access/development-issuer'
import { readConfig } from '@exchange-network/gateway/config'
import { createLog } from '@exchange-network/gateway/observe/log'
import { createGateway } from '@exchange-network/gateway/server'
import { composeBench, withGuards } from './bench-subgraphs.ts'
import { type BenchCase, benchCases } from './cases.ts'
import { startAggregator } from './hand-written-aggregator.ts'
import { type Listening, listen } from './listening.ts'

/** What a contestant gets to start with. */
export type Surroundings = {
  /** Where the recorded subgraphs listen. */
  readonly origin: string
  readonly supergraph: string
  /** A file that holds the same supergraph; its folder may take more files. */
  readonly supergraphFile: string
  /** The right answer of the case, for the null server. */
  readonly answer: string
}

/** Thrown when a contestant's packages are not installed; the message says what to install. */
export class MissingContestantError extends Error {}

const startOurs = async ({ supergraphFile }: Surroundings, env: Record<string, string> = {}): Promise<Listening> => {
  const folder = join(dirname(supergraphFile), 'operations')
  mkdirSync(folder, { recursive: true })
  for (const { name, body } of benchCases) writeFileSync(join(folder, `${name}.graphql`), body.query)
  return createGateway(
    readConfig({
      PORT: '0',
      SUPERGRAPH: supergraphFile,
      SAVED_OPERATIONS: folder,
      DATA_DIR: dirname(supergraphFile),
      IDENTITY_SIGN_KEYS: 'none',
      NODE_ENV: 'production',
      // It counts, and is never reached: what counting costs belongs to what is measured.
      RATE_LIMIT_COST_PER_MINUTE: '1000000000000',
      ...env,
    }),
    createLog('silent'),
  )
}

/** The same with all of access control: guarded fields, a token on each request, a signed identity on each fetch. */
const startGuarded = async (surroundings: Surroundings): Promise<Listening> => {
  const folder = dirname(surroundings.supergraphFile)
  const supergraphFile = join(folder, 'guarded.graphql')
  writeFileSync(supergraphFile, composeBench(surroundings.origin, withGuards))
  const issuer = await openDevelopmentIssuer(join(folder, 'development-issuer.json'))
  const token = await issuer.sign({ subject: 'ana', scope: 'contact:read', lifetimeSeconds: 86_400 })
  const env = { NODE_ENV: 'development', IDENTITY_SIGN_KEYS: '' }
  const started = await startOurs({ ...surroundings, supergraphFile }, env)
  return { ...started, headers: { authorization: `Bearer ${token}` } }
}

const sendQuery = ({ body }: BenchCase): string => JSON.stringify(body)
const sendId = ({ name, body }: BenchCase): string => JSON.stringify({ documentId: name, variables: body.variables })

const startStock = async ({ supergraph }: Surroundings): Promise<Listening> => {
  const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl: supergraph }) })
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } })
  return { url, [Symbol.asyncDispose]: () => server.stop() }
}

const startNull = async ({ answer }: Surroundings): Promise<Listening> => {
  const body = Buffer.from(answer)
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
    })
  })
  return listen(server)
}

/** The parts of Hive's packages that are used here; they are loaded when they are there. */
type HiveRuntime = {
  readonly createGatewayRuntime: (options: object) => Parameters<typeof createServer>[1] & AsyncDisposable
}
type HivePlanner = { readonly unifiedGraphHandler: unknown }

const startHive = async ({ supergraph }: Surroundings): Promise<Listening> => {
  const { createGatewayRuntime } = await importHive<HiveRuntime>('@graphql-hive/gateway')
  const { unifiedGraphHandler } = await importHive<HivePlanner>('@graphql-hive/router-runtime')
  const gateway = createGatewayRuntime({ supergraph, unifiedGraphHandler, logging: false })
  const listening = await listen(createServer(gateway))
  return {
    url: `${listening.url}/graphql`,
    [Symbol.asyncDispose]: async () => {
      await listening[Symbol.asyncDispose]()
      await gateway[Symbol.asyncDispose]()
    },
  }
}

/** Imports from the project or, when HIVE_DIR is set, from the folder of another installation. */
const importHive = async <T>(name: string): Promise<T> => {
  const from = process.env.HIVE_DIR ? join(process.env.HIVE_DIR, 'from-here.js') : import.meta.filename
  try {
    return await import(pathToFileURL(createRequire(from).resolve(name)).href)
  } catch (cause) {
    const isMissing = /^(ERR_)?MODULE_NOT_FOUND$/.test((cause as NodeJS.ErrnoException).code ?? '')
    if (!isMissing) throw cause
    throw new MissingContestantError(
      `missing (npm install @graphql-hive/gateway @graphql-hive/router-runtime): "${name}" cannot be imported`,
      {
        cause,
      },
    )
  }
}

type Contestant = {
  readonly title: string
  readonly start: (surroundings: Surroundings) => Promise<Listening>
  /** The body of a client's request. */
  readonly send: (one: BenchCase) => string
}

/** Everybody who is measured, by name, in the order of the table. */
export const contestants = {
  ours: { title: 'our gateway', start: startOurs, send: sendQuery },
  saved: { title: 'our gateway, saved by id', start: startOurs, send: sendId },
  guarded: { title: 'our gateway, guarded', start: startGuarded, send: sendQuery },
  stock: { title: 'stock Apollo Gateway', start: startStock, send: sendQuery },
  hive: { title: 'Hive Gateway, Rust planner', start: startHive, send: sendQuery },
  aggregator: {
    title: 'hand-written aggregator',
    start: ({ origin }: Surroundings) => startAggregator(origin),
    send: sendQuery,
  },
  null: { title: 'null server', start: startNull, send: sendQuery },
} as const satisfies Record<string, Contestant>

/** Name of a contestant. */
export type ContestantName = keyof typeof contestants
