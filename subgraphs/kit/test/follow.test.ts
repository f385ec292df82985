import fastify from 'fastify'
import { describe, expect, it, vi } from 'vitest'
import type { Database } from '../database/database.ts'
import type { FollowedPage } from '../feed/apply-page.ts'
import { feedEntities } from '../feed/entities.ts'
import { delayMs, type FollowOptions, followFeed } from '../feed/follow.ts'
import { readChanges } from '../feed/read-changes.ts'
import { recordChanges } from '../feed/record-changes.ts'
import { changesRoute } from '../feed/route.ts'
import { projectionEntities } from '../projection/entities.ts'
import { ProjectedRecord } from '../projection/projected-record.ts'
import { testDatabase } from '../testing/test-database.ts'
import { describeOrganizations, Organization, organization, worldEntities, worldTouches } from './exchange-world.ts'

const openSibling = () =>
  testDatabase({
    name: 'organizations',
    entities: [...worldEntities, ...feedEntities],
    recorders: [recordChanges({ touches: worldTouches, describe: { Organization: describeOrganizations } })],
  })

const create = (database: Database, ...ids: readonly string[]) =>
  database.write(async em => {
    for (const id of ids) em.persist(em.create(Organization, organization(id)))
  })

const rename = (database: Database, id: string, name: string) =>
  database.write(async em => {
    const renamed = await em.findOneOrFail(Organization, { id })
    renamed.name = name
  })

