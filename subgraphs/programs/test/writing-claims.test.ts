import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { describe, expect, it } from 'vitest'
import { addHiddenRows } from './hidden-rows.ts'
import { startWorld, tell } from './world.ts'
import { announced, cosn, createdBy, readProgram, scoe, visitOfNovember } from './writing-world.ts'

const userErrors = 'userErrors { code field message suggestions currentVersion }'

const record = async (world: TestSubgraph, input: object, viewer = scoe) => {
  const { data } = await world.query(
    `mutation ($input: RecordClaimInput!) {
      recordProgramClaim(input: $input) { program { id version claims { id path value } } ${userErrors} }
    }`,
    { input: { sourceId: 'scoe-news-story', idempotencyKey: JSON.stringify(input), ...input } },
    viewer,
  )
  return data.recordProgramClaim
}

const open = async (world: TestSubgraph, input: object, viewer = scoe) => {
  const { data } = await world.query(
    `mutation ($input: OpenConflictInput!) {
      openProgramConflict(input: $input) {
        program { id version conflicts { id path status claims { value } adopted { value } } } ${userErrors}
      }
    }`,
    { input: { reason: 'They differ.', idempotencyKey: JSON.stringify(input), ...input } },
    viewer,
  )
  return data.openProgramConflict
}

const resolve = async (world: TestSubgraph, input: object, fields = 'version', viewer = scoe) => {
  const { data } = await world.query(
    `mutation ($input: ResolveConflictInput!) {
      resolveProgramConflict(input: $input) { program { ${fields} } ${userErrors} }
    }`,
    { input: { rationale: 'The later document saw it.', ...input } },
    viewer,
  )
  return data.resolveProgramConflict
}

/** Records two claims on a path, opens a conflict on them and adopts the second. */
const adopt = async (
  world: TestSubgraph,
  claim: { path: string; value: string; normalized?: string },
  fields: string,
) => {
  const id = await createdBy(world)
  await record(world, { subjectId: id, path: claim.path, value: 'something else' })
  const { program } = await record(world, { subjectId: id, ...claim })
  const claimIds = program.claims
    .filter((one: { path: string }) => one.path === claim.path)
    .slice(-2)
    .map((one: { id: string }) => one.id)
  const opened = await open(world, { claimIds, expectedVersion: 3 })
  const conflictId = opened.program.conflicts[0].id
  return resolve(world, { conflictId, adoptClaimId: claimIds[1], expectedVersion: 4 }, fields)
}

