import { anonymous } from '@exchange-network/kit/access/viewer'
import { applyChanges } from '@exchange-network/kit/projection/apply-changes'
import { FollowedFeed } from '@exchange-network/kit/projection/projected-record'
import { persistProvenance, persistRecordSources } from '@exchange-network/kit/provenance/seed'
import { askAll } from '@exchange-network/kit/testing/ask-all'
import { startTestSubgraph, type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordOrganization } from '../store/record-organization.ts'
import { organizations } from '../subgraph.ts'
import { addHiddenOrganizations } from './hidden-organizations.ts'

const sensitive = ['participant:sensitive']

const viewers = {
  anonymous,
  outsider: viewerWith({ scopes: [...sensitive, 'network:admin'] }),
  member: viewerWith({ organization: 'unesco', scopes: sensitive }),
  otherPartner: viewerWith({ organization: 'cosn', scopes: sensitive }),
  steward: viewerWith({ organization: 'scoe' }),
  trustedSteward: viewerWith({ organization: 'scoe', scopes: sensitive }),
  partnerOffice: viewerWith({ organization: 'scoe-partner-office' }),
} as const
type ViewerName = keyof typeof viewers
const everybody = Object.keys(viewers) as ViewerName[]
const members = everybody.filter(name => viewers[name].organization !== null)

const hidden = [
  { id: 'network-office', existsFor: members },
  { id: 'scoe-partner-office', existsFor: ['steward', 'trustedSteward', 'partnerOffice'] },
  { id: 'scoe-shelter', existsFor: ['trustedSteward'] },
  { id: 'cosn-shelter', existsFor: ['otherPartner'] },
]

const entries = {
  'by id': 'query ($id: ID!) { organization(id: $id) { name version } }',
  'by reference':
    'query ($id: ID!) { _entities(representations: [{ __typename: "Organization", id: $id }]) { ... on Organization { name } } }',
  'a filter':
    'query ($id: ID!) { organizations(filter: { ids: [$id] }) { totalCount edges { cursor } pageInfo { endCursor } } }',
  'a search':
    'query ($id: ID!) { searchOrganizations(query: "hidden", filter: { ids: [$id] }) { totalCount edges { cursor } } }',
}

/** Entries that tell of links to it; only the CoSN shelter has a unit, a member and an association. */
const linkEntries = {
  units: 'query ($id: ID!) { organizations(filter: { unitOf: [$id] }) { totalCount edges { cursor } } }',
  members: 'query ($id: ID!) { organizations(filter: { memberOf: [$id] }) { totalCount edges { cursor } } }',
  conflicts:
    'query ($id: ID!) { organizationConflicts(subjectId: $id) { totalCount edges { node { claims { value } } } } }',
}

let world: TestSubgraph

beforeAll(async () => {
  world = await startTestSubgraph(organizations)
  await addHiddenOrganizations(world.database)
  await world.database.write(async em => {
    const house = {
      id: 'o-7',
      slug: 'quiet-house',
      name: 'Quiet House',
      parentId: 'cosn',
      visibility: 'PARTNER',
    } as const
    recordOrganization(em, { ...house, kinds: ['UNIT'] })
    await applyChanges(em, 'programs', 'feed', [
      { cursor: 'f.1', type: 'Source', id: 'scoe-news-story', version: 1, deleted: false, visibility: 'PUBLIC' },
      {
        ...{ cursor: 'f.2', type: 'Source', id: 'roster', version: 1, deleted: false, visibility: 'PARTNER' },
        fields: { steward: 'scoe' },
      },
    ])
    em.persist(
      em.create(FollowedFeed, { origin: 'programs', feed: 'feed', cursor: 'f.2', complete: true, at: new Date() }),
    )
    persistRecordSources(em, 'Organization', [
      { id: 'visual-sound', sources: ['scoe-news-story', 'roster', 'never-told'] },
    ])
    const said = { subjectType: 'Organization', subject: 'visual-sound', basis: 'STATED', planned: false } as const
    const silent = { normalized: null, source: null, locator: null, quote: null, note: null }
    const claim = (id: string, path: string, value: string, more = {}) => ({
      ...said,
      ...silent,
      id,
      path,
      value,
      ...more,
    })
    persistProvenance(em, {
      claims: [
        claim('v-1', 'description', 'a company'),
        claim('v-2', 'parent', 'the shelter', { normalized: 'scoe-shelter' }),
        claim('v-3', 'parent', 'Hidden CoSN Shelter'),
        claim('v-4', 'description', 'on the roster', { source: 'roster' }),
        claim('v-5', 'parent', 'the house by id', { normalized: 'o-7' }),
        claim('v-6', 'parent', 'the house by slug', { normalized: 'quiet-house' }),
      ],
      conflicts: [
        {
          ...{ id: 'v-k', subjectType: 'Organization', subject: 'visual-sound', path: 'parent', status: 'RESOLVED' },
          ...{ claims: ['v-2', 'v-1'], adopted: 'v-1', rationale: 'The shelter moved.' },
        } as const,
      ],
    })
  })
})
afterAll(() => world[Symbol.asyncDispose]())

