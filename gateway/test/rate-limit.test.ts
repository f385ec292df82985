import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDevelopmentIssuer } from '../access/development-issuer.ts'
import { networkOf, payerOf } from '../access/payer.ts'
import { createRateLimit } from '../access/rate-limit.ts'
import { readConfig } from '../config.ts'
import { startSubgraph, type TestSubgraph } from './support/subgraph-server.ts'
import { makeFolder, startTestGateway, type TestGateway } from './support/test-gateway.ts'

/** A rate limit whose clock the test turns; a minute's cost is 600, so 10 a second. */
const timed = (mostPayers?: number) => {
  let time = 0
  const charge = createRateLimit({ costPerMinute: 600, now: () => time, ...(mostPayers && { mostPayers }) })
  const pass = (seconds: number): void => {
    time += seconds * 1000
  }
  return { charge, pass }
}

describe('a rate limit', () => {
  it('takes costs from what a payer has left, until there is too little', () => {
    const { charge } = timed()

    expect(charge('ana', 100)).toEqual({ limit: 600, remaining: 500, resetSeconds: 10, retryAfterSeconds: null })
    expect(charge('ana', 500)).toEqual({ limit: 600, remaining: 0, resetSeconds: 60, retryAfterSeconds: null })
    expect(charge('ana', 1)).toEqual({ limit: 600, remaining: 0, resetSeconds: 60, retryAfterSeconds: 1 })
    expect(charge('ana', 250).retryAfterSeconds).toBe(25)
  })

  it('lets pass what it has refused when the time that it named is over, and not before', () => {
    const { charge, pass } = timed()
    charge('ana', 600)
    const { retryAfterSeconds } = charge('ana', 250)

    pass(retryAfterSeconds! - 1)
    expect(charge('ana', 250).retryAfterSeconds).toBe(1)
    pass(1)
    expect(charge('ana', 250).retryAfterSeconds).toBeNull()
  })

  it('takes nothing for what it refuses', () => {
    const { charge } = timed()
    charge('ana', 590)
    for (let turn = 0; turn < 100; turn++) charge('ana', 11)

    expect(charge('ana', 10).retryAfterSeconds).toBeNull()
  })

  it('never has more than a minute in store', () => {
    const { charge, pass } = timed()
    charge('ana', 600)
    pass(86_400)

    expect(charge('ana', 0)).toEqual({ limit: 600, remaining: 600, resetSeconds: 0, retryAfterSeconds: null })
    expect(charge('ana', 601).retryAfterSeconds).toBe(1)
  })

  it('keeps payers apart', () => {
    const { charge } = timed()
    charge('ana', 600)

    expect(charge('ben', 600).retryAfterSeconds).toBeNull()
  })

  it('knows the latest payers and forgets others for them', () => {
    const { charge } = timed(4)
    for (const payer of ['a', 'b', 'c', 'd', 'e']) charge(payer, 600)

    expect(['c', 'd', 'e'].map(payer => charge(payer, 1).retryAfterSeconds)).toEqual([1, 1, 1])
    expect(charge('a', 600).retryAfterSeconds).toBeNull()
  })

  it('does not forget who keeps asking, whoever else comes', () => {
    const { charge } = timed(4)
    charge('ana', 600)
    const answers = Array.from({ length: 50 }, (_, index) => {
      charge(`other ${index}`, 1)
      return charge('ana', 1).retryAfterSeconds
    })

    expect(new Set(answers)).toEqual(new Set([1]))
  })

  it('tells long subjects apart that begin alike', () => {
    const { charge } = timed()
    const long = 's'.repeat(8000)
    charge(`${long}1`, 600)

    expect(charge(`${long}1`, 1).retryAfterSeconds).toBe(1)
    expect(charge(`${long}2`, 600).retryAfterSeconds).toBeNull()
  })
})