describe('recordProgramClaim, openProgramConflict and resolveProgramConflict', () => {
  it('record two statements, mark them as contradicting, and let the column follow the one that is adopted', async () => {
    await using world = await startWorld()

    const { program, userErrors: problems } = await adopt(
      world,
      { path: 'dates', value: 'In November 2091', normalized: '2091-11' },
      `version fiscalYear dates { edtf label } conflicts { path status rationale adopted { value } }
       history { edges { node { action reason } } }`,
    )

    expect(problems).toEqual([])
    expect(program).toEqual({
      version: 5,
      fiscalYear: 2092,
      dates: { edtf: '2091-11', label: 'In November 2091' },
      conflicts: [
        {
          path: 'dates',
          status: 'RESOLVED',
          rationale: 'The later document saw it.',
          adopted: { value: 'In November 2091' },
        },
      ],
      history: {
        edges: [
          { node: { action: 'resolveProgramConflict', reason: 'The later document saw it.' } },
          { node: { action: 'openProgramConflict', reason: 'They differ.' } },
          { node: { action: 'recordProgramClaim', reason: null } },
          { node: { action: 'recordProgramClaim', reason: null } },
          { node: { action: 'createProgram', reason: null } },
        ],
      },
    })
  })

  it.each([
    [
      { path: 'title', value: 'A printed title' },
      'title titleIsOfficial',
      { title: 'A printed title', titleIsOfficial: true },
    ],
    [{ path: 'summary', value: 'A summary.' }, 'summary', { summary: 'A summary.' }],
    [{ path: 'venue', value: 'Town hall' }, 'venue', { venue: 'Town hall' }],
    [{ path: 'kind', value: 'a tour', normalized: 'DELEGATION' }, 'kind', { kind: 'DELEGATION' }],
    [{ path: 'direction', value: 'abroad', normalized: 'OUTBOUND' }, 'direction', { direction: 'OUTBOUND' }],
    [{ path: 'status', value: 'was put off', normalized: 'POSTPONED' }, 'status', { status: 'POSTPONED' }],
    [{ path: 'series', value: 'IVLP', normalized: 'ivlp' }, 'series { id }', { series: { id: 'ivlp' } }],
    [
      { path: 'delegateCount', value: 'more than 80 delegates', normalized: '80' },
      'delegateCount { value bound label }',
      { delegateCount: { value: 80, bound: 'MORE_THAN', label: 'more than 80 delegates' } },
    ],
    [
      { path: 'countryTally.adopted', value: '22 countries', normalized: '22' },
      'countryTally { adopted }',
      { countryTally: { adopted: 22 } },
    ],
  ])('let the column of %o follow', async (claim, fields, expected) => {
    await using world = await startWorld()

    const { program, userErrors: problems } = await adopt(world, claim, fields)

    expect([program, problems]).toEqual([expected, []])
  })

  it.each([
    { path: 'dates', value: 'some day' },
    { path: 'status', value: 'will be held', normalized: 'HELD' },
    { path: 'direction', value: 'sideways' },
    { path: 'countryTally.adopted', value: 'many' },
    { path: 'partOf', value: 'no-program' },
  ])('refuse to adopt %o, which does not fit its column, and leave all as it was', async claim => {
    await using world = await startWorld()

    const { program, userErrors: problems } = await adopt(world, claim, 'id')

    expect(program).toBeNull()
    expect(problems).toMatchObject([{ code: 'INVALID', field: ['input', 'adoptClaimId'] }])
  })

  it('work on a participation as well, and answer its program', async () => {
    await using world = await startWorld()
    const subjectId = 'pa-yarptkbvex'
    const versions = async () =>
      await world.database.read
        .selectFrom('participation')
        .select(['version', 'attendance'])
        .where('id', '=', subjectId)
        .executeTakeFirstOrThrow()
    await record(world, { subjectId, path: 'attendance', value: 'led by', normalized: 'ATTENDED' })
    const claims: { id: string }[] = await world.database.read
      .selectFrom('claim')
      .select('id')
      .where('subject_id', '=', subjectId)
      .where('path', '=', 'attendance')
      .orderBy('position')
      .execute()
    const claimIds = claims.map(claim => claim.id)
    const opened = await open(world, { claimIds, expectedVersion: 2 })
    const conflict = await world.database.read
      .selectFrom('conflict')
      .select('id')
      .where('subject_id', '=', subjectId)
      .executeTakeFirstOrThrow()

    const resolved = await resolve(
      world,
      { conflictId: conflict.id, adoptClaimId: claimIds[1], expectedVersion: 3 },
      'id',
    )

    expect(opened.program.id).toBe(visitOfNovember)
    expect(resolved).toEqual({ program: { id: visitOfNovember }, userErrors: [] })
    expect(await versions()).toMatchObject({ version: 4, attendance: 'ATTENDED' })
  })

  it('are refused to others than the steward, and for an old version', async () => {
    await using world = await startWorld()
    const id = await createdBy(world, scoe, { ...announced, visibility: 'PUBLIC' })
    const theirs = await record(world, { subjectId: id, path: 'venue', value: 'Hall' }, cosn)
    await record(world, { subjectId: id, path: 'venue', value: 'Hall' })
    const { program } = await record(world, { subjectId: id, path: 'venue', value: 'House' })
    const claimIds = program.claims.slice(-2).map((one: { id: string }) => one.id)

    const late = await open(world, { claimIds, expectedVersion: 1 })

    expect(theirs.userErrors).toMatchObject([{ code: 'FORBIDDEN', field: ['input', 'subjectId'] }])
    expect(late.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT', currentVersion: 3 }])
    expect(await readProgram(world, id, 'version conflicts { id }')).toEqual({ version: 3, conflicts: [] })
  })

  it('tell a writer nothing of what is hidden, by no refusal and by nothing that becomes of a claim', async () => {
    await using world = await startWorld()
    await addHiddenRows(world.database)
    await tell(world.database, [
      { type: 'Organization', id: 'quiet-office', name: 'Quiet Office', visibility: 'PARTNER' },
      { type: 'Person', id: 'quentin', name: 'Quentin', visibility: 'PARTNER' },
    ])
    const subjectId = await createdBy(world)
    const hidden = ['quiet-visit-restricted', 'quiet-office', 'quentin']
    const codes = async (path: string, normalized: string) =>
      (await record(world, { subjectId, path, value: 'x', normalized })).userErrors.map(
        ({ code, field }: { code: string; field: string[] }) => [code, field.join('.')],
      )

    for (const value of hidden) {
      await record(world, { subjectId, path: 'venue', value, normalized: value })
      await record(world, { subjectId, path: 'roles.HOST', value })
    }
    const { claims } = await readProgram(world, subjectId, 'claims { path value }')

    expect(claims.filter(({ path }: { path: string }) => path === 'venue' || path === 'roles.HOST')).toHaveLength(6)
    for (const path of ['partOf', 'roles.HOST', 'person']) {
      expect(await codes(path, 'never-was')).toEqual([['NOT_FOUND', 'input.normalized']])
      for (const name of hidden)
        expect([name, path, ...(await codes(path, name))]).toEqual([name, path, ['NOT_FOUND', 'input.normalized']])
    }
  })
})
