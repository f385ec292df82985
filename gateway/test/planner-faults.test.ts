import { describe, expect, it } from 'vitest'
import { startSubgraph } from './support/subgraph-server.ts'
import { startTestGateway } from './support/test-gateway.ts'

// Questions that Apollo's planner answers wrongly, or not at all, when it is asked as the client asks.

const link = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.3"
  import: ["@key", "@external", "@requires", "@interfaceObject", "@shareable"]
)`

const startAccounts = async (owner: (key: { id: string }) => unknown) => {
  const owners = await startSubgraph(
    'owners',
    `${link}
    type Query { owners: Int }
    interface Account @key(fields: "id") { id: ID! }
    type Admin implements Account @key(fields: "id") { id: ID! rights: Int }`,
    { Account: { __resolveReference: owner, __resolveType: () => 'Admin' }, Admin: { rights: () => 7 } },
  )
  const names = await startSubgraph(
    'names',
    `${link}
    type Query { accounts: [Account] account: Account }
    type Account @key(fields: "id") @interfaceObject { id: ID! name: String! }`,
    {
      Query: { accounts: () => [{ id: 'u1' }, { id: 'u2' }], account: () => ({ id: 'u3' }) },
      Account: { name: ({ id }: { id: string }) => (id === 'u3' ? null : `Name of ${id}`) },
    },
  )
  return { owners, names }
}

const known = ({ id }: { id: string }) => ({ __typename: 'Admin', id })

describe('an entity that its subgraph knows as an @interfaceObject', () => {
  it('is answered without asking for its type, when the client asks for fields of the interface only', async () => {
    const { owners, names } = await startAccounts(known)
    await using gateway = await startTestGateway([owners, names])

    const { data, errors } = await gateway.ask(
      'query ($no: Boolean = false) { accounts { ...A ... on Account { id } __typename @include(if: $no) } } fragment A on Account { name }',
    )

    expect(errors).toBeUndefined()
    expect(data).toEqual({
      accounts: [
        { name: 'Name of u1', id: 'u1' },
        { name: 'Name of u2', id: 'u2' },
      ],
    })
    expect(owners.received).toEqual([])
  })

  it('has its own type when the client asks for it', async () => {
    const { owners, names } = await startAccounts(known)
    await using gateway = await startTestGateway([owners, names])

    const { data } = await gateway.ask('{ accounts { kind: __typename name ... on Admin { rights } } }')

    expect(data).toEqual({
      accounts: [
        { kind: 'Admin', name: 'Name of u1', rights: 7 },
        { kind: 'Admin', name: 'Name of u2', rights: 7 },
      ],
    })
  })

  it('is an error, never another type’s name, when the client asks for its type and nobody knows it', async () => {
    const { owners, names } = await startAccounts(() => null)
    await using gateway = await startTestGateway([owners, names])

    const { data, errors } = await gateway.ask('{ accounts { __typename name } }')

    expect(data).toEqual({ accounts: [null, null] })
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['accounts', 0], 'SUBGRAPH_ERROR'],
      [['accounts', 1], 'SUBGRAPH_ERROR'],
    ])
  })

  it('shows no type in messages and introspection that the schema does not have', async () => {
    const { owners, names } = await startAccounts(known)
    await using gateway = await startTestGateway([owners, names])

    const failed = await gateway.ask('{ account { name } }')
    const introspected = await gateway.ask(
      '{ __type(name: "Account") { possibleTypes { name } } __schema { types { name } } }',
    )

    expect(failed.data).toEqual({ account: null })
    expect(failed.text + introspected.text).not.toContain('unknown_type')
    expect(introspected.data).toMatchObject({ __type: { possibleTypes: [{ name: 'Admin' }] } })
  })
})

describe('a @requires of an @interfaceObject', () => {
  it('is planned below a fragment on one type, where another @interfaceObject leads to it', async () => {
    const owners = await startSubgraph(
      'owners',
      `${link}
      type Query { owners: Int }
      interface Account @key(fields: "id") { id: ID! title: String }
      type Admin implements Account @key(fields: "id") { id: ID! title: String }
      type Guest implements Account @key(fields: "id") { id: ID! title: String }`,
      {
        Account: {
          __resolveReference: ({ id }: { id: string }) => ({
            __typename: id === 'u1' ? 'Admin' : 'Guest',
            id,
            title: `T ${id}`,
          }),
        },
      },
    )
    const labels = await startSubgraph(
      'labels',
      `${link}
      type Query { labels: Int }
      type Account @key(fields: "id") @interfaceObject {
        id: ID! title: String @external label: String @requires(fields: "title")
      }`,
      { Account: { label: ({ title }: { title: string }) => `${title}!` } },
    )
    const visits = await startSubgraph(
      'visits',
      `${link}
      type Query { visitors: [Account] }
      type Account @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }`,
      { Query: { visitors: () => [{ id: 'u1' }, { id: 'u2' }] } },
    )
    await using gateway = await startTestGateway([owners, labels, visits])

    const { data, errors } = await gateway.ask(
      '{ visitors { ... on Admin { name: label } ... on Guest { name: title } } }',
    )

    expect(errors).toBeUndefined()
    expect(data).toEqual({ visitors: [{ name: 'T u1!' }, { name: 'T u2' }] })
    expect([owners, labels, visits].map(({ received }) => received.length)).toEqual([1, 1, 1])
  })
})

describe('a @requires', () => {
  it('returns to its subgraph by a key that can be resolved there', async () => {
    const names = await startSubgraph(
      'names',
      `${link}
      type Query { names: Int }
      type Place @key(fields: "id") { id: ID! name: String }`,
      { Place: { name: ({ id }: { id: string }) => `Name of ${id}` } },
    )
    const labels = await startSubgraph(
      'labels',
      `${link}
      type Query { place: Place }
      type Place @key(fields: "code", resolvable: false) @key(fields: "id") {
        id: ID! code: ID! name: String @external label: String @requires(fields: "name")
      }`,
      {
        Query: { place: () => ({ id: 'p1', code: 'c1' }) },
        Place: { label: ({ id, name }: { id: string; name: string }) => `${id}: ${name}` },
      },
    )
    await using gateway = await startTestGateway([names, labels])

    const { data, errors } = await gateway.ask('{ place { label } }')

    expect(errors).toBeUndefined()
    expect(data).toEqual({ place: { label: 'p1: Name of p1' } })
    expect(labels.received[1]?.variables).toEqual({
      representations: [{ __typename: 'Place', id: 'p1', name: 'Name of p1' }],
    })
  })

  it('gets the value for its own arguments where several ask for one field with differing ones', async () => {
    const costs = await startSubgraph(
      'costs',
      `${link}
      type Query { items: [Item] }
      type Item @key(fields: "id") { id: ID! price(in: String!): Int parts: [Part] }
      type Part { size(unit: String): Int }`,
      {
        Query: { items: () => [{ id: 'i1' }] },
        Item: { price: (_: unknown, args: { in: string }) => (args.in === 'EUR' ? 2 : 1), parts: () => [{}, {}] },
        Part: { size: (_: unknown, { unit = 'mm' }: { unit?: string }) => (unit === 'mm' ? 10 : 1) },
      },
    )
    type Rep = { price?: number; parts?: { size: number }[] }
    const sizes = ({ parts = [] }: Rep) => parts.map(({ size }) => size).join()
    const sums = await startSubgraph(
      'sums',
      `${link}
      type Query { sums: Int }
      type Part @external { size(unit: String): Int }
      type Item @key(fields: "id") {
        id: ID!
        price(in: String!): Int @external
        parts: [Part] @external
        usd: Int @requires(fields: "price(in: \\"USD\\")")
        eur: Int @requires(fields: "price(in: \\"EUR\\")")
        wide: String @requires(fields: "parts { size }")
        short(sign: String): String @requires(fields: "parts { size(unit: \\"cm\\") } price(in: \\"EUR\\")")
        plain: Int
      }`,
      {
        Item: {
          usd: ({ price = 0 }: Rep) => price,
          eur: ({ price = 0 }: Rep) => price,
          wide: sizes,
          short: (item: Rep, { sign }: { sign: string }) => `${sign}${sizes(item)} ${item.price}`,
          plain: () => 5,
        },
      },
    )
    await using gateway = await startTestGateway([costs, sums])

    const { data, errors } = await gateway.ask({
      query: 'query ($s: String) { items { usd price: eur wide short(sign: $s) plain yen: price(in: "EUR") } }',
      variables: { s: '~' },
    })

    expect(errors).toBeUndefined()
    expect(data).toEqual({ items: [{ usd: 1, price: 2, wide: '10,10', short: '~1,1 2', plain: 5, yen: 2 }] })
    expect(sums.received.map(({ variables }) => variables)).toHaveLength(2)
  })
})

describe('a field that the planner leaves out of its plan', () => {
  it('fails the request instead of being null in silence', async () => {
    const nodes = await startSubgraph(
      'nodes',
      `${link}
      type Query { node: Node }
      interface Node @key(fields: "id") { id: ID! }`,
      { Node: { __resolveType: () => 'Node' } },
    )
    const fields = await startSubgraph(
      'fields',
      `${link}
      type Query { other: Node }
      type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! field: String }`,
      { Query: { other: () => ({ id: 'n1', field: 'x' }) } },
    )
    await using gateway = await startTestGateway([nodes, fields])

    const left = await gateway.ask('{ node { field } }')
    const whole = await gateway.ask('{ other { id field } __typename }')

    expect(left.status).toBe(500)
    expect(left.data).toBeUndefined()
    expect(left.errors?.map(({ extensions }) => extensions.code)).toEqual(['INTERNAL_SERVER_ERROR'])
    expect(gateway.logged.join('')).toContain('The planner found no way to fetch \\"node\\"')
    expect(whole.data).toEqual({ other: { id: 'n1', field: 'x' }, __typename: 'Query' })
  })
})
