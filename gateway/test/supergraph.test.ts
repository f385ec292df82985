import { describe, expect, it } from 'vitest'
import { loadSupergraph, readSupergraph } from '../supergraph/load-supergraph.ts'
import { startSubgraph } from './support/subgraph-server.ts'
import { composeSupergraph, startTestGateway } from './support/test-gateway.ts'

const guardedSdl = `
  extend schema @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@authenticated", "@requiresScopes", "@policy", "@tag", "@cost", "@listSize"]
  )
  type Query { people: [Person!] @listSize(assumedSize: 10) }
  type Person @key(fields: "id") {
    id: ID!
    name: String @tag(name: "public")
    born: Int @authenticated @cost(weight: 2)
    phone: String @requiresScopes(scopes: [["contact:read"]])
    note: String @policy(policies: [["program_partner"]])
  }
`
const guarded = () => composeSupergraph([{ name: 'people', url: 'http://127.0.0.1:1/graphql', sdl: guardedSdl }])

describe('a supergraph', () => {
  it('with @authenticated, @requiresScopes and @policy loads, and asks the subgraph for none of it for a stranger', async () => {
    const people = await startSubgraph('people', guardedSdl, {
      Query: { people: () => [{ id: 'p1', name: 'Ana', phone: null }] },
    })
    await using gateway = await startTestGateway([people])

    const { data } = await gateway.ask('{ people { name phone note born } }')

    expect(guarded()).toContain('for: SECURITY')
    expect(data).toEqual({ people: [{ name: 'Ana', phone: null, note: null, born: null }] })
    expect(people.received.map(({ query }) => query)).toEqual(['{people{name}}'])
  })

  it.each(['EXECUTION', 'SECURITY'])('with an unknown feature for: %s is refused with a sentence', purpose => {
    const sdl = guarded().replace(
      'schema\n',
      `schema @link(url: "https://example.org/teleport/v1.0", for: ${purpose})\n`,
    )

    expect(() => readSupergraph(sdl)).toThrow(
      `The supergraph uses "https://example.org/teleport/v1.0" (for: ${purpose}), which this gateway does not support. Compose without it, or use a gateway that does.`,
    )
  })

  it.each(['context/v0.1', 'connect/v0.2'])('with the router’s own %s is refused', feature => {
    const url = `https://specs.apollo.dev/${feature}`
    const sdl = guarded().replace('schema\n', `schema @link(url: "${url}", for: EXECUTION)\n`)

    expect(() => readSupergraph(sdl)).toThrow(`The supergraph uses "${url}" (for: EXECUTION)`)
  })

  it('that is no GraphQL is refused with a sentence', () => {
    expect(() => readSupergraph('type {')).toThrow(/^The supergraph is no valid Federation 2 supergraph: Syntax Error/)
  })

  it('that was never composed is refused with a sentence', () => {
    expect(() => readSupergraph('type Query { a: Int }')).toThrow(
      /^The supergraph is no valid Federation 2 supergraph: /,
    )
  })

  it('whose file is missing is refused with a sentence', async () => {
    await expect(loadSupergraph('/no/such/file.graphql')).rejects.toThrow(
      'The supergraph file "/no/such/file.graphql" does not exist.',
    )
  })

  it('knows what a subgraph requires for a field', () => {
    const sdl = composeSupergraph([
      {
        name: 'goods',
        url: 'http://127.0.0.1:1/',
        sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
          type Query { good: Good }
          type Good @key(fields: "id") { id: ID! size: Size }
          type Size { height: Int }`,
      },
      {
        name: 'freight-costs',
        url: 'http://127.0.0.1:2/',
        sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])
          type Good @key(fields: "id") { id: ID! size: Size @external freight: Int @requires(fields: "size { height }") }
          type Size @external { height: Int }`,
      },
    ])

    const { fieldSets } = readSupergraph(sdl)

    expect(fieldSets.names).toEqual(new Set(['id', 'size', 'height']))
    expect(fieldSets.requirementsOf('freight-costs', 'Good', 'freight')).toEqual(new Set(['size']))
    expect(fieldSets.requirementsOf('goods', 'Good', 'size')).toBeUndefined()
  })
})

