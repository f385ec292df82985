import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addManyPrograms } from './many-programs.ts'
import { people, startWorld } from './world.ts'

let world: TestSubgraph

beforeAll(async () => {
  world = await startWorld()
})

afterAll(() => world[Symbol.asyncDispose]())

const everything = `
  id title dates { edtf } series { name } partOf { slug } parts { slug }
  places { place { id } } roles { organization { id } sources { slug } } hosts { id } localCoordinators { id }
  participations { totalCount edges { node { label person { id } sources { slug } claims { source { slug } } agendaItems { title } } } }
  representations { label sources { slug } } topics { slug broader { slug } narrower { slug } } initiatives { name sources { slug } }
  agenda { title speakers { label } } outputs { title programs { slug } sources { slug } authors { id } }
  steward { id } sources { slug authors { id } } claims { value source { slug } } conflicts { claims { source { slug } } adopted { value } }`

describe('The number of statements', () => {
  it('does not grow with the number of rows, whatever is asked of them', async () => {
    await using own = await startWorld()
    const operation = `{ programs(first: 200) { totalCount edges { node { ${everything} } } } }`

    const few = await own.query(operation)
    await addManyPrograms(own.database, 60)
    const many = await own.query(operation)

    expect(few.errors).toBeUndefined()
    expect([few.data.programs.edges.length, many.data.programs.edges.length]).toEqual([14, 74])
    // Which answer arrives first decides whether two fields share a batch, so the two counts may differ by a few.
    expect(few.statements.length).toBeLessThanOrEqual(44)
    expect(many.statements.length).toBeLessThanOrEqual(44)
  })

  it('is two for a page of programs with its total', async () => {
    const { statements } = await world.query(
      '{ programs { totalCount edges { node { title } } pageInfo { hasNextPage } } }',
    )

    expect(statements).toHaveLength(2)
  })

  it('is one for a page whose total nobody asks for', async () => {
    const { statements } = await world.query('{ programs { edges { node { title } } pageInfo { hasNextPage } } }')

    expect(statements).toHaveLength(1)
  })

  it.each([
    [
      'Organization',
      ['scoe', 'cosn', 'unesco', 'global-ties-us', 'iste'],
      'programs { totalCount edges { node { title } } }',
    ],
    ['Place', ['GB', 'US', 'DK', '150', '002', 'PH'], 'programs(role: ORIGIN) { totalCount edges { node { title } } }'],
    ['Person', Object.values(people), 'participations { totalCount edges { node { role } } }'],
  ])('is two for the programs of any number of references to %s', async (type, ids, fields) => {
    const { statements, errors } = await world.resolveReferences(type, ids, fields)

    expect(errors).toBeUndefined()
    expect(statements).toHaveLength(2)
  })
})
