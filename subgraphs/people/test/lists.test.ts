import type { EntityManager } from '@exchange-network/kit/database/database'
import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodesOf, startPeopleWorld } from './support/people-world.ts'
import { projectOrganizations } from './support/projected-organizations.ts'
import { on, recordStaff } from './support/staff.ts'

/**
 * A school of arts (known to the feed under a slug that is not its id) with a studio, and people with telling titles.
 */
const recordSchool = async (em: EntityManager): Promise<void> => {
  projectOrganizations(em, [
    { id: 'o-1', slug: 'school-of-arts' },
    { id: 'o-2', slug: 'studio', parent: 'o-1' },
    { id: 'o-3', slug: 'quiet-room', parent: 'o-1', visibility: 'NETWORK' },
    { id: 'o-4', slug: 'shelter', visibility: 'RESTRICTED' },
    { id: 'cosn', slug: 'o-4' },
  ])
  recordStaff(em, { id: 'p-ekberg', givenName: 'Åsa', familyName: 'Ékberg' }, [
    {
      id: 'a-1',
      organizationId: 'o-1',
      title: 'Directrice Générale (100% à l’école)',
      start: on('2019'),
      end: on('2020-05'),
    },
    { id: 'a-2', organizationId: 'o-2', title: 'Snake_Handler', kind: 'BOARD', attested: on('2023-04') },
    { id: 'a-3', organizationId: null, title: null, kind: 'MEMBERSHIP' },
  ])
  recordStaff(em, { id: 'p-ekman', givenName: 'Bo', familyName: 'Ekman' }, [
    { id: 'a-4', organizationId: 'o-2', title: 'SnakeXHandler', kind: 'EMPLOYMENT' },
  ])
  recordStaff(em, { id: 'p-ekman-2', givenName: 'Ada', familyName: 'EKMAN' }, [
    { id: 'a-5', organizationId: 'o-3', title: 'Janitor', kind: 'EMPLOYMENT' },
  ])
}

let world: TestSubgraph
const namesWhere = async (filter: Record<string, unknown>): Promise<string[]> => {
  const { data } = await world.query(
    'query ($filter: PersonFilter) { people(filter: $filter, first: 200) { edges { node { name } } } }',
    { filter },
  )
  return nodesOf<{ name: string }>(data.people).map(({ name }) => name)
}

beforeAll(async () => {
  world = await startPeopleWorld(recordSchool)
})
afterAll(() => world[Symbol.asyncDispose]())

describe('The order of people', () => {
  it('goes by family name, then given name, without regard to case and accents', async () => {
    expect(await namesWhere({})).toEqual([
      ...['Jared Amalong', 'Åsa Ékberg', 'Ada EKMAN', 'Bo Ekman'],
      ...['David W. Gordon', 'Jeff Lowe', 'Xanthi Soriano', 'Irene Spero'],
    ])
  })

  it('by last change pages through all of them once', async () => {
    const page = `query ($after: String) { people(first: 5, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor } edges { node { name updatedAt } }
    } }`

    const first = (await world.query(page)).data.people
    const second = (await world.query(page, { after: first.pageInfo.endCursor })).data.people

    const all = [
      ...nodesOf<{ name: string; updatedAt: string }>(first),
      ...nodesOf<{ name: string; updatedAt: string }>(second),
    ]
    expect(all.map(({ updatedAt }) => updatedAt)).toEqual(
      all
        .map(({ updatedAt }) => updatedAt)
        .sort()
        .reverse(),
    )
    expect(new Set(all.map(({ name }) => name)).size).toBe(8)
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false])
  })
})

