import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPeopleWorld, startProtectedWorld } from './support/people-world.ts'
import { projectOrganizations, recordFollowedFeed } from './support/projected-organizations.ts'
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

describe('The organization of the viewer', () => {
  const organizationOf = async (own: TestSubgraph, organization: string, scopes: readonly string[] = []) => {
    const viewer = viewerWith({ organization, scopes })
    const { data, errors } = await own.query('{ viewer { organization { id } } }', {}, viewer)
    expect(errors).toBeUndefined()
    return data.viewer.organization
  }

  it('stands as the token says while the feed of organizations was never read', async () => {
    expect(await organizationOf(world, 'never-told')).toEqual({ id: 'never-told' })
  })

  it('is null once that feed was read to its end and tells of no such organization', async () => {
    await using own = await startPeopleWorld(async em => {
      projectOrganizations(em, [{ id: 'scoe' }])
      recordFollowedFeed(em, { complete: true })
    })

    expect(await organizationOf(own, 'never-told')).toBeNull()
    expect(await organizationOf(own, 'scoe')).toEqual({ id: 'scoe' })
  })

  it('stands while that feed is still being read', async () => {
    await using own = await startPeopleWorld(async em => recordFollowedFeed(em, { complete: false }))

    expect(await organizationOf(own, 'never-told')).toEqual({ id: 'never-told' })
  })

  it('is null where it is hidden from the viewer, however far the feed is read', async () => {
    await using own = await startPeopleWorld(async em =>
      projectOrganizations(em, [
        { id: 'network-office', visibility: 'NETWORK' },
        { id: 'partner-office', visibility: 'PARTNER' },
        { id: 'shelter', visibility: 'RESTRICTED' },
      ]),
    )

    expect(await organizationOf(own, 'network-office')).toEqual({ id: 'network-office' })
    expect(await organizationOf(own, 'partner-office')).toEqual({ id: 'partner-office' })
    expect(await organizationOf(own, 'shelter')).toBeNull()
    expect(await organizationOf(own, 'shelter', ['participant:sensitive'])).toEqual({ id: 'shelter' })
  })
})
