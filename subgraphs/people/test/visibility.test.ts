import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordPerson } from '../store/record-person.ts'
import { nodesOf, startProtectedWorld } from './support/people-world.ts'
import { projectOrganizations } from './support/projected-organizations.ts'
import { delegate, nadia, pavel, protectedPeople, rima } from './support/protected-people.ts'
import { type ViewerName, viewers } from './support/viewers.ts'

const fiveOfTheDocuments = ['Jared Amalong', 'David W. Gordon', 'Jeff Lowe', 'Xanthi Soriano', 'Irene Spero']

/** The protected people who exist for each viewer, by family name; the withheld name comes last. */
const protectedNames: Record<ViewerName, string[]> = {
  anonymous: [],
  outsider: [],
  member: ['Nadia Abakova'],
  steward: ['Pavel Aaltonen', 'Nadia Abakova'],
  trustedSteward: ['Pavel Aaltonen', 'Rima Aardal', 'Nadia Abakova'],
}
const namesFor = (viewer: ViewerName) => [...protectedNames[viewer], ...fiveOfTheDocuments, 'Delegate 3']
const everyViewer = Object.keys(viewers) as ViewerName[]

/** Each hidden person with a viewer for whom the person does not exist, and the one who still sees the person. */
const hidden = [
  { person: nadia, from: 'anonymous', seenBy: 'member' },
  { person: nadia, from: 'outsider', seenBy: 'member' },
  { person: pavel, from: 'anonymous', seenBy: 'steward' },
  { person: pavel, from: 'member', seenBy: 'steward' },
  { person: rima, from: 'anonymous', seenBy: 'trustedSteward' },
  { person: rima, from: 'member', seenBy: 'trustedSteward' },
  { person: rima, from: 'steward', seenBy: 'trustedSteward' },
] as const

let world: TestSubgraph
const ask = async (viewer: ViewerName, operation: string, variables: Record<string, unknown> = {}) =>
  world.query(operation, variables, viewers[viewer])

beforeAll(async () => {
  world = await startProtectedWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

describe('A list of people', () => {
  it.each(everyViewer)('holds and counts those who exist for the viewer, in order: %s', async viewer => {
    const { data } = await ask(viewer, '{ people { totalCount edges { node { name } } } }')

    expect(nodesOf(data.people)).toEqual(namesFor(viewer).map(name => ({ name })))
    expect(data.people.totalCount).toBe(namesFor(viewer).length)
  })

  it.each(everyViewer)('pages without gaps where hidden people stand: %s', async viewer => {
    const page =
      'query ($after: String) { people(first: 2, after: $after) { pageInfo { hasNextPage hasPreviousPage endCursor } edges { node { name } } } }'

    const first = (await ask(viewer, page)).data.people
    const second = (await ask(viewer, page, { after: first.pageInfo.endCursor })).data.people

    expect([...nodesOf(first), ...nodesOf(second)]).toEqual(
      namesFor(viewer)
        .slice(0, 4)
        .map(name => ({ name })),
    )
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false })
  })

  it('continues for another viewer after a cursor of a hidden person, without that person', async () => {
    const page =
      'query ($after: String) { people(first: 1, after: $after) { pageInfo { endCursor } edges { node { name } } } }'
    const ofSteward = (await ask('trustedSteward', page)).data.people

    const ofAnonymous = (await ask('anonymous', page, { after: ofSteward.pageInfo.endCursor })).data.people

    expect(nodesOf(ofSteward)).toEqual([{ name: 'Pavel Aaltonen' }])
    expect(nodesOf(ofAnonymous)).toEqual([{ name: 'Jared Amalong' }])
  })

  it('says there is no next page when only hidden people follow', async () => {
    const { data } = await ask(
      'anonymous',
      '{ people(first: 6, orderBy: { field: NAME, direction: DESC }) { pageInfo { hasNextPage } edges { node { name } } } }',
    )

    expect(nodesOf(data.people)).toEqual(
      [...fiveOfTheDocuments]
        .reverse()
        .concat('Delegate 3')
        .map(name => ({ name })),
    )
    expect(data.people.pageInfo.hasNextPage).toBe(false)
  })

  it.each(everyViewer)('filters only those who exist for the viewer: %s', async viewer => {
    const { data } = await ask(
      viewer,
      `query ($ids: [ID!]) {
        byIds: people(filter: { ids: $ids }) { totalCount edges { node { name } } }
        byTitle: people(filter: { titleContains: "zeppelin" }) { totalCount edges { node { name } } }
        byKind: people(filter: { affiliationKinds: [MEMBERSHIP] }) { totalCount edges { node { name } } }
        byConflict: people(filter: { hasConflicts: true }) { totalCount edges { node { name } } }
      }`,
      { ids: protectedPeople.map(({ id }) => id) },
    )

    const names = [...protectedNames[viewer], 'Delegate 3']
    const expected = { totalCount: names.length, edges: names.map(name => ({ node: { name } })) }
    expect(data).toEqual({ byIds: expected, byTitle: expected, byKind: expected, byConflict: expected })
  })
})

describe('Search', () => {
  it.each(everyViewer)('finds and counts those who exist for the viewer: %s', async viewer => {
    const { data } = await ask(viewer, '{ searchPeople(query: "zeppelin") { totalCount edges { node { name } } } }')

    expect(nodesOf(data.searchPeople)).toEqual([...protectedNames[viewer], 'Delegate 3'].map(name => ({ name })))
    expect(data.searchPeople.totalCount).toBe(protectedNames[viewer].length + 1)
  })
})

