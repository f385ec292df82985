import { buildSchema, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { executeOperation } from '../execution/execute-operation.ts'
import { createStandIns } from '../execution/stand-ins.ts'
import { readExecutions } from './support/executions.ts'
import { shareGateways } from './support/shared-gateways.ts'
import {
  type ReceivedRequest,
  startFaultySubgraph,
  startSubgraph,
  type TestSubgraph,
} from './support/subgraph-server.ts'
import { startTestGateway, type TestGateway } from './support/test-gateway.ts'

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])'

const ordersSdl = `
  ${link}
  type Query { orders: [Order!]! order(id: ID!, note: String = "é"): Order }
  type Mutation { place(note: String!): Order fail: Order }
  type Order @key(fields: "id") { id: ID! note: String buyer: Person seller: Person }
  type Person @key(fields: "id", resolvable: false) { id: ID! }
`
const peopleSdl = `
  ${link}
  type Query { me: Person }
  type Person @key(fields: "id") { id: ID! name: String! nick: String friend: Person }
`

const orders = [
  { id: 'o1', note: 'zuerst', buyer: { id: 'ana' }, seller: { id: 'ben' } },
  { id: 'o2', note: null, buyer: { id: 'ben' }, seller: { id: 'ana' } },
  { id: 'o3', note: 'žluť 日本 😀', buyer: { id: '日' }, seller: { id: 'ghost' } },
]
const people: Record<string, { id: string; name: string; friend: string | null }> = {
  ana: { id: 'ana', name: 'Ana', friend: 'ben' },
  ben: { id: 'ben', name: 'Ben', friend: '日' },
  日: { id: '日', name: 'Ōe', friend: null },
}

const nickOf = ({ id }: { id: string }): string => {
  if (id === 'ben') throw new Error('No nick for Ben.')
  return `${id}!`
}

const startOrders = (placed: string[] = []): Promise<TestSubgraph> =>
  startSubgraph('orders', ordersSdl, {
    Query: {
      orders: () => orders,
      order: (_: unknown, { id, note }: { id: string; note: string }) => ({ ...orders[0], id, note }),
    },
    Mutation: {
      place: (_: unknown, { note }: { note: string }) => {
        placed.push(note)
        return { ...orders[0], note }
      },
      fail: () => {
        placed.push('fail')
        throw new Error('It fails after it has changed something.')
      },
    },
  })

const startPeople = (): Promise<TestSubgraph> =>
  startSubgraph('people', peopleSdl, {
    Person: {
      __resolveReference: ({ id }: { id: string }) => people[id] ?? null,
      nick: nickOf,
      friend: ({ friend }: { friend: string | null }) => friend && people[friend],
    },
  })

