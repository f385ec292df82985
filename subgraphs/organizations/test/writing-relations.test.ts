import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { describe, expect, it } from 'vitest'
import { addHiddenOrganizations } from './hidden-organizations.ts'
import { change, refusals, startWritingWorld, writer } from './writing-world.ts'

const scoe = writer('scoe')
const fields =
  'id version relationships { id kind to { id } start { edtf } end { edtf } version sources { id } } claims { path value normalized }'

const relation = (more: Readonly<Record<string, unknown>> = {}) => ({
  fromId: 'scoe',
  toId: 'iste',
  kind: 'MEMBER_OF',
  sourceIds: ['scoe-news-story'],
  idempotencyKey: JSON.stringify(more),
  ...more,
})

const end = async (world: TestSubgraph, variables: Readonly<Record<string, unknown>>, viewer = scoe) => {
  const { data, errors } = await world.query(
    `mutation ($id: ID!, $end: PartialDateInput!, $expectedVersion: Int!) {
      endOrganizationRelationship(id: $id, end: $end, expectedVersion: $expectedVersion) {
        organization { ${fields} } userErrors { code message field currentVersion suggestions } } }`,
    variables,
    viewer,
  )
  if (errors) throw new Error(JSON.stringify(errors))
  return data.endOrganizationRelationship
}

describe('relateOrganizations', () => {
  it('records a membership with its claim, which the feed tells', async () => {
    await using world = await startWritingWorld()
    const { next } = await world.changes()

    const input = relation({ start: { edtf: '2019' } })
    const { organization, userErrors } = await change(world, 'relateOrganizations', input, scoe, fields)

    expect(userErrors).toEqual([])
    expect(organization).toMatchObject({
      id: 'scoe',
      version: 2,
      relationships: [
        {
          kind: 'MEMBER_OF',
          to: { id: 'iste' },
          start: { edtf: '2019' },
          end: null,
          version: 1,
          sources: [{ id: 'scoe-news-story' }],
        },
      ],
    })
    expect(organization.claims.at(-1)).toEqual({
      path: 'relationships.MEMBER_OF',
      value: 'ISTE from 2019',
      normalized: 'iste',
    })
    const { changes } = await world.changes(`since=${encodeURIComponent(next)}`)
    expect(changes).toMatchObject([{ id: 'scoe', version: 2, fields: { memberOf: ['iste'] } }])
  })

  it.each([
    ['to itself', relation({ toId: 'scoe' }), scoe, 'INVALID', 'input.toId'],
    ['to a hidden one', relation({ toId: 'cosn-shelter' }), scoe, 'NOT_FOUND', 'input.toId'],
    ['to none', relation({ toId: 'never-was' }), scoe, 'NOT_FOUND', 'input.toId'],
    ['from another organization', relation(), writer('iste'), 'FORBIDDEN', 'input.fromId'],
    ['from a hidden one', relation({ fromId: 'cosn-shelter' }), scoe, 'NOT_FOUND', 'input.fromId'],
    [
      'that ends before it begins',
      relation({ start: { edtf: '2020' }, end: { edtf: '2019' } }),
      scoe,
      'INVALID',
      'input.end',
    ],
    ['from a day that is none', relation({ start: { edtf: '2020-02-30' } }), scoe, 'INVALID', 'input.start.edtf'],
    ['by a hidden document', relation({ sourceIds: ['roster'] }), scoe, 'NOT_FOUND', 'input.sourceIds.0'],
  ])('refuses a relation %s', async (_, input, viewer, code, field) => {
    await using world = await startWritingWorld()
    await addHiddenOrganizations(world.database)

    const answer = await change(world, 'relateOrganizations', input, viewer)

    expect(answer.organization).toBeNull()
    expect(refusals(answer)).toEqual([[code, field]])
  })

  it('refuses the same relation while it is in force, and takes it once it has ended', async () => {
    await using world = await startWritingWorld()
    const first = await change(world, 'relateOrganizations', relation(), scoe, fields)
    const [{ id }] = first.organization.relationships

    const twice = await change(world, 'relateOrganizations', relation({ start: { edtf: '2024' } }), scoe)
    const past = await change(world, 'relateOrganizations', relation({ end: { edtf: '2001' } }), scoe)
    await end(world, { id, end: { edtf: '2023' }, expectedVersion: 1 })
    const again = await change(world, 'relateOrganizations', relation({ idempotencyKey: 'again' }), scoe)

    expect(refusals(twice)).toEqual([['DUPLICATE', 'input.toId']])
    expect(twice.userErrors[0].suggestions).toEqual([id])
    expect([past, again].map(refusals)).toEqual([[], []])
  })

  it('lets one of twenty through that say the same at once', async () => {
    await using world = await startWritingWorld()

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        change(world, 'relateOrganizations', relation({ idempotencyKey: `k-${index}` }), scoe),
      ),
    )

    expect(answers.filter(({ organization }) => organization !== null)).toHaveLength(1)
    expect(new Set(answers.flatMap(refusals).map(([code]) => code))).toEqual(new Set(['DUPLICATE']))
  })
})

describe('endOrganizationRelationship', () => {
  it('ends a relation, which stays', async () => {
    await using world = await startWritingWorld()
    const first = await change(world, 'relateOrganizations', relation(), scoe, fields)
    const [{ id }] = first.organization.relationships
    const { next } = await world.changes()

    const { organization, userErrors } = await end(world, { id, end: { edtf: '2023-06' }, expectedVersion: 1 })

    expect(userErrors).toEqual([])
    expect(organization).toMatchObject({
      version: 3,
      relationships: [{ id, end: { edtf: '2023-06' }, version: 2 }],
    })
    expect(organization.claims.at(-1)).toEqual({
      path: 'relationships.MEMBER_OF',
      value: 'ISTE to 2023-06',
      normalized: 'iste',
    })
    const { changes } = await world.changes(`since=${encodeURIComponent(next)}`)
    expect(changes).toMatchObject([{ id: 'scoe', fields: { memberOf: [] } }])
  })

  it('refuses old versions, other stewards, hidden ends and days before the start', async () => {
    await using world = await startWritingWorld()
    await addHiddenOrganizations(world.database)
    const begun = relation({ start: { edtf: '2020' } })
    const first = await change(world, 'relateOrganizations', begun, scoe, fields)
    const [{ id }] = first.organization.relationships
    const ended = { end: { edtf: '2023' }, expectedVersion: 1 }

    const old = await end(world, { id, ...ended, expectedVersion: 7 })

    expect(old.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT', field: ['id'], currentVersion: 1 }])
    expect(refusals(await end(world, { id, ...ended }, writer('iste')))).toEqual([['FORBIDDEN', 'id']])
    expect(refusals(await end(world, { id: 'r1', ...ended }, writer('visual-sound')))).toEqual([['NOT_FOUND', 'id']])
    expect(refusals(await end(world, { id: 'never-was', ...ended }))).toEqual([['NOT_FOUND', 'id']])
    expect(refusals(await end(world, { id, ...ended, end: { edtf: '2019' } }))).toEqual([['INVALID', 'end']])
    expect(refusals(await end(world, { id, ...ended, end: { edtf: 'soon' } }))).toEqual([['INVALID', 'end.edtf']])
  })
})
