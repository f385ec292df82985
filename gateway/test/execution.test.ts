import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askBoth } from './support/compare.ts'
import { oneSchema, startLibrary, written } from './support/library.ts'
import type { TestSubgraph } from './support/subgraph-server.ts'
import { startTestGateway, type TestGateway } from './support/test-gateway.ts'

let subgraphs: TestSubgraph[]
let gateway: TestGateway
const schema = oneSchema()

beforeAll(async () => {
  subgraphs = await startLibrary()
  gateway = await startTestGateway(subgraphs, { LOG_LEVEL: 'silent', MAX_OPERATION_COST: '1000000' })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const receivedBy = (name: string) => subgraphs.find(subgraph => subgraph.name === name)!.received

describe('an answer is the one of one schema', () => {
  it.each<[string, string, Record<string, unknown>?]>([
    ['across subgraphs by two keys', '{ books { title inStock author { name books { title inStock } } } }'],
    ['with an alias that is a key', '{ books { id: title isbn: inStock author { id: name name: id } } }'],
    ['with an alias that is required', '{ books(first: 4) { weight: title shipping } }'],
    ['with a required field that fails', '{ books(first: 4) { shipping inStock } }'],
    ['with null in a required field', '{ books { weight shipping } }'],
    ['with an alias of a planner', '{ books { isbn__alias_0: title id__client: isbn id: inStock } }'],
    [
      'with __proto__ and constructor',
      '{ __proto__: books { constructor: title __proto__: inStock toString: pages } }',
    ],
    ['with aliases of __typename', '{ search { a: __typename b: __typename __typename } }'],
    ['over an interface', '{ items { __typename id title author { born } ... on Book { inStock } } }'],
    ['over a union', '{ search { ... on Book { x: title } ... on Author { y: name books { inStock } } } }'],
    ['with one alias for two fields by type', '{ search { ... on Book { x: title } ... on Author { x: name } } }'],
    [
      'with one alias for two entities by type',
      '{ search { ... on Book { x: author { name } } ... on Author { x: friend { born } } } }',
    ],
    ['over lists of lists', '{ books { similar { title inStock } neighbours { title similar { inStock } } } }'],
    ['with an unknown entity', '{ book(id: "b3") { author { id name } } }'],
    ['with an unknown entity in a non-null place', '{ book(id: "b3") { title author { born } } }'],
    ['with a failing non-null field', '{ authors(filter: { limit: 3 }) { name born } books { title } }'],
    [
      'with a failing field in a fragment',
      '{ items { ...F } } fragment F on Item { t: title author { ...A } } fragment A on Author { born }',
    ],
    ['with fields in the order of fragments', '{ books { ...F title isbn } } fragment F on Book { isbn inStock id }'],
    [
      'with a key field that is left out',
      'query($s: Boolean!) { books { id @skip(if: $s) isbn @skip(if: $s) inStock } }',
      { s: true },
    ],
    ['with a required field left out', 'query($s: Boolean!) { books { weight @skip(if: $s) shipping } }', { s: true }],
    ['with all below a field left out', 'query($s: Boolean!) { books { author { name @skip(if: $s) } } }', { s: true }],
    [
      'with all below a conditional root left out',
      'query($s: Boolean!) { books @include(if: $s) { inStock @skip(if: $s) } }',
      { s: true },
    ],
    [
      'with @skip and @include of one field',
      'query($a: Boolean!, $b: Boolean!) { books { inStock @skip(if: $a) @include(if: $b) inStock @include(if: $a) } }',
      { a: true, b: false },
    ],
    ['with everything left out', 'query($s: Boolean!) { books @skip(if: $s) { id } }', { s: true }],
    ['with a default for an absent variable', 'query($n: Int = 1) { books(first: $n) { title } }', {}],
    ['with a default of the schema', 'query($n: Int) { books(first: $n) { title } }', {}],
    ['with null for a variable', 'query($t: String) { search(term: $t) { __typename } }', { t: null }],
    ['with an absent variable', 'query($t: String) { search(term: $t) { __typename } }', {}],
    ['with an input object', 'query($f: AuthorFilter) { authors(filter: $f) { name } }', { f: { genre: 'SEA' } }],
    [
      'with a variable named as the planner names one',
      'query($representations: Int) { books(first: $representations) { inStock } }',
      { representations: 2 },
    ],
    ['with one field asked twice', '{ books { author { name } author { books { title } } } }'],
    ['for the type of the root', '{ __typename a: __typename }'],
    ['for introspection beside data', '{ __type(name: "Shelf") { name fields { name } } shelf { newest { title } } }'],
  ])('%s', async (_, query, variables) => {
    const { ours, expected } = await askBoth(gateway, schema, { query, ...(variables && { variables }) })

    expect(ours).toEqual(expected)
  })
})

describe('execution', () => {
  it('sends each representation once, however often an entity stands in the answer', async () => {
    const before = receivedBy('people').length

    await gateway.ask('{ books(first: 4) { author { name } similar { author { name } } } }')

    const sent = receivedBy('people')
      .slice(before)
      .flatMap(({ variables }) => Object.entries(variables))
      .flatMap(([name, value]) => (name.startsWith('representations') ? [value] : []))
    const ids = ['a1', 'a2', 'a3', 'ghost']
    expect(sent.map(all => (all as { id: string }[]).map(({ id }) => id).sort())).toEqual([ids, ids])
  })

  it('gives an entity error at every place where the entity stands', async () => {
    const { errors } = await gateway.ask('{ a: book(id: "b2") { stock: inStock } authors { books { inStock } } }')

    expect(errors?.map(({ path, message }) => ({ path, message }))).toEqual([
      { path: ['a', 'stock'], message: 'Book.inStock of b2 fails.' },
      { path: ['authors', 1, 'books', 0, 'inStock'], message: 'Book.inStock of b2 fails.' },
    ])
  })

  it('gives one error for one null that moved up', async () => {
    const { data, errors } = await gateway.ask('{ book(id: "b2") { author { name born a: born } } }')

    expect(data).toEqual({ book: { author: null } })
    expect(errors?.map(({ path }) => path)).toEqual([['book', 'author', 'born']])
  })

  it('runs mutations one after the other, across subgraphs', async () => {
    written.length = 0

    const { data } = await gateway.ask(
      'mutation { a: rename(title: "x") { inStock } b: restock(count: 2) { title } c: rename(title: "y") { id } }',
    )

    expect(written).toEqual(['rename x', 'restock 2', 'rename y'])
    expect(data).toEqual({ a: { inStock: true }, b: { title: 'Ebb' }, c: { id: 'b1' } })
  })

  it('sends a client variable only where the client gave it', async () => {
    const query = 'query($n: Int, $t: String) { books(first: $n) { title } search(term: $t) { __typename } }'

    await gateway.ask({ query, variables: { t: null } })

    expect(receivedBy('catalogue').at(-1)?.variables).toEqual({ t: null })
  })
})
