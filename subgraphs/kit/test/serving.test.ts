import { randomBytes } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { Writable } from 'node:stream'
import type { GraphQLFormattedError } from 'graphql'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Viewer } from '../access/viewer.ts'
import { identityHeader } from '../identity/claims.ts'
import { developmentKeys } from '../identity/keys.ts'
import { type IdentityPurpose, signIdentity } from '../identity/sign.ts'
import { startTestSubgraph, type TestSubgraph, viewerWith } from '../testing/test-subgraph.ts'
import { toy } from './toy/subgraph.ts'

const uuid = /^[0-9a-f-]{36}$/

/** A log that can be read line by line. */
const readableLog = () => {
  const lines: Record<string, unknown>[] = []
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(JSON.parse(String(chunk)))
      done()
    },
  })
  return { log: pino({ level: 'info' }, stream), lines }
}

type Sent = {
  path?: string
  method?: string
  body?: string | Uint8Array<ArrayBuffer>
  headers?: Record<string, string>
  sign?: Partial<IdentityPurpose>
}

/** Sends a signed request whose parts a test may spoil. */
const send = async (
  world: TestSubgraph,
  { path = '/graphql', method = 'POST', body, headers = {}, sign = {} }: Sent,
) => {
  const target = `${method} ${path}`
  const purpose = { issuer: 'gateway', audience: 'toy', target, body: body ?? '', keys: world.keys, ...sign }
  const response = await fetch(new URL(path, world.url), {
    method,
    headers: { 'content-type': 'application/json', [identityHeader]: signIdentity(purpose), ...headers },
    ...(body !== undefined && { body }),
  })
  const answer = (await response.json()) as { data?: unknown; errors: GraphQLFormattedError[] }
  return { status: response.status, headers: response.headers, answer }
}

const question = JSON.stringify({ query: '{ programs { id } }' })