/** Serves the feed of a database that may be exchanged, or be away. */
const serve = async (first: Database) => {
  const app = fastify()
  const asked: { url: string; identity: unknown }[] = []
  const served: { database: Database | null; body: string | null } = { database: first, body: null }
  app.get('/changes', (request, reply) => {
    asked.push({ url: request.url, identity: request.headers['exchange-identity'] })
    if (served.body !== null) return reply.send(served.body)
    if (served.database === null) return reply.code(503).send('away')
    return changesRoute(served.database)(request, reply)
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { url: `${url}/graphql`, asked, served, [Symbol.asyncDispose]: () => app.close() }
}

const openProjection = () => testDatabase({ name: 'programs', entities: projectionEntities })

const follow = (
  database: Database,
  url: string,
  more: Partial<Pick<FollowOptions, 'limit' | 'maxBytes' | 'onPage' | 'intervalMs'>> = {},
) =>
  // The interval is longer than any test, so that only the polls that a test asks for happen.
  followFeed({
    database,
    origin: 'organizations',
    url,
    sign: target => `signed ${target}`,
    intervalMs: 3_600_000,
    // A busy machine is not a sibling that is away.
    timeoutMs: 60_000,
    ...more,
  })

const known = async (database: Database): Promise<readonly string[]> => {
  const rows = await database.read.selectFrom('projected_record').select('record_id').orderBy('record_id').execute()
  return rows.map(row => row.record_id)
}

describe('a follower', { timeout: 30_000 }, () => {
  it('reads a sibling’s feed from the beginning to its end', async () => {
    await using sibling = await openSibling()
    await using projection = await openProjection()
    await using server = await serve(sibling)
    await create(sibling, 'a', 'b', 'c', 'd', 'e')

    await using following = follow(projection, server.url, { limit: 2 })
    expect(following.state().phase).toBe('starting')
    await following.poll()

    expect(await known(projection)).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(following.state()).toMatchObject({ phase: 'current', cursor: expect.stringMatching(/\.5$/) })
    expect(server.asked).toHaveLength(3)
  })

  it('signs exactly the address that it asks', async () => {
    await using sibling = await openSibling()
    await using projection = await openProjection()
    await using server = await serve(sibling)
    await create(sibling, 'a')

    await using following = follow(projection, server.url)
    await following.poll()
    await following.poll()

    expect(server.asked.map(request => request.identity)).toEqual(
      server.asked.map(request => `signed GET ${request.url}`),
    )
    expect(server.asked[0]?.url).toBe('/changes?limit=500')
    expect(server.asked[1]?.url).toMatch(/^\/changes\?since=[A-Za-z0-9_-]{16}\.1&limit=500$/)
  })

  it('goes on from its cursor after a restart', async () => {
    await using sibling = await openSibling()
    await using projection = await openProjection()
    await using server = await serve(sibling)
    await create(sibling, 'a')
    const before = follow(projection, server.url)
    await before.poll()
    await before.close()
    await create(sibling, 'b')

    await using after = follow(projection, server.url)
    await after.poll()

    expect(await known(projection)).toEqual(['a', 'b'])
    expect(server.asked.at(-1)?.url).toMatch(/since=[A-Za-z0-9_-]{16}\.1&/)
  })

  it('keeps what it knows while the sibling is away, and says so', async () => {
    await using sibling = await openSibling()
    await using projection = await openProjection()
    await using server = await serve(sibling)
    await create(sibling, 'a')
    await using following = follow(projection, server.url)
    await following.poll()

    server.served.database = null
    await following.poll()

    expect(following.state()).toMatchObject({ phase: 'away', cursor: expect.stringMatching(/\.1$/) })
    expect(await known(projection)).toEqual(['a'])

    server.served.database = sibling
    await following.poll()

    expect(following.state().phase).toBe('current')
  })

  it('reads a database made anew from the beginning and forgets what is no longer there', async () => {
    await using first = await openSibling()
    await using second = await openSibling()
    await using projection = await openProjection()
    await using server = await serve(first)
    await create(first, 'a', 'b')
    await create(second, 'b', 'c', 'd')
    await using following = follow(projection, server.url, { limit: 2 })
    await following.poll()

    server.served.database = second
    await following.poll()

    expect(await known(projection)).toEqual(['b', 'c', 'd'])
  })

  it('writes nothing when there is nothing new', async () => {
    await using sibling = await openSibling()
    await using projection = await openProjection()
    await using server = await serve(sibling)
    await create(sibling, 'a')
    await using following = follow(projection, server.url)
    await following.poll()
    projection.statements.length = 0

    await following.poll()

    expect(projection.statements).toHaveLength(1)
  })

  it('polls one after the other: a poll that is asked for joins the one under way', async () => {
    await using sibling = await openSibling()
    await using projection = await openProjection()
    await using server = await serve(sibling)

    await using following = follow(projection, server.url)
    await Promise.all([following.poll(), following.poll(), following.poll()])

    expect(server.asked).toHaveLength(1)
  })

  it.each([
    ['{"changes": 1}'],
    ['no JSON'],
    ['{"feed":"f","restarted":false,"changes":[{"id":1}],"next":"f.1","more":false}'],
  ])('stays away from a reply that is no page of a feed: %s', async body => {
    await using sibling = await openSibling()
    await using projection = await openProjection()
    await using server = await serve(sibling)
    server.served.body = body

    await using following = follow(projection, server.url)
    await following.poll()

    expect(following.state()).toMatchObject({ phase: 'away', cursor: null })
  })

  it('stops reading a page that is too large', async () => {
    await using sibling = await openSibling()
    await using projection = await openProjection()
    await using server = await serve(sibling)
    await create(sibling, 'a', 'b', 'c')

    await using following = follow(projection, server.url, { maxBytes: 100 })
    await following.poll()

    expect(following.state().phase).toBe('away')
    expect(await known(projection)).toEqual([])
  })

  it('throws a page away when a copy of the subgraph was faster', async () => {
    await using sibling = await openSibling()
    await using projection = await openProjection()
    await create(sibling, 'a')
    await using server = await serve(sibling)
    const stale = JSON.stringify(await readChanges(sibling, {}))
    await using faster = follow(projection, server.url)
    await faster.poll()
    await rename(sibling, 'a', 'The new name')

    // The slower copy asks first; before it hears the old page the faster one has read on.
    const slowApp = fastify().get('/changes', async (_, reply) => {
      await faster.poll()
      return reply.header('content-type', 'application/json').send(stale)
    })
    await using slower = follow(projection, await slowApp.listen({ host: '127.0.0.1', port: 0 }))
    await slower.poll()

    expect(
      await projection.read.selectFrom('projected_record').select(['record_id', 'name', 'version']).execute(),
    ).toEqual([{ record_id: 'a', name: 'The new name', version: 2 }])
    await slowApp.close()
  })

  it('hears of a change while it waits for one', async () => {
    await using sibling = await openSibling()
    await using projection = await openProjection()
    await using server = await serve(sibling)
    await create(sibling, 'a')
    await using following = follow(projection, server.url, { intervalMs: 1 })
    await vi.waitFor(() => expect(server.asked.at(-1)?.url).toMatch(/^\/changes\?since=.*\.1&limit=500&wait=20$/))

    await create(sibling, 'b')

    await vi.waitFor(async () => expect(await known(projection)).toEqual(['a', 'b']), { interval: 5, timeout: 10_000 })
    expect(following.state().phase).toBe('current')
    expect(server.asked.map(request => request.identity)).toEqual(
      server.asked.map(request => `signed GET ${request.url}`),
    )
  })

  it('does not let a poll that is asked for wait', async () => {
    await using sibling = await openSibling()
    await using projection = await openProjection()
    await using server = await serve(sibling)
    await create(sibling, 'a')
    await using following = follow(projection, server.url, { intervalMs: 1 })
    await vi.waitFor(() => expect(server.asked.at(-1)?.url).toMatch(/wait=20$/))
    const startedAt = performance.now()

    await following.poll()

    expect(server.asked.filter(({ url }) => !url.includes('wait'))).toHaveLength(2)
    expect(performance.now() - startedAt).toBeLessThan(10_000)
    await vi.waitFor(() => expect(server.asked.at(-1)?.url).toMatch(/wait=20$/))
  })

  it('ends at once while it waits', async () => {
    await using sibling = await openSibling()
    await using projection = await openProjection()
    await using server = await serve(sibling)
    await create(sibling, 'a')
    const following = follow(projection, server.url, { intervalMs: 1 })
    await vi.waitFor(() => expect(server.asked.at(-1)?.url).toMatch(/wait=20$/))
    const startedAt = performance.now()

    await following.close()

    expect(performance.now() - startedAt).toBeLessThan(10_000)
    expect(following.state().phase).toBe('current')
  })

  it('does not ask without pause a sibling that answers at once that nothing is new', async () => {
    await using sibling = await openSibling()
    await using projection = await openProjection()
    await using server = await serve(sibling)
    await create(sibling, 'a')
    const { feed, next } = await readChanges(sibling, {})
    server.served.body = JSON.stringify({ feed, next, restarted: false, changes: [], more: false })
    await using following = follow(projection, server.url, { intervalMs: 1 })
    await vi.waitFor(() => expect(server.asked).toHaveLength(2))
    const startedAt = performance.now()

    await vi.waitFor(() => expect(server.asked).toHaveLength(3), { timeout: 10_000 })

    expect(performance.now() - startedAt).toBeGreaterThan(900)
    expect(following.state().phase).toBe('current')
  })

  it('knows of when its knowledge is, also after a restart without the sibling', async () => {
    await using sibling = await openSibling()
    await using projection = await openProjection()
    await using server = await serve(sibling)
    await create(sibling, 'a')
    const before = follow(projection, server.url)
    expect(before.state().asOf).toBeNull()
    const askedAt = Date.now()
    await before.poll()
    const asOf = before.state().asOf?.getTime() ?? 0
    await before.close()
    expect(asOf).toBeGreaterThanOrEqual(askedAt)
    expect(asOf).toBeLessThanOrEqual(Date.now())

    server.served.database = null
    await using after = follow(projection, server.url)
    await after.poll()

    expect(after.state().phase).toBe('away')
    const stored = after.state().asOf?.getTime() ?? 0
    expect(stored).toBeGreaterThanOrEqual(askedAt)
    expect(stored).toBeLessThanOrEqual(Date.now())
  })

  it('lets the subgraph react to each page in the transaction that applies it', async () => {
    await using sibling = await openSibling()
    await using projection = await openProjection()
    await using server = await serve(sibling)
    await create(sibling, 'a', 'b', 'c')
    const pages: FollowedPage[] = []
    let isBroken = true

    await using following = follow(projection, server.url, {
      limit: 2,
      onPage: async (page, em) => {
        const applied = await em.find(ProjectedRecord, {})
        expect(applied.map(({ recordId }) => recordId)).toEqual(
          expect.arrayContaining(page.changes.map(({ id }) => id)),
        )
        if (isBroken) throw new Error('The reaction failed.')
        pages.push(page)
      },
    })
    await following.poll()
    expect([following.state().phase, await known(projection)]).toEqual(['away', []])
    isBroken = false
    await following.poll()
    await following.poll()

    expect(await known(projection)).toEqual(['a', 'b', 'c'])
    expect(pages.map(({ origin, changes }) => [origin, changes.map(({ id }) => id)])).toEqual([
      ['organizations', ['a', 'b']],
      ['organizations', ['c']],
    ])
  })

  it('polls no more once it is closed', async () => {
    await using sibling = await openSibling()
    await using projection = await openProjection()
    await using server = await serve(sibling)
    const following = follow(projection, server.url)
    await following.poll()

    await following.close()
    await following.poll()

    expect(server.asked).toHaveLength(1)
  })
})

describe('the pause between polls', () => {
  it('is the interval while all is well, and doubles with each failure up to half a minute', () => {
    expect(delayMs(1000, 0)).toBe(1000)
    expect(delayMs(1000, 1, () => 0)).toBe(2000)
    expect(delayMs(1000, 4, () => 0)).toBe(16_000)
    expect(delayMs(1000, 50, () => 0)).toBe(30_000)
  })

  it('is shortened at random, so that siblings do not come back all at once', () => {
    expect(delayMs(1000, 1, () => 0.5)).toBe(1500)
    expect(delayMs(1000, 50, () => 0.999)).toBeGreaterThan(15_000)
  })
})
