import type { Viewer } from '@exchange-network/kit/access/viewer'
import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { startPeopleWorld } from './people-world.ts'
import { recordProgramsFeedRead, tellOfPrograms } from './programs-feed.ts'
import { projectOrganizations } from './projected-organizations.ts'
import { recordProtectedPeople } from './protected-people.ts'

const writing = ['person:write', 'person:read', 'contact:read', 'claim:resolve', 'import:run']

/** Those who write in these tests. */
export const writers = {
  scoe: viewerWith({ subject: 'ana', organization: 'scoe', scopes: writing }),
  cosn: viewerWith({ subject: 'ben', organization: 'cosn', scopes: writing }),
  /** The privacy officer of SCOE. */
  officer: viewerWith({
    subject: 'olga',
    organization: 'scoe',
    scopes: [...writing, 'person:protect', 'person:erase', 'participant:sensitive'],
  }),
  /** Writes, but reads nothing that is guarded. */
  typist: viewerWith({ subject: 'tim', organization: 'scoe', scopes: ['person:write', 'import:run'] }),
  /** A token that names no organization. */
  stranger: viewerWith({ subject: 'sam', scopes: writing }),
  admin: viewerWith({ subject: 'ada', scopes: [...writing, 'network:admin', 'person:protect', 'person:erase'] }),
} as const satisfies Record<string, Viewer>

/** Starts the people subgraph with the documents' facts, the protected people, and feeds that tell of what tests name. */
export const startWritingWorld = (): Promise<TestSubgraph> =>
  startPeopleWorld(async em => {
    await recordProtectedPeople(em)
    projectOrganizations(em, [
      { id: 'scoe' },
      { id: 'cosn' },
      { id: 'unesco' },
      { id: 'unesco-paris', slug: 'unesco' },
      { id: 'shelter', visibility: 'RESTRICTED' },
    ])
    await tellOfPrograms(
      em,
      { type: 'Source', id: 'scoe-press-release-2024-11-06' },
      { type: 'Source', id: 'scoe-news-story' },
      { type: 'Source', id: 'secret-memo', visibility: 'RESTRICTED', steward: 'cosn' },
    )
    recordProgramsFeedRead(em)
  })

const payload = (fields: string) =>
  `{ person { id version ${fields} } userErrors { code message field currentVersion suggestions } }`

/** Carries out a mutation that takes an input; answers its payload, with more fields of the person where asked. */
export const change = async (
  world: TestSubgraph,
  mutation: string,
  input: Record<string, unknown>,
  viewer: Viewer = writers.scoe,
  fields = '',
) => {
  const type = inputTypes[mutation] ?? `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const operation = `mutation ($input: ${type}!) { ${mutation}(input: $input) ${payload(fields)} }`
  return answered(await world.query(operation, { input }, viewer), mutation)
}

const inputTypes: Readonly<Record<string, string>> = {
  recordPersonClaim: 'RecordClaimInput',
  openPersonConflict: 'OpenConflictInput',
  resolvePersonConflict: 'ResolveConflictInput',
}

const argumentTypes = {
  endAffiliation: '$id: ID!, $end: PartialDateInput!, $expectedVersion: Int!',
  setPersonVisibility: '$id: ID!, $visibility: Visibility!, $reason: String!, $expectedVersion: Int!',
  erasePerson: '$id: ID!, $reason: String!, $expectedVersion: Int!',
} as const

/** Carries out a mutation that takes arguments of its own. */
export const act = async (
  world: TestSubgraph,
  mutation: keyof typeof argumentTypes,
  variables: Record<string, unknown>,
  viewer: Viewer = writers.officer,
  fields = '',
) => {
  const passed = [...argumentTypes[mutation].matchAll(/\$(\w+)/g)].map(([, name]) => `${name}: $${name}`).join(', ')
  const operation = `mutation (${argumentTypes[mutation]}) { ${mutation}(${passed}) ${payload(fields)} }`
  return answered(await world.query(operation, variables, viewer), mutation)
}

const answered = ({ data, errors }: Awaited<ReturnType<TestSubgraph['query']>>, mutation: string) => {
  if (data?.[mutation] == null) throw new Error(JSON.stringify(errors))
  return data[mutation]
}

/** Reads fields of a person; null where there is none for the viewer. */
export const personOf = async (world: TestSubgraph, id: string, fields: string, viewer: Viewer = writers.officer) =>
  (await world.query(`query ($id: ID!) { person(id: $id) { ${fields} } }`, { id }, viewer)).data.person

/** What the person's steward reads of what was done, latest first. */
export const historyOf = async (world: TestSubgraph, id: string, viewer: Viewer = writers.officer) => {
  const fields =
    'history { edges { node { action subject organizationId reason version changes { path from to withheld } } } }'
  const person = await personOf(world, id, fields, viewer)
  return person.history.edges.map(({ node }: { node: unknown }) => node)
}

/** What siblings are told of a person. */
export const toldOf = async (world: TestSubgraph, id: string) => {
  const { changes } = await world.changes('limit=1000')
  const { cursor: _, ...told } = changes.find((one: { id: string }) => one.id === id)
  return told
}

/** Names of those whom a search finds. */
export const found = async (world: TestSubgraph, query: string, viewer: Viewer = writers.officer) => {
  const operation = 'query ($query: String!) { searchPeople(query: $query) { edges { node { name } } } }'
  const { data } = await world.query(operation, { query }, viewer)
  return data.searchPeople.edges.map(({ node }: { node: { name: string } }) => node.name)
}
