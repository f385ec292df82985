import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { fastify } from 'fastify'
import { pino } from 'pino'
import { describe, expect, it, vi } from 'vitest'
import type { DatabaseLocation } from '../database/database.ts'
import { identityHeader } from '../identity/claims.ts'
import { developmentKeys } from '../identity/keys.ts'
import { signIdentity } from '../identity/sign.ts'
import type { FeedStates } from '../projection/known-as-of.ts'
import type { SiblingPhase } from '../serve/follow-siblings.ts'
import { addHealth } from '../serve/health.ts'
import { startSubgraph } from '../serve/start-subgraph.ts'
import type { RequestContext, Subgraph } from '../serve/subgraph.ts'
import { schemaDrift } from '../testing/schema-drift.ts'
import { freshLocation } from '../testing/test-database.ts'
import { startTestSubgraph, viewerWith } from '../testing/test-subgraph.ts'
import { Program } from './toy/program.ts'
import { toy } from './toy/subgraph.ts'

const settingsFor = (location: DatabaseLocation) => ({
  host: '127.0.0.1',
  port: 0,
  location,
  keys: developmentKeys(randomBytes(32)),
  siblings: {},
  log: pino({ level: 'silent' }),
})

describe('the toy', () => {
  it('has migrations that fit the entities of the kit (else write them anew: create-migration/main.ts <path of the toy>)', async () => {
    expect(await schemaDrift(toy)).toBe('')
  })
})

describe('a start', () => {
  it('loads the first rows into a new database once, and keeps what was written since', async () => {
    await using place = await freshLocation('toy')
    let loads = 0
    const counting: typeof toy = {
      ...toy,
      seed: async (database, log) => {
        loads += 1
        await toy.seed(database, log)
      },
    }

    const first = await startSubgraph(counting, settingsFor(place.location))
    await first.database.write(async em => {
      em.remove(await em.findOneOrFail(Program, { id: 'portugal-2013' }))
    })
    await first.close()
    const second = await startSubgraph(counting, settingsFor(place.location))
    const rows = await second.database.read.selectFrom('program').select('id').orderBy('id').execute()
    await second.close()

    expect(loads).toBe(1)
    expect(rows.map(({ id }) => id)).toEqual(['belarus-2015', 'scoe-visit-2024', 'singapore-2015'])
  })

  it('that fails while loading says why, keeps nothing half-loaded, and the next one begins anew', async () => {
    await using place = await freshLocation('toy')
    const problems = 'programs.csv, row 4, field "dates": "2024-13" is no EDTF date.\nprograms.csv, row 5: ...'
    const failing: typeof toy = {
      ...toy,
      seed: database =>
        database.write(async em => {
          em.persist(
            em.create(Program, {
              id: 'half',
              title: 'Half',
              visibility: 'PUBLIC',
              secretary: 'Tim Herrera',
            } as Program),
          )
          await em.flush()
          throw new Error(problems)
        }),
    }

    await expect(startSubgraph(failing, settingsFor(place.location))).rejects.toThrow(new Error(problems))
    const next = await startSubgraph(toy, settingsFor(place.location))
    const rows = await next.database.read.selectFrom('program').select('id').execute()
    await next.close()

    expect(rows).toHaveLength(4)
  })

  it.each<[string, Partial<Subgraph<ReturnType<typeof toy.loaders>>>, string]>([
    ['a guard without its policy', { policies: {} }, '"Program.notes" demands the policy "program_partner"'],
    [
      'a misspelt resolver',
      { resolvers: { ...toy.resolvers, Programme: {} } },
      '"Programme" is no type of the schema.',
    ],
    [
      'a scalar of its own',
      { resolvers: { ...toy.resolvers, Date: {} } },
      'The kit resolves "Date". Leave it to the kit.',
    ],
  ])('with %s touches no database', async (_case, mistake, sentence) => {
    const nowhere = { kind: 'sqlite', file: '/nowhere/at/all.sqlite' } as const

    await expect(startSubgraph({ ...toy, ...mistake }, settingsFor(nowhere))).rejects.toThrow(sentence)
  })

  it('on a port in use closes what it had opened', async () => {
    await using place = await freshLocation('toy')
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => other.once('listening', resolve))
    const { port } = other.address() as { port: number }

    const start = startSubgraph(toy, { ...settingsFor(place.location), port })

    await expect(start).rejects.toMatchObject({ code: 'EADDRINUSE', syscall: 'listen' })
    other.close()
  })
})

