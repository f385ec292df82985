import type { Subgraph } from '@exchange-network/kit/serve/subgraph'
import { people } from '@exchange-network/people/subgraph'
import { programs } from '@exchange-network/programs/subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, startTestNetwork, type TestNetwork } from '../support/test-network.ts'

/** The visit on which Meridian, SCOE, a department of SCOE and others hold roles; CoSN holds none. */
const visit = 'education-in-the-digital-age-ii'

/** Guests of the visit, all stewarded by UNESCO: PARTNER, RESTRICTED, and PARTNER in a RESTRICTED participation. */
const guests = { paula: 'p-pau1a00000', rita: 'p-r1ta000000', sena: 'p-5ena000000' } as const

let network: TestNetwork

beforeAll(async () => {
  network = await startTestNetwork()
  await recordGuests()
  await readFeeds()
})
afterAll(() => network.close())

// The rows of a team are its own, so they are reached by the entities that its subgraph lists.
const entityOf = (subgraph: Pick<Subgraph<never>, 'entities'>, name: string) => {
  const entity = subgraph.entities.find(({ meta }) => meta.className === name)
  if (entity === undefined) throw new Error(`There is no entity "${name}".`)
  return entity
}

const recordGuests = async (): Promise<void> => {
  const person = (id: string, name: string, visibility: string) => {
    const unsaid = { givenName: null, familyName: null, nativeName: null, biography: null, visibilityReason: null }
    const sorted = { sortName: name.toLowerCase(), nameOrder: 0, nameWithheld: false, otherNames: [] }
    return { ...unsaid, ...sorted, id, slug: null, name, visibility, stewardId: 'unesco' }
  }
  await network.subgraph('people').database.write(async em => {
    const entity = entityOf(people, 'Person')
    em.persist(em.create(entity, person(guests.paula, 'Paula Partner', 'PARTNER')))
    em.persist(em.create(entity, person(guests.rita, 'Rita Restricted', 'RESTRICTED')))
    em.persist(em.create(entity, person(guests.sena, 'Sena Secret', 'PARTNER')))
  })
  const takesPart = (personId: string, label: string, visibility: string) => {
    const unsaid = { representingCode: null, organizationId: null, title: null, notes: null, stewardId: null }
    const row = { programId: visit, position: 50, role: 'DELEGATE', attendance: 'ATTENDED' }
    return { ...unsaid, ...row, id: `pa-${personId.slice(2)}`, personId, label, visibility }
  }
  await network.subgraph('programs').database.write(async em => {
    const entity = entityOf(programs, 'Participation')
    em.persist(em.create(entity, takesPart(guests.paula, 'Paula Partner', 'PUBLIC')))
    em.persist(em.create(entity, takesPart(guests.rita, 'Rita Restricted', 'PUBLIC')))
    em.persist(em.create(entity, takesPart(guests.sena, 'Sena Secret', 'RESTRICTED')))
  })
}

const readFeeds = async (): Promise<void> => {
  await network.subgraph('people').siblings.poll()
  await network.subgraph('programs').siblings.poll()
}

const asked = `query ($ids: [ID!]!, $visit: ID!) {
  people(filter: { ids: $ids }) { edges { node { name participations { totalCount } } } }
  program(id: $visit) { participations(filter: { roles: [DELEGATE] }) { edges { node { label person { name } } } } }
}`

/** Whom people list, and whom programs name on the visit. */
const seenBy = async (caller: Caller) => {
  const { data, errors } = await network.ask(asked, { ids: Object.values(guests), visit }, caller)
  expect(errors).toBeUndefined()
  return {
    listed: data.people.edges.map(({ node }: { node: { name: string } }) => node.name),
    named: data.program.participations.edges.map(
      ({ node }: { node: { label: string; person: { name: string } | null } }) => [
        node.label,
        node.person?.name ?? null,
      ],
    ),
  }
}

const withheld = ['Name withheld', null]
const paula = ['Paula Partner', 'Paula Partner']

describe('People and programs agree on', () => {
  it('a PARTNER person, who exists for organizations with a role on a program in which the person takes part', async () => {
    expect(await seenBy({ organization: 'meridian-international-center' })).toEqual({
      listed: ['Paula Partner'],
      named: [paula, withheld],
    })
    expect(await seenBy({ organization: 'cosn', scopes: ['participant:sensitive'] })).toEqual({
      listed: [],
      named: [withheld, withheld],
    })
    expect(await seenBy(null)).toEqual({ listed: [], named: [withheld, withheld] })
  })

  it('what their steward sees', async () => {
    expect(await seenBy({ organization: 'unesco' })).toEqual({
      listed: ['Paula Partner', 'Sena Secret'],
      named: [paula, withheld],
    })
    expect(await seenBy({ organization: 'unesco', scopes: ['participant:sensitive'] })).toEqual({
      listed: ['Paula Partner', 'Rita Restricted', 'Sena Secret'],
      named: [paula, ['Rita Restricted', 'Rita Restricted']],
    })
  })

  it('a role that is taken away, as soon as people have read of it', async () => {
    await network.subgraph('programs').database.write(async em => {
      const roles = await em.find(entityOf(programs, 'ProgramRole'), { programId: visit })
      for (const role of roles) if (role.organizationId === 'meridian-international-center') em.remove(role)
    })
    await readFeeds()

    expect(await seenBy({ organization: 'meridian-international-center' })).toEqual({
      listed: [],
      named: [withheld, withheld],
    })
  })

  it('nothing new while programs are away: what was last told stays, and nothing else is opened', async () => {
    await network.stop('programs')

    const { data } = await network.ask(
      'query ($ids: [ID!]!) { people(filter: { ids: $ids }) { edges { node { name } } } }',
      { ids: Object.values(guests) },
      { organization: 'global-ties-sacramento' },
    )

    expect(data.people.edges).toEqual([{ node: { name: 'Paula Partner' } }])
  })
})
