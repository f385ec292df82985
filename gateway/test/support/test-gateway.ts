import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { composeServices } from '@apollo/composition'
import { parse } from 'graphql'
import { type Config, readConfig } from '../../config.ts'
import { createLog } from '../../observe/log.ts'
import { createGateway } from '../../server.ts'
import type { TestSubgraph } from './subgraph-server.ts'

/** A client's request. */
export type Question = {
  readonly query: string
  readonly variables?: Record<string, unknown>
  readonly operationName?: string
  readonly headers?: Record<string, string>
}

/** What came back over HTTP. */
export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly data?: unknown
  readonly errors?: readonly { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[]
}

/** A gateway on a real port, in front of the subgraphs of a test. */
export type TestGateway = AsyncDisposable & {
  readonly url: string
  readonly config: Config
  /** The JSON lines of the log. */
  readonly logged: string[]
  ask(question: Question | string): Promise<Answer>
}

/** Composes the supergraph of subgraphs; throws with the composition's errors. */
export const composeSupergraph = (subgraphs: readonly Pick<TestSubgraph, 'name' | 'url' | 'sdl'>[]): string => {
  const result = composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })))
  if (result.errors) throw new Error(result.errors.map(({ message }) => message).join('\n'))
  return result.supergraphSdl
}

/** Makes a folder that is removed at the end. */
export const makeFolder = async (): Promise<AsyncDisposable & { path: string }> => {
  const path = await mkdtemp(join(tmpdir(), 'gateway-test-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** Starts a gateway over subgraphs; `env` holds settings as in the environment. It ends the subgraphs with itself. */
export const startTestGateway = async (
  subgraphs: readonly TestSubgraph[],
  env: Record<string, string> = {},
): Promise<TestGateway> => {
  const folder = await makeFolder()
  const file = join(folder.path, 'supergraph.graphql')
  await writeFile(file, composeSupergraph(subgraphs))
  // Vitest's project "compiled" sets it for all of its tests.
  const { COMPILE_AT_USE } = process.env
  // A busy machine must not look like an operation that is too large.
  // And all tests ask from one address.
  const calm = { PLANNING_TIMEOUT_MS: '600000', COMPILE_AT_USE, RATE_LIMIT_COST_PER_MINUTE: '0' }
  const config = readConfig({ PORT: '0', SUPERGRAPH: file, DATA_DIR: folder.path, ...calm, ...env })
  const logged: string[] = []
  const log = createLog(config.logLevel, { write: line => void logged.push(line) })
  const gateway = await createGateway(config, log)
  return {
    url: gateway.url,
    config,
    logged,
    ask: question => askGateway(gateway.url, question),
    [Symbol.asyncDispose]: async () => {
      await gateway.close()
      await Promise.all(subgraphs.map(subgraph => subgraph[Symbol.asyncDispose]()))
      await folder[Symbol.asyncDispose]()
    },
  }
}

/** Asks a gateway by POST. */
export const askGateway = async (url: string, question: Question | string): Promise<Answer> => {
  const { headers = {}, ...body } = typeof question === 'string' ? { query: question } : question
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  const json = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : {}
  return { status: response.status, headers: response.headers, text, ...json }
}