describe('a subgraph', () => {
  it('answers the gateway, and keeps its answers out of caches', async () => {
    await using world = await startTestSubgraph(toy)

    const { status, headers, answer } = await send(world, { body: question })

    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(answer).toEqual({ data: { programs: [{ id: 'belarus-2015' }] } })
  })

  it('shows each viewer the rows that exist for them', async () => {
    await using world = await startTestSubgraph({
      ...toy,
      organizationsOf: async (_database, organization) => (organization === 'scoe' ? ['scoe-reentry-program'] : []),
    })
    const seenBy = async (viewer?: Parameters<typeof viewerWith>[0]) => {
      const { data } = await world.query('{ programs { id } }', {}, viewer && viewerWith(viewer))
      return data.programs.map((program: { id: string }) => program.id)
    }
    const sensitive = ['participant:sensitive']

    expect(await seenBy()).toEqual(['belarus-2015'])
    expect(await seenBy({ scopes: sensitive })).toEqual(['belarus-2015'])
    expect(await seenBy({ organization: 'elk-grove' })).toEqual(['belarus-2015', 'portugal-2013'])
    expect(await seenBy({ organization: 'scoe' })).toEqual(['belarus-2015', 'portugal-2013', 'scoe-visit-2024'])
    expect(await seenBy({ organization: 'scoe', scopes: sensitive })).toEqual([
      'belarus-2015',
      'portugal-2013',
      'scoe-visit-2024',
      'singapore-2015',
    ])
    expect(await seenBy({ organization: 'cosn', scopes: sensitive })).toEqual(['belarus-2015', 'portugal-2013'])
  })

  it('resolves references in one statement, in the order asked, null where a row is hidden or never was', async () => {
    await using world = await startTestSubgraph(toy)

    const ids = ['portugal-2013', 'scoe-visit-2024', 'nowhere', 'belarus-2015', 'portugal-2013']
    const { data, statements } = await world.resolveReferences(
      'Program',
      ids,
      'id title',
      viewerWith({ organization: 'cosn' }),
    )

    expect(data).toEqual([
      { __typename: 'Program', id: 'portugal-2013', title: 'Portugal' },
      null,
      null,
      { __typename: 'Program', id: 'belarus-2015', title: 'Belarus' },
      { __typename: 'Program', id: 'portugal-2013', title: 'Portugal' },
    ])
    expect(statements).toHaveLength(1)
  })

  it('nulls guarded fields, also of references, and decides a policy by the row', async () => {
    await using world = await startTestSubgraph(toy)
    const fields = 'id phone notes'
    const scopes = ['contact:read', 'participant:sensitive']

    const anonymous = await world.resolveReferences('Program', ['belarus-2015'], fields)
    const stranger = await world.resolveReferences(
      'Program',
      ['belarus-2015'],
      fields,
      viewerWith({ organization: 'scoe', scopes }),
    )
    const partner = await world.resolveReferences(
      'Program',
      ['belarus-2015'],
      fields,
      viewerWith({ organization: 'cosn', scopes }),
    )

    const row = { __typename: 'Program', id: 'belarus-2015' }
    expect(anonymous.data).toEqual([{ ...row, phone: null, notes: null }])
    expect(anonymous.errors?.map(({ path, extensions }) => [...(path ?? []), extensions?.code])).toEqual([
      ['_entities', 0, 'phone', 'UNAUTHORIZED_FIELD_OR_TYPE'],
      ['_entities', 0, 'notes', 'UNAUTHORIZED_FIELD_OR_TYPE'],
    ])
    expect(stranger.data).toEqual([{ ...row, phone: '+1 916 228 0000', notes: null }])
    expect(partner.data).toEqual([{ ...row, phone: '+1 916 228 0000', notes: 'Cosn only' }])
    expect(partner.errors).toBeUndefined()
  })

  it('limits lists behind its guards: who may not read a field is told nothing else', async () => {
    await using world = await startTestSubgraph(toy)
    const count = async (entries: number, viewer?: Viewer) => {
      const filter = { ids: Array.from({ length: entries }, () => 'belarus-2015') }
      const operation = 'query ($filter: IdFilter) { countIds(filter: $filter) }'
      const { data, errors } = await world.query(operation, { filter }, viewer)
      return errors?.[0]?.extensions?.code ?? data.countIds
    }

    expect([await count(1000), await count(1001)]).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE', 'UNAUTHORIZED_FIELD_OR_TYPE'])
    expect([await count(1000, viewerWith({})), await count(1001, viewerWith({}))]).toEqual([1000, 'BAD_USER_INPUT'])
  })

  it('publishes its SDL to the gateway and allows no introspection', async () => {
    await using world = await startTestSubgraph(toy)

    const service = await world.query('{ _service { sdl } }')
    const introspection = await world.query('{ __schema { types { name } } }')

    expect(service.data._service.sdl).toContain('type PartialDate')
    expect(service.data._service.sdl).toContain('@requiresScopes(scopes: [["participant:sensitive"]])')
    expect(introspection.errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED')
  })

  it('tells siblings of its changes', async () => {
    await using world = await startTestSubgraph(toy)

    const { changes } = await world.changes('limit=2')

    expect(changes.map((change: { id: string; fields?: unknown }) => [change.id, change.fields])).toEqual([
      ['belarus-2015', { title: 'Belarus' }],
      ['portugal-2013', { title: 'Portugal' }],
    ])
  })
})

describe('a request without a good identity is refused with 401', () => {
  const unauthenticated = { errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }] }
  const strangers = developmentKeys(randomBytes(32))

  it('whatever it asks for, except health', async () => {
    await using world = await startTestSubgraph(toy)
    const statusOf = async (path: string, init?: RequestInit) => (await fetch(new URL(path, world.url), init)).status

    expect(await statusOf('/graphql', { method: 'POST', body: question })).toBe(401)
    expect(await statusOf('/graphql?query={__typename}')).toBe(401)
    expect(await statusOf('/graphql', { method: 'OPTIONS' })).toBe(401)
    expect(await statusOf('/changes')).toBe(401)
    expect(await statusOf('/no-such-path')).toBe(401)
    expect(await statusOf('/health/ready/../../changes')).toBe(401)
    expect(await statusOf('/health/live')).toBe(200)
    expect(await statusOf('/health/ready')).toBe(200)
  })

  it('when the body, the path, the audience, the issuer or the key is another', async () => {
    await using world = await startTestSubgraph(toy)
    const refused = { status: 401, answer: unauthenticated }
    const other = JSON.stringify({ query: '{ programs { id phone } }' })
    const before = world.statements.length

    expect(await send(world, { body: other, sign: { body: question } })).toMatchObject(refused)
    expect(await send(world, { body: question, sign: { body: '' } })).toMatchObject(refused)
    expect(
      await send(world, { path: '/graphql?x=1', body: question, sign: { target: 'POST /graphql' } }),
    ).toMatchObject(refused)
    expect(await send(world, { body: question, sign: { audience: 'people' } })).toMatchObject(refused)
    expect(await send(world, { body: question, sign: { issuer: 'people' } })).toMatchObject(refused)
    expect(await send(world, { body: question, sign: { keys: strangers } })).toMatchObject(refused)
    expect(await send(world, { body: question, sign: { now: () => Date.now() - 66_000 } })).toMatchObject(refused)
    expect(await send(world, { path: '/changes', method: 'GET' })).toMatchObject(refused)
    const feed = { path: '/changes', method: 'GET', sign: { issuer: 'people', body: question } }
    expect(await send(world, feed)).toMatchObject(refused)
    expect(await send(world, { method: 'POST', sign: { body: question } })).toMatchObject(refused)
    expect(world.statements.slice(before)).toEqual([])
  })

  it('before its body is read', async () => {
    await using world = await startTestSubgraph(toy)

    const status = await new Promise(resolve => {
      const request = httpRequest(world.url, { method: 'POST', headers: { 'content-length': 1_000_000 } }, response => {
        resolve(response.statusCode)
        request.destroy()
      })
      request.on('error', resolve)
      request.write('{')
    })

    expect(status).toBe(401)
  })

  it('before its body is parsed', async () => {
    await using world = await startTestSubgraph(toy)

    const { status } = await send(world, { body: '{ broken', sign: { body: question } })

    expect(status).toBe(401)
  })
})

