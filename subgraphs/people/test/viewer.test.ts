import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startProtectedWorld } from './support/people-world.ts'
import { rima } from './support/protected-people.ts'

const operation = '{ viewer { subject scopes person { name } organization { id } } }'

let world: TestSubgraph

beforeAll(async () => {
  world = await startProtectedWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

describe('The viewer', () => {
  it('is null when anonymous', async () => {
    const { data, errors } = await world.query(operation)

    expect(data).toEqual({ viewer: null })
    expect(errors).toBeUndefined()
  })

  it('is what the token says, with the own record and organization', async () => {
    const viewer = viewerWith({
      ...{ subject: 'xanthi', organization: 'scoe', person: 'p-zptay4enqk' },
      scopes: ['person:read', 'contact:read'],
    })

    const { data } = await world.query(operation, {}, viewer)

    expect(data.viewer).toEqual({
      subject: 'xanthi',
      scopes: ['contact:read', 'person:read'],
      person: { name: 'Xanthi Soriano' },
      organization: { id: 'scoe' },
    })
  })

  it('has neither person nor organization when the token names none', async () => {
    const { data } = await world.query(operation, {}, viewerWith({ subject: 'stranger' }))

    expect(data.viewer).toEqual({ subject: 'stranger', scopes: [], person: null, organization: null })
  })

  it('has no person where the token names a hidden one', async () => {
    const { data, errors } = await world.query(operation, {}, viewerWith({ subject: 'rima', person: rima.id }))

    expect(data.viewer.person).toBeNull()
    expect(errors).toBeUndefined()
  })
})