describe('The filter of people', () => {
  it.each([
    ['an id', { ids: ['p-rhtexx6zhr'] }, ['Jared Amalong']],
    ['a slug', { ids: ['jared-amalong', 'no-such-person'] }, ['Jared Amalong']],
    ['an empty list of ids, which nobody is on', { ids: [] }, []],
    ['an organization by id', { organizations: ['cosn'] }, ['Irene Spero']],
    ['an organization by id, its units included', { organizations: ['o-1'] }, ['Åsa Ékberg', 'Bo Ekman']],
    ['an organization by slug, its units included', { organizations: ['school-of-arts'] }, ['Åsa Ékberg', 'Bo Ekman']],
    ['a unit alone', { organizations: ['studio'] }, ['Åsa Ékberg', 'Bo Ekman']],
    ['a unit that does not exist for the viewer', { organizations: ['quiet-room'] }, []],
    ['a unit that does not exist for the viewer, by id', { organizations: ['o-3'] }, []],
    [
      'a slug that is the id of an organization that does not exist for the viewer',
      { organizations: ['o-4'] },
      ['Irene Spero'],
    ],
    [
      'two organizations, either of them',
      { organizations: ['cosn', 'smart-technologies'] },
      ['Jeff Lowe', 'Irene Spero'],
    ],
    ['an empty list of organizations', { organizations: [] }, []],
    ['kinds of affiliation', { affiliationKinds: ['PUBLIC_OFFICE', 'CONTACT'] }, ['David W. Gordon', 'Irene Spero']],
    ['an empty list of kinds', { affiliationKinds: [] }, []],
    ['a part of a title', { titleContains: 'superintendent' }, ['David W. Gordon']],
    ['a part of a title, without its accents', { titleContains: "GENERALE (100% a l'ecole)" }, ['Åsa Ékberg']],
    ['a percent sign, which is no wildcard', { titleContains: '%' }, ['Åsa Ékberg']],
    ['an underscore, which is no wildcard', { titleContains: 'snake_handler' }, ['Åsa Ékberg']],
    ['a backslash, which is no escape', { titleContains: '\\' }, []],
    [
      'a title and a kind of one and the same position',
      { titleContains: 'snake', affiliationKinds: ['EMPLOYMENT'] },
      ['Bo Ekman'],
    ],
    [
      'a title and an organization of different positions',
      { titleContains: 'générale', organizations: ['studio'] },
      [],
    ],
    ['conflicts, of which there are none', { hasConflicts: true }, []],
    ['a change that lies in the future', { updatedSince: '2999-01-01T00:00:00Z' }, []],
  ])('takes %s', async (_, filter, names) => {
    expect(await namesWhere(filter)).toEqual(names)
  })

  it.each(['quiet-room', 'o-3'])('takes %s for a viewer for whom this unit exists', async unit => {
    const operation = 'query ($unit: ID!) { people(filter: { organizations: [$unit] }) { edges { node { name } } } }'

    const { data } = await world.query(operation, { unit }, viewerWith({ organization: 'cosn' }))

    expect(nodesOf(data.people)).toEqual([{ name: 'Ada EKMAN' }])
  })

  it('takes people without any title for no title at all', async () => {
    expect(await namesWhere({ titleContains: '' })).not.toContain('Irene Spero')
  })

  it('takes those changed at the very instant', async () => {
    const { data } = await world.query('{ person(id: "jared-amalong") { updatedAt } }')

    expect(await namesWhere({ ids: ['jared-amalong'], updatedSince: data.person.updatedAt })).toEqual(['Jared Amalong'])
  })

  it('takes 1,000 entries in every list at once', async () => {
    const ids = Array.from({ length: 999 }, (_, index) => `unknown-${index}`)

    const { data, errors } = await world.query(
      'query ($filter: PersonFilter) { people(filter: $filter) { totalCount edges { node { name } } } }',
      {
        filter: {
          ids: [...ids, 'irene-spero'],
          organizations: [...ids, 'cosn'],
          affiliationKinds: [...ids.map(() => 'BOARD'), 'CONTACT'],
        },
      },
    )

    expect(errors).toBeUndefined()
    expect(data.people).toEqual({ totalCount: 1, edges: [{ node: { name: 'Irene Spero' } }] })
  })

  it('refuses 1,001', async () => {
    const ids = Array.from({ length: 1001 }, (_, index) => `p-${index}`)

    const { data, errors } = await world.query('query ($ids: [ID!]) { people(filter: { ids: $ids }) { totalCount } }', {
      ids,
    })

    expect(data).toEqual({ people: null })
    expect(errors?.[0]).toMatchObject({
      message: 'Argument "filter.ids" lists 1001 entries, but a list holds at most 1000. Ask in several parts.',
      extensions: { code: 'BAD_USER_INPUT' },
    })
  })

  it('takes conflicts that are not there', async () => {
    expect(await namesWhere({ hasConflicts: false })).toHaveLength(8)
  })
})

