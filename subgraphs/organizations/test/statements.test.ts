import { startTestSubgraph, type TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { organizations } from '../subgraph.ts'

const everyField = `
  id slug name description names { value } kinds location { name } serviceArea { name } parent { name } steward { name }
  units { name } relationships { to { name } } memberOf { name } members(first: 2) { totalCount edges { node { name } } }
  sources { id } claims { id source { id } } conflicts { id }`

let world: TestSubgraph
beforeAll(async () => {
  world = await startTestSubgraph(organizations)
})
afterAll(() => world[Symbol.asyncDispose]())

describe('the number of statements', () => {
  it('stays the same from three organizations to nineteen', async () => {
    const page = (first: number) =>
      world.query(`{ organizations(first: ${first}) { totalCount edges { node { ${everyField} } } } }`)

    const few = await page(3)
    const all = await page(19)

    expect(all.errors).toBeUndefined()
    expect(all.data.organizations.edges).toHaveLength(19)
    expect(all.statements).toHaveLength(few.statements.length)
    expect(all.statements).toHaveLength(14)
  })

  it('is one for a page without a count', async () => {
    const { statements } = await world.query('{ organizations { pageInfo { hasNextPage } edges { node { name } } } }')

    expect(statements).toHaveLength(1)
  })

  it('is one for nineteen references', async () => {
    const { data } = await world.query('{ organizations { edges { node { id } } } }')
    const ids = data.organizations.edges.map((edge: { node: { id: string } }) => edge.node.id)

    const { statements } = await world.resolveReferences('Organization', ids, 'name')

    expect(statements).toHaveLength(1)
  })

  it('is none for places', async () => {
    const { statements } = await world.query(
      '{ places(filter: { within: ["150"] }, first: 200) { totalCount edges { node { name country { name } parent { name } } } } }',
    )

    expect(statements).toHaveLength(0)
  })
})