const answersFor = (asked: Readonly<Record<string, string>>, viewer: ViewerName, id: string) =>
  askAll(world, asked, { id, viewer: viewers[viewer] })

const cases = hidden.flatMap(({ id, existsFor }) =>
  everybody.map(viewer => ({ id, viewer, exists: existsFor.includes(viewer) })),
)

describe('At every entry', () => {
  it.each(cases.filter(({ exists }) => !exists))(
    '"$id" is to the viewer "$viewer" as one that never was',
    async ({ id, viewer }) => {
      const all = { ...entries, ...linkEntries }

      const [asHidden, asNever] = [await answersFor(all, viewer, id), await answersFor(all, viewer, 'never-was')]

      expect(JSON.stringify(asHidden)).toBe(JSON.stringify(asNever))
    },
  )

  it.each(cases.filter(({ exists }) => exists))('"$id" exists for the viewer "$viewer"', async ({ id, viewer }) => {
    const [seen, never] = [await answersFor(entries, viewer, id), await answersFor(entries, viewer, 'never-was')]

    const same = Object.keys(seen).filter(entry => JSON.stringify(seen[entry]) === JSON.stringify(never[entry]))
    expect(same).toEqual([])
  })
})

describe('What supports an organization', () => {
  const supportFor = async (viewer: ViewerName) => {
    const { data } = await world.query(
      `{ organization(id: "visual-sound") { claims { value } conflicts { rationale } sources { id } }
        organizationConflicts(subjectId: "visual-sound") { totalCount }
        organizations(filter: { ids: ["visual-sound"], hasConflicts: true }) { totalCount } }`,
      {},
      viewers[viewer],
    )
    const { claims, conflicts, sources } = data.organization
    return {
      claims: claims.flatMap(({ value }: { value: string }) => (value === 'Company' ? [] : [value])),
      conflicts: [conflicts.length, data.organizationConflicts.totalCount, data.organizations.totalCount],
      hidden: sources.filter(({ id }: { id: string }) => id === 'roster' || id === 'never-told').length,
    }
  }

  it.each<[ViewerName, string[], number, number]>([
    ['anonymous', ['a company'], 0, 0],
    ['member', ['a company'], 0, 0],
    ['otherPartner', ['a company', 'Hidden CoSN Shelter', 'the house by id', 'the house by slug'], 0, 0],
    ['steward', ['a company', 'on the roster'], 0, 1],
    ['trustedSteward', ['a company', 'the shelter', 'on the roster'], 1, 1],
  ])('names nothing that is hidden from the viewer "%s"', async (viewer, claims, conflicts, sources) => {
    expect(await supportFor(viewer)).toEqual({
      claims: expect.arrayContaining(claims),
      conflicts: [conflicts, conflicts, conflicts],
      hidden: sources,
    })
    expect((await supportFor(viewer)).claims).toHaveLength(claims.length)
  })
})
