import { viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { describe, expect, it } from 'vitest'
import { addHiddenOrganizations } from './hidden-organizations.ts'
import { admin, change, created, newOrganization, refusals, startWritingWorld, writer } from './writing-world.ts'

const sacramento = writer('global-ties-sacramento')
const scoe = writer('scoe')

const whole = `id slug name names { value kind } kinds description url location { code } serviceArea { code }
  enrollment { value bound label } memberCount { value bound label } parent { id } steward { id } visibility version
  sources { id } claims { path value normalized basis source { id } supersededAt }`

describe('createOrganization', () => {
  it('records an organization with a claim for each value', async () => {
    await using world = await startWritingWorld()

    const { organization, userErrors } = await change(
      world,
      'createOrganization',
      {
        name: 'Río Linda Exchange Council',
        names: [
          { value: 'RLEC', kind: 'ACRONYM' },
          { value: 'Río Linda Exchange Council', kind: 'AS_PRINTED' },
        ],
        kinds: ['NONPROFIT', 'ASSOCIATION', 'NONPROFIT'],
        description: 'Hosts\nvisitors.',
        url: 'https://rlec.example.org',
        locationId: 'us sac',
        serviceAreaIds: ['US-CA', 'USSAC', 'us-ca'],
        enrollment: { value: 300, bound: 'ABOUT', label: 'some 300' },
        memberCount: { value: 80, bound: 'MORE_THAN' },
        sourceIds: ['scoe-news-story'],
        idempotencyKey: 'k-1',
      },
      sacramento,
      whole,
    )

    expect(userErrors).toEqual([])
    const source = { id: 'scoe-news-story' }
    const claim = (path: string, value: string, normalized: string | null = null) => ({
      ...{ path, value, normalized, basis: 'STATED', source, supersededAt: null },
    })
    expect(organization).toEqual({
      id: 'rio-linda-exchange-council',
      slug: 'rio-linda-exchange-council',
      name: 'Río Linda Exchange Council',
      names: [
        { value: 'Río Linda Exchange Council', kind: 'AS_PRINTED' },
        { value: 'RLEC', kind: 'ACRONYM' },
      ],
      kinds: ['NONPROFIT', 'ASSOCIATION'],
      description: 'Hosts\nvisitors.',
      url: 'https://rlec.example.org',
      location: { code: 'USSAC' },
      serviceArea: [{ code: 'US-CA' }, { code: 'USSAC' }],
      enrollment: { value: 300, bound: 'ABOUT', label: 'some 300' },
      memberCount: { value: 80, bound: 'MORE_THAN', label: null },
      parent: null,
      steward: { id: 'global-ties-sacramento' },
      visibility: 'PUBLIC',
      version: 1,
      sources: [source],
      claims: [
        claim('name', 'Río Linda Exchange Council'),
        claim('names', 'RLEC'),
        claim('kinds', 'NONPROFIT', 'NONPROFIT'),
        claim('kinds', 'ASSOCIATION', 'ASSOCIATION'),
        claim('description', 'Hosts\nvisitors.'),
        claim('url', 'https://rlec.example.org'),
        claim('location', 'Sacramento', 'USSAC'),
        claim('serviceArea', 'California', 'US-CA'),
        claim('serviceArea', 'Sacramento', 'USSAC'),
        claim('enrollment', 'some 300', '300'),
        claim('memberCount', 'more than 80', '80'),
      ],
    })
  })

  it('shows in history, feed and search', async () => {
    await using world = await startWritingWorld()
    const { next } = await world.changes()
    await created(world, 'Río Linda Exchange Council', sacramento)

    const { changes } = await world.changes(`since=${encodeURIComponent(next)}`)
    const { data } = await world.query(
      `{ searchOrganizations(query: "rio linda") { edges { node { id
        history { totalCount edges { node { action subject organizationId version changes { path from to } } } } } } } }`,
      {},
      sacramento,
    )

    expect(changes).toMatchObject([
      {
        type: 'Organization',
        id: 'rio-linda-exchange-council',
        version: 1,
        fields: { slug: 'rio-linda-exchange-council', parent: null, steward: 'global-ties-sacramento' },
      },
    ])
    const [{ node }] = data.searchOrganizations.edges
    expect(node.id).toBe('rio-linda-exchange-council')
    expect(node.history.totalCount).toBe(1)
    expect(node.history.edges[0].node).toMatchObject({
      action: 'createOrganization',
      subject: 'test-viewer',
      organizationId: 'global-ties-sacramento',
      version: 1,
      changes: expect.arrayContaining([{ path: 'name', from: null, to: 'Río Linda Exchange Council' }]),
    })
  })

  it('credits what names no document to the own entry of the organization that records it', async () => {
    await using world = await startWritingWorld()

    const { organization } = await change(
      world,
      'createOrganization',
      newOrganization('Delta Hosts'),
      sacramento,
      'sources { id } claims(path: "name") { source { id } }',
    )

    const own = { id: 'partner-entry.global-ties-sacramento' }
    expect(organization).toEqual({ sources: [own], claims: [{ source: own }] })
  })

  it('makes a unit, which its parent keeps', async () => {
    await using world = await startWritingWorld()

    const input = newOrganization('SCOE Welcome Desk', { parentId: 'scoe', kinds: ['UNIT'] })
    const { organization } = await change(world, 'createOrganization', input, scoe, 'parent { id } steward { id }')

    expect(organization).toEqual({ parent: { id: 'scoe' }, steward: { id: 'scoe' } })
  })

  it('makes a protected one that exists for its steward alone, under an id that tells nothing', async () => {
    await using world = await startWritingWorld()
    const { next } = await world.changes()
    const id = await created(world, 'Safe House', sacramento, { visibility: 'PARTNER' })

    const seenBy = async (organization: string) => {
      const { data } = await world.query(
        'query ($id: ID!) { organization(id: $id) { name } searchOrganizations(query: "safe house") { totalCount } }',
        { id },
        writer(organization),
      )
      return data
    }
    const { changes } = await world.changes(`since=${encodeURIComponent(next)}`)
    expect(id).toMatch(/^o-[a-z0-9]{11}$/)
    expect(await seenBy('global-ties-sacramento')).toEqual({
      organization: { name: 'Safe House' },
      searchOrganizations: { totalCount: 1 },
    })
    expect(await seenBy('scoe')).toEqual({ organization: null, searchOrganizations: { totalCount: 0 } })
    expect(changes).toMatchObject([{ id, fields: { parent: null, steward: 'global-ties-sacramento' } }])
    expect(JSON.stringify(changes)).not.toContain('Safe')
  })

  it('answers the first result to the same idempotency key, also to twenty at once', async () => {
    await using world = await startWritingWorld()

    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        change(world, 'createOrganization', newOrganization('Delta Hosts', { idempotencyKey: 'one' }), sacramento),
      ),
    )

    expect(new Set(answers.map(({ organization }) => organization?.id))).toEqual(new Set(['delta-hosts']))
  })

  it('of twenty that create one name at once lets one through and gives the others its id', async () => {
    await using world = await startWritingWorld()

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        change(
          world,
          'createOrganization',
          newOrganization('Delta Hosts', { idempotencyKey: `k-${index}` }),
          sacramento,
        ),
      ),
    )

    const refused = answers.filter(({ organization }) => organization === null)
    expect(refused).toHaveLength(19)
    expect(refused.flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code))).toEqual(
      Array.from({ length: 19 }, () => 'DUPLICATE'),
    )
    expect(refused[0].userErrors[0].suggestions).toEqual(['delta-hosts'])
  })

  it('says all that is wrong at once, each with its field', async () => {
    await using world = await startWritingWorld()

    const answer = await change(
      world,
      'createOrganization',
      {
        name: ' scoe ',
        names: [{ value: 'a\u0007b', kind: 'ALTERNATE' }],
        kinds: [],
        slug: 'Not A Slug',
        description: 'Passport number AB1234567',
        url: 'javascript:alert(1)',
        locationId: 'Burma',
        serviceAreaIds: ['US', 'Georgia'],
        enrollment: { value: -1 },
        parentId: 'cosn',
        visibility: 'RESTRICTED',
        sourceIds: ['scoe-news-story', 'roster'],
        idempotencyKey: 'k',
      },
      sacramento,
    )

    expect(answer.organization).toBeNull()
    expect(refusals(answer)).toEqual([
      ['FORBIDDEN', 'input.visibility'],
      ['INVALID', 'input.names.0.value'],
      ['INVALID', 'input.kinds'],
      ['PROTECTED_DATA', 'input.description'],
      ['INVALID', 'input.url'],
      ['NOT_FOUND', 'input.locationId'],
      ['NOT_FOUND', 'input.serviceAreaIds.1'],
      ['INVALID', 'input.enrollment.value'],
      ['FORBIDDEN', 'input.parentId'],
      ['NOT_FOUND', 'input.sourceIds.1'],
      ['INVALID', 'input.slug'],
      ['DUPLICATE', 'input.name'],
    ])
    const suggested = answer.userErrors.map(({ suggestions }: { suggestions: string[] }) => suggestions)
    expect(suggested[5]).toEqual(['MM'])
    expect(suggested[6]).toEqual(['Georgia (GE)', 'Georgia (US-GA)'])
    expect(suggested[10]).toEqual(['not-a-slug'])
    expect(suggested[11]).toEqual(['scoe'])
  })

  it('takes no name and no parent from what is hidden', async () => {
    await using world = await startWritingWorld()
    await addHiddenOrganizations(world.database)

    const taken = await change(world, 'createOrganization', newOrganization('Hidden Shelter'), sacramento, 'id')
    const hidden = await change(
      world,
      'createOrganization',
      newOrganization('Delta Hosts', { parentId: 'cosn-shelter' }),
      scoe,
    )
    const never = await change(world, 'createOrganization', newOrganization('Delta', { parentId: 'never-was' }), scoe)

    expect(taken).toEqual({ organization: { id: 'hidden-shelter' }, userErrors: [] })
    expect(JSON.stringify(hidden).replaceAll('cosn-shelter', '?')).toBe(
      JSON.stringify(never).replaceAll('never-was', '?'),
    )
    expect(refusals(hidden)).toEqual([['NOT_FOUND', 'input.parentId']])
  })

  it('refuses a slug that is taken, with the id of who has it', async () => {
    await using world = await startWritingWorld()

    const input = newOrganization('Delta Hosts', { slug: 'cosn' })
    const answer = await change(world, 'createOrganization', input, sacramento)

    expect(refusals(answer)).toEqual([['DUPLICATE', 'input.slug']])
    expect(answer.userErrors[0].suggestions).toEqual(['cosn'])
  })

  it('is for organizations, and for administrators of the network', async () => {
    await using world = await startWritingWorld()
    const nobody = viewerWith({ scopes: ['organization:write'] })

    const refused = await change(world, 'createOrganization', newOrganization('Delta Hosts'), nobody)
    const byAdmin = await change(world, 'createOrganization', newOrganization('Delta Hosts'), admin, 'steward { id }')
    const { errors } = await world.query(
      'mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } } }',
      { input: newOrganization('Other Hosts') },
      viewerWith({ organization: 'scoe' }),
    )

    expect(refusals(refused)).toEqual([['FORBIDDEN', null]])
    expect(byAdmin.organization).toEqual({ steward: { id: 'delta-hosts' } })
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE'])
  })
})
