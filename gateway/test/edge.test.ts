import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLibrary } from './support/library.ts'
import { startTestGateway, type TestGateway } from './support/test-gateway.ts'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await startTestGateway(await startLibrary(), { HEADERS_TIMEOUT_MS: '200', BODY_TIMEOUT_MS: '400' })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const json = { 'content-type': 'application/json' }

const open = async (to: TestGateway): Promise<Socket> => {
  const socket = connect(Number(new URL(to.url).port), '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

const readAll = async (socket: Socket): Promise<string> => {
  const received: Buffer[] = []
  socket.on('data', chunk => received.push(chunk))
  await once(socket, 'close')
  return Buffer.concat(received).toString()
}

describe('every answer', () => {
  const security = {
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  }

  it.each<[string, string, number, RequestInit]>([
    ['an answer', '/graphql', 200, { method: 'POST', headers: json, body: '{"query":"{ __typename }"}' }],
    ['a refused operation', '/graphql', 400, { method: 'POST', headers: json, body: '{"query":"{ nothing }"}' }],
    ['a refused body', '/graphql', 413, { method: 'POST', headers: json, body: ' '.repeat(300_000) }],
    [
      'a refused token',
      '/graphql',
      401,
      { method: 'POST', headers: { ...json, authorization: 'Bearer x' }, body: '{}' },
    ],
    ['a refused type', '/graphql', 415, { method: 'POST', body: 'x' }],
    ['a refused method', '/graphql', 405, { method: 'PUT' }],
    [
      'a saved operation that is not there',
      '/graphql',
      404,
      { method: 'POST', headers: json, body: '{"documentId":"x"}' },
    ],
    ['the front page', '/', 200, {}],
    ['its health', '/health/live', 200, {}],
    ['its readiness', '/health/ready', 200, {}],
    ['its metrics', '/metrics', 200, {}],
    ['a path that is not there', '/nothing', 404, {}],
    ['a path that cannot be decoded', '/%', 400, {}],
  ])(
    'carries the headers that protect its reader, and none that name what made it: %s',
    async (_, path, status, init) => {
      const response = await fetch(new URL(path, gateway.url), init)
      const headers = Object.fromEntries(response.headers)

      expect(response.status).toBe(status)
      expect(headers).toMatchObject(security)
      expect([headers.server, headers['x-powered-by'], headers['access-control-allow-origin']]).toEqual([
        undefined,
        undefined,
        undefined,
      ])
      expect(headers).toMatchObject(
        path === '/graphql' ? { 'cache-control': 'private, no-store', vary: 'authorization, origin' } : {},
      )
    },
  )

  it('carries them also when the bytes are no request', async () => {
    const socket = await open(gateway)
    socket.write('GARBAGE\r\n\r\n')

    const [head = ''] = (await readAll(socket)).split('\r\n\r\n')

    for (const [name, value] of Object.entries(security)) expect(head.split('\r\n')).toContain(`${name}: ${value}`)
  })
})

describe('the line of a request', () => {
  it('holds no more than the beginning of a long name', async () => {
    const before = gateway.logged.length

    await gateway.ask(`query ${'q'.repeat(5000)} { __typename }`)
    await expect.poll(() => gateway.logged.length).toBe(before + 1)

    expect(JSON.parse(gateway.logged.at(-1)!).operationName).toBe('q'.repeat(100))
  })
})

describe('a slow client', () => {
  it.each([
    ['HEADERS_TIMEOUT_MS', 'POST /graphql HTTP/1.1\r\nhost: gateway\r\n'],
    [
      'BODY_TIMEOUT_MS',
      'POST /graphql HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
    ],
  ])('is told so and cut after %s', async (_, beginning) => {
    const socket = await open(gateway)
    socket.write(beginning)

    const [head = '', body = ''] = (await readAll(socket)).split('\r\n\r\n')

    expect(head.split('\r\n')[0]).toBe('HTTP/1.1 408 Request Timeout')
    expect(JSON.parse(body)).toEqual({
      errors: [
        {
          message: 'The request did not arrive whole in time. Send it again, faster.',
          extensions: { code: 'REQUEST_TIMEOUT' },
        },
      ],
    })
  })
})

describe('connections past MAX_CONNECTIONS', () => {
  it('are closed, and there is room again when others end', async () => {
    await using small = await startTestGateway(await startLibrary(), { MAX_CONNECTIONS: '2' })
    const [first, second] = [await open(small), await open(small)]
    const third = await open(small)

    expect(await readAll(third)).toBe('')

    const gone = [once(first, 'close'), once(second, 'close')]
    first.destroy()
    second.destroy()
    await Promise.all(gone)
    // The gateway hears a little later that they have gone.
    await expect
      .poll(() =>
        small.ask('{ __typename }').then(
          ({ status }) => status,
          () => null,
        ),
      )
      .toBe(200)
  })
})

describe("the vendors' services", () => {
  const known = {
    APOLLO_KEY: 'service:exchange-network:0000',
    APOLLO_GRAPH_REF: 'exchange-network@current',
    APOLLO_SCHEMA_REPORTING: 'true',
    APOLLO_TELEMETRY: 'true',
  }

  it('are told nothing, whatever their keys in the environment say', async () => {
    const before = Object.fromEntries(Object.keys(known).map(name => [name, process.env[name]]))
    const hosts = new Set<string>()
    const note = (message: unknown): void => {
      const { connectParams } = message as { connectParams: { hostname: string } }
      hosts.add(connectParams.hostname)
    }
    Object.assign(process.env, known)
    // Of Node's own fetch and of the package, both.
    subscribe('undici:client:beforeConnect', note)
    try {
      const library = await startLibrary()
      const reporting = await startTestGateway(library, { NODE_ENV: 'production', IDENTITY_SIGN_KEYS: 'none' })
      await reporting.ask('{ book(id: "b1") { title } }')
      await reporting.ask('{ nothing }')
      await reporting[Symbol.asyncDispose]()
    } finally {
      unsubscribe('undici:client:beforeConnect', note)
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name]
        else process.env[name] = value
      }
    }

    expect([...hosts]).toEqual(['127.0.0.1'])
  })
})
