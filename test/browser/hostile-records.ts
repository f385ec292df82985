import { setTimeout as delay } from 'node:timers/promises'
import type { Caller, TestNetwork } from '../support/test-network.ts'
import { anotherHostileText, hostileTexts } from './hostile-texts.ts'

/** Records whose every text is somebody's attempt, as far as partners may write them: slugs. */
export type HostileRecords = {
  /** The first has something of everything: roles, people, origins, agenda, outputs, claims and a disagreement. */
  readonly programs: readonly string[]
  readonly people: readonly string[]
  readonly organizations: readonly string[]
}

const scopes = ['program:write', 'person:write', 'participant:write', 'organization:write', 'claim:resolve']
const coordinator: Caller = { organization: 'global-ties-sacramento', scopes }

/** The text of a number, counted round: records of a kind that stand in one list each begin with another one. */
const text = (n: number): string => hostileTexts[n % hostileTexts.length] ?? ''
// Four kinds of records with twelve names each: every text is the name of something.
const numbers = Array.from({ length: 12 }, (_, i) => i)
const nameOf = { source: (i: number) => text(4 * i), organization: (i: number) => text(4 * i + 1) }
const alsoNameOf = { person: (i: number) => text(4 * i + 2), program: (i: number) => text(4 * i + 3) }

/** Writes hostile texts through the mutations that partners use. Throws when one of them is refused. */
export const writeHostileRecords = async (network: TestNetwork): Promise<HostileRecords> => {
  const write = createWriter(network)
  const writeEach = async (field: string, inputs: readonly object[], selection: string): Promise<readonly string[]> => {
    const ids: string[] = []
    for (const input of inputs)
      ids.push((await untilKnown(() => write(field, { input }, selection)))[selection.split(' ')[0] ?? ''].id)
    return ids
  }

  const sources = await writeEach('addSource', numbers.map(newSource), 'source { id }')
  const sourceIds = sources.slice(0, 3)
  const organizations = await writeEach(
    'createOrganization',
    numbers.map(i => newOrganization(i, sourceIds)),
    'organization { id slug }',
  )
  const people = await writeEach(
    'createPerson',
    numbers.map(i => newPerson(i, sourceIds)),
    'person { id }',
  )
  const programs = await writeEach(
    'createProgram',
    numbers.map(i => newProgram(i, sourceIds)),
    'program { id }',
  )
  const [programId = ''] = programs

  const entries = countries.map((placeId, i) => ({ placeId, label: text(i), delegates: 10 + i, sourceIds }))
  await write('setRepresentations', { programId, entries, expectedVersion: 1 }, 'program { id }')
  const roles = organizations.map((organizationId, i) => ({ organizationId, kind: 'HOST', label: text(i) }))
  await writeEach(
    'assignProgramRole',
    roles.map(role => ({ ...role, programId, sourceIds })),
    'program { id }',
  )
  const positions = people.map((personId, i) => ({ personId, label: text(i), title: text(i + 12), sourceIds }))
  await writeEach('addAffiliation', positions, 'person { id }')
  const speakers = people.map((personId, i) => ({
    personId,
    title: text(i + 24),
    role: 'SPEAKER',
    visibility: 'PUBLIC',
  }))
  await writeEach(
    'registerParticipant',
    speakers.map(one => ({ ...one, programId, sourceIds })),
    'participation { id }',
  )
  await writeEach(
    'addAgendaItem',
    numbers.map(i => newAgendaItem(i, programId)),
    'program { id }',
  )
  await writeEach(
    'publishOutput',
    numbers.map(i => newOutput(i, programId, sourceIds)),
    'output { id }',
  )
  await disagree(network, write, programId, sources)
  return {
    programs: numbers.map(i => `hostile-program-${i}`),
    people: numbers.map(i => `hostile-person-${i}`),
    organizations: numbers.map(i => `hostile-organization-${i}`),
  }
}

/** Addresses that the network keeps, and that end an attribute where they are not written as one. */
const address = (i: number): string => `https://hostile.example/${i}?"onmouseover="${i}#'><script>alert(${i})</script>`

const newSource = (i: number) => ({
  ...{ kind: 'NEWS_STORY', title: nameOf.source(i), slug: `hostile-source-${i}`, identifier: text(i), url: address(i) },
  visibility: 'PUBLIC',
})

const newOrganization = (i: number, sourceIds: readonly string[]) => ({
  ...{ name: nameOf.organization(i), slug: `hostile-organization-${i}`, kinds: ['NONPROFIT'], description: text(i) },
  // Two organizations may not share a name, however it is written.
  ...{ names: [{ value: anotherHostileText(1000 + i), kind: 'ALTERNATE' }], url: address(i), locationId: 'US-CA' },
  sourceIds,
})

