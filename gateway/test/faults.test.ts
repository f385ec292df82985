import { createServer } from 'node:http'
import { afterAll, describe, expect, it } from 'vitest'
import { secrets, sendJson, startPeopleAndAges, teamQuestion, teamWithoutAges, withKeys } from './support/faults.ts'
import { shareGateways } from './support/shared-gateways.ts'
import { listen, startFaultySubgraph, startSubgraph, stop } from './support/subgraph-server.ts'
import { startTestGateway } from './support/test-gateway.ts'

const failed = (...paths: (string | number)[][]) =>
  paths.map(path => ({ path, message: 'The subgraph "ages" failed.', extensions: { code: 'SUBGRAPH_ERROR' } }))
const unfit = (...paths: (string | number)[][]) =>
  paths.map(path => ({
    path,
    message: 'The subgraph "ages" gave an answer that does not fit the question.',
    extensions: { code: 'SUBGRAPH_ERROR' },
  }))
const bothAges = [
  ['team', 0, 'grown'],
  ['team', 1, 'grown'],
]
const withoutLocations = (errors: readonly object[] | undefined) =>
  errors?.map(error => Object.fromEntries(Object.entries(error).filter(([name]) => name !== 'locations')))

type Answer = Parameters<typeof startPeopleAndAges>[0]

const gateways = shareGateways(async (play: Answer, env) => startTestGateway(await startPeopleAndAges(play), env))
afterAll(() => gateways[Symbol.asyncDispose]())

const askTeam = async (answer: Answer, env: Record<string, string> = {}, question: string = teamQuestion) => {
  const gateway = await gateways.at(answer, env)
  const { status, data, errors, text } = await gateway.ask(question)
  return { status, data, errors: withoutLocations(errors), leaks: secrets.test(text) }
}

