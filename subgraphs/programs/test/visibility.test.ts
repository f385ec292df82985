import { anonymous } from '@exchange-network/kit/access/viewer'
import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addHiddenRows, hiddenPerson } from './hidden-rows.ts'
import { people, startWorld, tell } from './world.ts'

let world: TestSubgraph

beforeAll(async () => {
  world = await startWorld()
  await addHiddenRows(world.database)
  await tell(world.database, [
    { type: 'Person', id: hiddenPerson, name: 'Quentin Hidden', visibility: 'PARTNER' },
    { type: 'Organization', id: 'iste', name: 'ISTE', visibility: 'PARTNER' },
  ])
})

afterAll(() => world[Symbol.asyncDispose]())

const visit = 'education-in-the-digital-age-ii'
const member = viewerWith({ organization: 'unesco' })
const scoe = viewerWith({ organization: 'scoe' })
const cosn = viewerWith({ organization: 'cosn' })
const trustedCosn = viewerWith({ organization: 'cosn', scopes: ['participant:sensitive'] })
const trustedScoe = viewerWith({ organization: 'scoe', scopes: ['participant:sensitive'] })
const outsider = viewerWith({ scopes: ['participant:sensitive', 'network:admin'] })

describe('A program that the viewer may not see', () => {
  it.each([
    ['an anonymous caller', anonymous, 14],
    ['a caller without an organization, whatever the scopes', outsider, 14],
    ['a member organization', member, 15],
    ['an organization of which a unit holds a role', scoe, 16],
    ['its steward', cosn, 16],
    ['its steward with the scope for sensitive rows', trustedCosn, 17],
    ['an organization with a role and that scope', trustedScoe, 16],
  ])('is absent from the count for %s', async (_, viewer, count) => {
    const { data } = await world.query('{ programs { totalCount } }', {}, viewer)

    expect(data.programs.totalCount).toBe(count)
  })

  it('is absent by id, in the same words as an id that never was', async () => {
    const hidden = await world.query('{ program(id: "quiet-visit-partner") { id } }')
    const never = await world.query('{ program(id: "no-such-program") { id } }')

    expect(hidden.data).toEqual({ program: null })
    expect([hidden.data, hidden.errors]).toEqual([never.data, never.errors])
  })

  it('is absent from every list that could lead to it', async () => {
    const { data } = await world.query(`{
      first: programs(first: 1) { edges { node { slug } } }
      series(id: "ivlp") { programs { totalCount } }
      topic(id: "reentry") { programs { totalCount } }
      whole: program(id: "cosn-annual-conference") { parts { slug } }
      searchPrograms(query: "zanzibar") { totalCount }
      outputs(filter: { kinds: [REPORT] }) { totalCount }
      programConflicts { totalCount }
    }`)

    expect(data).toEqual({
      first: { edges: [{ node: { slug: visit } }] },
      series: { programs: { totalCount: 1 } },
      topic: { programs: { totalCount: 2 } },
      whole: { parts: [{ slug: 'cosn-unesco-symposium-connected-learning' }] },
      searchPrograms: { totalCount: 0 },
      outputs: { totalCount: 2 },
      programConflicts: { totalCount: 2 },
    })
  })

  it('is there in all of these for a partner', async () => {
    const { data } = await world.query(
      `{
        series(id: "ivlp") { programs { totalCount } }
        topic(id: "reentry") { programs { totalCount } }
        whole: program(id: "cosn-annual-conference") { parts { slug } }
        searchPrograms(query: "zanzibar") { totalCount }
        outputs(filter: { kinds: [REPORT] }) { totalCount }
        programConflicts { totalCount }
      }`,
      {},
      scoe,
    )

    expect(data).toEqual({
      series: { programs: { totalCount: 3 } },
      topic: { programs: { totalCount: 4 } },
      whole: {
        parts: [
          { slug: 'quiet-visit-network' },
          { slug: 'quiet-visit-partner' },
          { slug: 'cosn-unesco-symposium-connected-learning' },
        ],
      },
      searchPrograms: { totalCount: 2 },
      outputs: { totalCount: 4 },
      programConflicts: { totalCount: 4 },
    })
  })

  it('is absent when the gateway, or anybody, asks by reference', async () => {
    const { data } = await world.resolveReferences('Program', ['quiet-visit-network', visit], 'id')
    const organization = await world.resolveReferences(
      'Organization',
      ['scoe'],
      'programs(roles: [HOST]) { totalCount }',
    )
    const place = await world.resolveReferences('Place', ['USSAC'], 'programs(role: HELD_IN) { totalCount }')

    expect(data).toEqual([null, { __typename: 'Program', id: visit }])
    expect(organization.data[0].programs.totalCount).toBe(3)
    expect(place.data[0].programs.totalCount).toBe(3)
  })
})

