import { buildSubgraphSchema } from '@apollo/subgraph'
import { graphql, parse } from 'graphql'
import {
  type ReceivedRequest,
  type ResolverMap,
  startFaultySubgraph,
  startSubgraph,
  type TestSubgraph,
} from './subgraph-server.ts'

/** Secrets that a broken subgraph spills; no client may ever read one. */
export const secrets = /hunter2|127\.0\.0\.1|localhost|node_modules|\/srv\/|SELECT |postgres:/

const peopleSdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { team: [Person!] }
  type Person @key(fields: "id") { id: ID! name: String }
`
const agesSdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { oldest: Person youngest: Person }
  type Person @key(fields: "id") { id: ID! age: Int years: [Int!] shoe: Float! }
`

/** Two subgraphs: people is well, ages answers as the test says. */
export const startPeopleAndAges = async (
  answer: Parameters<typeof startFaultySubgraph>[2],
): Promise<readonly [TestSubgraph, TestSubgraph]> =>
  Promise.all([
    startSubgraph('people', peopleSdl, {
      Query: {
        team: () => [
          { id: 'p1', name: 'Ana' },
          { id: 'p2', name: 'Ben' },
        ],
      },
    }),
    startFaultySubgraph('ages', agesSdl, answer),
  ])

/** The question of most fault tests: names from people, ages from ages. */
export const teamQuestion = '{ team { name grown: age } }'

/** Its answer when ages gives nothing. */
export const teamWithoutAges = {
  team: [
    { name: 'Ana', grown: null },
    { name: 'Ben', grown: null },
  ],
}

/** Writes JSON as a subgraph does. */
export const sendJson = (response: Parameters<Parameters<typeof startFaultySubgraph>[2]>[1], body: unknown): void => {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
}

/** Gives each entity the keys that the gateway asked for, as an honest subgraph does; `ids` are whose they really are. */
export const withKeys = (
  { query, variables }: ReceivedRequest,
  entities: readonly unknown[],
  ids: readonly unknown[] = (variables.representations as readonly { id: string }[]).map(({ id }) => id),
): unknown[] => {
  const [, alias = 'no_alias'] = /(\w+): id\b/.exec(query) ?? []
  return entities.map((entity, index) =>
    typeof entity === 'object' && entity !== null ? { ...entity, [alias]: ids[index] } : entity,
  )
}

/** A reply of an honest subgraph, open to be spoilt. */
export type HonestReply = { data?: { _entities?: unknown[] } & Record<string, unknown>; errors?: unknown[] }

/** Starts a subgraph that answers as @apollo/subgraph does, and spoils each reply before it sends it. */
export const startSpoilingSubgraph = (options: {
  name: string
  sdl: string
  resolvers: ResolverMap
  spoil: (reply: HonestReply, request: ReceivedRequest) => unknown
}): Promise<TestSubgraph> => {
  const { name, sdl, resolvers, spoil } = options
  // biome-ignore lint/suspicious/noExplicitAny: the library's own type of a resolver map
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as any }])
  return startFaultySubgraph(name, sdl, async (request, response) => {
    const result = await graphql({ schema, source: request.query, variableValues: request.variables })
    sendJson(response, spoil(JSON.parse(JSON.stringify(result)) as HonestReply, request))
  })
}
