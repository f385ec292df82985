import { anonymous } from '@exchange-network/kit/access/viewer'
import type { FeedChange } from '@exchange-network/kit/feed/read-changes'
import { applyChanges } from '@exchange-network/kit/projection/apply-changes'
import { askAll } from '@exchange-network/kit/testing/ask-all'
import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Source, SourceAuthor } from '../entities/source.ts'
import { addHiddenRows } from './hidden-rows.ts'
import { addVisits } from './made-up-programs.ts'
import { startWorld } from './world.ts'

const levels = ['NETWORK', 'PARTNER', 'RESTRICTED'] as const
type Level = (typeof levels)[number]

const sensitive = ['participant:sensitive']

/** The host of the quiet visits is a unit of SCOE, their steward is CoSN; the quiet offices are organizations of their own. */
const viewers = {
  anonymous,
  outsider: viewerWith({ scopes: [...sensitive, 'network:admin'] }),
  member: viewerWith({ organization: 'unesco', scopes: sensitive }),
  otherPartner: viewerWith({ organization: 'meridian-international-center' }),
  roleHolder: viewerWith({ organization: 'scoe' }),
  trustedRoleHolder: viewerWith({ organization: 'scoe', scopes: sensitive }),
  steward: viewerWith({ organization: 'cosn' }),
  trustedSteward: viewerWith({ organization: 'cosn', scopes: sensitive }),
  partnerOffice: viewerWith({ organization: 'office-partner' }),
  restrictedOffice: viewerWith({ organization: 'office-restricted', scopes: sensitive }),
} as const
type ViewerName = keyof typeof viewers
const everybody = Object.keys(viewers) as ViewerName[]
const members = everybody.filter(name => viewers[name].organization !== null)

/** What can be hidden: for whom it exists, and every way in which it can be asked for by its id. */
const kinds = {
  program: {
    id: (level: Level) => `quiet-visit-${level.toLowerCase()}`,
    existsFor: {
      NETWORK: members,
      PARTNER: ['roleHolder', 'trustedRoleHolder', 'steward', 'trustedSteward'],
      RESTRICTED: ['trustedSteward'],
    },
    entries: {
      'by id': 'query ($id: ID!) { program(id: $id) { slug title version } }',
      'by reference':
        'query ($id: ID!) { _entities(representations: [{ __typename: "Program", id: $id }]) { ... on Program { title } } }',
      'a filter': 'query ($id: ID!) { programs(filter: { ids: [$id] }) { totalCount edges { cursor } } }',
      'a search':
        'query ($id: ID!) { searchPrograms(query: "Zanzibar", filter: { ids: [$id] }) { totalCount edges { cursor } } }',
      conflicts:
        'query ($id: ID!) { programConflicts(subjectId: $id) { totalCount edges { node { claims { value } } } } }',
      outputs: 'query ($id: ID!) { outputs(filter: { programs: { ids: [$id] } }) { totalCount edges { cursor } } }',
      'a series': 'query ($id: ID!) { series(id: "ivlp") { programs(filter: { ids: [$id] }) { totalCount } } }',
      'a topic': 'query ($id: ID!) { topic(id: "reentry") { programs(filter: { ids: [$id] }) { totalCount } } }',
      statistics:
        'query ($id: ID!) { programStats(groupBy: [HOST, YEAR], filter: { ids: [$id] }) { total buckets { programs } } }',
      'origin matrix': 'query ($id: ID!) { originMatrix(filter: { ids: [$id] }) { label delegates } }',
      'organization network': 'query ($id: ID!) { organizationNetwork(filter: { ids: [$id] }) { weight } }',
      'an organization':
        'query ($id: ID!) { _entities(representations: [{ __typename: "Organization", id: "scoe" }]) { ... on Organization { programs(filter: { ids: [$id] }) { totalCount } } } }',
      'a person':
        'query ($id: ID!) { _entities(representations: [{ __typename: "Person", id: "p-rhtexx6zhr" }]) { ... on Person { participations(filter: { programs: { ids: [$id] } }) { totalCount } } } }',
      'a place':
        'query ($id: ID!) { _entities(representations: [{ __typename: "Place", id: "US-CA" }]) { ... on Place { programs(role: HELD_IN, filter: { ids: [$id] }) { totalCount } } } }',
    },
  },
  person: {
    id: (level: Level) => `p-${level.toLowerCase()}`,
    existsFor: {
      NETWORK: members,
      PARTNER: ['roleHolder', 'trustedRoleHolder', 'steward', 'trustedSteward', 'partnerOffice'],
      RESTRICTED: ['trustedSteward'],
    },
    entries: {
      'a filter': 'query ($id: ID!) { programs(filter: { people: [$id] }) { totalCount edges { cursor } } }',
      statistics:
        'query ($id: ID!) { programStats(groupBy: [KIND], filter: { people: [$id] }) { total buckets { programs } } }',
      'origin matrix': 'query ($id: ID!) { originMatrix(filter: { people: [$id] }) { label } }',
      'by reference':
        'query ($id: ID!) { _entities(representations: [{ __typename: "Person", id: $id }]) { ... on Person { participations { totalCount edges { cursor node { label } } } authored { totalCount } } } }',
    },
  },
  organization: {
    id: (level: Level) => `office-${level.toLowerCase()}`,
    existsFor: { NETWORK: members, PARTNER: ['partnerOffice'], RESTRICTED: ['restrictedOffice'] },
    entries: {
      'a filter':
        'query ($id: ID!) { programs(filter: { organization: { ids: [$id] } }) { totalCount edges { cursor } } }',
      statistics:
        'query ($id: ID!) { programStats(groupBy: [HOST], filter: { organization: { ids: [$id] } }) { total buckets { keys { label } } } }',
      'organization network':
        'query ($id: ID!) { organizationNetwork(filter: { organization: { ids: [$id] } }) { weight } }',
      'the sources of a publisher': 'query ($id: ID!) { sources(publisherId: $id) { totalCount edges { cursor } } }',
      'by reference':
        'query ($id: ID!) { _entities(representations: [{ __typename: "Organization", id: $id }]) { ... on Organization { programs { totalCount } network { weight } } } }',
    },
  },
  source: {
    id: (level: Level) => `roster-${level.toLowerCase()}`,
    existsFor: { NETWORK: members, PARTNER: ['steward', 'trustedSteward'], RESTRICTED: ['trustedSteward'] },
    entries: {
      'by id': 'query ($id: ID!) { source(id: $id) { slug title } }',
      'by reference':
        'query ($id: ID!) { _entities(representations: [{ __typename: "Source", id: $id }]) { ... on Source { title } } }',
    },
  },
} as const
type Kind = keyof typeof kinds

