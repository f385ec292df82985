import type { EntityManager } from '@exchange-network/kit/database/database'
import { Claim } from '@exchange-network/kit/provenance/claim'
import { RecordSource } from '@exchange-network/kit/provenance/record-source'
import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ContactPoint } from '../entities/contact-point.ts'
import { recordPerson } from '../store/record-person.ts'
import { startPeopleWorld } from './support/people-world.ts'
import { recordProgramsFeedRead, tellOfPrograms } from './support/programs-feed.ts'
import { projectOrganizations } from './support/projected-organizations.ts'
import { recordConflict } from './support/protected-people.ts'
import { recordStaff } from './support/staff.ts'

const person = 'p-0pen000000'
const colleague = 'p-c0113ague0'
const member = viewerWith({ organization: 'unesco' })
const office = viewerWith({ organization: 'quiet-office' })
const steward = viewerWith({ organization: 'scoe' })

const claim = (em: EntityManager, row: { id: string; path: string; value: string } & Partial<Claim>): void => {
  const said = { basis: 'STATED', planned: false, position: 500 } as const
  em.persist(em.create(Claim, { subjectType: 'Person', subjectId: person, sourceId: 'news', ...said, ...row }))
}

/** An open person whose claims name a hidden office, print the key of a hidden friend, and quote a hidden roster; a colleague who works there. */
const recordWorld = async (em: EntityManager): Promise<void> => {
  projectOrganizations(em, [{ id: 'scoe' }, { id: 'quiet-office', visibility: 'PARTNER' }])
  await tellOfPrograms(
    em,
    { type: 'Source', id: 'news' },
    { type: 'Source', id: 'roster', visibility: 'PARTNER', steward: 'scoe' },
  )
  recordProgramsFeedRead(em)
  recordStaff(em, { id: person, givenName: 'Ola', familyName: 'Open' }, [
    { id: 'a-open', organizationId: 'scoe', title: 'Clerk' },
  ])
  recordStaff(em, { id: colleague, givenName: 'Cho', familyName: 'Colleague' }, [
    { id: 'a-quiet', organizationId: 'quiet-office', label: 'Quiet Office', title: 'Xylophone Keeper' },
  ])
  const friend = { id: 'p-fr13nd0000', slug: 'fay-friend', name: 'Fay Friend', stewardId: 'scoe' }
  recordPerson(em, { ...friend, visibility: 'PARTNER' })
  claim(em, { id: 'c-open', path: 'affiliations.title', value: 'Clerk' })
  claim(em, { id: 'c-office', path: 'affiliations', value: 'the office', normalized: 'quiet-office' })
  claim(em, { id: 'c-printed', path: 'affiliations', value: 'quiet-office', normalized: 'quiet-office' })
  claim(em, { id: 'c-friend', path: 'biography', value: 'a friend', normalized: 'fay-friend' })
  claim(em, {
    id: 'c-roster',
    path: 'biography',
    value: 'on the roster',
    sourceId: 'roster',
    quote: 'Ola Open, table 4',
  })
  claim(em, { id: 'c-colleague', subjectId: colleague, path: 'affiliations.title', value: 'Xylophone Keeper' })
  recordConflict(em, { id: 'k-open', subjectId: person, path: 'biography', claims: ['c-printed', 'c-open'] })
  recordConflict(em, { id: 'k-roster', subjectId: person, path: 'biography', claims: ['c-open', 'c-roster'] })
  for (const [index, sourceId] of ['news', 'roster', 'never-told'].entries()) {
    em.persist(em.create(RecordSource, { recordType: 'Person', recordId: person, sourceId, position: index + 1 }))
    em.persist(
      em.create(ContactPoint, { personId: person, position: index, kind: 'EMAIL', value: 'x@y.org', sourceId }),
    )
  }
}

let world: TestSubgraph

beforeAll(async () => {
  world = await startPeopleWorld(recordWorld)
})
afterAll(() => world[Symbol.asyncDispose]())

const provenanceFor = async (viewer?: typeof member) => {
  const { data } = await world.query(
    `query ($id: ID!) { person(id: $id) { claims { value } conflicts { id } sources { id } contactPoints { source { id } } } }`,
    { id: person },
    viewer,
  )
  const { claims, conflicts, sources, contactPoints } = data.person
  return {
    claims: claims.map(({ value }: { value: string }) => value),
    conflicts: conflicts.map(({ id }: { id: string }) => id),
    sources: sources.map(({ id }: { id: string }) => id),
    contacts: contactPoints.map(({ source }: { source: { id: string } | null }) => source?.id ?? null),
  }
}

