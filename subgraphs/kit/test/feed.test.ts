import fastify from 'fastify'
import { describe, expect, inject, it } from 'vitest'
import { awaitChanges } from '../feed/await-changes.ts'
import { feedEntities } from '../feed/entities.ts'
import { type ChangesQuery, readChanges } from '../feed/read-changes.ts'
import { recordChanges } from '../feed/record-changes.ts'
import { changesRoute } from '../feed/route.ts'
import { testDatabase } from '../testing/test-database.ts'
import {
  describeOrganizations,
  Membership,
  Organization,
  organization,
  worldEntities,
  worldTouches,
} from './exchange-world.ts'

const openWorld = () =>
  testDatabase({
    entities: [...worldEntities, ...feedEntities],
    recorders: [recordChanges({ touches: worldTouches, describe: { Organization: describeOrganizations } })],
  })

type World = Awaited<ReturnType<typeof openWorld>>

const create = (world: World, ...rows: ReturnType<typeof organization>[]) =>
  world.write(async em => {
    for (const row of rows) em.persist(em.create(Organization, row))
  })

describe('GET /changes', () => {
  it('answers a page that no cache keeps', async () => {
    await using world = await openWorld()
    await using app = fastify().get('/changes', changesRoute(world))
    await create(world, organization('scoe'))

    const reply = await app.inject('/changes?limit=1')

    expect([reply.statusCode, reply.headers['cache-control']]).toEqual([200, 'no-store'])
    expect(reply.json()).toEqual(await readChanges(world, { limit: '1' }))
  })

  it('answers a mistake in the query with its sentence', async () => {
    await using world = await openWorld()
    await using app = fastify().get('/changes', changesRoute(world))

    const reply = await app.inject('/changes?limit=many')

    expect(reply.statusCode).toBe(400)
    expect(reply.json()).toEqual({
      errors: [
        {
          message: 'Parameter "limit" is "many", but a page holds 1 to 1000 changes.',
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ],
    })
  })
})

describe('a reader that waits', () => {
  const never = new AbortController().signal

  it('hears of the next commit', async () => {
    await using world = await openWorld()
    await using app = fastify().get('/changes', changesRoute(world))
    await create(world, organization('scoe'))
    const { next } = await readChanges(world, {})

    const reply = app.inject(`/changes?since=${next}&wait=25`)
    await create(world, organization('cosn'))

    expect((await reply).json()).toMatchObject({ changes: [{ id: 'cosn' }], more: false })
  })

  it('goes on waiting when a commit told the feed nothing', async () => {
    await using world = await openWorld()
    await create(world, organization('scoe'))
    const { next } = await readChanges(world, {})

    const page = awaitChanges(world, { since: next, wait: '25' }, never)
    await world.write(async () => undefined)
    await create(world, organization('cosn'))

    expect((await page).changes.map(({ id }) => id)).toEqual(['cosn'])
  })

  it('hears an empty page when the time is over', async () => {
    await using world = await openWorld()
    const { next } = await readChanges(world, {})
    const startedAt = performance.now()

    const page = await awaitChanges(world, { since: next, wait: '1' }, never)

    expect(page).toMatchObject({ changes: [], next, more: false, restarted: false })
    expect(performance.now() - startedAt).toBeGreaterThan(990)
  })

  it('is answered at once at the beginning and when its cursor is not known', async () => {
    await using world = await openWorld()
    await using other = await openWorld()

    const first = await awaitChanges(world, { wait: '25' }, never)
    const strange = await awaitChanges(world, { since: (await readChanges(other, {})).next, wait: '25' }, never)

    expect([first.changes, strange.restarted]).toEqual([[], true])
  })

  it('is answered when it is gone itself or the server closes', async () => {
    await using world = await openWorld()
    const { next } = await readChanges(world, {})
    const ended = new AbortController()

    const page = awaitChanges(world, { since: next, wait: '25' }, ended.signal)
    ended.abort()

    expect((await page).changes).toEqual([])
  })

  // Only there can a subgraph have copies.
  const onPostgres = inject('databaseKind') === 'postgres' ? it : () => undefined
  onPostgres('hears of what another copy of the subgraph wrote', async () => {
    await using world = await openWorld()
    await create(world, organization('scoe'))
    const { next } = await readChanges(world, {})

    const page = awaitChanges(world, { since: next, wait: '25' }, never)
    // Past `write`, so that this copy hears of no commit.
    await world.orm.em.getConnection('write').execute('update change set seq = seq + 1')

    expect((await page).changes.map(({ id }) => id)).toEqual(['scoe'])
  })

  it('may wait for 25 seconds at most', async () => {
    await using world = await openWorld()

    await expect(awaitChanges(world, { wait: '26' }, never)).rejects.toThrow(
      'Parameter "wait" is "26", but a feed waits 0 to 25 seconds.',
    )
    await expect(awaitChanges(world, { wait: '-1' }, never)).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    })
  })
})

