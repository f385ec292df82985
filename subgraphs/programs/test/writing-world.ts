import { gatewayIssuer, identityHeader } from '@exchange-network/kit/identity/claims'
import { signIdentity } from '@exchange-network/kit/identity/sign'
import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'

/** Somebody of SCOE who may do everything that needs a scope. */
export const scoe = viewerWith({
  subject: 'ana',
  organization: 'scoe',
  scopes: ['program:write', 'participant:write', 'claim:resolve', 'import:run'],
})
/** Somebody of CoSN with the same scopes. */
export const cosn = viewerWith({
  subject: 'ben',
  organization: 'cosn',
  scopes: ['program:write', 'participant:write', 'claim:resolve', 'import:run'],
})
/** The network's administration, which acts for no organization. */
export const admin = viewerWith({ subject: 'root', scopes: ['program:write', 'network:admin', 'claim:resolve'] })

/** The visit of the four documents that SCOE stewards. */
export const visitOfNovember = 'education-in-the-digital-age-ii'

const userErrors = 'userErrors { code field message suggestions currentVersion }'

/** Creates a program for tests: `fields` is what is asked of it. */
export const createOf = (fields: string) =>
  `mutation ($input: CreateProgramInput!) { createProgram(input: $input) { program { ${fields} } ${userErrors} } }`

/** Changes a program. */
export const updateOf = (fields: string) =>
  `mutation ($input: UpdateProgramInput!) { updateProgram(input: $input) { program { ${fields} } ${userErrors} } }`

/** Replaces the countries of a program. */
export const representationsOf = (fields: string) =>
  `mutation ($id: ID!, $entries: [RepresentationInput!]!, $version: Int!) {
    setRepresentations(programId: $id, entries: $entries, expectedVersion: $version) {
      program { ${fields} } ${userErrors}
    }
  }`

/** Gives a role. */
export const assignOf = (fields: string) =>
  `mutation ($input: AssignProgramRoleInput!) {
    assignProgramRole(input: $input) { program { ${fields} } ${userErrors} }
  }`

/** Takes a role away. */
export const removeOf = (fields: string) =>
  `mutation ($id: ID!, $version: Int!) {
    removeProgramRole(id: $id, expectedVersion: $version) { program { ${fields} } ${userErrors} }
  }`

/** Reads fields of a program. */
export const readProgram = async (world: TestSubgraph, id: string, fields: string, viewer = scoe) => {
  const answer = await world.query(`query ($id: ID!) { program(id: $id) { ${fields} } }`, { id }, viewer)
  return answer.data.program
}

/** A program that SCOE announces for the future. */
export const announced = {
  kind: 'VISIT',
  title: 'Visit of school leaders from Jordan',
  direction: 'INBOUND',
  status: 'ANNOUNCED',
  dates: { edtf: '2090-11-08', label: 'Wednesday, 8 November 2090' },
  sourceIds: [],
  idempotencyKey: 'key-1',
} as const

/** Creates a program and answers its id. */
export const createdBy = async (world: TestSubgraph, viewer = scoe, input: object = announced): Promise<string> => {
  const answer = await world.query(createOf('id'), { input }, viewer)
  if (answer.data?.createProgram?.program == null) throw new Error(JSON.stringify(answer))
  return answer.data.createProgram.program.id
}

/** Reads an export as the gateway does. */
export const exported = async (world: TestSubgraph, kind: string, viewer = scoe): Promise<string> => {
  const path = `/exports/${kind}.csv`
  const purpose = { issuer: gatewayIssuer, audience: 'programs', target: `GET ${path}`, viewer, keys: world.keys }
  const response = await fetch(new URL(path, world.url), { headers: { [identityHeader]: signIdentity(purpose) } })
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
  return response.text()
}