let world: TestSubgraph

beforeAll(async () => {
  world = await startWorld()
  await addHiddenRows(world.database)
  const told = (type: string, id: string, level: Level, links: Record<string, unknown>): FeedChange => {
    const fields = level === 'NETWORK' ? { slug: id, name: `Quiet ${id}` } : links
    return { cursor: 'feed.1', type, id, version: 1, deleted: false, visibility: level, fields }
  }
  const ofLevels = (kind: Kind, type: string, links = {}) =>
    levels.map(level => told(type, kinds[kind].id(level), level, links))
  await world.database.write(async em => {
    await applyChanges(em, 'people', 'feed', ofLevels('person', 'Person', { steward: 'cosn' }))
    await applyChanges(em, 'organizations', 'feed', ofLevels('organization', 'Organization'))
    for (const level of levels) {
      const id = kinds.source.id(level)
      const source = { kind: 'ROSTER', title: `Roster ${level}`, titleIsOfficial: true } as const
      em.persist(em.create(Source, { ...source, id, slug: id, visibility: level, stewardId: 'cosn' }))
      const published = { ...source, id: `paper-${id}`, slug: `paper-${id}`, publisherId: kinds.organization.id(level) }
      em.persist(em.create(Source, published))
      em.persist(
        em.create(SourceAuthor, {
          id: `${id}.1`,
          sourceId: published.id,
          position: 1,
          personId: kinds.person.id(level),
        }),
      )
    }
  })
  await addVisits(
    world.database,
    ...levels.map(level => ({
      id: `open-visit-${level.toLowerCase()}`,
      origins: ['JO'],
      roles: [
        ['HOST', 'scoe-reentry-program'],
        ['PARTNER', kinds.organization.id(level)],
      ] as const,
      people: [{ personId: kinds.person.id(level) }],
    })),
  )
})
afterAll(() => world[Symbol.asyncDispose]())

const answersFor = (kind: Kind, viewer: ViewerName, id: string) =>
  askAll(world, kinds[kind].entries, { id, viewer: viewers[viewer] })

const cases = (Object.keys(kinds) as Kind[]).flatMap(kind =>
  levels.flatMap(level =>
    everybody.map(viewer => {
      const exists = (kinds[kind].existsFor[level] as readonly ViewerName[]).includes(viewer)
      return { kind, level, viewer, id: kinds[kind].id(level), exists }
    }),
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
      // The quiet visits have no origins, one role and nobody of the five people.
      expect(same).toEqual(kind === 'program' ? ['origin matrix', 'organization network', 'a person'] : [])
    },
  )
})
