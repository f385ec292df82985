import { ProjectedLink, ProjectedRecord } from '@exchange-network/kit/projection/projected-record'
import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { describe, expect, it } from 'vitest'
import { addHiddenRows, hiddenPerson } from './hidden-rows.ts'
import { people, startWorld } from './world.ts'
import { mutation, newKey, problemsOf, writers } from './writers.ts'

const visit = 'education-in-the-digital-age-ii'
const belarus = 'scoe-belarus-visit-2024'

const fields = `participation { id label role attendance title visibility version notes
  person { id } representing { id } organization { id } }`
const register = mutation('registerParticipant', 'RegisterParticipantInput', fields)
const update = mutation('updateParticipation', 'UpdateParticipationInput', fields)
const withdraw = async (
  world: TestSubgraph,
  input: { id: string; reason?: string; expectedVersion: number },
  viewer = writers.scoe,
) => {
  const operation = `mutation ($id: ID!, $reason: String, $expectedVersion: Int!) {
    withdrawParticipation(id: $id, reason: $reason, expectedVersion: $expectedVersion) {
      ${fields} userErrors { code field message currentVersion suggestions } } }`
  return (await world.query(operation, input, viewer)).data.withdrawParticipation
}

const delegate = (more: Record<string, unknown> = {}) => ({
  programId: visit,
  role: 'DELEGATE',
  sourceIds: [],
  idempotencyKey: newKey(),
  ...more,
})