describe('A page of people', () => {
  it.each([0, 201, -1])('holds 1 to 200: first %s is refused', async first => {
    const { data, errors } = await world.query('query ($first: Int) { people(first: $first) { totalCount } }', {
      first,
    })

    expect(data).toEqual({ people: null })
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
    expect(errors?.[0]?.message).toContain(`"${first}"`.replaceAll('"', ''))
  })

  it('refuses a cursor of another order', async () => {
    const { data } = await world.query('{ people(first: 1) { pageInfo { endCursor } } }')

    const { errors } = await world.query(
      'query ($after: String) { people(after: $after, orderBy: { field: UPDATED_AT, direction: ASC }) { totalCount edges { cursor } } }',
      { after: data.people.pageInfo.endCursor },
    )

    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  })

  it('refuses a cursor of the same list with another filter', async () => {
    const { data } = await world.query('{ people(first: 1) { pageInfo { endCursor } } }')

    const { errors } = await world.query(
      'query ($after: String) { people(after: $after, filter: { titleContains: "director" }) { edges { cursor } } }',
      { after: data.people.pageInfo.endCursor },
    )

    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  })
})

describe('Search', () => {
  const find = async (query: string, filter = {}) => {
    const { data } = await world.query(
      'query ($query: String!, $filter: PersonFilter) { searchPeople(query: $query, filter: $filter) { edges { node { name } } } }',
      { query, filter },
    )
    return nodesOf<{ name: string }>(data.searchPeople).map(({ name }) => name)
  }

  it('needs all words, each as the beginning of a word', async () => {
    expect(await find('director computer')).toEqual(['Jared Amalong'])
  })

  it('finds names before job titles', async () => {
    expect(await find('ekman')).toEqual(['Ada EKMAN', 'Bo Ekman'])
  })

  it('does not mind accents and case', async () => {
    expect(await find('ASA ekberg')).toEqual(['Åsa Ékberg'])
  })

  it('narrows by the filter', async () => {
    expect(await find('director', { organizations: ['scoe'], titleContains: 'communications' })).toEqual([
      'Xanthi Soriano',
    ])
  })

  it('takes any text, and finds nothing without a word in it', async () => {
    expect(await find('"%_* OR (')).toEqual([])
  })

  it('pages by cursor', async () => {
    const page =
      'query ($after: String) { searchPeople(query: "director", first: 1, after: $after) { totalCount pageInfo { endCursor } edges { node { name } } } }'

    const first = (await world.query(page)).data.searchPeople
    const second = (await world.query(page, { after: first.pageInfo.endCursor })).data.searchPeople

    expect([...nodesOf(first), ...nodesOf(second)]).toEqual([{ name: 'Jared Amalong' }, { name: 'Xanthi Soriano' }])
    expect(first.totalCount).toBe(2)
  })
})

describe('The positions of a person', () => {
  const positions = async (current: boolean | null) => {
    const { data } = await world.query(
      'query ($current: Boolean) { person(id: "p-ekberg") { affiliations(current: $current) { id } } }',
      { current },
    )
    return data.person.affiliations.map(({ id }: { id: string }) => id)
  }

  it('come latest first by start, else by attestation, undated last', async () => {
    expect(await positions(null)).toEqual(['a-2', 'a-1', 'a-3'])
  })

  it('in force are those without an end in the past', async () => {
    expect(await positions(true)).toEqual(['a-2', 'a-3'])
  })

  it('no longer in force are those that have ended', async () => {
    expect(await positions(false)).toEqual(['a-1'])
  })
})
