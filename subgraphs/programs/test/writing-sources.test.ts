import { viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { describe, expect, it } from 'vitest'
import { people, startAlone, startWorld, tell } from './world.ts'
import { mutation, newKey, problemsOf, writers } from './writers.ts'

const add = mutation(
  'addSource',
  'AddSourceInput',
  `source { id slug kind title url identifier visibility published { edtf } publisher { id } authors { id } syndicatedFrom { id } }`,
)

describe('addSource', () => {
  it('records a document, under a slug of its title', async () => {
    await using world = await startWorld()

    const payload = await add(world, {
      kind: 'PRESS_RELEASE',
      title: 'Visitors from Jordan — a day at SCOE',
      publisherId: 'scoe',
      authorIds: [people.xanthiSoriano],
      published: { edtf: '2025-01-08' },
      url: 'https://example.org/release',
      identifier: 'PR 7',
      syndicatedFromId: 'cosn',
      idempotencyKey: newKey(),
    })

    expect(payload).toEqual({
      source: {
        id: 'visitors-from-jordan-a-day-at-scoe',
        slug: 'visitors-from-jordan-a-day-at-scoe',
        kind: 'PRESS_RELEASE',
        title: 'Visitors from Jordan — a day at SCOE',
        url: 'https://example.org/release',
        identifier: 'PR 7',
        visibility: 'NETWORK',
        published: { edtf: '2025-01-08' },
        publisher: { id: 'scoe' },
        authors: [{ id: people.xanthiSoriano }],
        syndicatedFrom: { id: 'cosn' },
      },
      userErrors: [],
    })
  })

  it.each(['program:write', 'person:write', 'organization:write'])('needs no more than the scope %s', async scope => {
    await using world = await startWorld()
    const viewer = viewerWith({ organization: 'unesco', scopes: [scope] })

    const payload = await add(world, { kind: 'ROSTER', title: 'Roster', idempotencyKey: newKey() }, viewer)

    expect(payload.userErrors).toEqual([])
  })

  it('tells the siblings at once, and facts can be credited to it', async () => {
    await using world = await startWorld()
    const { next } = await world.changes('limit=100')

    await add(world, { kind: 'ROSTER', title: 'Roster', slug: 'roster-2025', idempotencyKey: newKey() })

    const { changes } = await world.changes(`since=${next}`)
    expect(changes).toMatchObject([
      { type: 'Source', id: 'roster-2025', visibility: 'NETWORK', fields: { title: 'Roster' } },
    ])
  })

  it('gives what is not for all members an id that tells nothing', async () => {
    await using world = await startWorld()
    const input = { kind: 'ROSTER', title: 'Dissidents of Ruritania', visibility: 'RESTRICTED' }

    const automatic = await add(world, { ...input, idempotencyKey: newKey() })
    const chosen = await add(world, { ...input, slug: 'ruritania', idempotencyKey: newKey() })

    expect(automatic.source.id).toMatch(/^source-[a-z0-9]{11}$/)
    expect(automatic.source.slug).toBe(automatic.source.id)
    expect(chosen.source).toMatchObject({ id: expect.stringMatching(/^source-[a-z0-9]{11}$/), slug: 'ruritania' })
    expect(JSON.stringify(await world.changes('limit=100'))).not.toMatch(/ruritania/i)
  })

  it('names the source that has the slug already, unless it is hidden', async () => {
    await using world = await startWorld()
    const hidden = { kind: 'ROSTER', title: 'x', slug: 'ruritania', visibility: 'RESTRICTED' }
    await add(world, { ...hidden, idempotencyKey: newKey() }, writers.cosn)

    const open = await add(world, { kind: 'ROSTER', title: 'x', slug: 'scoe-news-story', idempotencyKey: newKey() })
    const secret = await add(world, { kind: 'ROSTER', title: 'x', slug: 'ruritania', idempotencyKey: newKey() })

    expect(open.userErrors).toMatchObject([
      {
        code: 'DUPLICATE',
        field: ['input', 'slug'],
        message:
          'The source "scoe-news-story" has the slug "scoe-news-story" already. Use that source, or choose another slug.',
        suggestions: ['scoe-news-story'],
      },
    ])
    expect(secret.userErrors).toMatchObject([
      {
        code: 'DUPLICATE',
        message: 'The slug "ruritania" is not free. Choose another one.',
        suggestions: [expect.stringMatching(/^ruritania-/)],
      },
    ])
  })

  it('says all that is wrong at once', async () => {
    await using world = await startWorld()

    const payload = await add(world, {
      kind: 'PARTNER_ENTRY',
      title: 'SSN 123-45-6789',
      slug: 'Not A Slug',
      publisherId: 'never',
      authorIds: ['p-never'],
      published: { edtf: 'soon' },
      url: 'ftp://example.org',
      syndicatedFromId: 'never',
      idempotencyKey: newKey(),
    })

    expect(problemsOf(payload).toSorted()).toEqual([
      ['INVALID', 'input.kind'],
      ['INVALID', 'input.published.edtf'],
      ['INVALID', 'input.slug'],
      ['INVALID', 'input.url'],
      ['NOT_FOUND', 'input.authorIds.0'],
      ['NOT_FOUND', 'input.publisherId'],
      ['NOT_FOUND', 'input.syndicatedFromId'],
      ['PROTECTED_DATA', 'input.title'],
    ])
  })

  it('needs an organization as its steward', async () => {
    await using world = await startWorld()
    const viewer = viewerWith({ scopes: ['program:write'] })
    const input = { kind: 'ROSTER', title: 'Roster', visibility: 'PUBLIC' }

    const payload = await add(world, { ...input, idempotencyKey: newKey() }, viewer)
    const byAdmin = await add(world, { ...input, idempotencyKey: newKey() }, writers.admin)

    expect(problemsOf(payload)).toEqual([['FORBIDDEN', null]])
    expect(byAdmin.source).toMatchObject({ slug: 'roster' })
  })
})

describe('The source of what an organization enters itself', () => {
  const fields = 'id slug kind title titleIsOfficial visibility publisher { id } authors { id } published { edtf } url'

  it('is there by its id, also for the gateway, and names the organization', async () => {
    await using world = await startWorld()

    const { data } = await world.query(`{ source(id: "partner-entry.cosn") { ${fields} } }`)
    const references = await world.resolveReferences('Source', ['partner-entry.cosn', 'scoe-news-story'], 'id title')

    expect(data.source).toEqual({
      id: 'partner-entry.cosn',
      slug: 'partner-entry.cosn',
      kind: 'PARTNER_ENTRY',
      title: 'Entries of CoSN',
      titleIsOfficial: false,
      visibility: 'PUBLIC',
      publisher: { id: 'cosn' },
      authors: [],
      published: null,
      url: null,
    })
    expect(references.data).toMatchObject([{ title: 'Entries of CoSN' }, { id: 'scoe-news-story' }])
  })

  it('stands in no list', async () => {
    await using world = await startWorld()

    const { data } = await world.query('{ sources(kinds: [PARTNER_ENTRY]) { totalCount } }')

    expect(data.sources.totalCount).toBe(0)
  })

  it('is as hidden as the organization, with the claims that are credited to it', async () => {
    await using world = await startWorld()
    const addItem = mutation('addAgendaItem', 'AddAgendaItemInput', 'program { id }')
    const programId = 'education-in-the-digital-age-ii'
    await addItem(world, { programId, title: 'Dinner', idempotencyKey: newKey() })
    const operation = `{ source(id: "partner-entry.scoe") { id } never: source(id: "partner-entry.never") { id }
      program(id: "${programId}") { claims(path: "agenda") { value } } }`
    const before = await world.query(operation)

    await tell(world.database, [{ type: 'Organization', id: 'scoe', name: 'SCOE', visibility: 'RESTRICTED' }])

    const after = await world.query(operation)
    expect(before.data).toMatchObject({ source: { id: 'partner-entry.scoe' }, never: null })
    expect(before.data.program.claims.map(({ value }: { value: string }) => value)).toContain('Dinner')
    expect(after.data).toMatchObject({ source: null, never: null })
    expect(after.data.program.claims.map(({ value }: { value: string }) => value)).not.toContain('Dinner')
  })

  it('is unknown before the feed of organizations is read, and its claims are there all the same', async () => {
    await using world = await startAlone()

    const { data } = await world.query('{ source(id: "partner-entry.scoe") { id } }')

    expect(data.source).toBeNull()
  })
})
