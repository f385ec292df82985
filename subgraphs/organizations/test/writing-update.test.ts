import { viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { describe, expect, it } from 'vitest'
import { addHiddenOrganizations } from './hidden-organizations.ts'
import { admin, change, created, refusals, startWritingWorld, writer } from './writing-world.ts'

const scoe = writer('scoe')
const cosn = writer('cosn')
const sacramento = writer('global-ties-sacramento')

const scoeAt = (expectedVersion: number, more: Readonly<Record<string, unknown>>) => ({
  id: 'scoe',
  expectedVersion,
  ...more,
})

describe('updateOrganization', () => {
  it('tells the history by the names of the schema, without what follows from others', async () => {
    await using world = await startWritingWorld()

    const { organization } = await change(
      world,
      'updateOrganization',
      scoeAt(1, {
        name: 'SCOE anew',
        enrollment: { value: 250_000, bound: 'MORE_THAN', label: 'a quarter million' },
        locationId: 'US-CA',
        serviceAreaIds: ['USSAC'],
      }),
      scoe,
      'history(first: 1) { edges { node { changes { path to } } } }',
    )

    const { changes } = organization.history.edges[0].node
    const told = changes.filter(({ path }: { path: string }) => path !== 'claims')
    expect(told.map(({ path }: { path: string }) => path).toSorted()).toEqual(
      ['enrollment', 'enrollment.bound', 'enrollment.label', 'location', 'name', 'names', 'serviceArea'].toSorted(),
    )
    expect(told).toContainEqual({ path: 'names', to: '{"value":"SCOE anew"}' })
    expect(told).toContainEqual({ path: 'serviceArea', to: '{"place":"USSAC"}' })
  })

  it('changes what is given, states it as claims and leaves the rest', async () => {
    await using world = await startWritingWorld()

    const { organization, userErrors } = await change(
      world,
      'updateOrganization',
      scoeAt(1, {
        description: 'Serves 13 districts.',
        enrollment: { value: 250_000, bound: 'MORE_THAN' },
        serviceAreaIds: ['USSAC'],
        sourceIds: ['scoe-news-story'],
      }),
      scoe,
      `version name names { value kind } description enrollment { value bound } location { code } serviceArea { code }
       sources { id } claims { path value normalized source { id } }`,
    )

    expect(userErrors).toEqual([])
    const source = { id: 'scoe-news-story' }
    expect(organization).toMatchObject({
      version: 2,
      name: 'Sacramento County Office of Education',
      description: 'Serves 13 districts.',
      enrollment: { value: 250_000, bound: 'MORE_THAN' },
      location: { code: 'USSAC' },
      serviceArea: [{ code: 'USSAC' }],
      sources: [source],
    })
    expect(organization.names[0]).toEqual({ value: 'Sacramento County Office of Education', kind: 'OFFICIAL' })
    expect(organization.claims.slice(-3)).toEqual([
      { path: 'description', value: 'Serves 13 districts.', normalized: null, source },
      { path: 'serviceArea', value: 'Sacramento', normalized: 'USSAC', source },
      { path: 'enrollment', value: 'more than 250000', normalized: '250000', source },
    ])
  })

  it('renames: found by the new name, told by feed and history, the name to print first', async () => {
    await using world = await startWritingWorld()
    const { next } = await world.changes()

    const { organization } = await change(
      world,
      'updateOrganization',
      scoeAt(1, {
        name: 'Capital Learning Office',
        names: [
          { value: 'SCOE', kind: 'ACRONYM' },
          { value: 'Sacramento County Office of Education', kind: 'FORMER' },
        ],
      }),
      scoe,
      'slug version names { value kind } history(first: 1) { edges { node { version changes { path from to } } } }',
    )

    expect(organization).toMatchObject({
      slug: 'scoe',
      version: 2,
      names: [
        { value: 'Capital Learning Office', kind: 'OFFICIAL' },
        { value: 'SCOE', kind: 'ACRONYM' },
        { value: 'Sacramento County Office of Education', kind: 'FORMER' },
      ],
    })
    expect(organization.history.edges[0].node.changes).toContainEqual({
      path: 'name',
      from: 'Sacramento County Office of Education',
      to: 'Capital Learning Office',
    })
    const { changes } = await world.changes(`since=${encodeURIComponent(next)}`)
    expect(changes).toMatchObject([{ id: 'scoe', version: 2, fields: { name: 'Capital Learning Office' } }])
    const { data } = await world.query(
      '{ searchOrganizations(query: "capital learning") { edges { node { id } } } organizations(filter: { name: "CAPITAL learning office" }) { totalCount } }',
    )
    expect(data).toEqual({
      searchOrganizations: { edges: [{ node: { id: 'scoe' } }] },
      organizations: { totalCount: 1 },
    })
  })

  it('supersedes what the same source said before, and nothing that others say', async () => {
    await using world = await startWritingWorld()
    const update = (expectedVersion: number, description: string | null) =>
      change(
        world,
        'updateOrganization',
        { id: 'cosn', expectedVersion, description },
        cosn,
        'description claims(path: "description") { value source { id } supersededAt }',
      )

    await update(1, 'First words.')
    await update(2, 'Second words.')
    const { organization } = await update(3, null)

    expect(organization.description).toBeNull()
    expect(
      organization.claims.map((claim: { value: string; supersededAt: string | null; source: { id: string } }) => [
        claim.source.id,
        claim.supersededAt === null,
      ]),
    ).toEqual([
      ['cosn-global-leadership-page', true],
      ['partner-entry.cosn', false],
      ['partner-entry.cosn', false],
    ])
  })

  it('that changes nothing writes nothing', async () => {
    await using world = await startWritingWorld()
    const { data } = await world.query('{ organization(id: "scoe") { name kinds names { value kind } } }')
    const before = await world.changes()

    const { organization } = await change(
      world,
      'updateOrganization',
      scoeAt(1, { ...data.organization, locationId: 'US SAC', description: null, url: null }),
      scoe,
      'version history { totalCount } claims { path }',
    )

    expect(organization).toMatchObject({ version: 1, history: { totalCount: 1 } })
    expect((await world.changes()).next).toBe(before.next)
  })

  it('cannot clear what every organization has', async () => {
    await using world = await startWritingWorld()

    const answer = await change(
      world,
      'updateOrganization',
      scoeAt(1, { name: null, kinds: null, visibility: null, names: null, serviceAreaIds: null, parentId: null }),
      scoe,
    )

    expect(refusals(answer)).toEqual([
      ['INVALID', 'input.visibility'],
      ['INVALID', 'input.name'],
      ['INVALID', 'input.kinds'],
    ])
  })

  it('of twenty editors who looked at one version lets one through and tells the others the version', async () => {
    await using world = await startWritingWorld()

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        change(world, 'updateOrganization', scoeAt(1, { description: `Words ${index}` }), scoe, 'description version'),
      ),
    )

    const through = answers.filter(({ organization }) => organization !== null)
    expect(through).toHaveLength(1)
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual(
      Array.from({ length: 19 }, () => ({
        code: 'VERSION_CONFLICT',
        message: expect.stringContaining('has version 2 by now'),
        field: ['input', 'id'],
        currentVersion: 2,
        suggestions: [],
      })),
    )
    const { data } = await world.query('{ organization(id: "scoe") { description version } }')
    expect(data.organization).toEqual(through[0].organization)
  })
})