describe('registerParticipant', () => {
  it('puts an unnamed delegate on a program, under the number of the place', async () => {
    await using world = await startWorld()

    const payload = await register(
      world,
      delegate({ representingId: 'JOR', organizationId: 'unesco', title: 'Teacher', notes: 'Vegetarian' }),
    )

    expect(payload).toEqual({
      participation: {
        id: expect.stringMatching(/^pa-[a-z0-9]{11}$/),
        label: 'Delegate 5',
        role: 'DELEGATE',
        attendance: 'PLANNED',
        title: 'Teacher',
        visibility: 'PARTNER',
        version: 1,
        notes: 'Vegetarian',
        person: null,
        representing: { id: 'JO' },
        organization: { id: 'unesco' },
      },
      userErrors: [],
    })
  })

  it('puts a person on a program under the name that the feed of people tells', async () => {
    await using world = await startWorld()

    const payload = await register(world, delegate({ personId: 'irene-spero', role: 'SPEAKER' }))

    expect(payload.participation).toMatchObject({ label: 'Irene Spero', person: { id: people.ireneSpero } })
  })

  it('keeps no name of a person whom the feed does not name', async () => {
    await using world = await startWorld()
    await world.database.write(async em => {
      const person = { origin: 'people', type: 'Person', recordId: hiddenPerson }
      em.persist(em.create(ProjectedRecord, { ...person, visibility: 'PARTNER', version: 1, feed: 'test-feed' }))
      const { origin, type } = person
      em.persist(em.create(ProjectedLink, { origin, type, fromId: hiddenPerson, kind: 'STEWARD', toId: 'scoe' }))
    })

    const payload = await register(world, delegate({ personId: hiddenPerson }))

    expect(payload.participation).toMatchObject({ label: 'Delegate 5', person: { id: hiddenPerson } })
  })

  it('claims each value by its normal form for the entry of the writer, and never a name', async () => {
    await using world = await startWorld()

    const { participation } = await register(
      world,
      delegate({ personId: people.ireneSpero, representingId: 'BW', title: 'Director', notes: 'Arrives late' }),
    )

    const { data } = await world.query(
      `{ program(id: "${visit}") { participations(filter: { roles: [DELEGATE] }) { edges { node {
          claims { path value normalized planned source { id } } sources { id }
          history(first: 5) { edges { node { action subject changes { path from to } } } } } } } } }`,
      {},
      writers.scoe,
    )
    const { claims, sources, history } = data.program.participations.edges[0].node
    const source = { id: 'partner-entry.scoe' }
    expect(claims).toEqual([
      { path: 'person', value: people.ireneSpero, normalized: people.ireneSpero, planned: true, source },
      { path: 'role', value: 'DELEGATE', normalized: 'DELEGATE', planned: true, source },
      { path: 'attendance', value: 'PLANNED', normalized: 'PLANNED', planned: true, source },
      { path: 'representing', value: 'BW', normalized: 'BW', planned: true, source },
      { path: 'title', value: 'Director', normalized: null, planned: true, source },
    ])
    expect(sources).toEqual([source])
    expect(history.edges).toHaveLength(1)
    expect(history.edges[0].node).toMatchObject({ action: 'registerParticipant', subject: 'scoe-editor' })
    expect(participation.version).toBe(1)
  })

  it('credits the first document that is named', async () => {
    await using world = await startWorld()

    await register(world, delegate({ role: 'OBSERVER', sourceIds: ['scoe-news-story', 'partner-entry.scoe'] }))

    const { data } = await world.query(
      `{ program(id: "${visit}") { participations(filter: { roles: [OBSERVER] }) { edges { node {
          sources { id } claims(path: "role") { source { id } } } } } } }`,
      {},
      writers.scoe,
    )
    expect(data.program.participations.edges[0].node).toEqual({
      sources: [{ id: 'scoe-news-story' }, { id: 'partner-entry.scoe' }],
      claims: [{ source: { id: 'scoe-news-story' } }],
    })
  })

  it('tells the siblings at once', async () => {
    await using world = await startWorld()
    const { next } = await world.changes('limit=100')

    await register(world, delegate({ personId: people.ireneSpero }))

    const { changes } = await world.changes(`since=${next}`)
    expect(changes).toMatchObject([{ id: visit, type: 'Program', version: 1 }])
    expect(changes[0].fields.participants).toContain(people.ireneSpero)
  })

  it('says all that is wrong at once', async () => {
    await using world = await startWorld()

    const payload = await register(
      world,
      delegate({
        personId: 'p-never',
        organizationId: 'never',
        representingId: 'Ruritania',
        title: 'a\nb',
        notes: 'SEVIS N0012345678',
        sourceIds: ['never'],
      }),
    )

    expect(payload.participation).toBeNull()
    expect(problemsOf(payload).toSorted()).toEqual([
      ['INVALID', 'input.title'],
      ['NOT_FOUND', 'input.organizationId'],
      ['NOT_FOUND', 'input.personId'],
      ['NOT_FOUND', 'input.representingId'],
      ['NOT_FOUND', 'input.sourceIds.0'],
      ['PROTECTED_DATA', 'input.notes'],
    ])
  })

  it('puts nobody on a program more openly than it allows', async () => {
    await using world = await startWorld()

    const open = await register(world, delegate({ visibility: 'NETWORK' }))
    const partner = await register(world, delegate({ programId: belarus }))
    const closed = await register(world, delegate({ programId: belarus, visibility: 'RESTRICTED' }))

    expect(open.userErrors).toEqual([
      {
        code: 'INVALID',
        field: ['input', 'visibility'],
        message:
          'Nobody may be put on this program more openly than PARTNER, and this would be NETWORK. Choose PARTNER or a more closed level.',
        currentVersion: null,
        suggestions: ['PARTNER'],
      },
    ])
    expect(partner.userErrors).toMatchObject([{ code: 'INVALID', suggestions: ['RESTRICTED'] }])
    expect(closed.participation).toMatchObject({ visibility: 'RESTRICTED', label: 'Delegate 1' })
  })

  it('makes no RESTRICTED row for a writer who would not see it', async () => {
    await using world = await startWorld()
    const viewer = viewerWith({ organization: 'scoe', scopes: ['participant:write'] })

    const payload = await register(world, delegate({ programId: belarus, visibility: 'RESTRICTED' }), viewer)

    expect(problemsOf(payload)).toEqual([['FORBIDDEN', 'input.visibility']])
  })

  it('refuses a person in the same role twice, and names the participation that is there', async () => {
    await using world = await startWorld()

    const payload = await register(world, delegate({ personId: people.jaredAmalong, role: 'SPEAKER' }))

    expect(payload.userErrors).toMatchObject([
      { code: 'DUPLICATE', field: ['input', 'personId'], suggestions: ['pa-yarptkbvex'] },
    ])
  })

  it('registers a person once, however many do it at the same time', async () => {
    await using world = await startWorld()

    const payloads = await Promise.all(
      Array.from({ length: 8 }, () => register(world, delegate({ personId: people.ireneSpero }))),
    )

    const made = payloads.filter(payload => payload.participation !== null)
    expect(made).toHaveLength(1)
    expect(payloads.flatMap(problemsOf)).toEqual(Array.from({ length: 7 }, () => ['DUPLICATE', 'input.personId']))
  })

  it('gives each of many delegates who come at the same time a number of their own', async () => {
    await using world = await startWorld()

    const payloads = await Promise.all(Array.from({ length: 12 }, () => register(world, delegate())))

    const labels = payloads.map(payload => payload.participation.label)
    expect(labels.toSorted()).toEqual(Array.from({ length: 12 }, (_, index) => `Delegate ${index + 5}`).toSorted())
  })

  it('registers one delegate however often the request is repeated', async () => {
    await using world = await startWorld()
    const input = delegate()

    const first = await register(world, input)
    const second = await register(world, input)
    const other = await register(world, { ...input, role: 'OBSERVER' })

    expect(second).toEqual(first)
    expect(problemsOf(other)).toEqual([['INVALID', 'input.idempotencyKey']])
  })

  it('is for the steward of the program alone', async () => {
    await using world = await startWorld()

    const payload = await register(world, delegate(), writers.cosn)
    const unknown = await register(world, delegate({ programId: 'never' }))

    expect(problemsOf(payload)).toEqual([['FORBIDDEN', 'input.programId']])
    expect(problemsOf(unknown)).toEqual([['NOT_FOUND', 'input.programId']])
  })

  it('needs the scope for participants', async () => {
    await using world = await startWorld()

    const [failure] = await register(world, delegate(), viewerWith({ organization: 'scoe', scopes: ['program:write'] }))

    expect(failure.extensions.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE')
  })

  it('lets administrators write what nobody stewards, in the open', async () => {
    await using world = await startWorld()

    const payload = await register(world, delegate({ programId: 'iste-philadelphia' }), writers.admin)

    expect(problemsOf(payload)).toEqual([['FORBIDDEN', 'input.visibility']])
  })
})

describe('updateParticipation', () => {
  it('names a delegate later: the label follows the name', async () => {
    await using world = await startWorld()
    const { participation } = await register(world, delegate())

    const named = await update(world, { id: participation.id, expectedVersion: 1, personId: people.ireneSpero })
    const unnamed = await update(world, { id: participation.id, expectedVersion: 2, personId: null })

    expect(named.participation).toMatchObject({ label: 'Irene Spero', version: 2, person: { id: people.ireneSpero } })
    expect(unnamed.participation).toMatchObject({ label: 'Delegate 5', version: 3, person: null })
  })

  it('lets a search find the program by the new name', async () => {
    await using world = await startWorld()
    const { participation } = await register(world, delegate())
    await update(world, { id: participation.id, expectedVersion: 1, personId: people.ireneSpero })

    const { data } = await world.query(
      '{ searchPrograms(query: "spero") { edges { node { slug } } } }',
      {},
      writers.scoe,
    )

    expect(data.searchPrograms.edges.map(({ node }: { node: { slug: string } }) => node.slug).toSorted()).toEqual([
      'cosn-singapore-2015',
      visit,
    ])
  })

  it('changes what is given and clears what is null', async () => {
    await using world = await startWorld()
    const { participation } = await register(world, delegate({ title: 'Teacher', representingId: 'JO' }))

    const payload = await update(world, {
      id: participation.id,
      expectedVersion: 1,
      attendance: 'ATTENDED',
      title: null,
      role: 'INTERPRETER',
    })

    expect(payload.participation).toMatchObject({
      label: 'Interpreter 5',
      attendance: 'ATTENDED',
      title: null,
      representing: { id: 'JO' },
    })
  })

  it('supersedes what the writer said before, and keeps what others said', async () => {
    await using world = await startWorld()

    await update(world, { id: 'pa-yarptkbvex', expectedVersion: 1, attendance: 'ATTENDED' })
    await update(world, { id: 'pa-yarptkbvex', expectedVersion: 2, attendance: 'NO_SHOW' })

    const { data } = await world.query(
      `{ program(id: "${visit}") { participations(filter: { roles: [SPEAKER] }) { edges { node {
          claims(path: "attendance") { normalized planned supersededAt source { id } } } } } } }`,
    )
    expect(data.program.participations.edges[0].node.claims).toEqual([
      { normalized: 'PLANNED', planned: true, supersededAt: null, source: { id: 'scoe-press-release-2024-11-06' } },
      {
        normalized: 'ATTENDED',
        planned: false,
        supersededAt: expect.any(String),
        source: { id: 'partner-entry.scoe' },
      },
      { normalized: 'NO_SHOW', planned: false, supersededAt: null, source: { id: 'partner-entry.scoe' } },
    ])
  })

  it('writes nothing where nothing is another', async () => {
    await using world = await startWorld()

    const payload = await update(world, {
      id: 'pa-yarptkbvex',
      expectedVersion: 1,
      role: 'SPEAKER',
      attendance: 'PLANNED',
    })

    expect(payload.participation.version).toBe(1)
  })

  it('keeps to the floor of the program', async () => {
    await using world = await startWorld()
    const { participation } = await register(world, delegate())

    const payload = await update(world, { id: participation.id, expectedVersion: 1, visibility: 'PUBLIC' })

    expect(payload.userErrors).toMatchObject([{ code: 'INVALID', suggestions: ['PARTNER'] }])
  })

  it('refuses to make two participations of a person in one role', async () => {
    await using world = await startWorld()

    const payload = await update(world, { id: 'pa-4xg86r2g65', expectedVersion: 1, role: 'SPEAKER' })

    expect(payload.userErrors).toMatchObject([{ code: 'DUPLICATE', suggestions: ['pa-yarptkbvex'] }])
  })

  it('names one of two delegates when both shall be the same person at the same time', async () => {
    await using world = await startWorld()
    const one = await register(world, delegate())
    const other = await register(world, delegate())
    const name = ({ participation }: { participation: { id: string } }) =>
      update(world, { id: participation.id, expectedVersion: 1, personId: people.ireneSpero })

    const payloads = await Promise.all([name(one), name(other)])

    expect(payloads.flatMap(problemsOf)).toEqual([['DUPLICATE', 'input.personId']])
  })

  it('refuses to clear what a participation always has', async () => {
    await using world = await startWorld()

    const payload = await update(world, {
      id: 'pa-yarptkbvex',
      expectedVersion: 1,
      role: null,
      attendance: null,
      visibility: null,
    })

    expect(problemsOf(payload)).toEqual([
      ['INVALID', 'input.role'],
      ['INVALID', 'input.attendance'],
      ['INVALID', 'input.visibility'],
    ])
  })

  it('is for the steward of the participation, at its present version', async () => {
    await using world = await startWorld()
    const input = { id: 'pa-yarptkbvex', expectedVersion: 1, attendance: 'ATTENDED' }

    const foreign = await update(world, input, writers.cosn)
    const old = await update(world, { ...input, expectedVersion: 9 })

    expect(problemsOf(foreign)).toEqual([['FORBIDDEN', 'input.id']])
    expect(old.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT', field: ['input', 'id'], currentVersion: 1 }])
  })

  it('finds no participation that is hidden, in the words for one that never was', async () => {
    await using world = await startWorld()
    await addHiddenRows(world.database)

    const hidden = await update(
      world,
      { id: 'delegate-restricted', expectedVersion: 1, role: 'OBSERVER' },
      writers.cosn,
    )
    const never = await update(world, { id: 'pa-never', expectedVersion: 1, role: 'OBSERVER' }, writers.cosn)

    const words = 'There is no participation "%", or none that you may see.'
    expect(hidden.userErrors).toMatchObject([{ code: 'NOT_FOUND', message: words.replace('%', 'delegate-restricted') }])
    expect(never.userErrors).toMatchObject([{ code: 'NOT_FOUND', message: words.replace('%', 'pa-never') }])
  })
})

describe('withdrawParticipation', () => {
  it('keeps the row, and the reason in its history', async () => {
    await using world = await startWorld()

    const payload = await withdraw(world, { id: 'pa-yarptkbvex', reason: 'Fell ill.', expectedVersion: 1 })

    const { data } = await world.query(
      `{ program(id: "${visit}") { participations(filter: { roles: [SPEAKER] }) { totalCount edges { node {
          history(first: 1) { edges { node { action reason version changes { path from to } } } } } } } } }`,
      {},
      writers.scoe,
    )
    expect(payload.participation).toMatchObject({ attendance: 'WITHDRAWN', label: 'Jared Amalong', version: 2 })
    expect(data.program.participations.totalCount).toBe(1)
    expect(data.program.participations.edges[0].node.history.edges[0].node).toEqual({
      action: 'withdrawParticipation',
      reason: 'Fell ill.',
      version: 2,
      changes: expect.arrayContaining([{ path: 'attendance', from: 'PLANNED', to: 'WITHDRAWN' }]),
    })
  })

  it('refuses others and old versions', async () => {
    await using world = await startWorld()

    const foreign = await withdraw(world, { id: 'pa-yarptkbvex', expectedVersion: 1 }, writers.unesco)
    const old = await withdraw(world, { id: 'pa-yarptkbvex', expectedVersion: 2 })

    expect(problemsOf(foreign)).toEqual([['FORBIDDEN', 'id']])
    expect(old.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT', field: ['id'], currentVersion: 1 }])
  })
})
