import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nadia, pavel, rima } from './support/protected-people.ts'
import {
  act,
  change,
  found,
  historyOf,
  personOf,
  startWritingWorld,
  toldOf,
  writers,
} from './support/writing-people.ts'

let world: TestSubgraph
beforeAll(async () => {
  world = await startWritingWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

let keys = 0
const newPerson = async (name: string, more: Record<string, unknown> = {}, viewer = writers.scoe): Promise<string> => {
  keys += 1
  const input = { name, sourceIds: [], idempotencyKey: `update ${keys}`, allowDuplicate: true, ...more }
  const { person, userErrors } = await change(world, 'createPerson', input, viewer)
  expect(userErrors).toEqual([])
  return person.id
}
const codesOf = ({ userErrors }: { userErrors: { code: string; field: string[] | null }[] }) =>
  userErrors.map(({ code, field }) => [code, field?.join('.') ?? null])

describe('updatePerson', () => {
  it('tells the history by the names of the schema, without what follows from others, and instants as such', async () => {
    const id = await newPerson('Nils Told', {
      familyName: 'Told',
      contactPoints: [{ kind: 'EMAIL', value: 'n@x.org' }],
    })
    await change(world, 'addAffiliation', {
      ...{ personId: id, organizationId: 'scoe', label: 'SCOE', title: 'Clerk', end: { edtf: '2020' } },
      ...{ sourceIds: [], idempotencyKey: `told ${id}` },
    })
    await change(world, 'updatePerson', { id, expectedVersion: 2, contactPoints: null })

    const [update, position, creation] = await historyOf(world, id)
    const pathsOf = ({ changes }: { changes: { path: string }[] }) =>
      [...new Set(changes.map(({ path }) => path))].toSorted()
    expect(pathsOf(creation)).toEqual(
      [
        ...['claims', 'contactPoints', 'erased', 'familyName', 'name', 'nameWithheld', 'otherNames', 'sources'],
        ...['steward', 'visibility'],
      ].toSorted(),
    )
    expect(JSON.parse(position.changes.find(({ path }: { path: string }) => path === 'affiliations').to)).toEqual({
      id: expect.any(String),
      ...{ organization: 'scoe', label: 'SCOE', title: 'Clerk', kind: 'EMPLOYMENT' },
      end: { edtf: '2020', inferred: false, label: null },
    })
    const [superseded] = update.changes.filter(({ path }: { path: string }) => path === 'claims')
    expect(JSON.parse(superseded.to).supersededAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  })

  it('changes what is given, keeps the rest, and supersedes what its source said before', async () => {
    const id = await newPerson('Carl Before', { givenName: 'Carl', familyName: 'Before', nativeName: 'Карл' })

    const { userErrors, person } = await change(world, 'updatePerson', {
      id,
      expectedVersion: 1,
      name: 'Carl After',
      familyName: 'After',
      nativeName: null,
    })

    expect(userErrors).toEqual([])
    expect(person.version).toBe(2)
    const now = await personOf(world, id, 'name givenName familyName nativeName claims { path value supersededAt }')
    expect(now).toMatchObject({ name: 'Carl After', givenName: 'Carl', familyName: 'After', nativeName: null })
    expect(
      now.claims.map((claim: { path: string; value: string; supersededAt: string | null }) => [
        claim.path,
        claim.value,
        claim.supersededAt === null,
      ]),
    ).toEqual([
      ['name', 'Carl Before', false],
      ['givenName', 'Carl', true],
      ['familyName', 'Before', false],
      ['nativeName', 'Карл', false],
      ['name', 'Carl After', true],
      ['familyName', 'After', true],
    ])
    const [entry] = await historyOf(world, id)
    expect(entry).toMatchObject({ action: 'updatePerson', subject: 'ana', version: 2 })
    expect(entry.changes).toContainEqual({ path: 'name', from: 'Carl Before', to: 'Carl After', withheld: false })
    expect(await found(world, 'carl after')).toEqual(['Carl After'])
    expect(await found(world, 'carl before')).toEqual([])
  })

  it('tells siblings of a new name, and search finds a person by it', async () => {
    const { person } = await change(
      world,
      'updatePerson',
      {
        id: 'jeff-lowe',
        expectedVersion: 1,
        name: 'Geoffrey Lowe',
      },
      writers.admin,
    )

    expect(person).toMatchObject({ id: 'p-syngwqhfjp', version: 2 })
    expect(await toldOf(world, 'p-syngwqhfjp')).toEqual({
      type: 'Person',
      id: 'p-syngwqhfjp',
      version: 2,
      deleted: false,
      visibility: 'PUBLIC',
      fields: { slug: 'jeff-lowe', name: 'Geoffrey Lowe' },
    })
    expect(await found(world, 'geoffrey')).toEqual(['Geoffrey Lowe'])
  })

  it('changes contact points, whose values only contact:read opens, in the history as well', async () => {
    const id = await newPerson('Dora Reach', { contactPoints: [{ kind: 'EMAIL', value: 'dora@example.org' }] })

    await change(world, 'updatePerson', {
      id,
      expectedVersion: 1,
      contactPoints: [{ kind: 'EMAIL', value: 'dora.reach@example.org', sourceId: 'scoe-news-story' }],
    })

    const fields = 'version contactPoints { value source { id } } claims(path: "contactPoints") { value supersededAt }'
    expect(await personOf(world, id, fields)).toMatchObject({
      version: 2,
      contactPoints: [{ value: 'dora.reach@example.org', source: { id: 'scoe-news-story' } }],
      claims: [
        { value: 'dora@example.org', supersededAt: expect.any(String) },
        { value: 'dora.reach@example.org', supersededAt: null },
      ],
    })
    expect(JSON.stringify(await historyOf(world, id))).toContain('dora.reach@example.org')
    expect(JSON.stringify(await historyOf(world, id, writers.typist))).not.toContain('example.org')
  })

  it('keeps the version where nothing changes', async () => {
    const id = await newPerson('Emil Same', { otherNames: ['E. S.'] })

    const { person, userErrors } = await change(world, 'updatePerson', {
      id,
      expectedVersion: 1,
      name: 'Emil Same',
      otherNames: ['E. S.'],
      contactPoints: [],
      biography: null,
    })

    expect(userErrors).toEqual([])
    expect(person.version).toBe(1)
    expect(await historyOf(world, id)).toHaveLength(1)
  })

  it('tells who looked at an old version the present one, and changes nothing', async () => {
    const id = await newPerson('Fay Twice')
    await change(world, 'updatePerson', { id, expectedVersion: 1, biography: 'First.' })

    const lost = await change(world, 'updatePerson', { id, expectedVersion: 1, biography: 'Second.' })

    expect(lost.person).toBeNull()
    expect(lost.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT', currentVersion: 2, field: ['input', 'id'] }])
    expect(await personOf(world, id, 'biography')).toEqual({ biography: 'First.' })
  })

  it('of twenty editors who looked at the same version lets one through', async () => {
    const id = await newPerson('Gil Race')

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        change(world, 'updatePerson', { id, expectedVersion: 1, biography: `Text ${index}` }),
      ),
    )

    expect(answers.filter(({ person }) => person !== null)).toHaveLength(1)
    expect(
      answers.flatMap(({ userErrors }) =>
        userErrors.map((error: { code: string; currentVersion: number }) => [error.code, error.currentVersion]),
      ),
    ).toEqual(Array.from({ length: 19 }, () => ['VERSION_CONFLICT', 2]))
  })

  it('shows hidden people as missing ones, and refuses those of other stewards', async () => {
    const ask = async (id: string, viewer: (typeof writers)[keyof typeof writers]) =>
      codesOf(await change(world, 'updatePerson', { id, expectedVersion: 1, biography: 'B' }, viewer))

    expect(await ask('p-nobody', writers.scoe)).toEqual([['NOT_FOUND', 'input.id']])
    expect(await ask(rima.id, writers.scoe)).toEqual([['NOT_FOUND', 'input.id']])
    expect(await ask(pavel.id, writers.cosn)).toEqual([['NOT_FOUND', 'input.id']])
    expect(await ask(nadia.id, writers.cosn)).toEqual([['FORBIDDEN', 'input.id']])
    expect(await ask('irene-spero', writers.scoe)).toEqual([['FORBIDDEN', 'input.id']])
    expect(await ask('xanthi-soriano', writers.stranger)).toEqual([['FORBIDDEN', 'input.id']])
  })

  it('needs its scope, and clears no name', async () => {
    const operation =
      'mutation { updatePerson(input: { id: "jared-amalong", expectedVersion: 1, name: "X" }) { person { id } } }'
    const { data, errors } = await world.query(operation, {}, { ...writers.scoe, scopes: new Set(['person:read']) })

    expect(data.updatePerson).toBeNull()
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE')
    const cleared = await change(world, 'updatePerson', { id: 'jared-amalong', expectedVersion: 1, name: null })
    expect(codesOf(cleared)).toEqual([['INVALID', 'input.name']])
  })
})

describe('setPersonVisibility', () => {
  it('makes a protected person vanish from the feed, from search and from others at once', async () => {
    const open = { visibility: 'PUBLIC', sourceIds: ['scoe-news-story'] }
    const id = await newPerson('Hana Hunted', open)
    const reason = 'Hana’s family is at home'

    const { person, userErrors } = await act(
      world,
      'setPersonVisibility',
      { id, visibility: 'RESTRICTED', reason, expectedVersion: 1 },
      writers.officer,
      'visibility visibilityReason slug',
    )

    expect(userErrors).toEqual([])
    expect(person).toEqual({ id, version: 2, visibility: 'RESTRICTED', visibilityReason: reason, slug: null })
    expect(await toldOf(world, id)).toMatchObject({ visibility: 'RESTRICTED', fields: { steward: 'scoe' } })
    expect(await personOf(world, id, 'id', writers.scoe)).toBeNull()
    expect(await personOf(world, 'hana-hunted', 'id', writers.officer)).toBeNull()
    expect(await found(world, 'hunted', writers.scoe)).toEqual([])
    expect(await found(world, 'hunted')).toEqual(['Hana Hunted'])
    expect((await historyOf(world, id))[0].reason).toBeNull()
  })

  it('makes a person public, with a slug', async () => {
    const id = await newPerson('Ivo Official')

    await act(world, 'setPersonVisibility', { id, visibility: 'PUBLIC', reason: 'Holds office.', expectedVersion: 1 })

    expect(await toldOf(world, id)).toMatchObject({
      visibility: 'PUBLIC',
      fields: { slug: 'ivo-official', name: 'Ivo Official' },
    })
    expect(await found(world, 'ivo', writers.stranger)).toEqual(['Ivo Official'])
  })

  it('is refused to those who would not see the person afterwards', async () => {
    const id = await newPerson('Jon Unseen')
    const officer = { ...writers.officer, scopes: new Set(['person:protect']) }

    const refused = await act(
      world,
      'setPersonVisibility',
      { id, visibility: 'RESTRICTED', reason: 'Why', expectedVersion: 1 },
      officer,
    )

    expect(codesOf(refused)).toEqual([['INVALID', 'visibility']])
    expect(await personOf(world, id, 'version visibility')).toEqual({ version: 1, visibility: 'PARTNER' })
  })
})

describe('An affiliation', () => {
  const position = (personId: string, more: Record<string, unknown> = {}) => {
    keys += 1
    return {
      personId,
      label: 'SCOE',
      organizationId: 'scoe',
      sourceIds: [],
      idempotencyKey: `position ${keys}`,
      ...more,
    }
  }
  const fields = 'affiliations { id label title kind version start { edtf } end { edtf label } organization { id } }'

  it('is added with its claims, and counts the person up', async () => {
    const id = await newPerson('Kim Placed')
    const input = position(id, {
      title: 'Flight Director',
      start: { edtf: '2020-03', label: 'March 2020' },
      sourceIds: ['scoe-news-story'],
    })

    const { person, userErrors } = await change(world, 'addAffiliation', input, writers.scoe, fields)

    expect(userErrors).toEqual([])
    expect(person).toMatchObject({
      version: 2,
      affiliations: [
        {
          label: 'SCOE',
          title: 'Flight Director',
          kind: 'EMPLOYMENT',
          version: 1,
          start: { edtf: '2020-03' },
          end: null,
          organization: { id: 'scoe' },
        },
      ],
    })
    expect(await personOf(world, id, 'claims { path value normalized source { id } }')).toMatchObject({
      claims: [
        { path: 'name' },
        { path: 'affiliations', value: 'SCOE', normalized: 'scoe', source: { id: 'scoe-news-story' } },
        { path: 'affiliations.title', value: 'Flight Director', normalized: null },
        { path: 'affiliations.start', value: 'March 2020', normalized: '2020-03' },
      ],
    })
    expect((await toldOf(world, id)).version).toBe(2)
    expect(await found(world, 'flight director')).toEqual(['Kim Placed'])
    const [entry] = await historyOf(world, id)
    expect(entry.changes.map(({ path }: { path: string }) => path)).toContain('affiliations')
  })

  it('is ended once by its version; the record stays', async () => {
    const id = await newPerson('Lea Leaving')
    const added = await change(world, 'addAffiliation', position(id, { start: { edtf: '2019' } }), writers.scoe, fields)
    const [{ id: affiliation }] = added.person.affiliations
    const end = (edtf: string, expectedVersion: number) =>
      act(world, 'endAffiliation', { id: affiliation, end: { edtf }, expectedVersion }, writers.scoe, fields)

    const early = await end('2018', 1)
    const ended = await end('2021-06-30', 1)
    const late = await end('2022', 1)

    expect(codesOf(early)).toEqual([['INVALID', 'end']])
    expect(ended.person).toMatchObject({ version: 3, affiliations: [{ version: 2, end: { edtf: '2021-06-30' } }] })
    expect(late.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT', currentVersion: 2, field: ['id'] }])
    expect(await personOf(world, id, 'affiliations(current: false) { id }')).toEqual({
      affiliations: [{ id: affiliation }],
    })
  })

  it('tells everything that is wrong at once', async () => {
    const input = position('jared-amalong', {
      organizationId: 'shelter',
      label: 'ask jared@example.org',
      title: 'x'.repeat(501),
      start: { edtf: 'yesterday' },
      attested: { edtf: '2020', label: '(916) 228-2713' },
      sourceIds: ['nowhere'],
    })

    expect(codesOf(await change(world, 'addAffiliation', input))).toEqual([
      ['INVALID', 'input.start.edtf'],
      ['INVALID', 'input.attested.label'],
      ['NOT_FOUND', 'input.organizationId'],
      ['INVALID', 'input.label'],
      ['INVALID', 'input.title'],
      ['NOT_FOUND', 'input.sourceIds.0'],
    ])
  })

  it('is not added twice, nor to people of others', async () => {
    const id = await newPerson('Max Double')
    const { person } = await change(world, 'addAffiliation', position(id), writers.scoe, fields)

    const again = await change(world, 'addAffiliation', position(id))
    const foreign = await change(world, 'addAffiliation', position('irene-spero'))
    const hidden = await act(
      world,
      'endAffiliation',
      { id: `a-${rima.id}`, end: { edtf: '2024' }, expectedVersion: 1 },
      writers.scoe,
    )
    const forbidden = await act(
      world,
      'endAffiliation',
      { id: 'a-rrmpg4hbzq', end: { edtf: '2024' }, expectedVersion: 1 },
      writers.scoe,
    )

    expect(again.userErrors).toMatchObject([{ code: 'DUPLICATE', suggestions: [person.affiliations[0].id] }])
    expect(codesOf(foreign)).toEqual([['FORBIDDEN', 'input.personId']])
    expect(codesOf(hidden)).toEqual([['NOT_FOUND', 'id']])
    expect(codesOf(forbidden)).toEqual([['FORBIDDEN', 'id']])
  })
})
