import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Caller, startTestNetwork, type TestNetwork } from '../support/test-network.ts'

let network: TestNetwork

beforeAll(async () => {
  network = await startTestNetwork()
})
afterAll(() => network.close())

const writes = ['program:write', 'person:write', 'participant:write', 'organization:write', 'claim:resolve']
const coordinator: Caller = { organization: 'global-ties-sacramento', scopes: writes }
const scoe: Caller = { organization: 'scoe', scopes: writes }
const secretariat: Caller = { organization: 'global-ties-us', scopes: [...writes, 'network:admin'] }
const privacyOfficer: Caller = {
  organization: 'global-ties-sacramento',
  scopes: [...writes, 'person:erase', 'contact:read', 'person:read', 'participant:sensitive'],
}

let keys = 0
const key = () => `key-${++keys}`

/** Asks for one mutation; answers its payload, and fails when the answer has errors. */
const write = async (field: string, variables: Record<string, unknown>, selection: string, caller: Caller) => {
  const types: Record<string, string> = {
    programId: 'ID!',
    id: 'ID!',
    expectedVersion: 'Int!',
    entries: '[RepresentationInput!]!',
    reason: 'String!',
    input: `${field[0]?.toUpperCase()}${field.slice(1)}Input!`,
    ...(/^record.*Claim$/.test(field) && { input: 'RecordClaimInput!' }),
    ...(/^open.*Conflict$/.test(field) && { input: 'OpenConflictInput!' }),
    ...(/^resolve.*Conflict$/.test(field) && { input: 'ResolveConflictInput!' }),
  }
  const declared = Object.keys(variables).map(name => `$${name}: ${types[name]}`)
  const passed = Object.keys(variables).map(name => `${name}: $${name}`)
  const operation = `mutation (${declared}) { ${field}(${passed}) { ${selection} userErrors { code message field currentVersion suggestions } } }`
  const { data, errors } = await network.ask(operation, variables, caller)
  expect(errors).toBeUndefined()
  return data[field]
}

/** Waits for what siblings learn through their feeds. */
const soon = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 50 })

const createVisit = async (title: string, more: Record<string, unknown> = {}) => {
  const input = {
    ...{
      kind: 'VISIT',
      title,
      titleIsOfficial: false,
      status: 'ANNOUNCED',
      direction: 'INBOUND',
      visibility: 'PUBLIC',
    },
    ...{ dates: { edtf: '2027-03' }, places: [{ placeId: 'US-CA', label: 'California' }], sourceIds: [] },
    ...{ idempotencyKey: key(), ...more },
  }
  const { program, userErrors } = await write('createProgram', { input }, 'program { id slug version }', coordinator)
  expect(userErrors).toEqual([])
  return program as { id: string; slug: string; version: number }
}

const createPerson = async (name: string, more: Record<string, unknown> = {}) => {
  const input = { name, visibility: 'NETWORK', sourceIds: [], idempotencyKey: key(), ...more }
  const { person, userErrors } = await write('createPerson', { input }, 'person { id version }', coordinator)
  expect(userErrors).toEqual([])
  return person as { id: string; version: number }
}