describe('a subgraph that', () => {
  it('hangs costs only its own fields, by SUBGRAPH_TIMEOUT at each missing place', async () => {
    const answer = await askTeam(() => undefined, { SUBGRAPH_TIMEOUT_MS: '1500' })

    expect(answer).toEqual({
      status: 200,
      data: teamWithoutAges,
      errors: bothAges.map(path => ({
        path,
        message: 'The subgraph "ages" did not answer in time.',
        extensions: { code: 'SUBGRAPH_TIMEOUT' },
      })),
      leaks: false,
    })
  })

  it('hangs in the middle of its body is cut at the deadline', async () => {
    const answer = await askTeam((_, response) => void response.write('{"data":'), { SUBGRAPH_TIMEOUT_MS: '1500' })

    expect(answer.errors).toHaveLength(2)
    expect(answer.errors?.[0]).toMatchObject({ extensions: { code: 'SUBGRAPH_TIMEOUT' } })
  })

  it('is slower than the whole request may be is cut at that limit', async () => {
    const answer = await askTeam(() => undefined, { SUBGRAPH_TIMEOUT_MS: '60000', REQUEST_TIMEOUT_MS: '1500' })

    expect(answer.errors?.[0]).toMatchObject({ extensions: { code: 'SUBGRAPH_TIMEOUT' } })
  })

  it('is down from the start costs only its own fields', async () => {
    const [people, ages] = await startPeopleAndAges(() => undefined)
    await ages[Symbol.asyncDispose]()
    await using gateway = await startTestGateway([people, ages])

    const { status, data, errors } = await gateway.ask(teamQuestion)

    expect({ status, data, errors: withoutLocations(errors) }).toEqual({
      status: 200,
      data: teamWithoutAges,
      errors: failed(...bothAges),
    })
  })

  it('answers 500 with its secrets tells a client none of them', async () => {
    const answer = await askTeam((_, response) =>
      response.writeHead(500).end('{"errors":[{"message":"postgres://user:hunter2@db at /srv/app.js:1"}]}'),
    )

    expect(answer).toEqual({ status: 200, data: teamWithoutAges, errors: failed(...bothAges), leaks: false })
  })

  it('puts secrets into errors has their text replaced and nothing of their extensions kept', async () => {
    const answer = await askTeam((request, response) =>
      sendJson(response, {
        data: { _entities: withKeys(request, [{ grown: null }, { grown: 4 }]) },
        errors: [
          {
            message: 'SELECT * FROM people -- hunter2',
            path: ['_entities', 0, 'grown'],
            extensions: { code: 'INTERNAL_SERVER_ERROR', stacktrace: ['at /srv/x.js'], http: { status: 418 } },
          },
        ],
      }),
    )

    expect(answer).toEqual({
      status: 200,
      data: {
        team: [
          { name: 'Ana', grown: null },
          { name: 'Ben', grown: 4 },
        ],
      },
      errors: failed(['team', 0, 'grown']),
      leaks: false,
    })
  })

  it('reports a code of the catalogue has its message passed on, and only the code beside it', async () => {
    const answer = await askTeam((request, response) =>
      sendJson(response, {
        data: { _entities: withKeys(request, [{ grown: null }, { grown: 4 }]) },
        errors: [
          {
            message: 'Not yours.',
            path: ['_entities', 0, 'grown'],
            extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', who: 'hunter2' },
          },
        ],
      }),
    )

    expect(answer.errors).toEqual([
      { path: ['team', 0, 'grown'], message: 'Not yours.', extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } },
    ])
  })

  it('refuses an operation with status 400 and a code of the catalogue has its message passed on', async () => {
    const answer = await askTeam((_, response) => {
      response.statusCode = 400
      sendJson(response, { errors: [{ message: 'Send a date.', extensions: { code: 'BAD_USER_INPUT' } }] })
    })

    expect(answer.errors?.[1]).toEqual({
      path: ['team', 1, 'grown'],
      message: 'Send a date.',
      extensions: { code: 'BAD_USER_INPUT' },
    })
  })

  it.each<[string, Answer]>([
    ['sends HTML', (_, response) => response.setHeader('content-type', 'text/html').end('<h1>hunter2</h1>')],
    ['cuts its JSON short', (_, response) => response.end('{"data":{"_entities":[{"grown"')],
    ['closes the connection', (_, response) => response.destroy()],
    ['resets the connection', (_, response) => response.socket?.resetAndDestroy()],
    [
      'resets the connection in the middle of its body',
      (_, response) => response.write('{"data":', () => response.socket?.resetAndDestroy()),
    ],
    ['sends nothing', (_, response) => response.end()],
    ['sends a number', (_, response) => response.end('42')],
    ['sends a text', (_, response) => response.end('"hunter2"')],
    ['sends a list', (_, response) => response.end('[]')],
    ['sends data null without an error', (_, response) => sendJson(response, { data: null })],
    ['sends data as a list', (_, response) => sendJson(response, { data: [] })],
    ['sends 401', (_, response) => response.writeHead(401).end('{"errors":[{"message":"who?"}]}')],
    ['sends more than may be read', (_, response) => response.end(`{"data":"${'x'.repeat(5_300_000)}"}`)],
    ['says that it is compressed', (_, response) => response.setHeader('content-encoding', 'gzip').end('x')],
  ])('%s costs only its own fields', async (_, fault) => {
    expect(await askTeam(fault)).toEqual({
      status: 200,
      data: teamWithoutAges,
      errors: failed(...bothAges),
      leaks: false,
    })
  })

  it.each<[string, unknown]>([
    ['too few entities', [{ grown: 1 }]],
    ['too many entities', [{ grown: 1 }, { grown: 2 }, { grown: 3 }]],
    ['entities as an object', { grown: 1 }],
    ['no entities', undefined],
    ['an entity that is text', ['Ana', { grown: 2 }]],
    ['an entity that is a list', [[], { grown: 2 }]],
    ['an entity without the field', [{}, { grown: 2 }]],
    ['a type name that is a number', [{ __typename: 7, grown: 1 }, { grown: 2 }]],
    ['an entity of another type', [{ __typename: 'Query', grown: 1 }, { grown: 2 }]],
    ['an entity of a type that does not exist', [{ __typename: 'Secret', grown: 1 }, { grown: 2 }]],
  ])('answers with %s is not believed', async (_, entities) => {
    const fault: Answer = (request, response) =>
      sendJson(response, { data: { _entities: Array.isArray(entities) ? withKeys(request, entities) : entities } })
    expect(await askTeam(fault)).toEqual({
      status: 200,
      data: teamWithoutAges,
      errors: unfit(...bothAges),
      leaks: false,
    })
  })

  it('gives values of a wrong type costs only those values', async () => {
    const entities = [
      { age: 'old hunter2', years: 7 },
      { age: 30, years: [1, 'two'] },
    ]

    const answer = await askTeam(
      (request, response) => sendJson(response, { data: { _entities: withKeys(request, entities) } }),
      {},
      '{ team { name age years } }',
    )

    expect(answer.data).toEqual({
      team: [
        { name: 'Ana', age: null, years: null },
        { name: 'Ben', age: 30, years: null },
      ],
    })
    expect(answer.errors?.map(({ path, extensions }) => ({ path, extensions }))).toEqual([
      { path: ['team', 0, 'age'], extensions: { code: 'SUBGRAPH_ERROR' } },
      { path: ['team', 0, 'years'], extensions: { code: 'SUBGRAPH_ERROR' } },
      { path: ['team', 1, 'years', 1], extensions: { code: 'SUBGRAPH_ERROR' } },
    ])
    expect(answer.leaks).toBe(false)
  })

  it('does not know an entity leaves its nullable fields null without an error', async () => {
    const answer = await askTeam((request, response) =>
      sendJson(response, { data: { _entities: withKeys(request, [null, { grown: 2 }]) } }),
    )

    expect(answer.data).toEqual({
      team: [
        { name: 'Ana', grown: null },
        { name: 'Ben', grown: 2 },
      ],
    })
    expect(answer.errors).toBeUndefined()
  })

  it('does not know an entity whose field is never null gives an error there', async () => {
    const answer = await askTeam(
      (request, response) => sendJson(response, { data: { _entities: withKeys(request, [null, { shoe: 40.5 }]) } }),
      {},
      '{ team { name shoe } }',
    )

    expect(answer.data).toEqual({ team: null })
    expect(answer.errors).toEqual([
      {
        path: ['team', 0, 'shoe'],
        message: 'Cannot return null for non-nullable field Person.shoe.',
        extensions: { code: 'SUBGRAPH_ERROR' },
      },
    ])
  })

  it('fails at a root field gives the error at the alias of the client', async () => {
    const answer = await askTeam(
      (_, response) => response.destroy(),
      {},
      '{ a: oldest { id } b: youngest { id } team { name } }',
    )

    expect(answer).toEqual({
      status: 200,
      data: { a: null, b: null, team: [{ name: 'Ana' }, { name: 'Ben' }] },
      errors: failed(['a'], ['b']),
      leaks: false,
    })
  })

  it('reports an error below a null has its path translated to the aliases of the client', async () => {
    const answer = await askTeam(
      (_, response) =>
        sendJson(response, {
          data: { oldest: null },
          errors: [{ message: 'no', path: ['oldest', 'shoe'], extensions: { code: 'BAD_USER_INPUT' } }],
        }),
      {},
      '{ oldest { shoe } }',
    )

    expect(answer.errors).toEqual([{ path: ['oldest', 'shoe'], message: 'no', extensions: { code: 'BAD_USER_INPUT' } }])
  })

  it('reports 20,000 errors has at most 101 of them kept', async () => {
    const errors = Array.from({ length: 20_000 }, () => ({ message: 'hunter2' }))

    const answer = await askTeam((request, response) =>
      sendJson(response, { data: { _entities: withKeys(request, [{ grown: 1 }, { grown: 2 }]) }, errors }),
    )

    expect(answer.errors).toHaveLength(101)
    expect(answer.errors?.at(-1)).toMatchObject({ message: 'The subgraph "ages" reported 19900 more errors.' })
    expect(answer.leaks).toBe(false)
  })

  it('sends 64 MB is cut off at the limit, long before its end', async () => {
    const size = 64 * 1024 * 1024
    let sent = 0
    const answer = await askTeam(async (_, response) => {
      const part = Buffer.alloc(64 * 1024, 'x')
      const closed = new Promise<void>(resolve => response.once('close', resolve))
      response.write('{"data":"')
      while (sent < size && !response.destroyed) {
        sent += part.length
        await Promise.race([closed, new Promise<void>(resolve => response.write(part, () => resolve()))])
      }
      response.end('"}')
    })

    expect(answer).toEqual({ status: 200, data: teamWithoutAges, errors: failed(...bothAges), leaks: false })
    expect(sent).toBeLessThan(size / 2)
  })

  it('drips its body without ever pausing long is cut at the deadline all the same', async () => {
    const answer = await askTeam(
      (_, response) => {
        const drip = setInterval(() => response.write(' '), 20)
        response.on('close', () => clearInterval(drip))
      },
      { SUBGRAPH_TIMEOUT_MS: '1500' },
    )

    expect(answer.data).toEqual(teamWithoutAges)
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([
      { code: 'SUBGRAPH_TIMEOUT' },
      { code: 'SUBGRAPH_TIMEOUT' },
    ])
  })

  it('hangs with all its connections in use lets those who wait for one go at the deadline, and is asked again', async () => {
    let isWell = false
    const subgraphs = await startPeopleAndAges((request, response) => {
      if (isWell) sendJson(response, { data: { _entities: withKeys(request, [{ grown: 1 }, { grown: 2 }]) } })
    })
    await using gateway = await startTestGateway(subgraphs, {
      SUBGRAPH_TIMEOUT_MS: '1500',
      CONNECTIONS_PER_SUBGRAPH: '1',
    })

    const answers = await Promise.all([gateway.ask(teamQuestion), gateway.ask(teamQuestion), gateway.ask(teamQuestion)])
    isWell = true
    const after = await gateway.ask(teamQuestion)

    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual([
      'SUBGRAPH_TIMEOUT',
      'SUBGRAPH_TIMEOUT',
      'SUBGRAPH_TIMEOUT',
    ])
    expect(after.data).toEqual({
      team: [
        { name: 'Ana', grown: 1 },
        { name: 'Ben', grown: 2 },
      ],
    })
  })

  it('is not asked any more when the time of the request is over, so that no later mutation runs unheard', async () => {
    const slow = await startFaultySubgraph(
      'slow',
      'type Query { a: Int } type Mutation { first: Int }',
      () => undefined,
    )
    const quick = await startSubgraph('quick', 'type Query { b: Int } type Mutation { second: Int }', {
      Mutation: { second: () => 2 },
    })
    await using gateway = await startTestGateway([slow, quick], { REQUEST_TIMEOUT_MS: '1500' })

    const { data, errors } = await gateway.ask('mutation { first second }')

    expect(data).toEqual({ first: null, second: null })
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['SUBGRAPH_TIMEOUT', 'SUBGRAPH_TIMEOUT'])
    expect(slow.received).toHaveLength(1)
    expect(quick.received).toEqual([])
  })

  it('names an impossible type at a root field costs only that field', async () => {
    const answer = await askTeam(
      (_, response) => sendJson(response, { data: { oldest: { __typename: 'Query', id: 'p9' } } }),
      {},
      '{ oldest { __typename id } team { name } }',
    )

    expect(answer.data).toEqual({ oldest: null, team: [{ name: 'Ana' }, { name: 'Ben' }] })
    expect(answer.errors).toMatchObject([{ path: ['oldest'], extensions: { code: 'SUBGRAPH_ERROR' } }])
  })

  it('redirects is not followed, so nothing reaches the other host', async () => {
    let visits = 0
    const stranger = createServer((_, response) => {
      visits++
      response.end('{"data":{"_entities":[{"grown":1},{"grown":2}]}}')
    })
    const elsewhere = await listen(stranger)

    const answer = await askTeam((_, response) => response.writeHead(307, { location: elsewhere }).end())
    await stop(stranger)

    expect(answer.errors).toEqual(failed(...bothAges))
    expect(visits).toBe(0)
  })

  it('is well is asked over one connection that stays open', async () => {
    const ports = new Set<number | undefined>()
    const subgraphs = await startPeopleAndAges((request, response) => {
      ports.add(response.socket?.remotePort)
      sendJson(response, { data: { _entities: withKeys(request, [{ grown: 1 }, { grown: 2 }]) } })
    })
    await using gateway = await startTestGateway(subgraphs)

    await gateway.ask(teamQuestion)
    await gateway.ask(teamQuestion)
    await gateway.ask(teamQuestion)

    expect(ports.size).toBe(1)
  })

  it('sends polluting keys changes no object of the gateway, and they reach no client', async () => {
    const answer = await askTeam((request, response) => {
      const [ana, ben] = withKeys(request, [{ grown: 1, constructor: { polluted: 1 } }, { grown: 2 }])
      const polluted = JSON.stringify({ ...(ana as object), PROTO: { polluted: 1 } })
      const text = `{"PROTO":{"polluted":1},"data":{"PROTO":{"polluted":1},"_entities":[${polluted},${JSON.stringify(ben)}]}}`
      response.end(text.replaceAll('PROTO', '__proto__'))
    })

    expect(answer).toEqual({
      status: 200,
      data: {
        team: [
          { name: 'Ana', grown: 1 },
          { name: 'Ben', grown: 2 },
        ],
      },
      errors: undefined,
      leaks: false,
    })
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    expect(Object.prototype.constructor).toBe(Object)
  })
})