describe('A participation that the viewer may not see', () => {
  const trustedMember = viewerWith({ organization: 'unesco', scopes: ['participant:sensitive'] })
  const meridian = viewerWith({ organization: 'meridian-international-center' })
  const coordinator = viewerWith({ organization: 'global-ties-sacramento' })
  const trustedCoordinator = viewerWith({ organization: 'global-ties-sacramento', scopes: ['participant:sensitive'] })

  it.each([
    ['an anonymous caller', anonymous, 5],
    ['a caller without an organization, whatever the scopes', outsider, 5],
    ['a member organization', member, 6],
    ['an organization with a role on the program', meridian, 7],
    ['its steward', coordinator, 7],
    ['its steward with the scope for sensitive rows', trustedCoordinator, 8],
  ])('is absent from the count for %s', async (_, viewer, count) => {
    const { data } = await world.query(`{ program(id: "${visit}") { participations { totalCount } } }`, {}, viewer)

    expect(data.program.participations.totalCount).toBe(count)
  })

  it('is absent from filters by the country that would give it away', async () => {
    const operation = `{ program(id: "${visit}") { participations(filter: { representing: ["ER"] }) { totalCount edges { node { label } } } } }`

    const forAnonymous = await world.query(operation)
    const forMember = await world.query(operation, {}, member)

    expect(forAnonymous.data.program.participations).toEqual({ totalCount: 0, edges: [] })
    expect(forMember.data.program.participations).toEqual({
      totalCount: 1,
      edges: [{ node: { label: 'Delegate 11' } }],
    })
  })

  it('is labelled by its number where nobody is recorded', async () => {
    const { data } = await world.query(
      `{ program(id: "${visit}") { participations(filter: { roles: [DELEGATE] }) { edges { node { label person { id } representing { id } } } } } }`,
      {},
      member,
    )

    expect(data.program.participations.edges).toEqual([
      { node: { label: 'Delegate 11', person: null, representing: { id: 'ER' } } },
      { node: { label: 'Name withheld', person: null, representing: null } },
    ])
  })

  it('lets only partners of the program with the scope read the notes', async () => {
    const notes = `{ program(id: "${visit}") { participations(filter: { roles: [DELEGATE] }, first: 1) { edges { node { notes } } } } }`

    const partner = await world.query(notes, {}, trustedCoordinator)
    const other = await world.query(notes, {}, trustedMember)
    const unscoped = await world.query(notes, {}, coordinator)

    expect(partner.data.program.participations.edges).toEqual([{ node: { notes: 'Needs an interpreter (NETWORK).' } }])
    expect(other.data.program.participations.edges).toEqual([{ node: { notes: null } }])
    expect(other.errors?.map(error => error.extensions?.code)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE'])
    expect(unscoped.data.program.participations.edges).toEqual([{ node: { notes: null } }])
    expect(unscoped.errors?.map(error => error.extensions?.code)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE'])
  })

  it('is not found by words of the notes', async () => {
    const { data } = await world.query(
      '{ searchPrograms(query: "interpreter") { totalCount } }',
      {},
      trustedCoordinator,
    )

    expect(data.searchPrograms.totalCount).toBe(0)
  })
})

describe('A person whom the viewer may not know', () => {
  it('has no name and nothing that says as much, no link and no claims on a participation that may be seen', async () => {
    const { data } = await world.query(
      `{ program(id: "${visit}") { participations(filter: { roles: [DELEGATE] }) { edges { node {
        label person { id } title representing { id } organization { id } claims { value } conflicts { path } } } } } }`,
    )

    const nothing = { person: null, title: null, representing: null, organization: null, claims: [], conflicts: [] }
    expect(data.program.participations.edges).toEqual([{ node: { label: 'Name withheld', ...nothing } }])
  })

  it('is not found by name', async () => {
    const { data } = await world.query(
      '{ hidden: searchPrograms(query: "Quentin") { totalCount } known: searchPrograms(query: "Amalong") { totalCount } }',
    )

    expect(data).toEqual({ hidden: { totalCount: 0 }, known: { totalCount: 1 } })
  })

  it('has no participations when asked by id, like a person who never was', async () => {
    const { data } = await world.resolveReferences(
      'Person',
      [hiddenPerson, 'p-nobody', people.jaredAmalong],
      'participations { totalCount } authored { totalCount }',
    )

    expect(data).toEqual([
      { __typename: 'Person', participations: { totalCount: 0 }, authored: { totalCount: 0 } },
      { __typename: 'Person', participations: { totalCount: 0 }, authored: { totalCount: 0 } },
      { __typename: 'Person', participations: { totalCount: 2 }, authored: { totalCount: 0 } },
    ])
  })

  it('does not help a filter to find a program', async () => {
    const { data } = await world.query(`{ programs(filter: { people: ["${hiddenPerson}"] }) { totalCount } }`)

    expect(data.programs.totalCount).toBe(0)
  })
})

describe('An organization that the viewer may not know', () => {
  const asked =
    '{ program(id: "iste-philadelphia") { roles { label } claims(path: "roles.ORGANIZER") { value } } searchPrograms(query: "iste") { totalCount } }'

  it('holds no role, and no claim names it', async () => {
    const { data } = await world.query(asked)

    expect(data.program).toEqual({ roles: [], claims: [] })
  })

  it('sees its own role', async () => {
    const { data } = await world.query(asked, {}, viewerWith({ organization: 'iste' }))

    expect(data.program).toEqual({ roles: [{ label: 'ISTE' }], claims: [{ value: 'ISTE' }] })
  })

  it('has no programs when asked by id', async () => {
    const { data } = await world.resolveReferences('Organization', ['iste'], 'programs { totalCount }')

    expect(data).toEqual([{ __typename: 'Organization', programs: { totalCount: 0 } }])
  })
})

describe('A source that the viewer may not see', () => {
  const asked = `{
    source(id: "roster-2024") { title }
    sources { totalCount }
    program(id: "${visit}") { sources { slug } claims(path: "delegateCount") { value } }
  }`

  it('is absent, with the claims that quote it', async () => {
    const { data } = await world.query(asked)
    const reference = await world.resolveReferences('Source', ['roster-2024', 'scoe-news-story'], 'slug')

    expect(data).toEqual({
      source: null,
      sources: { totalCount: 4 },
      program: { sources: [{ slug: 'scoe-press-release-2024-11-06' }, { slug: 'scoe-news-story' }], claims: [] },
    })
    expect(reference.data).toEqual([null, { __typename: 'Source', slug: 'scoe-news-story' }])
  })

  it('is there for a member of the network', async () => {
    const { data } = await world.query(asked, {}, member)

    expect(data.source).toEqual({ title: 'Roster of the visit' })
    expect(data.sources.totalCount).toBe(5)
    expect(data.program.claims).toEqual([{ value: '22 delegates' }])
  })
})