describe('a coordinator', () => {
  it('records a visit with its host, its countries and its speaker, and the network answers with it', async () => {
    const visit = await createVisit('Rural libraries and the web')
    const role = {
      ...{ programId: visit.id, organizationId: 'scoe', kind: 'HOST', sourceIds: [], idempotencyKey: key() },
    }
    const assigned = await write('assignProgramRole', { input: role }, 'program { version }', coordinator)
    const entries = [
      { placeId: 'GH', label: 'Ghana', timesListed: 1, delegates: 12, sourceIds: [] },
      { placeId: 'UY', label: 'Uruguay', timesListed: 1, sourceIds: [] },
    ]
    const set = await write(
      'setRepresentations',
      { programId: visit.id, entries, expectedVersion: assigned.program.version },
      'program { version }',
      coordinator,
    )
    const speaker = await createPerson('Adwoa Mensah-Writes')
    const participant = {
      ...{ programId: visit.id, personId: speaker.id, role: 'SPEAKER', visibility: 'PARTNER', sourceIds: [] },
    }
    await soon(async () => {
      const registered = await write(
        'registerParticipant',
        { input: { ...participant, idempotencyKey: `${speaker.id} registered` } },
        'participation { label person { name } }',
        coordinator,
      )
      expect(registered).toMatchObject({
        participation: { label: 'Adwoa Mensah-Writes', person: { name: 'Adwoa Mensah-Writes' } },
        userErrors: [],
      })
    })

    const { data, errors } = await network.ask(
      `query ($id: ID!) {
        program(id: $id) {
          title status dates { edtf } hosts { name } representations { place { name } delegates }
          participations { totalCount edges { node { label role } } }
          claims(path: "dates") { value planned source { kind title publisher { name } } }
        }
        organization(id: "scoe") { programs(roles: [HOST], filter: { people: [] }) { totalCount } }
      }`,
      { id: visit.slug },
      coordinator,
    )

    expect([assigned.userErrors, set.userErrors, errors]).toEqual([[], [], undefined])
    expect(data.program).toEqual({
      title: 'Rural libraries and the web',
      status: 'ANNOUNCED',
      dates: { edtf: '2027-03' },
      hosts: [{ name: 'Sacramento County Office of Education' }],
      representations: [
        { place: { name: 'Ghana' }, delegates: 12 },
        { place: { name: 'Uruguay' }, delegates: null },
      ],
      participations: { totalCount: 1, edges: [{ node: { label: 'Adwoa Mensah-Writes', role: 'SPEAKER' } }] },
      claims: [
        {
          value: '2027-03',
          planned: true,
          source: {
            kind: 'PARTNER_ENTRY',
            title: 'Entries of Global Ties Sacramento',
            publisher: { name: 'Global Ties Sacramento' },
          },
        },
      ],
    })
  })

  it('may write only what it stewards, and learns of nothing that it may not see', async () => {
    const change = async (caller: Caller, id: string) => {
      const input = { id, expectedVersion: 1, title: 'Taken over' }
      const { userErrors } = await write('updateProgram', { input }, 'program { id }', caller)
      return userErrors.map(({ code }: { code: string }) => code)
    }
    const secret = await createVisit('Advocates at risk', { visibility: 'PARTNER' })

    expect(await change(scoe, 'cosn-portugal-2013')).toEqual(['FORBIDDEN'])
    expect(await change(scoe, secret.id)).toEqual(['NOT_FOUND'])
    expect(await change(scoe, 'never-was')).toEqual(['NOT_FOUND'])
  })

  it('is refused without the scope, and nothing is written', async () => {
    const { data, errors } = await network.ask(
      `mutation ($input: CreateProgramInput!) { createProgram(input: $input) { program { id } userErrors { code } } }`,
      { input: { kind: 'VISIT', title: 'Without a scope', sourceIds: [], idempotencyKey: key() } },
      { organization: 'scoe', scopes: [] },
    )
    const found = await network.ask('{ searchPrograms(query: "without scope") { totalCount } }', {}, coordinator)

    expect(data).toEqual({ createProgram: null })
    expect(errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code)).toEqual([
      'UNAUTHORIZED_FIELD_OR_TYPE',
    ])
    expect(found.data.searchPrograms.totalCount).toBe(0)
  })
})

describe('sources that contradict each other', () => {
  it('stand side by side until somebody decides, and the history tells who and why', async () => {
    const visit = await createVisit('Two dates for one visit', { dates: null })
    const source = async (title: string) => {
      const input = { kind: 'PRESS_RELEASE', title, visibility: 'PUBLIC', idempotencyKey: key() }
      return (await write('addSource', { input }, 'source { id }', coordinator)).source.id as string
    }
    for (const [title, edtf] of [
      ['Release of the coordinator', '2027-03-08'],
      ['Release of the host', '2027-03-09'],
    ] as const) {
      const input = {
        ...{ subjectId: visit.id, path: 'dates', value: edtf, normalized: edtf, sourceId: await source(title) },
        ...{ quote: `It takes place on ${edtf}.`, idempotencyKey: key() },
      }
      expect((await write('recordProgramClaim', { input }, 'program { id }', coordinator)).userErrors).toEqual([])
    }
    const state = `program(id: $id) {
      version dates { edtf } claims(path: "dates") { id value source { title } }
      conflicts { id status rationale claims { value } adopted { value } }
      history { edges { node { action subject reason changes { path from to } } } }
    }`
    const read = async (caller: Caller) => network.ask(`query ($id: ID!) { ${state} }`, { id: visit.id }, caller)
    const before = (await read(coordinator)).data.program
    const opened = await write(
      'openProgramConflict',
      {
        input: {
          claimIds: before.claims.map(({ id }: { id: string }) => id),
          reason: 'Two releases, two days.',
          expectedVersion: before.version,
          idempotencyKey: key(),
        },
      },
      'program { version conflicts { id status } }',
      coordinator,
    )
    const [conflict] = opened.program.conflicts
    const decision = {
      conflictId: conflict.id,
      adoptClaimId: before.claims[1].id,
      status: 'RESOLVED',
      rationale: 'The host knows its own day.',
      expectedVersion: opened.program.version,
    }
    const decided = await write('resolveProgramConflict', { input: decision }, 'program { id }', coordinator)
    const after = (await read(coordinator)).data.program
    const stranger = await read(scoe)

    expect([opened.userErrors, conflict.status, decided.userErrors]).toEqual([[], 'OPEN', []])
    expect(after).toMatchObject({
      dates: { edtf: '2027-03-09' },
      claims: [
        { value: '2027-03-08', source: { title: 'Release of the coordinator' } },
        { value: '2027-03-09', source: { title: 'Release of the host' } },
      ],
      conflicts: [{ status: 'RESOLVED', rationale: 'The host knows its own day.', adopted: { value: '2027-03-09' } }],
    })
    expect(after.history.edges[0].node).toMatchObject({
      action: 'resolveProgramConflict',
      subject: 'test-caller',
      reason: 'The host knows its own day.',
    })
    expect(stranger.data.program.history).toBeNull()
    expect(stranger.errors.map(({ path, extensions }: never) => [path, extensions])).toEqual([
      [['program', 'history'], { code: 'UNAUTHORIZED_FIELD_OR_TYPE' }],
    ])
  })
})

