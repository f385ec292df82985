import { Claim } from '@exchange-network/kit/provenance/claim'
import { viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { describe, expect, it } from 'vitest'
import { people, startWorld, tell } from './world.ts'
import { announced, assignOf, cosn, createdBy, readProgram, scoe, updateOf, visitOfNovember } from './writing-world.ts'

const trusted = viewerWith({
  organization: 'scoe',
  scopes: ['program:write', 'participant:write', 'participant:sensitive'],
})

const participations = (fields: string) =>
  `{ program(id: "${visitOfNovember}") { participations(filter: { roles: [SPEAKER] }) { edges { node { ${fields} } } } } }`

const history = 'history { edges { node { action changes { path to withheld } } } }'

describe('The history of a participation', () => {
  it('is as withheld as the name that it tells, also from its steward', async () => {
    await using world = await startWorld()
    const read = () => world.query(participations(`label ${history}`), {}, scoe)

    const open = await read()
    await tell(world.database, [{ type: 'Person', id: people.jaredAmalong, name: 'x', visibility: 'RESTRICTED' }])
    const withheld = await read()

    const [shown] = open.data.program.participations.edges
    const [hidden] = withheld.data.program.participations.edges
    expect([shown.node.label, shown.node.history.edges[0].node.action]).toEqual(['Jared Amalong', 'seed'])
    expect(hidden.node).toEqual({ label: 'Name withheld', history: null })
    expect(withheld.errors).toMatchObject([{ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }])
  })

  it('gives confidential remarks, and claims on them, to those who may read them only', async () => {
    await using world = await startWorld()
    await world.query(
      `mutation ($input: UpdateParticipationInput!) {
        updateParticipation(input: $input) { userErrors { message } }
      }`,
      { input: { id: 'pa-yarptkbvex', expectedVersion: 1, notes: 'Needs a ramp' } },
      trusted,
    )
    const claim = { subjectType: 'Participation', subjectId: 'pa-yarptkbvex', path: 'notes', value: 'Needs a ramp' }
    await world.database.write(async em => {
      em.persist(em.create(Claim, { ...claim, id: 'c-notes', basis: 'STATED', planned: false, position: 1 }))
    })
    const read = async (viewer: typeof scoe) => {
      const { data } = await world.query(participations(`${history} claims(path: "notes") { value }`), {}, viewer)
      const { node } = data.program.participations.edges[0]
      const changes = node.history.edges.flatMap((edge: { node: { changes: { path: string }[] } }) => edge.node.changes)
      return [changes.find((change: { path: string }) => change.path === 'notes'), node.claims]
    }

    expect(await read(trusted)).toEqual([
      { path: 'notes', to: 'Needs a ramp', withheld: false },
      [{ value: 'Needs a ramp' }],
    ])
    expect(await read(scoe)).toEqual([{ path: 'notes', to: null, withheld: true }, []])
  })
})

describe('The history of a program', () => {
  it('names fields as the schema does, once each, and leaves out what follows from others', async () => {
    await using world = await startWorld()
    const delegateCount = { value: 12, bound: 'ABOUT', label: 'a dozen' }
    const places = [{ placeId: 'USSAC', label: 'Sacramento' }]
    const programId = await createdBy(world, scoe, { ...announced, delegateCount, places, seriesId: 'ivlp' })
    const add = 'mutation ($input: AddAgendaItemInput!) { addAgendaItem(input: $input) { program { agenda { id } } } }'
    const item = (title: string) => ({ programId, title, position: 1, idempotencyKey: title })
    await world.query(add, { input: item('Lunch') }, scoe)
    await world.query(add, { input: item('Tour') }, scoe)

    const { history: told } = await readProgram(
      world,
      programId,
      'history { edges { node { changes { path from to } } } }',
    )

    const [tour, , creation] = told.edges.map(
      (edge: { node: { changes: { path: string; from: string; to: string }[] } }) =>
        edge.node.changes.filter(({ path }) => path !== 'claims' && path !== 'sources'),
    )
    expect(creation.map(({ path }: { path: string }) => path).toSorted()).toEqual(
      [
        ...['breakouts', 'dates', 'dates.inferred', 'dates.label', 'delegateCount', 'delegateCount.bound'],
        ...['delegateCount.label', 'direction', 'kind', 'participantVisibility', 'places', 'series', 'slug', 'status'],
        ...['steward', 'title', 'titleIsOfficial', 'visibility'],
      ].toSorted(),
    )
    expect(JSON.parse(creation.find(({ path }: { path: string }) => path === 'places').to)).toEqual({
      id: expect.any(String),
      place: 'USSAC',
      label: 'Sacramento',
      inferred: false,
    })
    const sides = tour.map(({ from, to }: { from: string | null; to: string }) => [
      from && JSON.parse(from).position,
      JSON.parse(to).position,
    ])
    expect(sides).toHaveLength(2)
    expect(sides).toEqual(
      expect.arrayContaining([
        [1, 2],
        [null, 1],
      ]),
    )
  })

  it('leaves out values that name an organization or program that has come to be hidden', async () => {
    await using world = await startWorld()
    const outer = await createdBy(world, cosn, { ...announced, visibility: 'PUBLIC' })
    const programId = await createdBy(world, scoe, { ...announced, partOfId: outer })
    const role = { programId, organizationId: 'unesco', kind: 'HOST', sourceIds: [], idempotencyKey: 'role' }
    await world.query(assignOf('id'), { input: role }, scoe)
    const read = async () => JSON.stringify(await readProgram(world, programId, `slug ${history}`))

    const before = await read()
    await tell(world.database, [{ type: 'Organization', id: 'unesco', name: 'UNESCO', visibility: 'RESTRICTED' }])
    await world.query(updateOf('id'), { input: { id: outer, expectedVersion: 1, visibility: 'PARTNER' } }, cosn)
    const after = await read()

    expect([before.includes('unesco'), before.includes('UNESCO'), before.includes(outer)]).toEqual([true, true, true])
    expect([after.includes('unesco'), after.includes('UNESCO')]).toEqual([false, false])
    expect(after).toContain('{"path":"partOf","to":null,"withheld":true}')
    expect(after).toContain('{"path":"roles","to":null,"withheld":true}')
    expect(after).toContain(announced.title)
    expect(after).not.toContain(outer)
  })
})