describe('Who may change an organization', () => {
  const rename = { expectedVersion: 1, description: 'New words.' }

  it.each([
    ['its own people', 'scoe', scoe, []],
    ['the people of its parent', 'scoe-reentry-program', scoe, []],
    ['its own people, a unit', 'scoe-reentry-program', writer('scoe-reentry-program'), []],
    ['an administrator of the network', 'scoe', admin, []],
    ['another organization', 'scoe', cosn, [['FORBIDDEN', 'input.id']]],
    ['a unit', 'scoe', writer('scoe-reentry-program'), [['FORBIDDEN', 'input.id']]],
    ['nobody of an organization', 'scoe', viewerWith({ scopes: ['organization:write'] }), [['FORBIDDEN', 'input.id']]],
    ['one that may not see it', 'cosn-shelter', scoe, [['NOT_FOUND', 'input.id']]],
    ['an administrator who may not see it', 'cosn-shelter', admin, [['NOT_FOUND', 'input.id']]],
    ['its steward without the scope to see it', 'scoe-shelter', scoe, [['NOT_FOUND', 'input.id']]],
    ['its steward with that scope', 'scoe-shelter', writer('scoe', ['participant:sensitive']), []],
    ['one of which there is none', 'never-was', scoe, [['NOT_FOUND', 'input.id']]],
  ])('%s: %s', async (_, id, viewer, expected) => {
    await using world = await startWritingWorld()
    await addHiddenOrganizations(world.database)

    const answer = await change(world, 'updateOrganization', { id, ...rename }, viewer)

    expect(refusals(answer)).toEqual(expected)
  })

  it('who recorded it, and itself from then on', async () => {
    await using world = await startWritingWorld()
    const id = await created(world, 'Delta Hosts', sacramento)
    const update = async (expectedVersion: number, viewer: typeof scoe) =>
      refusals(
        await change(world, 'updateOrganization', { id, expectedVersion, description: `${expectedVersion}` }, viewer),
      )

    expect(await update(1, sacramento)).toEqual([])
    expect(await update(2, writer(id))).toEqual([])
    expect(await update(3, scoe)).toEqual([['FORBIDDEN', 'input.id']])
  })

  it('reads its history', async () => {
    await using world = await startWritingWorld()
    const codes = async (viewer: typeof scoe) => {
      const { data, errors } = await world.query('{ organization(id: "scoe") { history { totalCount } } }', {}, viewer)
      return [data.organization.history, errors?.map(({ extensions }) => extensions?.code) ?? []]
    }

    expect(await codes(scoe)).toEqual([{ totalCount: 1 }, []])
    expect(await codes(admin)).toEqual([{ totalCount: 1 }, []])
    expect(await codes(cosn)).toEqual([null, ['UNAUTHORIZED_FIELD_OR_TYPE']])
  })
})