describe('a compiled operation', () => {
  let sold: TestSubgraph
  let known: TestSubgraph
  let gateway: TestGateway
  let placed: string[]
  let interpreter: TestGateway
  const since = (received: readonly ReceivedRequest[]) => {
    const before = received.length
    return () => received.slice(before)
  }

  beforeAll(async () => {
    placed = []
    sold = await startOrders(placed)
    known = await startPeople()
    gateway = await startTestGateway([sold, known], { COMPILE_AT_USE: '1' })
    interpreter = await startTestGateway([await startOrders(), await startPeople()], { COMPILE_AT_USE: '0' })
  })
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]()
    await interpreter[Symbol.asyncDispose]()
  })

  it('asks one subgraph for the entities of several fields in one request', async () => {
    const asked = since(known.received)

    const { data } = await gateway.ask('{ orders { buyer { name } seller { friend { name } } } }')

    expect(data).toEqual({
      orders: [
        { buyer: { name: 'Ana' }, seller: { friend: { name: 'Ōe' } } },
        { buyer: { name: 'Ben' }, seller: { friend: { name: 'Ben' } } },
        { buyer: { name: 'Ōe' }, seller: { friend: null } },
      ],
    })
    expect(asked().map(({ variables }) => variables)).toEqual([
      {
        representations0: ['ana', 'ben', '日'].map(id => ({ __typename: 'Person', id })),
        representations1: ['ben', 'ana', 'ghost'].map(id => ({ __typename: 'Person', id })),
      },
    ])
  })

  it('leaves what a failing field in the same request does not concern, and asks nothing twice', async () => {
    const asked = since(known.received)

    const { data, errors } = await gateway.ask('{ orders { buyer { name } seller { nick } } }')

    expect(data).toEqual({
      orders: [
        { buyer: { name: 'Ana' }, seller: { nick: null } },
        { buyer: { name: 'Ben' }, seller: { nick: 'ana!' } },
        { buyer: { name: 'Ōe' }, seller: { nick: null } },
      ],
    })
    expect(errors?.map(({ path }) => path)).toEqual([['orders', 0, 'seller', 'nick']])
    expect(asked()).toHaveLength(1)
  })

  it('changes something once, also when the answer has errors', async () => {
    placed.length = 0

    await gateway.ask('mutation { place(note: "one") { id buyer { nick } seller { nick } } fail { id } }')

    expect(placed).toEqual(['one', 'fail'])
  })

  it.each([
    ['letters of all kinds', '{ orders { note id buyer { id name } } }'],
    ['letters in an argument', '{ order(id: "ž", note: "日本 \\u00e9 \\"q\\" \\\\") { id note } }'],
    ['letters in a default of the schema', '{ order(id: "1") { note } }'],
    ['what looks like code', '{ order(id: "\\"]};globalThis.broken=1;//", note: "`$1") { id note } }'],
    [
      'two type names and an empty object',
      '{ a: __typename orders { b: __typename buyer { ... @skip(if: true) { id } } } }',
    ],
  ])('answers as the interpreter does: %s', async (_, query) => {
    const [compiled, interpreted] = await Promise.all([gateway.ask(query), interpreter.ask(query)])

    expect(compiled.text).toBe(interpreted.text)
    expect(compiled.headers.get('content-length')).toBe(String(Buffer.byteLength(compiled.text)))
    expect(globalThis).not.toHaveProperty('broken')
  })

  it('takes letters of all kinds in variables', async () => {
    const variables = { id: '日', note: 'é\n\t"\\😀' }

    const { data } = await gateway.ask({
      query: 'query($id: ID!, $note: String) { order(id: $id, note: $note) { id note } }',
      variables,
    })

    expect(data).toEqual({ order: variables })
  })

  it('is counted by what has executed it', async () => {
    await using fresh = await startTestGateway([await startOrders(), await startPeople()], { COMPILE_AT_USE: '2' })

    for (const query of [
      '{ orders { id } }',
      '{ orders { seller { nick } } }',
      '{ __schema { queryType { name } } }',
    ]) {
      await fresh.ask(query)
      await fresh.ask(query)
    }

    expect(await readExecutions(fresh)).toEqual({ not_compiled: 3, program: 1, fallback: 1, not_covered: 1 })
  })
})

