import type { EntityManager } from '@exchange-network/kit/database/database'
import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPeopleWorld } from './support/people-world.ts'
import { recordStaff } from './support/staff.ts'

const fiftyIds = Array.from({ length: 50 }, (_, index) => `p-staff-${index}`)
const fiftyOrganizations = Array.from({ length: 50 }, (_, index) => `o-staff-${index}`)

const recordFiftyPeople = async (em: EntityManager): Promise<void> => {
  for (const [index, id] of fiftyIds.entries()) {
    recordStaff(em, { id, givenName: 'Staff', familyName: `Member ${index}` }, [
      { id: `a-staff-${index}`, organizationId: `o-staff-${index}`, title: 'Clerk' },
    ])
  }
}

/** Everything of a person that the schema offers. */
const wholePerson = `id slug name nameWithheld givenName familyName nativeName biography visibility version updatedAt
  affiliations { id label title kind version organization { id } person { name } start { edtf } attested { edtf } sources { id } }
  contactPoints { kind purpose source { id } } sources { id } claims { value source { id } } conflicts { path claims { value } }`

let world: TestSubgraph

beforeAll(async () => {
  world = await startPeopleWorld(recordFiftyPeople)
})
afterAll(() => world[Symbol.asyncDispose]())

describe('The number of statements', () => {
  it('is one for fifty references', async () => {
    const { data, statements } = await world.resolveReferences('Person', fiftyIds, 'name')

    expect(data).toHaveLength(50)
    expect(statements).toHaveLength(1)
  })

  it('is two for the pages and counts of fifty organizations', async () => {
    const { data, statements } = await world.resolveReferences(
      'Organization',
      fiftyOrganizations,
      'people { totalCount edges { node { title } } }',
    )

    expect(data[49].people).toEqual({ totalCount: 1, edges: [{ node: { title: 'Clerk' } }] })
    expect(statements).toHaveLength(2)
  })

  it('for a list with everything is the same for one person and for fifty', async () => {
    const list = `query ($first: Int) { people(first: $first) { totalCount pageInfo { endCursor } edges { node { ${wholePerson} } } } }`

    const one = await world.query(list, { first: 1 })
    const fifty = await world.query(list, { first: 50 })

    expect(fifty.data.people.edges).toHaveLength(50)
    expect(one.statements).toHaveLength(9)
    expect(fifty.statements).toHaveLength(9)
  })

  it('grows by one for a viewer with an organization, whose units have to be known', async () => {
    const { statements } = await world.query(
      '{ people { edges { node { name } } } }',
      {},
      viewerWith({ organization: 'scoe' }),
    )

    expect(statements).toHaveLength(2)
  })

  it('is two for a filtered search with its count', async () => {
    const { data, statements } = await world.query(
      '{ searchPeople(query: "clerk", filter: { organizations: ["o-staff-7"], hasConflicts: false }) { totalCount edges { node { name } } } }',
    )

    expect(data.searchPeople).toEqual({ totalCount: 1, edges: [{ node: { name: 'Staff Member 7' } }] })
    expect(statements).toHaveLength(2)
  })

  it('is one for a list whose count nobody asks', async () => {
    const { statements } = await world.query('{ people { edges { node { name } } } }')

    expect(statements).toHaveLength(1)
  })
})
