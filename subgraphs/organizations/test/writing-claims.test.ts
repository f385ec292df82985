import type { AnyTables } from '@exchange-network/kit/database/database'
import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { describe, expect, it } from 'vitest'
import { addHiddenOrganizations } from './hidden-organizations.ts'
import { change, created, refusals, startWritingWorld, writer } from './writing-world.ts'

const scoe = writer('scoe')

const claim = (path: string, value: string, more: Readonly<Record<string, unknown>> = {}) => ({
  subjectId: 'scoe',
  path,
  value,
  sourceId: 'scoe-news-story',
  idempotencyKey: `${path} ${value}`,
  ...more,
})

const record = async (world: TestSubgraph, input: Readonly<Record<string, unknown>>): Promise<string> => {
  const answer = await change(world, 'recordOrganizationClaim', input, scoe, 'claims { id }')
  if (answer.organization === null) throw new Error(JSON.stringify(answer.userErrors))
  return answer.organization.claims.at(-1).id
}

describe('recordOrganizationClaim', () => {
  it('records what a source says, and no field follows', async () => {
    await using world = await startWritingWorld()

    const { organization } = await change(
      world,
      'recordOrganizationClaim',
      claim('memberCount', 'some 13 districts', { normalized: '13', quote: 'some 13', locator: 'paragraph 2' }),
      scoe,
      'version memberCount { value } claims(path: "memberCount") { value normalized locator quote source { id } }',
    )

    expect(organization).toEqual({
      version: 2,
      memberCount: null,
      claims: [
        {
          value: 'some 13 districts',
          normalized: '13',
          locator: 'paragraph 2',
          quote: 'some 13',
          source: { id: 'scoe-news-story' },
        },
      ],
    })
  })

  it.each([
    ['of another organization', claim('url', 'x', { subjectId: 'cosn' }), 'FORBIDDEN', 'input.subjectId'],
    ['of a hidden organization', claim('url', 'x', { subjectId: 'cosn-shelter' }), 'NOT_FOUND', 'input.subjectId'],
    ['by a hidden document', claim('url', 'x', { sourceId: 'roster' }), 'NOT_FOUND', 'input.sourceId'],
    ['on what every object has', claim('valueOf', 'x', { normalized: 'iste' }), 'INVALID', 'input.path'],
    ['on no path', claim('no path', 'x', { normalized: 'iste' }), 'INVALID', 'input.path'],
    ['that names another one by its name alone', claim('parent', 'CoSN'), 'INVALID', 'input.normalized'],
    ['that names a hidden one', claim('parent', 'x', { normalized: 'cosn-shelter' }), 'NOT_FOUND', 'input.normalized'],
    ['that names none', claim('parent', 'x', { normalized: 'never-was' }), 'NOT_FOUND', 'input.normalized'],
  ])('refuses a claim %s', async (_, input, code, field) => {
    await using world = await startWritingWorld()
    await addHiddenOrganizations(world.database)

    expect(refusals(await change(world, 'recordOrganizationClaim', input, scoe))).toEqual([[code, field]])
  })

  it('does not tell by what becomes of a claim whether something hidden has that name', async () => {
    await using world = await startWritingWorld()
    await addHiddenOrganizations(world.database)

    await record(world, claim('description', 'Hidden CoSN Shelter'))
    const { data } = await world.query('{ organization(id: "scoe") { claims(path: "description") { value } } }')

    expect(data.organization.claims).toEqual([{ value: 'Hidden CoSN Shelter' }])
  })

  it('hides claims by the own entry of a hidden organization from those who may not see it', async () => {
    await using world = await startWritingWorld()
    const id = await created(world, 'Delta Hosts', scoe)
    await change(world, 'updateOrganization', { id, expectedVersion: 1, description: 'Ours.' }, writer(id))
    await change(world, 'updateOrganization', { id: 'scoe', expectedVersion: 1, visibility: 'PARTNER' }, scoe)

    const seen = async (organization: string) => {
      const { data } = await world.query(
        'query ($id: ID!) { organization(id: $id) { sources { id } claims { path source { id } } } }',
        { id },
        writer(organization),
      )
      return data.organization
    }

    expect(await seen('cosn')).toEqual({
      sources: [],
      claims: [{ path: 'description', source: { id: `partner-entry.${id}` } }],
    })
    expect((await seen('scoe')).sources).toEqual([{ id: 'partner-entry.scoe' }])
  })
})

