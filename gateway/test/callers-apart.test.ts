import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { graphql, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDevelopmentIssuer } from '../access/development-issuer.ts'
import {
  type ReceivedRequest,
  type ResolverMap,
  startFaultySubgraph,
  type TestSubgraph,
} from './support/subgraph-server.ts'
import { makeFolder, startTestGateway, type TestGateway } from './support/test-gateway.ts'

const firstSdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { desk(id: ID!): Desk }
  type Desk @key(fields: "id") { id: ID! owner: String }
`
const secondSdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Desk @key(fields: "id") { id: ID! drawer: String }
`

/** Who asks, as the signed identity says. */
const callerOf = ({ headers }: ReceivedRequest): string => {
  const claims = String(headers['exchange-identity']).split('.')[1] ?? ''
  const { sub = 'nobody', scope } = JSON.parse(Buffer.from(claims, 'base64url').toString())
  return `${sub} with "${scope}"`
}

/** A subgraph that answers with what its resolvers make of the caller. */
const startKnowing = (name: string, sdl: string, resolvers: ResolverMap): Promise<TestSubgraph> => {
  // biome-ignore lint/suspicious/noExplicitAny: the library's own type of a resolver map
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as any }])
  return startFaultySubgraph(name, sdl, async (request, response) => {
    const { query: source, variables: variableValues } = request
    const result = await graphql({ schema, source, variableValues, contextValue: callerOf(request) })
    response.setHeader('content-type', 'application/json').end(JSON.stringify(result))
  })
}

/** Two subgraphs whose every value says who has asked for it. */
const startDesks = (): Promise<TestSubgraph[]> =>
  Promise.all([
    startKnowing('desks', firstSdl, {
      Query: { desk: (_: unknown, { id }: { id: string }) => ({ id }) },
      Desk: { owner: (_: unknown, __: unknown, caller: string) => caller, __resolveReference: (ref: unknown) => ref },
    }),
    startKnowing('drawers', secondSdl, {
      Desk: {
        drawer: ({ id }: { id: string }, _: unknown, caller: string) => `${id} of ${caller}`,
        __resolveReference: (ref: unknown) => ref,
      },
    }),
  ])

// CALLERS_APART_REQUESTS=10000 is the long run.
const requests = Number(process.env.CALLERS_APART_REQUESTS ?? 2000)

const query = 'query Desk($id: ID!) { desk(id: $id) { owner drawer } }'

describe('the answers of one gateway to four callers at once', () => {
  let gateway: TestGateway
  let folder: Awaited<ReturnType<typeof makeFolder>>
  beforeAll(async () => {
    folder = await makeFolder()
    await writeFile(join(folder.path, 'desk.graphql'), query)
    gateway = await startTestGateway(await startDesks(), {
      SAVED_OPERATIONS: folder.path,
      COMPILE_AT_USE: '2',
      RATE_LIMIT_COST_PER_MINUTE: '0',
      LOG_LEVEL: 'silent',
      // A busy machine is no caller's fault.
      SUBGRAPH_TIMEOUT_MS: '60000',
      REQUEST_TIMEOUT_MS: '60000',
    })
  })
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]()
    await folder[Symbol.asyncDispose]()
  })

  it(`never hold what another one was told, in ${requests} requests`, { timeout: 300_000 }, async () => {
    const issuer = await openDevelopmentIssuer(join(gateway.config.dataDir, 'development-issuer.json'))
    const signed = async (subject: string, scope: string) => ({
      headers: { authorization: `Bearer ${await issuer.sign({ subject, scope, lifetimeSeconds: 3600 })}` },
      name: `${subject} with "${scope}"`,
    })
    const callers = [
      { headers: {}, name: 'nobody with ""' },
      await signed('ana', 'contact:read'),
      await signed('ben', ''),
      await signed('ana', 'contact:read participant:sensitive'),
    ]
    // Sent whole and by name; the same texts of all callers and, now and then, one that is new and has no program yet.
    const bodies = [
      () => ({ query }),
      () => ({ documentId: 'desk' }),
      (index: number) => ({ query: query.replace('Desk(', `Desk${index % 50}(`) }),
    ]
    const wrong: unknown[] = []
    let next = 0
    const ask = async (): Promise<void> => {
      for (let index = next++; index < requests; index = next++) {
        const caller = callers[index % callers.length]!
        const id = `d${Math.floor(index / callers.length) % 7}`
        const body = { ...bodies[Math.floor(index / 3) % bodies.length]!(index), variables: { id } }
        const response = await fetch(gateway.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...caller.headers },
          body: JSON.stringify(body),
        })
        const answer = await response.text()
        const expected = { data: { desk: { owner: caller.name, drawer: `${id} of ${caller.name}` } } }
        if (answer.trim() !== JSON.stringify(expected)) wrong.push({ expected, answer })
      }
    }

    await Promise.all(Array.from({ length: 24 }, ask))

    expect(wrong.slice(0, 3)).toEqual([])
  })
})
