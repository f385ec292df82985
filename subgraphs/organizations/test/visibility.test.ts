import type { Viewer } from '@exchange-network/kit/access/viewer'
import { startTestSubgraph, type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { organizations } from '../subgraph.ts'
import { addHiddenOrganizations } from './hidden-organizations.ts'

const signedIn = viewerWith({})
const member = viewerWith({ organization: 'global-ties-sacramento' })
const scoe = viewerWith({ organization: 'scoe' })
const scoeSensitive = viewerWith({ organization: 'scoe', scopes: ['participant:sensitive'] })
const shelter = viewerWith({ organization: 'scoe-shelter', scopes: ['participant:sensitive'] })
const cosnSensitive = viewerWith({ organization: 'cosn', scopes: ['participant:sensitive'] })

let world: TestSubgraph
beforeAll(async () => {
  world = await startTestSubgraph(organizations)
  await addHiddenOrganizations(world.database)
})
afterAll(() => world[Symbol.asyncDispose]())

const ask = async (operation: string, viewer?: Viewer) => {
  const { data, errors } = await world.query(operation, {}, viewer)
  expect(errors).toBeUndefined()
  return data
}

type Edges = { edges: { node: { slug: string } }[] }
const slugs = ({ edges }: Edges) => edges.map(({ node }) => node.slug)

describe('a hidden organization', () => {
  it.each([
    ['nobody', undefined, []],
    ['somebody without an organization', signedIn, []],
    ['a member', member, ['network-office']],
    ['SCOE', scoe, ['network-office', 'scoe-partner-office']],
    [
      'SCOE with the scope for sensitive rows',
      scoeSensitive,
      ['network-office', 'scoe-partner-office', 'scoe-shelter'],
    ],
    ['the shelter itself', shelter, ['network-office', 'scoe-shelter']],
    ['CoSN with the scope for sensitive rows', cosnSensitive, ['cosn-shelter', 'network-office']],
  ])('exists for %s as the row rule says, in lists, counts and search', async (_, viewer, visible) => {
    const data = await ask(
      `{
        organizations(filter: { kinds: [UNIT], serves: ["US-CA"] }, first: 200) { totalCount edges { node { slug } } }
        searchOrganizations(query: "hidden") { totalCount edges { node { slug } } }
      }`,
      viewer,
    )

    const openDesk = ['cosn-shelter-desk']
    expect(slugs(data.organizations).toSorted()).toEqual([...visible, ...openDesk].toSorted())
    expect(data.organizations.totalCount).toBe(visible.length + 1)
    expect(slugs(data.searchOrganizations).toSorted()).toEqual(visible)
    expect(data.searchOrganizations.totalCount).toBe(visible.length)
  })

  it('is null by id, like an id that never was', async () => {
    const data = await ask(
      '{ hidden: organization(id: "scoe-shelter") { id } never: organization(id: "never-was") { id } }',
      scoe,
    )

    expect(data).toEqual({ hidden: null, never: null })
  })

  it('is null as a reference, in its place among others', async () => {
    const { data } = await world.resolveReferences(
      'Organization',
      ['scoe', 'scoe-shelter', 'never-was', 'cosn'],
      'name',
    )

    expect(data).toEqual([
      { __typename: 'Organization', name: 'Sacramento County Office of Education' },
      null,
      null,
      { __typename: 'Organization', name: 'CoSN' },
    ])
  })

  it('is a reference for its steward', async () => {
    const { data } = await world.resolveReferences('Organization', ['scoe-shelter'], 'name', scoeSensitive)

    expect(data).toEqual([{ __typename: 'Organization', name: 'Hidden Shelter' }])
  })

  it('is no unit, parent or steward for those who may not see it', async () => {
    const data = await ask(
      '{ scoe: organization(id: "scoe") { units { slug } } desk: organization(id: "cosn-shelter-desk") { parent { slug } steward { slug } } }',
    )

    expect(data).toEqual({
      scoe: { units: [{ slug: 'scoe-college-and-career-readiness' }, { slug: 'scoe-reentry-program' }] },
      desk: { parent: null, steward: null },
    })
  })

  it('is unit, parent and steward for those who may', async () => {
    const data = await ask(
      '{ cosn: organization(id: "cosn") { units { slug } } desk: organization(id: "cosn-shelter-desk") { parent { slug } steward { slug } } }',
      cosnSensitive,
    )

    expect(data).toEqual({
      cosn: { units: [{ slug: 'cosn-shelter' }] },
      desk: { parent: { slug: 'cosn-shelter' }, steward: { slug: 'cosn-shelter' } },
    })
  })

  it.each([
    ['{ unitOf: ["cosn-shelter"] }', ['cosn-shelter-desk']],
    ['{ memberOf: ["cosn-shelter"] }', ['visual-sound']],
    ['{ memberOf: ["iste"] }', ['cosn-shelter']],
    ['{ hasConflicts: true }', []],
    ['{ name: "hidden cosn shelter" }', ['cosn-shelter']],
    ['{ ids: ["cosn-shelter"] }', ['cosn-shelter']],
  ])('cannot be told by the filter %s', async (filter, forSteward) => {
    const operation = `{ organizations(filter: ${filter}) { totalCount edges { node { slug } } } }`

    expect(await ask(operation)).toEqual({ organizations: { totalCount: 0, edges: [] } })
    expect(slugs((await ask(operation, cosnSensitive)).organizations)).toEqual(forSteward)
  })

  it('has no relations for those who may not see it', async () => {
    const operation = `{
      from: organization(id: "visual-sound") { relationships { to { slug } } memberOf { slug } }
      to: organization(id: "iste") { members { totalCount edges { node { slug } } } }
    }`

    expect(await ask(operation)).toEqual({
      from: { relationships: [], memberOf: [] },
      to: { members: { totalCount: 0, edges: [] } },
    })
    expect(await ask(operation, cosnSensitive)).toEqual({
      from: { relationships: [{ to: { slug: 'cosn-shelter' } }], memberOf: [{ slug: 'cosn-shelter' }] },
      to: { members: { totalCount: 1, edges: [{ node: { slug: 'cosn-shelter' } }] } },
    })
  })

  it('has no conflicts for those who may not see it', async () => {
    const operation = `{
      all: organizationConflicts { totalCount edges { node { subjectLabel } } }
      one: organizationConflicts(subjectId: "scoe-shelter", path: "location", status: OPEN) { edges { node { claims { value } } } }
    }`

    expect(await ask(operation, scoe)).toEqual({ all: { totalCount: 0, edges: [] }, one: { edges: [] } })
    expect(await ask(operation, scoeSensitive)).toEqual({
      all: { totalCount: 1, edges: [{ node: { subjectLabel: 'Hidden Shelter' } }] },
      one: { edges: [{ node: { claims: [{ value: 'Sacramento' }, { value: 'Elk Grove' }] } }] },
    })
  })

  it('leaves no gap in the pages of those who may not see it', async () => {
    const first = await ask(
      '{ organizations(filter: { serves: ["US-CA"] }, first: 1) { pageInfo { hasNextPage } edges { node { slug } } } }',
    )

    expect(first).toEqual({
      organizations: { pageInfo: { hasNextPage: false }, edges: [{ node: { slug: 'cosn-shelter-desk' } }] },
    })
  })
})
