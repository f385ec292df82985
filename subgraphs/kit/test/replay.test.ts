import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { identityHeader } from '../identity/claims.ts'
import { developmentKeys } from '../identity/keys.ts'
import { openServedMutations } from '../identity/served-mutations.ts'
import { type IdentityPurpose, signIdentity } from '../identity/sign.ts'
import { startSubgraph } from '../serve/start-subgraph.ts'
import { freshLocation } from '../testing/test-database.ts'
import { startTestSubgraph } from '../testing/test-subgraph.ts'
import { toy } from './toy/subgraph.ts'

const keys = developmentKeys(randomBytes(32))
const question = JSON.stringify({ query: '{ programs { title } }' })
const renaming = JSON.stringify({ query: 'mutation { rename(id: "belarus-2015", title: "Minsk") { title } }' })

const identity = (body: string, purpose: Partial<IdentityPurpose> = {}) =>
  signIdentity({ issuer: 'gateway', audience: 'toy', target: 'POST /graphql', body, keys, ...purpose })

/** Sends a request as somebody would who has recorded it. */
const send = async (url: string, body: string, signed: string) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [identityHeader]: signed },
    body,
  })
  return { status: response.status, ...((await response.json()) as { data?: unknown; errors?: object[] }) }
}

const refusal = {
  status: 401,
  errors: [
    {
      message: 'The identity of this request has served before. Sign each request anew.',
      extensions: { code: 'UNAUTHENTICATED' },
    },
  ],
}

describe('an identity', () => {
  it('serves once: a request that comes again is refused before its body is read', async () => {
    await using world = await startTestSubgraph(toy, { keys })
    const signed = identity(question)

    const first = await send(world.url, question, signed)
    const before = world.statements.length
    const again = await send(world.url, question, signed)

    expect(first).toEqual({ status: 200, data: { programs: [{ title: 'Belarus' }] } })
    expect(again).toEqual(refusal)
    expect(world.statements.slice(before)).toEqual([])
  })

  it('serves one of a hundred that come at once', async () => {
    await using world = await startTestSubgraph(toy, { keys })
    const signed = identity(question)

    const answers = await Promise.all(Array.from({ length: 100 }, () => send(world.url, question, signed)))

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(99)
  })

  it('serves once at the feed as well', async () => {
    await using world = await startTestSubgraph(toy, { keys })
    const signed = identity('', { issuer: 'people', target: 'GET /changes' })
    const ask = () => fetch(new URL('/changes', world.url), { headers: { [identityHeader]: signed } })

    expect([(await ask()).status, (await ask()).status]).toEqual([200, 401])
  })

  it('has served when its body was another one, so that nobody can try bodies', async () => {
    await using world = await startTestSubgraph(toy, { keys })
    const signed = identity(question)

    expect((await send(world.url, renaming, signed)).status).toBe(401)
    expect(await send(world.url, question, signed)).toEqual(refusal)
  })

  it("is its issuer's own: the same number of another issuer is another identity", async () => {
    await using world = await startTestSubgraph(toy, { keys })
    const [people, organizations] = ['people', 'organizations'].map(issuer =>
      identity('', { issuer, target: 'GET /changes' }),
    )
    const ask = (signed = '') => fetch(new URL('/changes', world.url), { headers: { [identityHeader]: signed } })

    expect([(await ask(people)).status, (await ask(organizations)).status]).toEqual([200, 200])
  })
})

describe('the identity of a mutation', () => {
  it('serves once', async () => {
    await using world = await startTestSubgraph(toy, { keys })
    const signed = identity(renaming)

    expect(await send(world.url, renaming, signed)).toEqual({ status: 200, data: { rename: { title: 'Minsk' } } })
    expect(await send(world.url, renaming, signed)).toEqual(refusal)
  })

  it('serves once also across a restart and in two processes that share a database', async () => {
    await using place = await freshLocation('toy')
    const log = pino({ level: 'silent' })
    const start = () =>
      startSubgraph(toy, { host: '127.0.0.1', port: 0, location: place.location, keys, siblings: {}, log })
    const signed = identity(renaming)
    const signedTitle = identity(question)

    const first = await start()
    const done = await send(first.url, renaming, signed)
    await first.close()
    await using second = await start()
    await using third = await start()
    const undone = JSON.stringify({ query: 'mutation { rename(id: "belarus-2015", title: "Belarus") { title } }' })
    await send(second.url, undone, identity(undone))
    const again = [await send(second.url, renaming, signed), await send(third.url, renaming, signed)]
    const { data } = await send(third.url, question, signedTitle)

    expect(done.status).toBe(200)
    expect(again).toEqual([refusal, refusal])
    expect(data).toEqual({ programs: [{ title: 'Belarus' }] })
  })

  it('changes nothing when the database cannot tell whether it has served', async () => {
    await using world = await startTestSubgraph(toy, { keys })
    await world.database.write(em => em.getKysely().schema.dropTable('kit_served_identity').execute())

    const { status, errors } = await send(world.url, renaming, identity(renaming))
    const { data } = await world.query('{ programs { title } }')

    expect([status, errors]).toEqual([
      500,
      [expect.objectContaining({ extensions: expect.objectContaining({ code: 'INTERNAL_SERVER_ERROR' }) })],
    ])
    expect(data).toEqual({ programs: [{ title: 'Belarus' }] })
  })

  it('is kept a day, and then forgotten', async () => {
    await using world = await startTestSubgraph(toy, { keys })
    const mutations = await openServedMutations(world.database)
    const rows = async () =>
      (await world.database.read.selectFrom('kit_served_identity').select('id').orderBy('id').execute()).map(
        ({ id }) => id,
      )
    const insert = (id: string, ageMs: number) =>
      world.database.write(em =>
        em
          .getKysely<Record<string, { id: string; served_at: number }>>()
          .insertInto('kit_served_identity')
          .values({ id, served_at: Date.now() - ageMs })
          .execute(),
      )
    await insert('gateway old', 25 * 3600_000)
    await insert('gateway young', 23 * 3600_000)

    expect([await mutations.serve('gateway new'), await mutations.serve('gateway new')]).toEqual([true, false])
    expect(await rows()).toEqual(['gateway new', 'gateway young'])
  })
})