describe('federation features', () => {
  it('answers the query root below the payload of a mutation, from several subgraphs', async () => {
    const notes = await startSubgraph(
      'notes',
      `type Query { notes: [String!] } type Mutation { write(text: String!): Written } type Written { text: String query: Query }`,
      { Query: { notes: () => ['one'] }, Mutation: { write: (_: unknown, args: object) => ({ ...args, query: {} }) } },
    )
    const clock = await startSubgraph('clock', 'type Query { hour: Int }', { Query: { hour: () => 7 } })
    await using gateway = await startTestGateway([notes, clock])

    const { data, errors } = await gateway.ask(
      'mutation { a: write(text: "x") { text query { hour notes } } b: write(text: "y") { q: query { h: hour } } }',
    )

    expect(errors).toBeUndefined()
    expect(data).toEqual({ a: { text: 'x', query: { hour: 7, notes: ['one'] } }, b: { q: { h: 7 } } })
  })

  it('resolves an @interfaceObject in both directions', async () => {
    const media = await startSubgraph(
      'media',
      `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
       type Query { all: [Media!] }
       interface Media @key(fields: "id") { id: ID! title: String }
       type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
       type Film implements Media @key(fields: "id") { id: ID! title: String }`,
      {
        Query: {
          all: () => [
            { __typename: 'Book', id: '1', title: 'Ebb', pages: 3 },
            { __typename: 'Film', id: '2', title: 'Reef' },
          ],
        },
        Media: {
          __resolveReference: ({ id }: { id: string }) =>
            id === '1' ? { __typename: 'Book', id, title: 'Ebb', pages: 3 } : { __typename: 'Film', id, title: 'Reef' },
        },
        Book: { __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Book', id, title: 'Ebb', pages: 3 }) },
        Film: { __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Film', id, title: 'Reef' }) },
      },
    )
    const reviews = await startSubgraph(
      'reviews',
      `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@interfaceObject"])
       type Query { best: Media }
       type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int }`,
      {
        Query: { best: () => ({ id: '1' }) },
        Media: { stars: ({ id }: { id: string }) => Number(id) + 3 },
      },
    )
    await using gateway = await startTestGateway([media, reviews])

    const { data, errors } = await gateway.ask(
      '{ all { __typename title stars } best { __typename stars ... on Book { pages } ... on Film { title } } }',
    )

    expect(errors).toBeUndefined()
    expect(data).toEqual({
      all: [
        { __typename: 'Book', title: 'Ebb', stars: 4 },
        { __typename: 'Film', title: 'Reef', stars: 5 },
      ],
      best: { __typename: 'Book', stars: 4, pages: 3 },
    })
  })

  it('fails only what a failed nested requirement is for', async () => {
    const goods = await startSubgraph(
      'goods',
      `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
       type Query { good: Good }
       type Good @key(fields: "id") { id: ID! size: Size }
       type Size { height: Int }`,
      {
        Query: { good: () => ({ id: 'g1', size: {} }) },
        Size: {
          height: () => {
            throw new Error('hunter2')
          },
        },
      },
    )
    const freight = await startSubgraph(
      'freight',
      `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])
       type Good @key(fields: "id") {
         id: ID!
         size: Size @external
         freight: Int @requires(fields: "size { height }")
         carrier: String
       }
       type Size @external { height: Int }`,
      { Good: { freight: () => 1, carrier: () => 'mule', __resolveReference: (good: object) => good } },
    )
    await using gateway = await startTestGateway([goods, freight])

    const { data, errors } = await gateway.ask('{ good { cost: freight carrier } }')

    expect(data).toEqual({ good: { cost: null, carrier: 'mule' } })
    expect(errors?.map(({ path, message }) => ({ path, message }))).toEqual([
      { path: ['good', 'cost'], message: 'The subgraph "goods" failed.' },
    ])
  })
})