describe('the change feed', () => {
  it('tells the links of a hidden record and nothing else of it, and none of one that is deleted', async () => {
    await using world = await testDatabase({
      entities: [...worldEntities, ...feedEntities],
      recorders: [
        recordChanges({
          touches: worldTouches,
          describe: {
            Organization: async (ids, em) =>
              (await describeOrganizations(ids, em)).map(entry => ({
                ...entry,
                links: { parent: entry.fields.parent },
                deleted: entry.id === 'closed',
              })),
          },
        }),
      ],
    })
    await create(
      world,
      organization('shelter', { parentId: 'scoe', visibility: 'PARTNER' }),
      organization('closed', { parentId: 'scoe', visibility: 'PARTNER' }),
    )

    const { changes } = await readChanges(world, {})

    expect(changes.map(({ id, fields }) => [id, fields])).toEqual([
      ['shelter', { parent: 'scoe' }],
      ['closed', undefined],
    ])
  })

  it('tells of a record in the transaction that made it', async () => {
    await using world = await openWorld()
    await create(world, organization('scoe', { name: 'Sacramento County Office of Education' }))

    const page = await readChanges(world, {})

    expect(page).toEqual({
      feed: expect.stringMatching(/^[A-Za-z0-9_-]{16}$/),
      restarted: false,
      changes: [
        {
          cursor: `${page.feed}.1`,
          type: 'Organization',
          id: 'scoe',
          version: 1,
          deleted: false,
          visibility: 'PUBLIC',
          fields: { slug: 'scoe', name: 'Sacramento County Office of Education', parent: null, memberOf: [] },
        },
      ],
      next: `${page.feed}.1`,
      more: false,
    })
  })

  it('holds one row for a record, moved to the end at each change', async () => {
    await using world = await openWorld()
    await create(world, organization('scoe'), organization('cosn'), organization('iste'))

    await world.write(async em => {
      const scoe = await em.findOneOrFail(Organization, { id: 'scoe' })
      scoe.name = 'SCOE'
    })

    const { changes } = await readChanges(world, {})
    expect(changes.map(({ id, version, fields }) => [id, version, fields?.name])).toEqual([
      ['cosn', 1, 'cosn'],
      ['iste', 1, 'iste'],
      ['scoe', 2, 'SCOE'],
    ])
  })

  it('moves a record to the end when a child row of it changes', async () => {
    await using world = await openWorld()
    await create(world, organization('global-ties-sacramento'), organization('global-ties-us'))

    await world.write(async em => {
      em.persist(em.create(Membership, { memberId: 'global-ties-sacramento', organizationId: 'global-ties-us' }))
    })

    const { changes } = await readChanges(world, {})
    expect(changes.map(({ id, fields }) => [id, fields?.memberOf])).toEqual([
      ['global-ties-us', []],
      ['global-ties-sacramento', ['global-ties-us']],
    ])
  })

  it('tells that a person was erased, whatever the visibility, and nothing that was', async () => {
    await using world = await testDatabase({
      entities: [...worldEntities, ...feedEntities],
      recorders: [
        recordChanges({
          touches: worldTouches,
          describe: {
            Organization: async (ids, em) =>
              (await describeOrganizations(ids, em)).map(entry => ({
                ...entry,
                links: { parent: entry.fields.parent },
                erased: true,
                deleted: entry.id === 'gone',
              })),
          },
        }),
      ],
    })
    await create(
      world,
      organization('open', { parentId: 'scoe' }),
      organization('closed', { visibility: 'PARTNER' }),
      organization('gone'),
    )

    const { changes } = await readChanges(world, {})

    expect(changes.map(({ id, deleted, erased, fields }) => ({ id, deleted, erased, fields }))).toEqual([
      { id: 'open', deleted: false, erased: true, fields: { parent: 'scoe' } },
      { id: 'closed', deleted: false, erased: true, fields: { parent: null } },
      { id: 'gone', deleted: true, erased: true, fields: undefined },
    ])
  })

  it('tells that a record is gone, and nothing else of it', async () => {
    await using world = await openWorld()
    await create(world, organization('scoe'))

    await world.write(async em => {
      em.remove(await em.findOneOrFail(Organization, { id: 'scoe' }))
    })

    const { changes, feed } = await readChanges(world, {})
    expect(changes).toEqual([
      { cursor: `${feed}.2`, type: 'Organization', id: 'scoe', version: 2, deleted: true, visibility: 'PUBLIC' },
    ])
  })

  it('keeps the fields of records above NETWORK to itself', async () => {
    await using world = await openWorld()
    await create(
      world,
      organization('open', { visibility: 'NETWORK' }),
      organization('closed', { visibility: 'PARTNER' }),
    )

    const { changes } = await readChanges(world, {})

    expect(changes.map(({ id, visibility, fields }) => [id, visibility, fields?.name])).toEqual([
      ['open', 'NETWORK', 'open'],
      ['closed', 'PARTNER', undefined],
    ])
  })

  it('tells nothing of a change that was undone', async () => {
    await using world = await openWorld()
    const failing = world.write(async em => {
      em.persist(em.create(Organization, organization('scoe')))
      await em.flush()
      throw new Error('undone')
    })

    await expect(failing).rejects.toThrow('undone')

    expect((await readChanges(world, {})).changes).toEqual([])
  })

  it('pages from cursor to cursor until there is no more', async () => {
    await using world = await openWorld()
    await create(world, organization('a'), organization('b'), organization('c'))

    const first = await readChanges(world, { limit: '2' })
    const second = await readChanges(world, { since: first.next, limit: '2' })
    const third = await readChanges(world, { since: second.next, limit: '2' })

    expect([first.changes.map(change => change.id), first.more]).toEqual([['a', 'b'], true])
    expect([second.changes.map(change => change.id), second.more]).toEqual([['c'], false])
    expect([third.changes, third.next, third.more, third.restarted]).toEqual([[], second.next, false, false])
  })

  it('starts again for a cursor of another database, and says so', async () => {
    await using world = await openWorld()
    await using other = await openWorld()
    await create(world, organization('scoe'))

    const page = await readChanges(world, { since: (await readChanges(other, {})).next })

    expect([page.restarted, page.changes.map(change => change.id)]).toEqual([true, ['scoe']])
  })

  it('starts again for a cursor that it never reached, e.g. after a backup was restored', async () => {
    await using world = await openWorld()
    await create(world, organization('scoe'))
    const { feed } = await readChanges(world, {})

    const page = await readChanges(world, { since: `${feed}.7` })

    expect([page.restarted, page.next]).toEqual([true, `${feed}.1`])
  })

  it('refuses what is no cursor, no limit and no parameter of its own', async () => {
    await using world = await openWorld()

    await expect(readChanges(world, { since: '17' })).rejects.toThrow(
      'Parameter "since" is "17", which is no cursor of a feed. Pass "next" of the last page, or nothing to start at the beginning.',
    )
    await expect(readChanges(world, { limit: '0' })).rejects.toThrow(
      'Parameter "limit" is "0", but a page holds 1 to 1000 changes.',
    )
    await expect(readChanges(world, { limit: '1001' })).rejects.toThrow(
      'Parameter "limit" is "1001", but a page holds 1 to 1000 changes.',
    )
    await expect(readChanges(world, { limit: ['1', '2'] })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    })
    await expect(readChanges(world, { form: '1' } as ChangesQuery)).rejects.toThrow(
      'There is no parameter "form". The feed takes "since", "limit" and "wait".',
    )
  })

  it('numbers changes in the order of their commits when many write at once', async () => {
    await using world = await openWorld()
    const ids = Array.from({ length: 24 }, (_, index) => `organization-${String(index).padStart(2, '0')}`)
    const seen: string[] = []
    let since: string | undefined
    const follow = async () => {
      const page = await readChanges(world, { ...(since && { since }) })
      since = page.next
      seen.push(...page.changes.map(change => change.id))
    }

    await follow()
    await Promise.all(ids.map(id => create(world, organization(id)).then(follow)))
    await follow()

    // A reader that polls while others write misses nobody; polls at once may both see the same change.
    expect([...new Set(seen)].toSorted()).toEqual(ids)
  })
})