describe('A hidden person', () => {
  it.each(hidden)(
    '$person.name does not exist by id or slug for $from, like an id that never was',
    async ({ person, from }) => {
      const { data, errors } = await ask(
        from,
        'query ($id: ID!, $slug: ID!) { byId: person(id: $id) { id } bySlug: person(id: $slug) { id } never: person(id: "p-never00000") { id } }',
        { id: person.id, slug: person.slug },
      )

      expect(data).toEqual({ byId: null, bySlug: null, never: null })
      expect(errors).toBeUndefined()
    },
  )

  it.each(hidden)('$person.name exists for $seenBy', async ({ person, seenBy }) => {
    const { data } = await ask(seenBy, 'query ($id: ID!) { person(id: $id) { name visibility } }', { id: person.id })

    expect(data.person).toEqual({ name: person.name, visibility: person.visibility })
  })

  it.each(hidden)(
    '$person.name is null as a reference for $from, like an id that never was',
    async ({ person, from }) => {
      const ids = [person.id, 'p-never00000', 'p-rhtexx6zhr']

      const { data, errors } = await world.resolveReferences('Person', ids, 'id name claims { value }', viewers[from])

      expect(data).toEqual([null, null, expect.objectContaining({ id: 'p-rhtexx6zhr', name: 'Jared Amalong' })])
      expect(errors).toBeUndefined()
    },
  )

  it.each(hidden)('$person.name has no conflict in the list for $from', async ({ person, from }) => {
    const { data } = await ask(
      from,
      `query ($id: ID!, $slug: ID!) {
        all: personConflicts { totalCount edges { node { subjectId subjectLabel } } }
        byId: personConflicts(subjectId: $id) { totalCount edges { node { id } } }
        bySlug: personConflicts(subjectId: $slug) { totalCount edges { node { id } } }
      }`,
      { id: person.id, slug: person.slug },
    )

    expect(JSON.stringify(data)).not.toContain(person.id)
    expect(data.all.totalCount).toBe(protectedNames[from].length + 1)
    expect(data.byId).toEqual({ totalCount: 0, edges: [] })
    expect(data.bySlug).toEqual({ totalCount: 0, edges: [] })
  })

  it.each(hidden)('$person.name holds no position in an organization for $from', async ({ person, from }) => {
    const { data } = await world.resolveReferences(
      'Organization',
      ['scoe'],
      'people(kinds: [MEMBERSHIP]) { totalCount edges { node { id person { name } } } }',
      viewers[from],
    )

    expect(nodesOf(data[0].people)).toEqual(
      [...protectedNames[from], 'Delegate 3'].map(name => expect.objectContaining({ person: { name } })),
    )
    expect(data[0].people.totalCount).toBe(protectedNames[from].length + 1)
    expect(JSON.stringify(data)).not.toContain(person.id)
  })
})

describe('The feed', () => {
  it('tells siblings the slug and name of PUBLIC and NETWORK people, and of others only who stewards them', async () => {
    const { changes } = await world.changes('limit=1000')

    const told = changes
      .filter(({ id }: { id: string }) => protectedPeople.some(person => person.id === id))
      .map(({ cursor: _, ...change }: { cursor: string }) => change)
    expect(told).toEqual([
      {
        ...{ type: 'Person', id: nadia.id, version: 1, deleted: false, visibility: 'NETWORK' },
        fields: { slug: 'nadia-abakova', name: 'Nadia Abakova' },
      },
      {
        ...{ type: 'Person', id: pavel.id, version: 1, deleted: false, visibility: 'PARTNER' },
        fields: { steward: 'scoe' },
      },
      {
        ...{ type: 'Person', id: rima.id, version: 1, deleted: false, visibility: 'RESTRICTED' },
        fields: { steward: 'scoe' },
      },
      {
        ...{ type: 'Person', id: delegate.id, version: 1, deleted: false, visibility: 'PUBLIC' },
        fields: { slug: null, name: 'Delegate 3' },
      },
    ])
  })

  it('begins with the five people of the documents', async () => {
    const { changes } = await world.changes('limit=5')

    expect(changes.map(({ fields }: { fields: unknown }) => fields)).toEqual([
      { slug: 'xanthi-soriano', name: 'Xanthi Soriano' },
      { slug: 'jared-amalong', name: 'Jared Amalong' },
      { slug: 'david-w-gordon', name: 'David W. Gordon' },
      { slug: 'irene-spero', name: 'Irene Spero' },
      { slug: 'jeff-lowe', name: 'Jeff Lowe' },
    ])
  })
})

describe('A person whose name is withheld', () => {
  it('is printed as a label, and has neither slug nor names', async () => {
    const { data } = await ask(
      'anonymous',
      'query ($id: ID!) { person(id: $id) { name slug nameWithheld givenName familyName nativeName } }',
      { id: delegate.id },
    )

    expect(data.person).toEqual({
      ...{ name: 'Delegate 3', slug: null, nameWithheld: true },
      ...{ givenName: null, familyName: null, nativeName: null },
    })
  })
})

describe('A steward', () => {
  const operation = 'query ($id: ID!) { person(id: $id) { name } }'
  const ofUnit = { ...pavel, id: 'p-0fun1t0000', slug: null, stewardId: 'scoe-reentry-program' } as const

  beforeAll(() =>
    world.database.write(async em => {
      projectOrganizations(em, [{ id: 'scoe' }, { id: 'scoe-reentry-program', parent: 'scoe' }])
      recordPerson(em, ofUnit)
    }),
  )

  it('acts for the units of the organization as well', async () => {
    const { data } = await world.query(operation, { id: ofUnit.id }, viewers.steward)

    expect(data.person).toEqual({ name: 'Pavel Aaltonen' })
  })

  it('of a unit does not act for the organization above it', async () => {
    const { data } = await world.query(
      operation,
      { id: pavel.id },
      viewerWith({ organization: 'scoe-reentry-program' }),
    )

    expect(data.person).toBeNull()
  })
})
