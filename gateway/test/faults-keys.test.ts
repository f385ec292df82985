import { afterAll, describe, expect, it } from 'vitest'
import { keyEcho } from '../execution/key-echo.ts'
import { readSupergraph } from '../supergraph/load-supergraph.ts'
import {
  type HonestReply,
  sendJson,
  startPeopleAndAges,
  startSpoilingSubgraph,
  teamQuestion,
  teamWithoutAges,
  withKeys,
} from './support/faults.ts'
import { shareGateways } from './support/shared-gateways.ts'
import { type ResolverMap, startSubgraph } from './support/subgraph-server.ts'
import { composeSupergraph, startTestGateway } from './support/test-gateway.ts'

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@interfaceObject"])`
const unfit = (subgraph: string, ...paths: (string | number)[][]) =>
  paths.map(path =>
    expect.objectContaining({
      path,
      message: `The subgraph "${subgraph}" gave an answer that does not fit the question.`,
      extensions: { code: 'SUBGRAPH_ERROR' },
    }),
  )
const bothAges = unfit('ages', ['team', 0, 'grown'], ['team', 1, 'grown'])
const grown = (ana: unknown, ben: unknown) => ({
  team: [
    { name: 'Ana', grown: ana },
    { name: 'Ben', grown: ben },
  ],
})

type Answer = Parameters<typeof startPeopleAndAges>[0]
const gateways = shareGateways(async (play: Answer, env) => startTestGateway(await startPeopleAndAges(play), env))
afterAll(() => gateways[Symbol.asyncDispose]())

/** Asks the team, whose ages come from a subgraph that says they are of the people `ids`. */
const askAgesOf = async (ids: readonly unknown[]) => {
  const gateway = await gateways.at((request, response) =>
    sendJson(response, { data: { _entities: withKeys(request, [{ grown: 1 }, { grown: 2 }], ids) } }),
  )
  const before = gateway.logged.length
  const { data, errors, text } = await gateway.ask(teamQuestion)
  const logged = gateway.logged.slice(before)
  return { data, errors, text, warnings: logged.filter(line => line.includes('other entities')) }
}

describe('a subgraph that answers for', () => {
  it.each<[string, readonly unknown[]]>([
    ['the entities in another order', ['p2', 'p1']],
    ['another entity', ['p1', 'p3']],
    ['one entity twice', ['p1', 'p1']],
    ['an entity without its key', ['p1', undefined]],
    ['an entity with null as its key', [null, 'p2']],
    ['an entity with an object as its key', ['p1', { id: 'p2' }]],
  ])('%s puts no value under the name of another, and one line of the log says so', async (_, ids) => {
    const { data, errors, warnings } = await askAgesOf(ids)

    expect(data).toEqual(teamWithoutAges)
    expect(errors).toEqual(bothAges)
    expect(warnings).toHaveLength(1)
    expect(JSON.parse(warnings[0]!)).toMatchObject({ subgraph: 'ages', requestId: expect.any(String) })
    expect(warnings[0]).not.toContain('p1')
  })

  it('the entities that were asked is believed', async () => {
    const { data, errors, warnings } = await askAgesOf(['p1', 'p2'])

    expect(data).toEqual(grown(1, 2))
    expect(errors).toBeUndefined()
    expect(warnings).toEqual([])
  })
})

/** Starts an honest list and a second subgraph whose entities are reversed while `isReversed` says so. */
const startShelf = async (options: {
  list: { sdl: string; resolvers: ResolverMap }
  prices: { sdl: string; resolvers: ResolverMap }
  isReversed?: () => boolean
}) => {
  const { isReversed = () => false } = options
  const reverse = ({ data, ...rest }: HonestReply) => ({ ...rest, data: { _entities: data?._entities?.reverse() } })
  return startTestGateway([
    await startSubgraph('list', link + options.list.sdl, options.list.resolvers),
    await startSpoilingSubgraph({
      name: 'prices',
      sdl: link + options.prices.sdl,
      resolvers: options.prices.resolvers,
      spoil: reply => (isReversed() ? reverse(reply) : reply),
    }),
  ])
}

const books = [
  { __typename: 'Book', id: 1, code: 'A', shelf: { room: { number: 7 } }, kinds: ['x', 'y'] },
  { __typename: 'Book', id: 2, code: 'B', shelf: { room: { number: 8 } }, kinds: ['x', 'z'] },
]