describe('closing', () => {
  it('lets a request under way end, refuses new ones, and may be asked for twice', async () => {
    const [reached, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    await using world = await startTestSubgraph({
      ...toy,
      organizationsOf: async () => {
        reached.resolve()
        await release.promise
        return []
      },
    })

    const body = JSON.stringify({ query: '{ programs { id } }' })
    const viewer = viewerWith({ organization: 'scoe' })
    const purpose = { issuer: 'gateway', audience: 'toy', target: 'POST /graphql', body, viewer, keys: world.keys }
    const headers = { 'content-type': 'application/json', [identityHeader]: signIdentity(purpose) }

    const underWay = fetch(world.url, { method: 'POST', headers, body })
    await reached.promise
    const closed = world[Symbol.asyncDispose]()
    release.resolve()

    const answer = await underWay
    expect(await answer.json()).toMatchObject({ data: { programs: [{}, {}, {}] } })
    // Else an idle connection would hold up the end until its caller lets go.
    expect(answer.headers.get('connection')).toBe('close')
    await closed
    await expect(fetch(new URL('/health/live', world.url))).rejects.toThrow('fetch failed')
  })
})

describe('following a sibling', () => {
  it('keeps what its feed tells, with identities of its own', async () => {
    await using organizations = await startTestSubgraph(toy)
    const options = { keys: organizations.keys, siblings: { toy: organizations.url } }
    await using programs = await startTestSubgraph({ ...toy, name: 'programs', follows: ['toy'] }, options)

    await programs.readFeeds()

    const rows = await programs.database.read
      .selectFrom('projected_record')
      .select(['origin', 'type', 'record_id'])
      .orderBy('record_id')
      .execute()
    expect(rows[0]).toEqual({ origin: 'toy', type: 'Program', record_id: 'belarus-2015' })
    expect(await (await fetch(new URL('/health/ready', programs.url))).json()).toEqual({
      status: 'ready',
      database: 'up',
      follows: { toy: { phase: 'current', behindMs: expect.any(Number) } },
    })
  })

  it('tells resolvers how far each feed is read', async () => {
    await using sibling = await startTestSubgraph(toy)
    const seen: FeedStates[] = []
    const resolvers = {
      ...toy.resolvers,
      Query: {
        ...(toy.resolvers.Query as object),
        instant: (_source: unknown, _args: unknown, { feeds }: RequestContext<unknown>) => {
          seen.push(feeds())
        },
      },
    }
    const options = { siblings: { toy: sibling.url }, keys: sibling.keys }
    await using programs = await startTestSubgraph(
      { ...toy, name: 'programs', follows: ['toy', 'people'], resolvers },
      options,
    )
    await programs.readFeeds()

    await programs.query('{ instant }')

    expect(seen).toEqual([
      { toy: { phase: 'current', asOf: expect.any(Date) }, people: { phase: 'unset', asOf: null } },
    ])
  })

  it('answers a sibling that waits for news as soon as it closes', async () => {
    await using world = await startTestSubgraph(toy)
    const { next } = await world.changes()
    const startedAt = performance.now()

    const before = world.statements.length
    const waiting = world.changes(`since=${next}&wait=25`)
    await vi.waitFor(() => expect(world.statements.length).toBeGreaterThan(before))
    await world[Symbol.asyncDispose]()

    expect(await waiting).toMatchObject({ changes: [], next })
    expect(performance.now() - startedAt).toBeLessThan(15_000)
  })

  it('goes without a sibling whose address nobody set', async () => {
    await using programs = await startTestSubgraph({ ...toy, name: 'programs', follows: ['toy'] })

    const ready = await fetch(new URL('/health/ready', programs.url))

    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ready', database: 'up', follows: { toy: { phase: 'unset', behindMs: null } } },
    ])
  })
})

describe('readiness', () => {
  it('waits for the first reading of each feed, for ten seconds at most, and does not go back', async () => {
    await using world = await startTestSubgraph(toy)
    let phase: SiblingPhase = 'starting'
    let now = 0
    const app = fastify()
    addHealth(app as never, {
      database: world.database,
      feeds: () => ({ people: { phase, asOf: null } }),
      now: () => now,
    })
    const statusWhen = async (next: SiblingPhase, at: number) => {
      phase = next
      now = at
      return (await app.inject('/health/ready')).statusCode
    }

    expect(await statusWhen('starting', 0)).toBe(503)
    expect(await statusWhen('behind', 4_000)).toBe(503)
    expect(await statusWhen('away', 9_999)).toBe(503)
    expect(await statusWhen('away', 10_000)).toBe(200)
    expect(await statusWhen('current', 5_000)).toBe(200)
    expect(await statusWhen('away', 6_000)).toBe(200)
    await app.close()
  })

  it('is lost while the database does not answer', async () => {
    const world = await startTestSubgraph(toy)
    const app = fastify()
    addHealth(app as never, { database: world.database, feeds: () => ({}) })
    await world[Symbol.asyncDispose]()

    const { statusCode, body } = await app.inject('/health/ready')

    expect([statusCode, JSON.parse(body)]).toEqual([503, { status: 'starting', database: 'away', follows: {} }])
    expect((await app.inject('/health/live')).statusCode).toBe(200)
    await app.close()
  })
})
