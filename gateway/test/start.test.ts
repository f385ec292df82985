import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { settings } from '../settings.ts'
import { listen, startSubgraph, stop, type TestSubgraph } from './support/subgraph-server.ts'
import { askGateway, composeSupergraph, makeFolder } from './support/test-gateway.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const sdl = 'type Query { hello: String }'

let folder: Awaited<ReturnType<typeof makeFolder>>
let subgraph: TestSubgraph
let supergraph: string

beforeAll(async () => {
  folder = await makeFolder()
  subgraph = await startSubgraph('greeter', sdl, { Query: { hello: () => 'hello' } })
  supergraph = join(folder.path, 'supergraph.graphql')
  await writeFile(supergraph, composeSupergraph([{ ...subgraph, url: 'http://127.0.0.1:9/wrong' }]))
})
afterAll(async () => {
  await subgraph[Symbol.asyncDispose]()
  await folder[Symbol.asyncDispose]()
})

/** Starts main.ts as a process of its own. */
const start = (env: Record<string, string>, args: readonly string[] = []) => {
  const child = fork(main, args, {
    env: { PATH: process.env.PATH, DATA_DIR: folder.path, PORT: '0', SUPERGRAPH: supergraph, ...env },
    silent: true,
  })
  const output = { stdout: '', stderr: '' }
  child.stdout?.on('data', chunk => {
    output.stdout += chunk
  })
  child.stderr?.on('data', chunk => {
    output.stderr += chunk
  })
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, ...output }))
  return { child, ended }
}

describe('main', () => {
  it('says its address when it is ready, takes addresses from the environment, ends with the program that started it', async () => {
    const { child } = start({ SUBGRAPH_URL_GREETER: subgraph.url })
    // After a disconnect "close" never comes.
    const exit = once(child, 'exit')

    const [{ ready }] = (await once(child, 'message')) as [{ ready: { url: string } }]
    const { data } = await askGateway(ready.url, '{ hello }')
    child.disconnect()
    const [code] = await exit

    expect(data).toEqual({ hello: 'hello' })
    expect(code).toBe(0)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('ends cleanly on %s', async signal => {
    const { child, ended } = start({})

    await once(child, 'message')
    child.kill(signal)

    expect((await ended).code).toBe(0)
  })

  it('explains itself', async () => {
    const { stdout, code } = await start({}, ['--help']).ended

    expect(code).toBe(0)
    expect(settings.every(({ name }) => stdout.includes(name))).toBe(true)
  })

  it('says in one sentence that its port is in use', async () => {
    const other = createServer()
    const { port } = new URL(await listen(other))

    const { code, stderr } = await start({ PORT: port, LOG_LEVEL: 'silent' }).ended
    await stop(other)

    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `Port ${port} on 127.0.0.1 is in use. Stop the program that uses it, or set PORT to another one.\n`,
    })
  })

  it('says in one sentence that the supergraph is missing', async () => {
    const { code, stderr } = await start({ SUPERGRAPH: '/no/supergraph.graphql' }).ended

    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        'The supergraph file "/no/supergraph.graphql" does not exist. Set SUPERGRAPH to an SDL file that "npm run schema:compose" or another Federation 2 composition wrote.\n',
    })
  })

  it('says that production needs keys where fields are guarded', async () => {
    const guarded = join(folder.path, 'guarded.graphql')
    const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated"])'
    const sdl = `${link} type Query { hello: String @authenticated }`
    await writeFile(guarded, composeSupergraph([{ ...subgraph, sdl }]))

    const { code, stderr } = await start({ NODE_ENV: 'production', SUPERGRAPH: guarded }).ended

    expect(code).toBe(1)
    expect(stderr).toMatch(
      /^IDENTITY_SIGN_KEYS is not set, and in production no key is derived, but [^\n]+ Set it to [^\n]+\n$/,
    )
  })
})

describe('the configuration', () => {
  it('has a default for everything', () => {
    const { port, host, supergraph, subgraphTimeoutMs, requestTimeoutMs, maxReplyBytes, planCacheBytes } = readConfig(
      {},
    )

    expect({ port, host, subgraphTimeoutMs, requestTimeoutMs, maxReplyBytes, planCacheBytes }).toEqual({
      port: 4000,
      host: '127.0.0.1',
      subgraphTimeoutMs: 2000,
      requestTimeoutMs: 5000,
      maxReplyBytes: 5 * 1024 * 1024,
      planCacheBytes: 64 * 1024 * 1024,
    })
    expect(supergraph).toMatch(/schema\/supergraph\.graphql$/)
  })

  it('reports all mistakes at once, and repeats no address', () => {
    const read = () =>
      readConfig({ PORT: 'many', LOG_LEVEL: 'loud', SUBGRAPH_URL_PEOPLE: 'ftp://user:hunter2@x', TOKEN_JWKS: 'a.json' })

    expect(read).toThrow(
      [
        'SUBGRAPH_URL_PEOPLE is no http or https URL without a password, expected e.g. "http://127.0.0.1:4001/graphql".',
        'LOG_LEVEL is "loud", expected one of trace, debug, info, warn, error, fatal, silent.',
        'TOKEN_JWKS and TOKEN_ISSUER belong together, but only one of them is set. Set both or none.',
        'PORT is "many", expected a whole number from 0 to 65535.',
      ].join('\n'),
    )
  })

  it('refuses a setting that it does not know', () => {
    expect(() => readConfig({ SUBGRAPH_TIMEOUT: '3' })).toThrow(
      'SUBGRAPH_TIMEOUT is no setting of the gateway. Did you mean "SUBGRAPH_TIMEOUT_MS"?',
    )
  })
})

describe('README.md', () => {
  const readme = () => readFile(new URL('../README.md', import.meta.url), 'utf8')

  it('lists exactly the settings, with their default and meaning', async () => {
    const rows = [...(await readme()).matchAll(/^\| `([A-Z_<>]+)` \| ([^|]+) \| ([^|]+) \| (.+) \|$/gm)]

    expect(rows.map(([, name, standard, unit, meaning]) => ({ name, default: standard, unit, meaning }))).toEqual(
      settings.map(setting => ({ ...setting })),
    )
  })
})