const newPerson = (i: number, sourceIds: readonly string[]) => ({
  ...{ name: alsoNameOf.person(i), slug: `hostile-person-${i}`, biography: text(i), otherNames: hostileTexts },
  ...{ visibility: 'PUBLIC', sourceIds, allowDuplicate: true },
})

const newProgram = (i: number, sourceIds: readonly string[]) => ({
  ...{
    kind: 'VISIT',
    title: alsoNameOf.program(i),
    slug: `hostile-program-${i}`,
    summary: text(i),
    venue: text(i + 12),
  },
  ...{
    direction: 'INBOUND',
    status: 'ANNOUNCED',
    dates: { edtf: '2027-03', label: text(i + 24) },
    breakouts: hostileTexts,
  },
  ...{
    initiatives: hostileTexts.map(name => ({ name, sourceIds })),
    delegateCount: { value: 30, label: text(i + 36) },
  },
  ...{ places: countries.map((placeId, n) => ({ placeId, label: text(i + n) })), sourceIds },
  ...{ visibility: 'PUBLIC', participantVisibility: 'PUBLIC' },
})

const newAgendaItem = (i: number, programId: string) => ({
  ...{ programId, title: text(i), description: text(i + 12), presentationTitle: text(i + 24), venue: text(i + 36) },
})

const newOutput = (i: number, programId: string, sourceIds: readonly string[]) => ({
  ...{ kind: 'REPORT', title: text(i + 36), programIds: [programId], url: address(i), sourceIds },
})

const countries: readonly string[] = ['GH', 'UY', 'FR', 'MT', 'SG', 'JP']

/** Lets sources differ about the summary and decides it, with hostile words all the way. */
const disagree = async (network: TestNetwork, write: Writer, id: string, sources: readonly string[]): Promise<void> => {
  for (const i of numbers) {
    const value = text(i + 12)
    const claim = {
      subjectId: id,
      path: 'summary',
      value,
      sourceId: sources[i],
      locator: value,
      quote: value,
      note: value,
    }
    await write('recordProgramClaim', { input: claim }, 'program { id }')
  }
  const { data } = await network.ask(
    'query ($id: ID!) { program(id: $id) { version claims(path: "summary") { id value } } }',
    { id },
    coordinator,
  )
  const claimIds = data.program.claims.map((claim: { id: string }) => claim.id)
  const reason = hostileTexts[0]
  const input = { claimIds, reason, expectedVersion: data.program.version }
  await write('openProgramConflict', { input }, 'program { id }')
}

// biome-ignore lint/suspicious/noExplicitAny: payloads are whatever the mutation selects
type Writer = (field: string, variables: Record<string, unknown>, selection: string) => Promise<any>

const createWriter = (network: TestNetwork): Writer => {
  let keys = 0
  return async (field, variables, selection) => {
    const input =
      variables.input === undefined ? {} : { input: { ...variables.input, idempotencyKey: `hostile-${++keys}` } }
    const passed = { ...variables, ...input }
    const declared = Object.keys(passed).map(name => `$${name}: ${typeOf(field, name)}`)
    const given = Object.keys(passed).map(name => `${name}: $${name}`)
    const operation = `mutation (${declared}) { ${field}(${given}) { ${selection} userErrors { code message field } } }`
    const { data, errors } = await network.ask(operation, passed, coordinator)
    const refusals = errors ?? data[field].userErrors
    if (refusals.length > 0) throw new Refused(`${field} ${JSON.stringify(variables)}: ${JSON.stringify(refusals)}`)
    return data[field]
  }
}

class Refused extends Error {}

const typeOf = (field: string, variable: string): string => {
  if (variable === 'programId') return 'ID!'
  if (variable === 'expectedVersion') return 'Int!'
  if (variable === 'entries') return '[RepresentationInput!]!'
  const ofAllTeams = /^(record)Program(Claim)$|^(open)Program(Conflict)$/
    .exec(field)
    ?.slice(1)
    .filter(Boolean)
    .join('-')
  const name =
    ofAllTeams?.replaceAll(/(^|-)(\w)/g, (_all, _dash, letter) => letter.toUpperCase()) ??
    `${field[0]?.toUpperCase()}${field.slice(1)}`
  return `${name}Input!`
}

/** Tries again while a team has not yet heard of a record of another one, for at most 20 seconds. */
const untilKnown = async <Answer>(attempt: () => Promise<Answer>): Promise<Answer> => {
  const end = Date.now() + 20_000
  for (;;) {
    try {
      return await attempt()
    } catch (cause) {
      if (!(cause instanceof Refused) || Date.now() > end) throw cause
      await delay(50)
    }
  }
}
