import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHttpServer } from '../http/http-server.ts'
import { createLog } from '../observe/log.ts'
import { startLibrary } from './support/library.ts'
import { startSubgraph } from './support/subgraph-server.ts'
import { startTestGateway, type TestGateway } from './support/test-gateway.ts'

let gateway: TestGateway
let production: TestGateway

beforeAll(async () => {
  gateway = await startTestGateway(await startLibrary())
  production = await startTestGateway(await startLibrary(), { NODE_ENV: 'production', IDENTITY_SIGN_KEYS: 'none' })
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await production[Symbol.asyncDispose]()
})

const json = { 'content-type': 'application/json' }

/** Sends a raw request and reads status, headers and the first error's code. */
const send = async (path: string, init: RequestInit = {}, to: TestGateway = gateway) => {
  const response = await fetch(new URL(path, to.url), init)
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  const body = isJson ? JSON.parse(text) : null
  return { status: response.status, headers: response.headers, text, code: body?.errors?.[0].extensions.code, body }
}

describe('POST /graphql', () => {
  it('answers a query', async () => {
    const { status, data, headers } = await gateway.ask('{ book(id: "b1") { title } }')

    expect({ status, data }).toEqual({ status: 200, data: { book: { title: 'Ebb' } } })
    expect(headers.get('cache-control')).toBe('private, no-store')
  })

  it.each<[string, number, string, RequestInit]>([
    ['broken JSON', 400, 'BAD_REQUEST', { headers: json, body: '{"query"' }],
    ['an empty body', 400, 'BAD_REQUEST', { headers: json, body: '{}' }],
    ['a batch', 400, 'BAD_REQUEST', { headers: json, body: '[{"query":"{ __typename }"}]' }],
    ['no GraphQL', 400, 'GRAPHQL_PARSE_FAILED', { headers: json, body: '{"query":"{ books"}' }],
    [
      'more than 2,000 words and signs',
      400,
      'OPERATION_TOO_COMPLEX',
      { headers: json, body: JSON.stringify({ query: `{ ${'__typename '.repeat(2000)} }` }) },
    ],
    ['an unknown field', 400, 'GRAPHQL_VALIDATION_FAILED', { headers: json, body: '{"query":"{ nothing }"}' }],
    [
      'a key __proto__',
      400,
      'BAD_REQUEST',
      { headers: json, body: '{"query":"{ __typename }","variables":{"__proto__":1}}' },
    ],
    [
      'text',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      { headers: { 'content-type': 'text/plain' }, body: '{"query":"{ __typename }"}' },
    ],
    [
      'another charset',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      { headers: { 'content-type': 'application/json; charset=latin1' }, body: '{"query":"{ __typename }"}' },
    ],
    [
      'bytes that are no UTF-8',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      { headers: json, body: Buffer.from([0x7b, 0xff, 0x7d]) },
    ],
    [
      'a compressed body',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      { headers: { ...json, 'content-encoding': 'gzip' }, body: 'x' },
    ],
    ['more than 256 KiB', 413, 'PAYLOAD_TOO_LARGE', { headers: json, body: `{"query":"${' '.repeat(262_144)}"}` }],
  ])('refuses %s', async (_, status, code, init) => {
    const answer = await send('/graphql', { method: 'POST', ...init })

    expect({ status: answer.status, code: answer.code }).toEqual({ status, code })
  })

  it.each([
    ['{foo', "The body is no valid JSON: Expected property name or '}' in JSON at position 1 (line 1 column 2)."],
    [
      '{"query":"{ __typename }","__proto__":1}',
      'The body has a key "__proto__" or "constructor", which is not taken.',
    ],
    ['', 'The body is empty, expected JSON such as {"query": "{ __typename }"}.'],
  ])('says what is wrong with the body %s', async (body, message) => {
    const answer = await send('/graphql', { method: 'POST', headers: json, body })

    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] })
  })

  it.each<[string, Record<string, unknown>, string]>([
    [
      'an unknown operation name',
      { query: 'query A { __typename }', operationName: 'B' },
      'The document has no operation named "B".',
    ],
    [
      'an ambiguous operation name',
      { query: 'query A { __typename } query B { __typename }' },
      'The document has several operations; name one of them in "operationName".',
    ],
  ])('answers %s with 400', async (_, body, message) => {
    const answer = await send('/graphql', { method: 'POST', headers: json, body: JSON.stringify(body) })

    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({ errors: [{ message, extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }] })
  })

  it('answers a wrong variable with 400 and at most five mistakes', async () => {
    const filters = Array.from({ length: 1000 }, () => 'x')

    const { status, errors } = await gateway.ask({
      query: 'query($f: AuthorFilter) { authors(filter: $f) { id } }',
      variables: { f: { genre: filters, limit: 'x', a: 1, b: 2, c: 3, d: 4, e: 5 } },
    })

    expect(status).toBe(400)
    expect(errors?.length).toBeLessThanOrEqual(6)
    expect(errors?.every(({ extensions }) => extensions.code === 'BAD_USER_INPUT')).toBe(true)
  })

  it('passes a harmless x-request-id on and replaces another', async () => {
    const kept = await send('/graphql', { method: 'POST', headers: { ...json, 'x-request-id': 'abc-1' }, body: '{}' })
    const replaced = await send('/graphql', { method: 'POST', headers: { ...json, 'x-request-id': 'a b' }, body: '{}' })

    expect(kept.headers.get('x-request-id')).toBe('abc-1')
    expect(replaced.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('the length of an answer', () => {
  it.each([
    ['short', 10],
    ['long', 20_000],
  ])('is said in bytes: %s', async (_, characters) => {
    const hello = 'é'.repeat(characters)
    await using greeter = await startTestGateway([
      await startSubgraph('greeter', 'type Query { hello: String }', { Query: { hello: () => hello } }),
    ])

    const { headers, text, data } = await greeter.ask('{ hello }')

    expect(data).toEqual({ hello })
    expect(headers.get('content-length')).toBe(String(Buffer.byteLength(text)))
  })
})

describe('GET /graphql', () => {
  it('answers a query of a client that no foreign page can be', async () => {
    const { body } = await send('/graphql?query=%7B__typename%7D', { headers: { 'apollo-require-preflight': '1' } })

    expect(body).toEqual({ data: { __typename: 'Query' } })
  })

  it('refuses a simple request, which a foreign page could send', async () => {
    const { status, code } = await send('/graphql?query=%7B__typename%7D')

    expect({ status, code }).toEqual({ status: 400, code: 'BAD_REQUEST' })
  })

  it('refuses a mutation with 405', async () => {
    const query = encodeURIComponent('mutation { restock(count: 1) { isbn } }')

    const { status } = await send(`/graphql?query=${query}`, { headers: { 'apollo-require-preflight': '1' } })

    expect(status).toBe(405)
  })
})

describe('other paths', () => {
  it('tells on the front page what this is', async () => {
    const { status, text, headers } = await send('/')

    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(text).toContain('POST /graphql')
  })

  it('is live', async () => {
    expect((await send('/health/live')).body).toEqual({ status: 'live' })
  })

  it('is ready with the states of its subgraphs, also when one is down', async () => {
    const subgraphs = await startLibrary()
    await subgraphs[1]?.[Symbol.asyncDispose]()
    await using gateway = await startTestGateway(subgraphs)

    const { status, body } = await send('/health/ready', {}, gateway)

    expect(status).toBe(200)
    expect(body).toMatchObject({
      status: 'ready',
      subgraphs: {
        catalogue: { state: 'up' },
        people: { state: 'down', reason: 'failed' },
        stock: { state: 'up' },
      },
    })
  })

  it('answers an unknown path with JSON', async () => {
    expect(await send('/nothing')).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  })

  it('answers a path that cannot be decoded with JSON', async () => {
    const { status, headers, body } = await send('/%')

    expect(status).toBe(400)
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(body).toEqual({
      errors: [
        {
          message: 'The path is not percent-encoded as a URL must be. Ask GraphQL at "/graphql".',
          extensions: { code: 'BAD_REQUEST' },
        },
      ],
    })
  })

  it.each(['PUT', 'DELETE', 'OPTIONS'])('answers %s with 405 and what is allowed', async method => {
    const { status, code, headers } = await send('/graphql', { method })

    expect({ status, code, allow: headers.get('allow') }).toEqual({
      status: 405,
      code: 'METHOD_NOT_ALLOWED',
      allow: 'GET, POST',
    })
  })
})

/** Writes bytes to a gateway and reads all until it closes the connection. */
const sendBytes = async (bytes: string, to: TestGateway = gateway): Promise<string> => {
  const socket = connect(Number(new URL(to.url).port), '127.0.0.1')
  const received: Buffer[] = []
  const closed = Promise.withResolvers<void>()
  socket.on('data', chunk => received.push(chunk)).on('close', () => closed.resolve())
  socket.write(bytes)
  await closed.promise
  return Buffer.concat(received).toString()
}

describe('bytes that are no HTTP request', () => {
  it.each([
    [
      'no HTTP at all',
      'GARBAGE\r\n\r\n',
      '400 Bad Request',
      'BAD_REQUEST',
      'The connection holds no HTTP/1.1 request that can be read.',
    ],
    [
      'headers of 20,000 bytes',
      `POST /graphql HTTP/1.1\r\nhost: gateway\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`,
      '431 Request Header Fields Too Large',
      'HEADERS_TOO_LARGE',
      'The headers of the request are larger than the 16,384 bytes that the gateway reads. Send smaller ones.',
    ],
  ])('are answered as JSON with a code of the catalogue: %s', async (_, bytes, status, code, message) => {
    const [head = '', body = ''] = (await sendBytes(bytes)).split('\r\n\r\n')

    expect(head.split('\r\n')[0]).toBe(`HTTP/1.1 ${status}`)
    expect(head).toMatch(/^content-type: application\/json; charset=utf-8$/m)
    expect(head).toMatch(/^connection: close$/m)
    expect(JSON.parse(body)).toEqual({ errors: [{ message, extensions: { code } }] })
  })

  it('are counted among the errors', async () => {
    await using gateway = await startTestGateway(await startLibrary())

    await sendBytes('GARBAGE\r\n\r\n', gateway)

    const metrics = await send('/metrics', {}, gateway)
    expect(/^gateway_errors_total\{code="BAD_REQUEST"\}.*$/m.exec(metrics.text)?.[0]).toBe(
      'gateway_errors_total{code="BAD_REQUEST"} 1',
    )
  })
})

describe('a server that is closing', () => {
  it('answers further requests of an open connection with 503 and a code of the catalogue', async () => {
    const [began, ended, closing] = [1, 2, 3].map(() => Promise.withResolvers<void>()) as [Gate, Gate, Gate]
    const app = createHttpServer({ maxBodyBytes: 100, log: createLog('silent'), onRefusal: () => undefined })
    app.get('/', async () => {
      began.resolve()
      await ended.promise
      return 'the answer to what came before'
    })
    app.addHook('preClose', async () => closing.resolve())
    const socket = connect(Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port), '127.0.0.1')
    const received: Buffer[] = []
    const closed = Promise.withResolvers<void>()
    socket.on('data', chunk => received.push(chunk)).on('close', () => closed.resolve())

    socket.write('GET / HTTP/1.1\r\nhost: gateway\r\n\r\n')
    await began.promise
    const isClosed = app.close()
    await closing.promise
    const arrived = once(app.server, 'request')
    socket.write('GET / HTTP/1.1\r\nhost: gateway\r\n\r\n')
    await arrived
    ended.resolve()
    await Promise.all([isClosed, closed.promise])

    const [first = '', second = ''] = Buffer.concat(received)
      .toString()
      .split(/(?<=before)/)
    expect(first).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(second).toMatch(/^HTTP\/1\.1 503 Service Unavailable\r\n/)
    expect(JSON.parse(second.split('\r\n\r\n')[1] ?? '')).toEqual({
      errors: [
        {
          message: 'The gateway is stopping. Ask again in a moment.',
          extensions: { code: 'SERVICE_UNAVAILABLE' },
        },
      ],
    })
  })
})

type Gate = PromiseWithResolvers<void>

describe('an operation that asks for too much', () => {
  const doubling = (levels: number) =>
    `{ book(id: "b1") { ...F0 } } ${Array.from({ length: levels }, (_, i) => `fragment F${i} on Book { ...F${i + 1} ...F${i + 1} }`).join(' ')} fragment F${levels} on Book { title }`

  it.each([
    ['too deep', `{ author(id: "a1") { ${'friend { '.repeat(19)} name ${'} '.repeat(19)} } }`, 'OPERATION_TOO_DEEP'],
    ['fragments doubled 18 times', doubling(18), 'OPERATION_TOO_COMPLEX'],
    ['fragments doubled 30 times', doubling(30), 'OPERATION_TOO_COMPLEX'],
    ['lists in lists', '{ books { similar { neighbours { similar { title } } } } }', 'OPERATION_TOO_COSTLY'],
  ])('is refused before it is planned: %s', async (_, query, code) => {
    const logged = gateway.logged.length

    const { status, errors, data } = await gateway.ask(query)

    expect({ status, code: errors?.[0]?.extensions.code, data }).toEqual({ status: 400, code, data: undefined })
    await expect.poll(() => gateway.logged.length).toBe(logged + 1)
    expect(JSON.parse(gateway.logged.at(-1)!)).toMatchObject({ planCached: null, fetches: 0, errorCodes: [code] })
  })

  it.each([
    [
      'MAX_OPERATION_DEPTH',
      '3',
      '{ book(id: "b1") { author { name } } }',
      '{ book(id: "b1") { author { friend { name } } } }',
    ],
    ['MAX_OPERATION_SELECTIONS', '2', '{ book(id: "b1") { title } }', '{ book(id: "b1") { title isbn } }'],
    ['MAX_OPERATION_COST', '10', '{ books { title } }', '{ books { title } book(id: "b1") { title } }'],
  ])('is told by %s', async (name, limit, allowed, refused) => {
    await using gateway = await startTestGateway(await startLibrary(), { [name]: limit })

    const statuses = await Promise.all([allowed, refused].map(async query => (await gateway.ask(query)).status))

    expect(statuses).toEqual([200, 400])
  })

  it.each(['{ a ', '{ ... ', 'query($a: [', '{ book(id: ['])('is refused unparsed: 3000 times "%s"', async part => {
    const { status, errors } = await gateway.ask(part.repeat(3000))

    expect(status).toBe(400)
    expect(errors).toEqual([
      {
        message:
          'The text has so many brackets inside each other that it cannot be parsed. Ask for the inner part in an operation of its own.',
        extensions: { code: 'OPERATION_TOO_DEEP' },
      },
    ])
  })
})

describe('a kind of operation that is not served', () => {
  it('is refused where the schema has mutations', async () => {
    const { status, errors } = await gateway.ask('subscription { anything }')

    expect(status).toBe(400)
    expect(errors).toEqual([
      {
        message: 'The operation is a subscription, but the gateway serves queries and mutations only.',
        extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
      },
    ])
  })

  it.each(['mutation', 'subscription'])('is refused where the schema has queries alone: %s', async kind => {
    await using reading = await startTestGateway([
      await startSubgraph('greeter', 'type Query { hello: String }', { Query: { hello: () => 'hello' } }),
    ])

    const { status, errors } = await reading.ask(`${kind} { anything }`)

    expect(status).toBe(400)
    expect(errors).toEqual([
      {
        message: `The operation is a ${kind}, but the gateway serves queries only.`,
        extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
      },
    ])
  })
})

describe('in production', () => {
  it('tells nobody the schema', async () => {
    const { status, errors } = await production.ask('{ __schema { queryType { name } } }')

    expect(status).toBe(400)
    expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED')
  })

  it('suggests no names', async () => {
    const { errors } = await production.ask('{ book { id } bookz { id } }')

    expect(JSON.stringify(errors)).not.toContain('Did you mean')
  })
})

describe('the log', () => {
  it('has one line a request, without the values of a client', async () => {
    const before = gateway.logged.length

    await gateway.ask({
      query: 'query Canary($t: String) { search(term: $t) { __typename } }',
      variables: { t: 'hunter2' },
    })
    await expect.poll(() => gateway.logged.length).toBe(before + 1)

    const line = gateway.logged.at(-1)!
    expect(JSON.parse(line)).toMatchObject({
      msg: 'request',
      status: 200,
      operationName: 'Canary',
      operationHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      fetches: 1,
      errorCodes: [],
      outcome: 'ok',
    })
    expect(line).not.toContain('hunter2')
  })
})

describe('a client that goes away', () => {
  it('ends the fetches of its request', async () => {
    const { startPeopleAndAges } = await import('./support/faults.ts')
    const closed = Promise.withResolvers<void>()
    const asked = Promise.withResolvers<void>()
    const subgraphs = await startPeopleAndAges((_, response) => {
      response.on('close', () => closed.resolve())
      asked.resolve()
    })
    await using gateway = await startTestGateway(subgraphs, {
      SUBGRAPH_TIMEOUT_MS: '60000',
      REQUEST_TIMEOUT_MS: '60000',
    })

    const client = request(gateway.url, { method: 'POST', headers: json })
    client.on('error', () => undefined)
    client.end('{"query":"{ oldest { id } }"}')
    await asked.promise
    client.destroy()

    await closed.promise
  })
})

describe('a gateway that stops', () => {
  it('ends with its last answer, whatever its clients keep open', async () => {
    const { sendJson, startPeopleAndAges } = await import('./support/faults.ts')
    const asked = Promise.withResolvers<() => void>()
    const subgraphs = await startPeopleAndAges((_, response) => {
      asked.resolve(() => sendJson(response, { data: { oldest: null } }))
    })
    const gateway = await startTestGateway(subgraphs)
    const answer = gateway.ask('{ oldest { id } }')
    const reply = await asked.promise
    const stopped = gateway[Symbol.asyncDispose]()

    reply()

    expect((await answer).data).toEqual({ oldest: null })
    await stopped
  })
})