describe('a request that is no good GraphQL request', () => {
  let world: TestSubgraph
  beforeAll(async () => {
    world = await startTestSubgraph(toy)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  it.each([
    ['broken JSON', { body: '{ broken' }, 400, 'BAD_REQUEST'],
    [
      'another charset',
      { body: '{"query":"{ a }"}', headers: { 'content-type': 'application/json; charset=latin1' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['bytes that are no UTF-8', { body: Uint8Array.of(0x22, 0xff, 0x22) }, 400, 'BAD_REQUEST'],
    ['a compressed body', { body: question, headers: { 'content-encoding': 'gzip' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'a form',
      { body: 'query={a}', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['plain text', { body: question, headers: { 'content-type': 'text/plain' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['no body', {}, 400, 'BAD_REQUEST'],
    ['a list', { body: `[${question}]` }, 400, 'BAD_REQUEST'],
    ['a key that reaches for the prototype', { body: '{"query":"{ __typename }","__proto__":{}}' }, 400, 'BAD_REQUEST'],
    ['no operation', { body: '{}' }, 400, 'BAD_REQUEST'],
    ['no GraphQL', { body: '{"query":"{"}' }, 400, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', { body: '{"query":"{ nope }"}' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'two operations',
      { body: '{"query":"query A { __typename } query B { __typename }"}' },
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'a bad variable',
      { body: '{"query":"query ($day: Date!) { echoDay(day: $day) }","variables":{"day":"2024-02-30"}}' },
      400,
      'BAD_USER_INPUT',
    ],
    ['a bad literal', { body: '{"query":"{ echoDay(day: \\"2024-02-30\\") }"}' }, 400, 'BAD_USER_INPUT'],
    ['another method', { method: 'PUT', body: question }, 404, 'NOT_FOUND'],
    ['more than 1 MiB', { body: ' '.repeat(1024 * 1024 + 1) }, 413, 'PAYLOAD_TOO_LARGE'],
  ])('with %s is answered in the shape of GraphQL', async (_case, sent, status, code) => {
    const received = await send(world, sent)

    expect(received.status).toBe(status)
    expect(received.answer.errors[0]?.extensions?.code).toBe(code)
    expect(JSON.stringify(received.answer)).not.toMatch(/node_modules|\.ts|stack/)
  })
})

describe('a failure on our side', () => {
  it('leaves as INTERNAL_SERVER_ERROR with the request id, without a word of the cause', async () => {
    const { log, lines } = readableLog()
    await using world = await startTestSubgraph(toy, { log })

    const { status, answer } = await send(world, {
      body: JSON.stringify({ query: '{ broken programs { id } }' }),
      headers: { 'x-request-id': 'request-of-the-gateway-1' },
    })

    expect(status).toBe(200)
    expect(answer).toEqual({
      data: { broken: null, programs: [{ id: 'belarus-2015' }] },
      errors: [
        {
          message: 'Something failed on our side. Tell the operators the request id.',
          locations: [{ line: 1, column: 3 }],
          path: ['broken'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'request-of-the-gateway-1' },
        },
      ],
    })
    const failures = lines.filter(line => line.msg === 'A resolver failed.')
    expect(failures).toHaveLength(1)
    expect(failures[0]).toMatchObject({ requestId: 'request-of-the-gateway-1', path: 'broken', places: 1 })
    expect(failures[0]?.err).toMatchObject({ message: expect.stringContaining('hunter2') })
  })

  it('is logged once for a cause, however many places it struck, and gets an id of our own when the given one is odd', async () => {
    const { log, lines } = readableLog()
    await using world = await startTestSubgraph(toy, { log })

    const { answer } = await send(world, {
      body: JSON.stringify({ query: '{ brokenList { value } }' }),
      headers: { 'x-request-id': 'odd id; drop' },
    })

    expect(answer.errors).toHaveLength(3)
    expect(answer.errors[0]?.extensions?.requestId).toMatch(uuid)
    expect(lines.filter(line => line.msg === 'A resolver failed.')).toEqual([
      expect.objectContaining({ requestId: answer.errors[0]?.extensions?.requestId, places: 3 }),
    ])
  })

  it('is masked as well when it happens before GraphQL', async () => {
    const { log, lines } = readableLog()
    const failing = { ...toy, organizationsOf: () => Promise.reject(new Error('select * from secret')) }
    await using world = await startTestSubgraph(failing, { log })

    const { data, errors } = await world.query('{ programs { id } }', {}, viewerWith({ organization: 'scoe' }))

    expect(data).toBeUndefined()
    expect(errors).toEqual([
      {
        message: 'Something failed on our side. Tell the operators the request id.',
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.stringMatching(uuid) },
      },
    ])
    expect(lines.filter(line => line.msg === 'A request failed.')).toHaveLength(1)
  })

  it('asks for patience while the database is away', async () => {
    const away = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' })
    await using world = await startTestSubgraph({ ...toy, organizationsOf: () => Promise.reject(away) })

    const { errors } = await world.query('{ programs { id } }', {}, viewerWith({ organization: 'scoe' }))

    expect(errors).toEqual([
      {
        message: 'The database is busy. Ask again in a moment.',
        extensions: { code: 'SERVICE_UNAVAILABLE', requestId: expect.stringMatching(uuid) },
      },
    ])
  })
})
