import { anonymous } from '@exchange-network/kit/access/viewer'
import { askAll } from '@exchange-network/kit/testing/ask-all'
import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPeopleWorld } from './support/people-world.ts'
import { tellOfPrograms } from './support/programs-feed.ts'
import { projectOrganizations } from './support/projected-organizations.ts'
import { nadia, pavel, recordProtectedPeople, rima } from './support/protected-people.ts'
import { recordStaff } from './support/staff.ts'

const sensitive = ['participant:sensitive']

/** SCOE stewards the three; Meridian holds a role on a program in which Pavel takes part, CoSN on another one. */
const viewers = {
  anonymous,
  outsider: viewerWith({ scopes: [...sensitive, 'network:admin', 'contact:read', 'person:read'] }),
  member: viewerWith({ organization: 'unesco', scopes: sensitive }),
  partner: viewerWith({ organization: 'meridian', scopes: sensitive }),
  otherPartner: viewerWith({ organization: 'cosn', scopes: sensitive }),
  steward: viewerWith({ organization: 'scoe' }),
  trustedSteward: viewerWith({ organization: 'scoe', scopes: sensitive }),
  office: viewerWith({ organization: 'office-partner' }),
  shelter: viewerWith({ organization: 'office-restricted', scopes: sensitive }),
} as const
type ViewerName = keyof typeof viewers
const everybody = Object.keys(viewers) as ViewerName[]
const members = everybody.filter(name => viewers[name].organization !== null)

const kinds = {
  person: {
    hidden: [
      { level: 'NETWORK', id: nadia.id, existsFor: members },
      { level: 'PARTNER', id: pavel.id, existsFor: ['partner', 'steward', 'trustedSteward'] },
      { level: 'RESTRICTED', id: rima.id, existsFor: ['trustedSteward'] },
    ],
    entries: {
      'by id': 'query ($id: ID!) { person(id: $id) { name version } }',
      'by reference':
        'query ($id: ID!) { _entities(representations: [{ __typename: "Person", id: $id }]) { ... on Person { name } } }',
      'a filter':
        'query ($id: ID!) { people(filter: { ids: [$id] }) { totalCount edges { cursor } pageInfo { endCursor } } }',
      'a search':
        'query ($id: ID!) { searchPeople(query: "zeppelin", filter: { ids: [$id] }) { totalCount edges { cursor } } }',
      conflicts:
        'query ($id: ID!) { personConflicts(subjectId: $id) { totalCount edges { node { claims { value } } } } }',
    },
  },
  organization: {
    hidden: [
      { level: 'NETWORK', id: 'office-network', existsFor: members },
      { level: 'PARTNER', id: 'office-partner', existsFor: ['office'] },
      { level: 'RESTRICTED', id: 'office-restricted', existsFor: ['shelter'] },
    ],
    entries: {
      'a filter': 'query ($id: ID!) { people(filter: { organizations: [$id] }) { totalCount edges { cursor } } }',
      'a search':
        'query ($id: ID!) { searchPeople(query: "Lind", filter: { organizations: [$id] }) { totalCount edges { cursor } } }',
      'by reference':
        'query ($id: ID!) { _entities(representations: [{ __typename: "Organization", id: $id }]) { ... on Organization { people { totalCount edges { cursor node { label } } } } } }',
    },
  },
} as const
type Kind = keyof typeof kinds

let world: TestSubgraph

beforeAll(async () => {
  world = await startPeopleWorld(async em => {
    await recordProtectedPeople(em)
    projectOrganizations(em, [
      { id: 'office-network', visibility: 'NETWORK' },
      { id: 'office-partner', visibility: 'PARTNER' },
      { id: 'office-restricted', visibility: 'RESTRICTED' },
    ])
    recordStaff(em, { id: 'p-11nd000000', givenName: 'Lo', familyName: 'Lind' }, [
      { id: 'a-1', organizationId: 'office-network', label: 'Network office' },
      { id: 'a-2', organizationId: 'office-partner', label: 'Partner office' },
      { id: 'a-3', organizationId: 'office-restricted', label: 'Restricted office' },
    ])
    await tellOfPrograms(
      em,
      { id: 'visit', participants: [pavel.id], roleHolders: ['meridian'] },
      { id: 'other-visit', participants: ['p-somebody'], roleHolders: ['cosn'] },
    )
  })
})
afterAll(() => world[Symbol.asyncDispose]())

const answersFor = (kind: Kind, viewer: ViewerName, id: string) =>
  askAll(world, kinds[kind].entries, { id, viewer: viewers[viewer] })

const cases = (Object.keys(kinds) as Kind[]).flatMap(kind =>
  kinds[kind].hidden.flatMap(({ level, id, existsFor }) =>
    everybody.map(viewer => ({ kind, level, id, viewer, exists: (existsFor as readonly string[]).includes(viewer) })),
  ),
)

describe('At every entry', () => {
  it.each(cases.filter(({ exists }) => !exists))(
    'a $level $kind is to the viewer "$viewer" as one that never was',
    async ({ kind, viewer, id }) => {
      const hidden = await answersFor(kind, viewer, id)
      const never = await answersFor(kind, viewer, 'never-was')

      expect(JSON.stringify(hidden)).toBe(JSON.stringify(never))
    },
  )

  it.each(cases.filter(({ exists }) => exists))(
    'a $level $kind exists for the viewer "$viewer"',
    async ({ kind, viewer, id }) => {
      const seen = await answersFor(kind, viewer, id)
      const never = await answersFor(kind, viewer, 'never-was')

      const same = Object.keys(seen).filter(entry => JSON.stringify(seen[entry]) === JSON.stringify(never[entry]))
      expect(same).toEqual([])
    },
  )

  it('the viewer’s own record is null where the token names a person who does not exist for the viewer', async () => {
    const asked = (person: string) =>
      world.query('{ viewer { person { name } } }', {}, viewerWith({ organization: 'unesco', person }))

    const [hidden, never] = [await asked(rima.id), await asked('p-never00000')]

    expect([hidden.data, hidden.errors]).toEqual([never.data, never.errors])
    expect(hidden.data).toEqual({ viewer: { person: null } })
  })
})