describe('who pays', () => {
  it('is the subject of a token, from wherever it comes', () => {
    expect(payerOf('ana', '192.0.2.1')).toBe(payerOf('ana', '198.51.100.7'))
    expect(payerOf('192.0.2.1', '192.0.2.1')).not.toBe(payerOf(null, '192.0.2.1'))
  })

  it('is somebody also when the client has gone before it was asked', () => {
    expect(payerOf(null, undefined)).toBe('address ')
  })

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::', '2001:db8:0:0::/64'],
    ['2001:db8::7:8', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['64:ff9b::192.0.2.33', '64:ff9b:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('without a token is, at %s, the network %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@cost", "@listSize"])
  type Query {
    pages(first: Int = 5): Pages @listSize(slicingArguments: ["first"], sizedFields: ["edges"])
    greet(name: String): String @cost(weight: 45)
  }
  type Pages { edges: [Page] }
  type Page { number: Int }
`
const startPages = (): Promise<TestSubgraph> =>
  startSubgraph('pages', sdl, {
    Query: {
      greet: () => 'Hello',
      pages: (_: unknown, { first }: { first: number }) => ({
        edges: Array.from({ length: first }, (_, index) => ({ number: index })),
      }),
    },
  })
const limits = { MAX_OPERATION_COST: '90', MAX_SAVED_OPERATION_COST: '90', RATE_LIMIT_COST_PER_MINUTE: '100' }

const started = async (env: Record<string, string> = {}) => {
  const subgraph = await startPages()
  const folder = await makeFolder()
  await writeFile(join(folder.path, 'greeting.graphql'), '{ greet }')
  const gateway = await startTestGateway([subgraph], { ...limits, SAVED_OPERATIONS: folder.path, ...env })
  const asAna = async () => {
    const issuer = await openDevelopmentIssuer(join(gateway.config.dataDir, 'development-issuer.json'))
    const token = await issuer.sign({ subject: 'ana', scope: '', organization: 'o', person: 'p', lifetimeSeconds: 60 })
    return { authorization: `Bearer ${token}` }
  }
  return {
    subgraph,
    gateway,
    asAna,
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]()
      await folder[Symbol.asyncDispose]()
    },
  }
}

const post = (gateway: TestGateway, body: unknown, headers: Record<string, string> = {}) =>
  fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

/** Asks until nothing is left; gives the status of each answer. */
const spendAll = async (gateway: TestGateway, body: unknown, headers: Record<string, string> = {}) => {
  const statuses: number[] = []
  while (statuses.at(-1) !== 429 && statuses.length < 100) statuses.push((await post(gateway, body, headers)).status)
  return statuses
}

describe('the gateway', () => {
  it('tells with each answer what is left', async () => {
    await using network = await started()

    const { status, headers } = await network.gateway.ask('{ pages { edges { number } } }')

    expect(status).toBe(200)
    expect(headers.get('ratelimit-policy')).toBe('"cost";q=100;w=60')
    // 10 for the request and 6 for what it asks for; a little has come back already on a slow machine.
    expect(headers.get('ratelimit')).toMatch(/^"cost";r=8[4-9];t=\d+$/)
    expect(headers.get('retry-after')).toBeNull()
  })

  it.each([
    ['an operation', { query: '{ greet }' }],
    ['a saved operation', { documentId: 'greeting' }],
  ])('refuses %s that costs more than is left, before it is planned or anybody is asked', async (_, body) => {
    await using network = await started()
    await post(network.gateway, { query: '{ greet }' })

    const response = await post(network.gateway, body)
    const answer = (await response.json()) as { errors: { message: string; extensions: object }[]; data?: unknown }

    expect(response.status).toBe(429)
    expect(response.headers.get('content-type')).toContain('json')
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(response.headers.get('ratelimit-policy')).toBe('"cost";q=100;w=60')
    expect(answer.data).toBeUndefined()
    expect(answer.errors[0]?.extensions).toEqual({ code: 'RATE_LIMITED' })
    expect(answer.errors[0]?.message).toMatch(
      /^The request costs 45, but of the 100 that you may spend in a minute \d\d are left\. Ask again in \d+ s, or for less\.$/,
    )
    expect(network.subgraph.received).toHaveLength(1)
  })

  // Each client behind the proxy has an address and so a limit of its own.
  let proxied: Awaited<ReturnType<typeof started>>
  let clients = 0
  beforeAll(async () => {
    proxied = await started({ TRUSTED_PROXIES: '127.0.0.0/8,::1' })
  })
  afterAll(() => proxied[Symbol.asyncDispose]())

  it.each<[string, unknown, Record<string, string>, number]>([
    ['broken JSON', '{"query"', {}, 400],
    ['no GraphQL', { query: '{' }, {}, 400],
    ['an unknown saved operation', { documentId: 'nothing' }, {}, 404],
    ['a bad token', { query: '{ __typename }' }, { authorization: 'Bearer a.b.c' }, 401],
    ['another kind of body', 'query', { 'content-type': 'text/plain' }, 415],
    ['what costs too much', { query: '{ pages(first: 150) { edges { number } } }' }, {}, 400],
  ])('takes something for %s too', async (_, body, headers, status) => {
    const client = { 'x-forwarded-for': `192.0.2.${++clients}` }

    const statuses = await spendAll(proxied.gateway, body, { ...headers, ...client })

    // Ten of them cost a minute; one more may have become free meanwhile.
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(status))
    expect(statuses.at(-1)).toBe(429)
  })

  it('refuses who has nothing left without reading the body, as JSON', async () => {
    await using network = await started()
    await spendAll(network.gateway, '{')

    const response = await post(network.gateway, '{')

    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toMatch(/^[1-6]$/)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] })
  })

  it('counts a subject apart from its address', async () => {
    await using network = await started()
    const ana = await network.asAna()
    await spendAll(network.gateway, '{')

    const [asAna, asNobody] = [
      await post(network.gateway, { query: '{ greet }' }, ana),
      await post(network.gateway, '{'),
    ]

    expect([asAna.status, asNobody.status]).toEqual([200, 429])
  })

  it('believes "x-forwarded-for" of trusted proxies only', async () => {
    const spent = async (network: Awaited<ReturnType<typeof started>>) => {
      await spendAll(network.gateway, '{', { 'x-forwarded-for': '192.0.2.1' })
      const other = await post(network.gateway, '{', { 'x-forwarded-for': '192.0.2.2' })
      return other.status
    }
    await using direct = await started()
    await using proxied = await started({ TRUSTED_PROXIES: '127.0.0.0/8,::1' })

    expect([await spent(direct), await spent(proxied)]).toEqual([429, 400])
  })

  it('does not take the part of "x-forwarded-for" that a client can write itself', async () => {
    await using network = await started({ TRUSTED_PROXIES: '127.0.0.1' })
    for (let turn = 0; turn < 12; turn++)
      await post(network.gateway, '{', { 'x-forwarded-for': `192.0.2.${turn}, 198.51.100.1` })

    expect((await post(network.gateway, '{', { 'x-forwarded-for': '198.51.100.1' })).status).toBe(429)
  })

  it('says nothing of a limit where there is none', async () => {
    await using network = await started({ RATE_LIMIT_COST_PER_MINUTE: '0' })

    const statuses = await Promise.all(Array.from({ length: 30 }, () => post(network.gateway, { query: '{ greet }' })))

    expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([200]))
    expect(statuses[0]?.headers.get('ratelimit')).toBeNull()
  })

  it('leaves health and metrics to whoever asks', async () => {
    await using network = await started()
    await spendAll(network.gateway, '{')

    expect((await fetch(new URL('/health/live', network.gateway.url))).status).toBe(200)
  })
})

describe('the settings of the rate limit', () => {
  it('are refused where they would allow what they never let pass', () => {
    expect(() => readConfig({ RATE_LIMIT_COST_PER_MINUTE: '60000' })).toThrow(
      'RATE_LIMIT_COST_PER_MINUTE is 60000, so that nobody could ever ask for what MAX_OPERATION_COST and MAX_SAVED_OPERATION_COST allow. Set it to at least 200010, or to 0 for no limit.',
    )
  })

  it.each(['loopback', '10.0.0.0/33', '300.1.1.1', '10.0.0.1,', 'a.example'])(
    'refuse "%s" as proxies',
    TRUSTED_PROXIES => {
      expect(() => readConfig({ TRUSTED_PROXIES })).toThrow(
        `TRUSTED_PROXIES is "${TRUSTED_PROXIES}", expected IP addresses or networks with commas between them, e.g. "10.0.0.0/8,::1".`,
      )
    },
  )

  it('take addresses and networks of proxies', () => {
    expect(readConfig({ TRUSTED_PROXIES: '10.0.0.0/8, ::1,192.0.2.1' }).trustedProxies).toBe(
      '10.0.0.0/8, ::1,192.0.2.1',
    )
  })
})