describe('an @interfaceObject', () => {
  const sdlOf = (features: string, types: string): string =>
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${features}]) ${types}`
  const startMedia = () =>
    startSubgraph(
      'media',
      sdlOf(
        '"@key"',
        `type Query { top: Media }
        interface Media @key(fields: "id") { id: ID! title: String }
        type Film implements Media @key(fields: "id") { id: ID! title: String }`,
      ),
      {
        Query: { top: () => ({ __typename: 'Film', id: 'm1' }) },
        Film: { __resolveReference: ({ id }: { id: string }) => ({ id, title: 'Reef' }) },
        Media: { __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Film', id, title: 'Reef' }) },
      },
    )
  const startReviews = () =>
    startSubgraph(
      'reviews',
      sdlOf(
        '"@key", "@interfaceObject"',
        'type Query { best: Media } type Media @key(fields: "id") @interfaceObject { id: ID! score: Int }',
      ),
      {
        Query: { best: () => ({ id: 'm1', score: 5 }) },
        Media: { __resolveReference: ({ id }: { id: string }) => ({ id, score: 5 }) },
      },
    )

  it('does not say the types of its objects, so no program starts in vain', async () => {
    await using gateway = await startTestGateway([await startMedia(), await startReviews()], { COMPILE_AT_USE: '1' })

    const { data } = await gateway.ask('{ best { title score } }')

    expect(data).toEqual({ best: { title: 'Reef', score: 5 } })
    expect(await readExecutions(gateway)).toEqual({ not_covered: 1 })
  })

  it('takes no program from objects whose types another subgraph says', async () => {
    await using gateway = await startTestGateway([await startMedia(), await startReviews()], { COMPILE_AT_USE: '1' })

    const { data } = await gateway.ask('{ top { __typename score } }')

    expect(data).toEqual({ top: { __typename: 'Film', score: 5 } })
    expect(await readExecutions(gateway)).toEqual({ program: 1 })
  })
})

describe('the text of a reply', () => {
  type Answer = Parameters<typeof startFaultySubgraph>[2]
  const gateways = shareGateways(async (play: Answer, env) =>
    startTestGateway([await startFaultySubgraph('texts', `${link} type Query { text: String }`, play)], env),
  )
  afterAll(() => gateways[Symbol.asyncDispose]())
  const answerOf = async (reply: Buffer, COMPILE_AT_USE: string) => {
    const gateway = await gateways.at(
      (_, response) => response.setHeader('content-type', 'application/json').end(reply),
      { COMPILE_AT_USE },
    )
    return (await gateway.ask('{ text }')).text
  }

  it.each([
    ['raw letters', '"é 日 😀 \u2028"'],
    ['escaped letters', String.raw`"\u00e9 \u65e5 \ud83d\ude00"`],
    ['a backslash before a u', String.raw`"\\u00e9 é"`],
    ['escaped control characters', String.raw`"\u0000\u001f\n\u007f"`],
    ['a surrogate without its other half', String.raw`"é \ud83d"`],
    ['no valid UTF-8', Buffer.from([0x22, 0xff, 0xc3, 0xa9, 0x22])],
  ])('reaches the client as from the interpreter: %s', async (_, text) => {
    const reply = Buffer.concat([Buffer.from('{"data":{"text":'), Buffer.from(text as string), Buffer.from('}}')])

    expect(await answerOf(reply, '1')).toBe(await answerOf(reply, '0'))
  })
})

describe('a request that several fields share', () => {
  it('is asked again field by field when one of them takes the whole reply with it', async () => {
    const orders = await startOrders()
    const people = await startFaultySubgraph('people', peopleSdl, ({ variables, query }, response) => {
      const isShared = 'representations1' in variables
      const isNick = query.includes('nick')
      const representations = (variables.representations ?? []) as { id: string }[]
      const [, alias = 'none'] = /(\w+):\s*id\b/.exec(query) ?? []
      const _entities = representations.map(({ id }) => ({ [alias]: id, name: id.toUpperCase() }))
      const body =
        isShared || isNick
          ? { data: null, errors: [{ message: 'broken', path: [isShared ? 'entities1' : '_entities'] }] }
          : { data: { _entities } }
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
    })
    await using gateway = await startTestGateway([orders, people], { COMPILE_AT_USE: '1' })

    const { data, errors } = await gateway.ask('{ order(id: "o1") { buyer { name } seller { nick } } }')

    expect(data).toEqual({ order: { buyer: { name: 'ANA' }, seller: { nick: null } } })
    expect(errors?.map(({ path }) => path)).toEqual([['order', 'seller', 'nick']])
    expect(people.received).toHaveLength(3)
  })
})

describe('a program that is wrong', () => {
  it('is answered for by the interpreter, counted, and told to the log', async () => {
    const schema = buildSchema('type Query { x: Int }')
    const told: string[] = []
    const write = (): never => {
      throw new TypeError('The compiler made a mistake.')
    }

    const { data } = await executeOperation({
      plan: { kind: 'QueryPlan' },
      program: { steps: [], write },
      document: parse('{ __typename }'),
      denied: null,
      operationName: null,
      variables: {},
      fetchVariables: {},
      coercedVariables: {},
      schema,
      standIns: createStandIns(schema, new Map()),
      fits: (typename, condition) => typename === condition,
      requirementsOf: () => undefined,
      keysOf: () => [],
      warn: (fields, message) => told.push(message, String((fields as { err: unknown }).err)),
      responseName: ({ name }) => name.value,
      send: () => expect.unreachable('Nothing is to be fetched.'),
      onWritten: () => told.push('written'),
      trace: null,
      onAnswer: by => told.push(by),
    })

    expect(data).toEqual({ __typename: 'Query' })
    expect(told).toEqual([
      'a compiled program failed, the interpreter goes on',
      'TypeError: The compiler made a mistake.',
      'fault',
    ])
  })
})