describe('What supports a person', () => {
  it('names no hidden organization or person and no hidden document, and nothing says that it would', async () => {
    const open = { claims: ['a friend', 'Clerk'], conflicts: [], sources: ['news'], contacts: ['news', null, null] }

    expect(await provenanceFor()).toEqual(open)
    expect(await provenanceFor(member)).toEqual(open)
  })

  it('is there for those for whom what it names exists', async () => {
    expect(await provenanceFor(office)).toEqual({
      ...{ claims: ['a friend', 'the office', 'Clerk', 'quiet-office'], conflicts: ['k-open'] },
      ...{ sources: ['news'], contacts: ['news', null, null] },
    })
    expect(await provenanceFor(steward)).toEqual({
      ...{ claims: ['a friend', 'Clerk', 'on the roster'], conflicts: ['k-roster'] },
      ...{ sources: ['news', 'roster'], contacts: ['news', 'roster', null] },
    })
  })

  it('makes no conflict that could be counted or filtered by', async () => {
    const counts = async (viewer?: typeof member) => {
      const { data } = await world.query(
        `query ($id: ID!) { personConflicts(subjectId: $id) { totalCount } people(filter: { ids: [$id], hasConflicts: true }) { totalCount } }`,
        { id: person },
        viewer,
      )
      return [data.personConflicts.totalCount, data.people.totalCount]
    }

    expect(await counts()).toEqual([0, 0])
    expect(await counts(office)).toEqual([1, 1])
  })
})

describe('A position in a hidden organization', () => {
  const asked = `{
    search: searchPeople(query: "xylophone") { totalCount }
    both: searchPeople(query: "colleague xylophone") { totalCount }
    title: people(filter: { titleContains: "xylo" }) { totalCount }
    kind: people(filter: { ids: ["${colleague}"], affiliationKinds: [EMPLOYMENT] }) { totalCount }
    person(id: "${colleague}") { affiliations { label title } claims { value } }
  }`

  it('is found by no search and no filter, and no claim tells of it', async () => {
    const { data } = await world.query(asked, {}, member)

    const none = { totalCount: 0 }
    expect(data).toEqual({
      search: none,
      both: none,
      title: none,
      kind: none,
      person: { affiliations: [], claims: [] },
    })
  })

  it('is there for the organization itself', async () => {
    const { data } = await world.query(asked, {}, office)

    const one = { totalCount: 1 }
    const affiliations = [{ label: 'Quiet Office', title: 'Xylophone Keeper' }]
    const person = { affiliations, claims: [{ value: 'Xylophone Keeper' }] }
    expect(data).toEqual({ search: one, both: one, title: one, kind: one, person })
  })
})

describe('What the gateway sends along with a reference', () => {
  it('is not taken for the row: guarded values cannot be smuggled in', async () => {
    const smuggled = {
      __typename: 'Person',
      id: person,
      visibilityReason: 'made up',
      otherNames: ['Made Up'],
      name: 'Made Up',
    }
    const asked =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { name visibilityReason otherNames contactPoints { value } } } }'

    const { data, errors } = await world.query(asked, { r: [smuggled] }, member)

    const contactPoints = [{ value: null }, { value: null }, { value: null }]
    expect(data._entities).toEqual([{ name: 'Ola Open', visibilityReason: null, otherNames: null, contactPoints }])
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(Array(5).fill('UNAUTHORIZED_FIELD_OR_TYPE'))
    expect(errors?.map(({ path }) => path?.join('.')).toSorted()).toEqual([
      '_entities.0.contactPoints.0.value',
      '_entities.0.contactPoints.1.value',
      '_entities.0.contactPoints.2.value',
      '_entities.0.otherNames',
      '_entities.0.visibilityReason',
    ])
  })

  it('brings no hidden person back, whatever it says of visibility', async () => {
    const asked = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { name } } }'
    const forged = { __typename: 'Person', id: 'p-fr13nd0000', visibility: 'PUBLIC', stewardId: 'unesco' }

    const { data, errors } = await world.query(asked, { r: [forged] }, member)

    expect([data, errors]).toEqual([{ _entities: [null] }, undefined])
  })
})