describe('Conflicts on an organization', () => {
  const open = (claimIds: readonly string[], expectedVersion: number) => ({
    claimIds,
    reason: 'They differ.',
    expectedVersion,
    idempotencyKey: claimIds.join(),
  })

  it.each([
    [
      'memberCount',
      ['about 13', '13'],
      ['more than 20', '20'],
      { value: 20, bound: 'MORE_THAN', label: 'more than 20' },
    ],
    ['enrollment', ['100', '100'], ['250000', '250000'], { value: 250_000, bound: 'EXACT', label: null }],
  ])('are opened and decided: the field %s follows the claim', async (path, first, second, expected) => {
    await using world = await startWritingWorld()
    const ids = [
      await record(world, claim(path, first[0] ?? '', { normalized: first[1] })),
      await record(world, claim(path, second[0] ?? '', { normalized: second[1] })),
    ]

    const opened = await change(
      world,
      'openOrganizationConflict',
      open(ids, 3),
      scoe,
      'version conflicts { id status path }',
    )
    const [{ id: conflictId }] = opened.organization.conflicts
    const { organization, userErrors } = await change(
      world,
      'resolveOrganizationConflict',
      { conflictId, adoptClaimId: ids[1], rationale: 'The later count.', expectedVersion: 4 },
      scoe,
      `version ${path} { value bound label } conflicts { status adopted { id } rationale } claims(path: "${path}") { id }`,
    )

    expect(opened.organization.conflicts).toEqual([{ id: conflictId, status: 'OPEN', path }])
    expect(userErrors).toEqual([])
    expect(organization).toEqual({
      version: 5,
      [path]: expected,
      conflicts: [{ status: 'RESOLVED', adopted: { id: ids[1] }, rationale: 'The later count.' }],
      claims: ids.map(id => ({ id })),
    })
  })

  const decided = async (path: string, values: readonly (readonly [string, string?])[], field: string) => {
    await using world = await startWritingWorld()
    const ids: string[] = []
    for (const [value, normalized] of values) ids.push(await record(world, claim(path, value, { normalized })))
    const version = values.length + 1
    const opened = await change(world, 'openOrganizationConflict', open(ids, version), scoe, 'conflicts { id }')
    const input = { conflictId: opened.organization.conflicts[0].id, adoptClaimId: ids[0], rationale: 'So it is.' }
    return await change(world, 'resolveOrganizationConflict', { ...input, expectedVersion: version + 1 }, scoe, field)
  }

  it('let the name follow, also as the first of the names', async () => {
    const { organization } = await decided('name', [['Capital Office'], ['Delta Office']], 'name names { value }')

    expect(organization.name).toBe('Capital Office')
    expect(organization.names[0]).toEqual({ value: 'Capital Office' })
  })

  it('let the place follow, by its code or by its name', async () => {
    const byCode = await decided('location', [['the capital', 'USSAC'], ['elsewhere']], 'location { code }')
    const byName = await decided('location', [['Burma'], ['elsewhere']], 'location { code }')

    expect([byCode, byName].map(({ organization }) => organization.location.code)).toEqual(['USSAC', 'MM'])
  })

  it.each([
    ['location', 'Georgia'],
    ['url', 'javascript:alert(1)'],
    ['memberCount', 'many'],
  ])('refuse a claim that does not fit the field %s', async (path, value) => {
    const answer = await decided(path, [[value], ['else']], 'id')

    expect(refusals(answer)).toEqual([['INVALID', 'input.adoptClaimId']])
  })

  it('are for the scope claim:resolve', async () => {
    await using world = await startWritingWorld()
    const { data, errors } = await world.query(
      'mutation ($input: OpenConflictInput!) { openOrganizationConflict(input: $input) { organization { id } } }',
      { input: open(['a', 'b'], 1) },
      { ...scoe, scopes: new Set(['organization:write']) },
    )

    expect(data).toEqual({ openOrganizationConflict: null })
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE'])
  })
})

describe('The history of an organization', () => {
  it('names none that has come to be hidden: who acted, who recorded it, its parent, whom it was related to', async () => {
    await using world = await startWritingWorld()
    const relate = { fromId: 'scoe', toId: 'iste', kind: 'PARTNER_OF', sourceIds: [], idempotencyKey: 'relation' }
    const id = await created(world, 'Epsilon Hosts', writer('iste'))
    const related = await change(world, 'relateOrganizations', relate, scoe, 'history { edges { node { id } } }')
    const read = async (of: string, viewer: ReturnType<typeof writer>) => {
      const { data } = await world.query(
        'query ($id: ID!) { organization(id: $id) { history { edges { node { organizationId changes { path from to } } } } } }',
        { id: of },
        viewer,
      )
      return JSON.stringify(data.organization.history)
    }
    const before = [await read(id, writer(id)), await read('scoe', scoe)]

    await world.database.write(em =>
      em
        .getKysely<AnyTables>()
        .updateTable('organization')
        .set({ visibility: 'RESTRICTED' })
        .where('id', '=', 'iste')
        .execute(),
    )

    expect(related.userErrors).toEqual([])
    expect(before).toEqual([expect.stringContaining('iste'), expect.stringContaining('iste')])
    expect(await read(id, writer(id))).not.toMatch('iste')
    expect(await read('scoe', scoe)).not.toMatch('iste')
  })
})
