import { readFile } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sendJson, startPeopleAndAges, teamQuestion } from './support/faults.ts'
import { startLibrary } from './support/library.ts'
import { stop } from './support/subgraph-server.ts'
import { startTestGateway, type TestGateway } from './support/test-gateway.ts'

/** Reads the metrics: the text, and its samples as they stand, e.g. 'gateway_errors_total{code="NOT_FOUND"}'. */
const read = async ({ url }: { url: string }) => {
  const response = await fetch(new URL('/metrics', url))
  const text = await response.text()
  const lines = text.split('\n').filter(line => line !== '' && !line.startsWith('#'))
  const samples = Object.fromEntries(lines.map(line => [line.replace(/ [^ ]+$/, ''), Number(line.split(' ').at(-1))]))
  return { status: response.status, headers: response.headers, text, samples }
}

/** The samples of one metric that are not 0, by their labels. */
const counted = async (gateway: { url: string }, name: string) => {
  const { samples } = await read(gateway)
  const rows = Object.entries(samples).filter(([sample, value]) => sample.replace(/\{.*/, '') === name && value !== 0)
  return Object.fromEntries(rows.map(([sample, value]) => [sample.slice(name.length), value]))
}

const startFaulty = async (answer: Parameters<typeof startPeopleAndAges>[0], env: Record<string, string> = {}) =>
  startTestGateway(await startPeopleAndAges(answer), env)

const send = (to: TestGateway, path: string, init: RequestInit = {}) => fetch(new URL(path, to.url), init)
const json = { 'content-type': 'application/json' }

describe('GET /metrics', () => {
  let gateway: TestGateway

  beforeAll(async () => {
    gateway = await startTestGateway(await startLibrary())
  })
  afterAll(() => gateway[Symbol.asyncDispose]())

  it("is Prometheus' text format, open like the health paths, and writes no line into the log", async () => {
    const logged = gateway.logged.length

    const { status, headers } = await read(gateway)

    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(gateway.logged.length).toBe(logged)
  })

  it('has exactly the metrics that observe/README.md lists, with their type, labels and meaning', async () => {
    const readme = await readFile(new URL('../observe/README.md', import.meta.url), 'utf8')
    const rows = [...readme.matchAll(/^\| `([a-z0-9_]+)` \| (\w+) \| ([^|]*) \| (.+) \|$/gm)]
    const { text } = await read(gateway)
    const served = [...text.matchAll(/^# HELP (\w+) (.+)\n# TYPE \w+ (\w+)\n([^#]*)/gm)].map(
      ([, name, meaning, type, samples = '']) => ({ name, type, labels: labelsOf(samples), meaning }),
    )

    expect(rows.map(([, name, type, labels, meaning]) => ({ name, type, labels, meaning }))).toEqual(served)
  })

  it('says the supergraph by the hash that /health/ready says', async () => {
    const { supergraph } = (await (await send(gateway, '/health/ready')).json()) as { supergraph: string }

    expect(await counted(gateway, 'gateway_supergraph_info')).toEqual({ [`{hash="${supergraph}"}`]: 1 })
  })

  it('measures the process', async () => {
    const { samples } = await read(gateway)

    expect(samples.process_cpu_seconds_total).toBeGreaterThan(0)
    expect(samples.process_resident_memory_bytes).toBeGreaterThan(samples.nodejs_heap_size_used_bytes ?? 0)
    expect(samples.process_start_time_seconds).toBeLessThan(Date.now() / 1000)
    expect(samples.nodejs_eventloop_lag_max_seconds).toBeGreaterThanOrEqual(
      samples.nodejs_eventloop_lag_p99_seconds ?? Number.NaN,
    )
  })
})

// Names of labels, without that of a histogram's buckets.
const labelsOf = (samples: string): string =>
  [...new Set([...samples.matchAll(/[{,](\w+)="/g)].map(([, name]) => name))].filter(name => name !== 'le').join(', ')

describe('the requests', () => {
  it('are counted by outcome and status, their errors by code', async () => {
    await using gateway = await startFaulty((_, response) => response.destroy())

    await gateway.ask('{ team { name } }')
    await gateway.ask('{ team { name } }')
    await gateway.ask(teamQuestion)
    await gateway.ask('{ nothing { at all } more }')
    await gateway.ask('{ a'.repeat(3000))
    await gateway.ask({ query: '{ team { name } }', headers: { authorization: 'Bearer nonsense' } })
    await send(gateway, '/graphql', { method: 'POST', headers: json, body: '{}' })
    await send(gateway, '/graphql', { method: 'POST', headers: json, body: `"${'x'.repeat(300_000)}"` })
    await send(gateway, '/graphql?query=%7B__typename%7D')
    await send(gateway, '/graphql', { method: 'PUT' })
    await send(gateway, '/nothing')
    await send(gateway, '/%')

    await expect
      .poll(() => counted(gateway, 'gateway_requests_total'))
      .toEqual({
        '{outcome="ok",status="2xx"}': 2,
        '{outcome="partial",status="2xx"}': 1,
        '{outcome="refused",status="4xx"}': 7,
      })
    expect(await counted(gateway, 'gateway_errors_total')).toEqual({
      '{code="SUBGRAPH_ERROR"}': 1,
      '{code="GRAPHQL_VALIDATION_FAILED"}': 1,
      '{code="OPERATION_TOO_DEEP"}': 1,
      '{code="UNAUTHENTICATED"}': 1,
      '{code="BAD_REQUEST"}': 3,
      '{code="PAYLOAD_TOO_LARGE"}': 1,
      '{code="METHOD_NOT_ALLOWED"}': 1,
      '{code="NOT_FOUND"}': 1,
    })
    expect(await counted(gateway, 'gateway_request_duration_seconds_count')).toEqual({
      '{outcome="ok"}': 2,
      '{outcome="partial"}': 1,
      '{outcome="refused"}': 7,
    })
    await expect.poll(() => counted(gateway, 'gateway_requests_in_flight')).toEqual({})
  })

  it('have their codes in the log also when they are refused before they are operations', async () => {
    await using gateway = await startFaulty(() => undefined)

    await gateway.ask({ query: '{ team { name } }', headers: { authorization: 'Bearer nonsense' } })
    await expect.poll(() => gateway.logged.length).toBeGreaterThan(0)

    expect(JSON.parse(gateway.logged.at(-1)!)).toMatchObject({ status: 401, errorCodes: ['UNAUTHENTICATED'] })
  })

  it('are in flight until they are answered or their client goes, and then counted as abandoned', async () => {
    const asked = Promise.withResolvers<void>()
    await using gateway = await startFaulty(() => asked.resolve(), {
      SUBGRAPH_TIMEOUT_MS: '60000',
      REQUEST_TIMEOUT_MS: '60000',
    })
    const client = request(gateway.url, { method: 'POST', headers: json })
    client.on('error', () => undefined)
    client.end('{"query":"{ oldest { id } }"}')
    await asked.promise

    const during = await counted(gateway, 'gateway_requests_in_flight')
    client.destroy()

    expect(during).toEqual({ '': 1 })
    await expect.poll(() => counted(gateway, 'gateway_requests_abandoned_total')).toEqual({ '': 1 })
    expect(await counted(gateway, 'gateway_requests_in_flight')).toEqual({})
    expect(await counted(gateway, 'gateway_requests_total')).toEqual({})
    await expect
      .poll(() => counted(gateway, 'gateway_fetches_total'))
      .toEqual({
        '{subgraph="ages",outcome="cancelled"}': 1,
      })
    const lines = gateway.logged.map(line => JSON.parse(line)).filter(({ msg }) => msg === 'request')
    expect(lines).toEqual([expect.objectContaining({ status: null, outcome: 'abandoned', fetches: 1 })])
  })

  it('of one gateway are not those of another in the same process', async () => {
    await using busy = await startFaulty((_, response) => sendJson(response, { data: { oldest: null } }))
    await using idle = await startFaulty(() => undefined)

    await busy.ask('{ oldest { id } }')

    await expect.poll(() => counted(busy, 'gateway_requests_total')).toEqual({ '{outcome="ok",status="2xx"}': 1 })
    expect(await counted(idle, 'gateway_requests_total')).toEqual({})
    expect(await counted(idle, 'gateway_fetches_total')).toEqual({})
  })
})

describe('the fetches', () => {
  it('are counted by subgraph and outcome, and timed', async () => {
    const answers: Parameters<typeof startPeopleAndAges>[0][] = [
      (_, response) => sendJson(response, { data: { oldest: null } }),
      (_, response) => response.writeHead(500).end('hunter2'),
      () => undefined,
    ]
    await using gateway = await startFaulty((...args) => answers.shift()?.(...args), { SUBGRAPH_TIMEOUT_MS: '1500' })

    for (const _ of [1, 2, 3]) await gateway.ask('{ oldest { id } }')
    await gateway.ask('{ team { name } }')

    expect(await counted(gateway, 'gateway_fetches_total')).toEqual({
      '{subgraph="ages",outcome="ok"}': 1,
      '{subgraph="ages",outcome="error"}': 1,
      '{subgraph="ages",outcome="timeout"}': 1,
      '{subgraph="people",outcome="ok"}': 1,
    })
    expect(await counted(gateway, 'gateway_fetch_duration_seconds_count')).toEqual({
      '{subgraph="ages"}': 3,
      '{subgraph="people"}': 1,
    })
    const { samples } = await read(gateway)
    expect(samples['gateway_fetch_duration_seconds_sum{subgraph="ages"}']).toBeGreaterThan(1.4)
    expect(samples['gateway_fetch_duration_seconds_bucket{le="1",subgraph="ages"}']).toBe(2)
  })
})

describe('the plan cache', () => {
  it('counts what it had and what it had not, its plans and their bytes', async () => {
    await using gateway = await startTestGateway(await startLibrary())

    await gateway.ask('{ book(id: "b1") { title } }')
    await gateway.ask('{ book(id: "b1") { title } }')
    await gateway.ask('{ books { title } }')

    expect(await counted(gateway, 'gateway_plan_cache_lookups_total')).toEqual({
      '{result="hit"}': 1,
      '{result="miss"}': 2,
    })
    const { samples } = await read(gateway)
    expect(samples.gateway_plan_cache_entries).toBe(2)
    expect(samples.gateway_plan_cache_bytes).toBeGreaterThan(500)
  })
})

describe('what a client sends', () => {
  let gateway: TestGateway | undefined
  afterAll(() => gateway?.[Symbol.asyncDispose]())

  it('never reaches the metrics', async () => {
    await using gateway = await startFaulty((_, response) => response.writeHead(500).end('canary'))
    const canary = { 'apollographql-client-name': 'canary', 'x-request-id': 'canary', authorization: 'Bearer canary' }

    await gateway.ask({ query: 'query canary { canary: team { canary: name age } }', variables: { canary: 'canary' } })
    await gateway.ask({ query: 'query canary { canary }', operationName: 'canary' })
    await gateway.ask({ query: '{ team { name } }', headers: canary })
    await send(gateway, '/canary?canary=canary', { method: 'DELETE' })

    const { text } = await read(gateway)
    expect(text).not.toMatch(/canary|127\.0\.0\.1|localhost|http:|\/graphql"/)
  })

  it.each<[string, Record<string, string>, Record<string, unknown>]>([
    [
      "Apollo's headers",
      { 'apollographql-client-name': 'dashboard', 'apollographql-client-version': '1.2.3' },
      { clientName: 'dashboard', clientVersion: '1.2.3' },
    ],
    [
      "others' headers",
      { 'graphql-client-name': 'n'.repeat(64), 'graphql-client-version': '7 (beta)' },
      { clientName: 'n'.repeat(64), clientVersion: '7 (beta)' },
    ],
    ['a name alone', { 'graphql-client-name': 'script' }, { clientName: 'script' }],
    ['nothing', {}, {}],
    [
      'too long a name',
      { 'apollographql-client-name': 'n'.repeat(65), 'graphql-client-version': '1' },
      { clientVersion: '1' },
    ],
    ['unprintable ones', { 'apollographql-client-name': 'caf\u00e9', 'apollographql-client-version': 'a\tb' }, {}],
    ['empty ones', { 'apollographql-client-name': '', 'apollographql-client-version': '' }, {}],
  ])('has the name and version of its program logged: %s', async (_, headers, logged) => {
    gateway ??= await startFaulty(() => undefined)
    const { logged: lines } = gateway
    const before = lines.length

    await gateway.ask({ query: '{ team { name } }', headers })
    const line = () => lines.slice(before).find(text => text.includes('"msg":"request"'))
    await expect.poll(line).toBeDefined()

    const { clientName, clientVersion } = JSON.parse(line()!)
    expect({ clientName, clientVersion }).toEqual({ clientName: undefined, clientVersion: undefined, ...logged })
  })
})

describe('/health/ready', () => {
  it('says that a subgraph went down and that it came back, with and without a fetch', async () => {
    const [people, ages] = await startPeopleAndAges((_, response) => sendJson(response, { data: { oldest: null } }))
    await using gateway = await startTestGateway([people, ages])
    const state = async () => {
      const body = (await (await send(gateway, '/health/ready')).json()) as { subgraphs: Record<string, object> }
      return body.subgraphs.ages
    }
    const down = { state: 'down', reason: 'failed' }

    expect(await state()).toEqual({ state: 'up' })
    await ages[Symbol.asyncDispose]()
    await gateway.ask('{ oldest { id } }')
    expect(await state()).toEqual(down)

    const again = createServer((_, response) => sendJson(response, { data: { oldest: null } }))
    await new Promise<void>(resolve => again.listen(Number(new URL(ages.url).port), '127.0.0.1', resolve))
    await gateway.ask('{ oldest { id } }')
    expect(await state()).toEqual({ state: 'up' })

    await stop(again)
    await expect.poll(state, { timeout: 10_000 }).toEqual(down)
    const third = createServer((_, response) => response.end('{}'))
    await new Promise<void>(resolve => third.listen(Number(new URL(ages.url).port), '127.0.0.1', resolve))
    await expect.poll(state, { timeout: 10_000 }).toEqual({ state: 'up' })
    await stop(third)
  })
})