describe('The parent of an organization', () => {
  const move = (id: string, parentId: string | null, expectedVersion = 1) => ({ id, parentId, expectedVersion })

  it('is set by who stewards both, and then keeps the entry', async () => {
    await using world = await startWritingWorld()
    const id = await created(world, 'Delta Hosts', scoe)

    const { organization } = await change(
      world,
      'updateOrganization',
      move(id, 'scoe-reentry-program'),
      scoe,
      'parent { id } steward { id } claims(path: "parent") { value normalized }',
    )

    expect(organization).toEqual({
      parent: { id: 'scoe-reentry-program' },
      steward: { id: 'scoe-reentry-program' },
      claims: [{ value: 'SCOE Reentry Program', normalized: 'scoe-reentry-program' }],
    })
  })

  it.each([
    ['itself', move('scoe', 'scoe'), scoe, 'INVALID'],
    ['one of its units', move('scoe', 'scoe-reentry-program'), scoe, 'INVALID'],
    ['one that the writer does not steward', move('scoe', 'cosn'), scoe, 'FORBIDDEN'],
    ['one that is hidden', move('scoe', 'cosn-shelter'), scoe, 'NOT_FOUND'],
    ['one of which there is none', move('scoe', 'never-was'), scoe, 'NOT_FOUND'],
    ['none, said by the unit alone', move('scoe-reentry-program', null), writer('scoe-reentry-program'), 'FORBIDDEN'],
  ])('cannot become %s', async (_, input, viewer, code) => {
    await using world = await startWritingWorld()
    await addHiddenOrganizations(world.database)

    const answer = await change(world, 'updateOrganization', input, viewer)

    expect(refusals(answer)).toEqual([[code, 'input.parentId']])
  })

  it('may be taken away by its people, who then keep the entry', async () => {
    await using world = await startWritingWorld()

    const input = move('scoe-reentry-program', null)
    const { organization } = await change(world, 'updateOrganization', input, scoe, 'parent { id } steward { id }')

    expect(organization).toEqual({ parent: null, steward: { id: 'scoe' } })
  })

  it('makes no circle where two are moved below each other at once', async () => {
    await using world = await startWritingWorld()

    const answers = await Promise.all([
      change(world, 'updateOrganization', move('scoe-reentry-program', 'scoe-college-and-career-readiness'), scoe),
      change(world, 'updateOrganization', move('scoe-college-and-career-readiness', 'scoe-reentry-program'), scoe),
    ])

    expect(answers.map(refusals).toSorted((one, other) => one.length - other.length)).toEqual([
      [],
      [['INVALID', 'input.parentId']],
    ])
  })
})

describe('The visibility of an organization', () => {
  it('cannot be changed so that the writer sees it no more', async () => {
    await using world = await startWritingWorld()
    const hide = (visibility: string, viewer: typeof scoe) =>
      change(world, 'updateOrganization', scoeAt(1, { visibility }), viewer)

    expect(refusals(await hide('RESTRICTED', scoe))).toEqual([['FORBIDDEN', 'input.visibility']])
    expect(refusals(await hide('NETWORK', admin))).toEqual([['FORBIDDEN', 'input.visibility']])
    expect(refusals(await hide('PARTNER', writer('cosn', ['network:admin'])))).toEqual([
      ['FORBIDDEN', 'input.visibility'],
    ])
  })

  it('hides it from the feed and from others at once', async () => {
    await using world = await startWritingWorld()
    const { next } = await world.changes()

    await change(world, 'updateOrganization', { id: 'cosn', expectedVersion: 1, visibility: 'PARTNER' }, cosn)

    const { changes } = await world.changes(`since=${encodeURIComponent(next)}`)
    expect(changes).toMatchObject([{ id: 'cosn', visibility: 'PARTNER', fields: { parent: null } }])
    const { data } = await world.query('{ organization(id: "cosn") { id } }', {}, scoe)
    expect(data.organization).toBeNull()
  })
})