describe('a change in one subgraph', () => {
  it('shows in the others: a renamed organization is found in searches of programs by its new name', async () => {
    const found = async () => {
      const { data } = await network.ask('{ searchPrograms(query: "lighthouse") { edges { node { slug } } } }')
      return data.searchPrograms.edges.map(({ node }: { node: { slug: string } }) => node.slug)
    }
    expect(await found()).toEqual([])
    const { data } = await network.ask('{ organization(id: "visual-sound") { version } }')
    const input = { id: 'visual-sound', name: 'Lighthouse Audio', expectedVersion: data.organization.version }

    const { userErrors } = await write('updateOrganization', { input }, 'organization { name }', secretariat)

    expect(userErrors).toEqual([])
    await soon(async () => expect(await found()).toEqual(['iste-philadelphia-roundtable']))
  })

  it('that is not told of yet is refused with a word on how old the knowledge is', async () => {
    const input = {
      ...{ programId: 'education-in-the-digital-age-ii', personId: 'p-never00000', role: 'SPEAKER' },
      ...{ sourceIds: [], idempotencyKey: key() },
    }
    const { userErrors } = await write('registerParticipant', { input }, 'participation { id }', scoe)

    expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'personId'] }])
    expect(userErrors[0].message).toMatch(
      /^There is no person "p-never00000", or none that you may see\. What is known here of people is of \d{4}-/,
    )
  })
})

describe('a person who asks to be erased', () => {
  it('is gone by name and contact from every subgraph, while counts hold and the history says that it was done', async () => {
    const visit = await createVisit('Visit with a guest who leaves')
    const guest = await createPerson('Zebulon Quartermain', {
      givenName: 'Zebulon',
      familyName: 'Quartermain',
      biography: 'Zebulon Quartermain taught in Accra.',
      otherNames: ['Zeb Q.'],
      contactPoints: [{ kind: 'EMAIL', value: 'zebulon@quartermain.example' }],
    })
    await soon(async () => {
      const input = {
        ...{ programId: visit.id, personId: guest.id, role: 'DELEGATE', visibility: 'PARTNER', sourceIds: [] },
        ...{ idempotencyKey: `${guest.id} registered` },
      }
      const { userErrors } = await write('registerParticipant', { input }, 'participation { id }', coordinator)
      expect(userErrors).toEqual([])
    })
    const traces = async () => {
      const asked = `query ($visit: ID!, $guest: ID!) {
        person(id: $guest) {
          name nameWithheld givenName familyName slug biography otherNames contactPoints { value }
          claims { path value } history { edges { node { action reason changes { path from to } } } }
          participations { totalCount }
        }
        searchPeople(query: "quartermain") { totalCount }
        searchPrograms(query: "quartermain") { totalCount }
        program(id: $visit) {
          participations { totalCount edges { node { label person { name } claims { value } } } }
          history { edges { node { changes { path from to } } } }
        }
      }`
      const { data, errors } = await network.ask(asked, { visit: visit.id, guest: guest.id }, privacyOfficer)
      expect(errors).toBeUndefined()
      return data
    }
    expect(JSON.stringify(await traces())).toMatch(/Quartermain/)
    const version = (
      await network.ask('query ($id: ID!) { person(id: $id) { version } }', { id: guest.id }, coordinator)
    ).data.person.version

    const erased = await write(
      'erasePerson',
      { id: guest.id, reason: 'Asked for by the person on 22 November.', expectedVersion: version },
      'person { name nameWithheld }',
      privacyOfficer,
    )

    expect(erased).toMatchObject({ person: { nameWithheld: true }, userErrors: [] })
    await soon(async () => expect(JSON.stringify(await traces())).not.toMatch(/Quartermain|Zeb/i))
    const after = await traces()
    expect([after.person.participations.totalCount, after.program.participations.totalCount]).toEqual([1, 1])
    expect(after.person.history.edges[0].node).toMatchObject({
      action: 'erasePerson',
      reason: 'Asked for by the person on 22 November.',
    })
  })
})
