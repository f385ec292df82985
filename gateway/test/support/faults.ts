import { startFaultySubgraph, startSubgraph, type TestSubgraph } from './subgraph-server.ts'

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
