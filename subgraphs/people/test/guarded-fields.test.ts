import type { EntityManager } from '@exchange-network/kit/database/database'
import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodesOf, startPeopleWorld } from './support/people-world.ts'
import {
  pavel,
  recordClaim,
  recordConflict,
  recordProtectedPeople,
  rima,
  sharedAddress,
} from './support/protected-people.ts'

const xanthi = 'p-zptay4enqk'
const withoutContacts = viewerWith({ organization: 'scoe', scopes: ['person:read', 'participant:sensitive'] })
const contactReader = viewerWith({ organization: 'scoe', scopes: ['contact:read', 'participant:sensitive'] })

/** Everything through which a contact value was ever printed. */
const contactValues = /228-2713|261-6219|xsoriano|ispero|guarded\.address|2282713|2616219/

/** Two documents that disagree on a telephone number, and a claim below the guarded path. */
const recordContactConflict = async (em: EntityManager): Promise<void> => {
  await recordProtectedPeople(em)
  recordClaim(em, { id: 'c-c0nf11ct01', subjectId: xanthi, path: 'contactPoints', value: '(916) 228-2713' })
  recordClaim(em, { id: 'c-c0nf11ct02', subjectId: xanthi, path: 'contactPoints', value: '(916) 261-6219' })
  recordClaim(em, { id: 'c-c0nf11ct03', subjectId: xanthi, path: 'contactPoints.purpose', value: 'xsoriano@scoe.net' })
  recordConflict(em, {
    id: 'k-c0nf11ct00',
    subjectId: xanthi,
    path: 'contactPoints',
    claims: ['c-c0nf11ct01', 'c-c0nf11ct02'],
  })
}

let world: TestSubgraph

beforeAll(async () => {
  world = await startPeopleWorld(recordContactConflict)
})
afterAll(() => world[Symbol.asyncDispose]())

describe('A contact value', () => {
  const everything = `{
    people(first: 200) { edges { node {
      name biography contactPoints { kind value purpose }
      claims { path value normalized quote note locator } conflicts { path rationale claims { value quote } adopted { value } }
      affiliations { label title }
    } } }
    personConflicts(first: 200) { edges { node { path claims { value quote } } } }
  }`

  it('is nowhere in what a viewer without contact:read can ask, whatever else the viewer may', async () => {
    const { data } = await world.query(everything, {}, withoutContacts)

    expect(nodesOf(data.people)).toHaveLength(9)
    expect(JSON.stringify(data)).not.toMatch(contactValues)
  })

  it('is nowhere in what an anonymous viewer can ask', async () => {
    const { data } = await world.query(everything)

    expect(nodesOf(data.people)).toHaveLength(6)
    expect(JSON.stringify(data)).not.toMatch(contactValues)
  })

  it('is not in an answer to references either', async () => {
    const { data } = await world.resolveReferences(
      'Person',
      [xanthi, rima.id],
      'contactPoints { value } claims(path: "contactPoints") { value } conflicts { claims { value } }',
      withoutContacts,
    )

    expect(data.map((person: { claims: unknown[] }) => person.claims)).toEqual([[], []])
    expect(JSON.stringify(data)).not.toMatch(contactValues)
  })

  it('with contact:read is in the field, the claims and the conflict', async () => {
    const { data } = await world.query(everything, {}, contactReader)

    const person = nodesOf<{ name: string }>(data.people).find(({ name }) => name === 'Xanthi Soriano')
    expect(person).toMatchObject({
      contactPoints: [{ value: '(916) 228-2713' }, { value: '(916) 261-6219' }, { value: 'xsoriano@scoe.net' }],
      conflicts: [{ path: 'contactPoints', claims: [{ value: '(916) 228-2713' }, { value: '(916) 261-6219' }] }],
    })
  })

  it.each([
    '228-2713',
    '2282713',
    '916',
    'xsoriano@scoe.net',
    'xsoriano',
    'scoe.net',
    'ispero',
    sharedAddress,
    'example.org',
  ])('is not found by search, even with contact:read: %s', async words => {
    const { data } = await world.query(
      'query ($words: String!) { searchPeople(query: $words) { totalCount edges { node { name } } } }',
      { words },
      contactReader,
    )

    expect(data.searchPeople).toEqual({ totalCount: 0, edges: [] })
  })

  it('makes no conflict that a viewer without contact:read could count or filter by', async () => {
    const counts = `query ($id: ID!) {
      ofPerson: personConflicts(subjectId: $id) { totalCount edges { node { id } } }
      ofPath: personConflicts(path: "contactPoints") { totalCount }
      with: people(filter: { ids: [$id], hasConflicts: true }) { totalCount }
      without: people(filter: { ids: [$id], hasConflicts: false }) { totalCount }
    }`

    const closed = await world.query(counts, { id: xanthi }, withoutContacts)
    const open = await world.query(counts, { id: xanthi }, contactReader)

    expect(closed.data).toEqual({
      ofPerson: { totalCount: 0, edges: [] },
      ofPath: { totalCount: 0 },
      with: { totalCount: 0 },
      without: { totalCount: 1 },
    })
    expect(open.data).toEqual({
      ofPerson: { totalCount: 1, edges: [{ node: { id: 'k-c0nf11ct00' } }] },
      ofPath: { totalCount: 1 },
      with: { totalCount: 1 },
      without: { totalCount: 0 },
    })
  })
})

describe('Other names', () => {
  const operation = 'query ($id: ID!) { person(id: $id) { name otherNames } }'

  it('are null without person:read', async () => {
    const { data, errors } = await world.query(operation, { id: pavel.id }, contactReader)

    expect(data.person).toEqual({ name: 'Pavel Aaltonen', otherNames: null })
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE'])
  })

  it('are readable with person:read', async () => {
    const { data } = await world.query(operation, { id: pavel.id }, withoutContacts)

    expect(data.person).toEqual({ name: 'Pavel Aaltonen', otherNames: ['Paulus Quillfeather'] })
  })

  it('are not found by search, whoever asks', async () => {
    const { data } = await world.query('{ searchPeople(query: "Quillfeather") { totalCount } }', {}, withoutContacts)

    expect(data.searchPeople.totalCount).toBe(0)
  })
})

describe('The reason of a protection', () => {
  const operation = 'query ($id: ID!) { person(id: $id) { visibilityReason } }'

  it('is readable with participant:sensitive', async () => {
    const { data } = await world.query(operation, { id: rima.id }, withoutContacts)

    expect(data.person.visibilityReason).toBe('Family at home')
  })

  it('is null without participant:sensitive, even for the steward', async () => {
    const { data, errors } = await world.query(operation, { id: pavel.id }, viewerWith({ organization: 'scoe' }))

    expect(data.person).toEqual({ visibilityReason: null })
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE'])
  })
})