describe('entities in another order are noticed', () => {
  const shared = 'type Shelf { room: Room! } type Room { number: Int! }'
  const kinds: readonly [string, string, string][] = [
    [
      'by a nested key',
      `type Query { books: [Book] } type Book @key(fields: "shelf { room { number } }") { shelf: Shelf! } ${shared}`,
      `type Book @key(fields: "shelf { room { number } }") { shelf: Shelf! price: Int } ${shared}`,
    ],
    [
      'by a key of two fields of which only one differs',
      'type Query { books: [Book] } type Book @key(fields: "kinds code") { kinds: [String!]! code: ID! }',
      'type Book @key(fields: "kinds code") { kinds: [String!]! code: ID! price: Int }',
    ],
    [
      'by a list as a key',
      'type Query { books: [Book] } type Book @key(fields: "kinds") { kinds: [String!]! }',
      'type Book @key(fields: "kinds") { kinds: [String!]! price: Int }',
    ],
    [
      'by the one key of several that was sent',
      'type Query { books: [Book] } type Book @key(fields: "code") { code: ID! }',
      'type Book @key(fields: "id") @key(fields: "code") { id: ID code: ID! price: Int }',
    ],
    [
      'by an ID that is a number here and text there',
      'type Query { books: [Book] } type Book @key(fields: "id") { id: Int! }',
      'type Book @key(fields: "id") { id: Int! price: Int }',
    ],
    [
      'where the subgraph knows an interface as one type',
      'type Query { books: [Item] } interface Item @key(fields: "id") { id: ID! } type Book implements Item @key(fields: "id") { id: ID! }',
      'type Item @key(fields: "id") @interfaceObject { id: ID! price: Int }',
    ],
  ]

  it.each(kinds)('%s', async (_, listSdl, pricesSdl) => {
    const priceOf = {
      __resolveReference: (sent: {
        id?: unknown
        code?: string
        shelf?: { room: { number: number } }
        kinds?: string[]
      }) => ({
        ...sent,
        price: books.findIndex(
          ({ id, code, shelf, kinds: [, kind] }) =>
            String(id) === String(sent.id) ||
            code === sent.code ||
            shelf.room.number === sent.shelf?.room.number ||
            (sent.code === undefined && kind === sent.kinds?.[1]),
        ),
      }),
    }
    const list = { sdl: listSdl, resolvers: { Query: { books: () => books } } }
    const prices = { sdl: pricesSdl, resolvers: { [pricesSdl.includes('type Book') ? 'Book' : 'Item']: priceOf } }
    let isReversed = false
    await using gateway = await startShelf({ list, prices, isReversed: () => isReversed })

    const right = await gateway.ask('{ books { price } }')
    isReversed = true
    // Another name, so that it is as new as the first.
    const wrong = await gateway.ask('query Reversed { books { price } }')

    expect(right.errors).toBeUndefined()
    expect(right.data).toEqual({ books: [{ price: 0 }, { price: 1 }] })
    expect(wrong.data).toEqual({ books: [{ price: null }, { price: null }] })
    expect(wrong.errors).toEqual(unfit('prices', ['books', 0, 'price'], ['books', 1, 'price']))
  })
})

describe('the alias of a key', () => {
  it('that a client uses itself collides with nothing', async () => {
    await using gateway = await startShelf({
      list: {
        sdl: 'type Query { books: [Book] } type Book @key(fields: "id") { id: ID! }',
        resolvers: { Query: { books: () => books } },
      },
      prices: {
        sdl: 'type Book @key(fields: "id") { id: ID! price: Int }',
        resolvers: { Book: { price: ({ id }: { id: string }) => Number(id) * 10 } },
      },
    })

    const { data, text } = await gateway.ask(
      '{ books { asked_key0: price asked_key: price id: price asked_key1: id } }',
    )

    expect(data).toEqual({
      books: [
        { asked_key0: 10, asked_key: 10, id: 10, asked_key1: '1' },
        { asked_key0: 20, asked_key: 20, id: 20, asked_key1: '2' },
      ],
    })
    expect(text).not.toContain('asked_key_')
  })

  it('reaches no client in the path or the message of an error', async () => {
    const gateway = await gateways.at((request, response) => {
      const [, alias = ''] = /(\w+): id\b/.exec(request.query) ?? []
      sendJson(response, {
        data: { _entities: withKeys(request, [null, { grown: 2 }]) },
        errors: [
          { message: `No "${alias}".`, path: ['_entities', 0, alias], extensions: { code: 'NOT_FOUND' } },
          { message: `Also no "${alias}".`, path: ['_entities', 1, alias], extensions: { code: 'NOT_FOUND' } },
        ],
      })
    })

    const { data, errors, text } = await gateway.ask(teamQuestion)

    expect(data).toEqual(grown(null, 2))
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['team', 0, 'grown'],
        message: 'The subgraph "ages" failed.',
        extensions: { code: 'NOT_FOUND' },
      }),
    ])
    expect(text).not.toContain('asked_key')
  })

  it('is written into the text of a fetch once, whoever runs the plan', () => {
    const fetch = {
      kind: 'Fetch',
      serviceName: 'a',
      operation: 'query($representations:[_Any!]!){_entities(representations:$representations){...on P{age}}}',
      operationName: undefined,
      operationKind: 'query',
      requires: [{ kind: 'InlineFragment', typeCondition: 'P', selections: [{ kind: 'Field', name: 'id' }] }],
    } as const
    let asked = 0
    const keysOf = () => {
      asked++
      return [[{ name: 'id', below: null }]]
    }

    const echo = keyEcho(fetch, keysOf)

    expect(echo.operation).toBe(
      'query($representations:[_Any!]!){_entities(representations:$representations){...on P{age} ... on P { asked_key0: id }}}',
    )
    expect(keyEcho(fetch, keysOf)).toBe(echo)
    expect(asked).toBe(1)
  })
})

describe('a key is asked of a subgraph only where it', () => {
  const url = 'http://a.test/graphql'
  const { keysOf } = readSupergraph(
    composeSupergraph([
      {
        name: 'list',
        url,
        sdl: `${link.replace('"@key"', '"@key", "@override", "@authenticated"')}
          type Query { books: [Book] }
          type Book @key(fields: "id") @key(fields: "isbn") @key(fields: "code") { id: ID! isbn: ID! code: ID! @authenticated }`,
      },
      {
        name: 'prices',
        url,
        sdl: `${link}
          type Book @key(fields: "id", resolvable: false) @key(fields: "isbn") { id: ID! isbn: ID! price: Int }`,
      },
    ]),
  )

  it('is resolvable there and no viewer is kept from it', () => {
    const key = (name: string) => [{ name, below: null }]

    expect(keysOf('list', 'Book')).toEqual([key('id'), key('isbn')])
    expect(keysOf('prices', 'Book')).toEqual([key('isbn')])
    expect(keysOf('prices', 'Query')).toEqual([])
    expect(keysOf('nobody', 'Book')).toEqual([])
  })
})
