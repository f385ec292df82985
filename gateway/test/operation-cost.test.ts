import { describe, expect, it } from 'vitest'
import { countedUpTo } from '../access/extent-sum.ts'
import { measureOperation } from '../access/operation-extent.ts'
import { costedSchema, operationOf } from './support/costs.ts'

const sdl = `
  type Query {
    book: Book
    books(first: Int = 20, after: String): BookPage @listSize(assumedSize: 20, slicingArguments: ["first"], sizedFields: ["edges"])
    page(first: Int): BookPage @listSize(assumedSize: 7, slicingArguments: ["first"], sizedFields: ["edges"])
    best: [Book!] @listSize(assumedSize: 5)
    all: [Book]
    grid: [[Book]]
    top(limit: Int! = 5): [Book!]! @listSize(slicingArguments: ["limit"])
    ends(first: Int, last: Int): [Book] @listSize(slicingArguments: ["first", "last"])
    any(first: Int, last: Int): [Book] @listSize(slicingArguments: ["first", "last"], requireOneSlicingArgument: false)
    stats: Stats @cost(weight: 50)
    marks: [Mark] @listSize(assumedSize: 3)
    names: [String!]
    find(text: String @cost(weight: 4), filter: Filter, orders: [Order!], tags: [String!] @cost(weight: 2)): Book
    item: Item
    either: Either
    pages(first: Int = 2): [BookPage] @listSize(slicingArguments: ["first"], sizedFields: ["edges"])
  }
  type Mutation { rename: Book renameAll: [Book!] @listSize(assumedSize: 3) }
  type BookPage { edges: [BookEdge!]! others: [BookEdge!]! totalCount: Int! info: Info! }
  type BookEdge { node: Book! }
  type Info { next: String }
  type Stats { total: Int }
  scalar Mark @cost(weight: 3)
  interface Item { title: String authors: [Author] }
  type Book implements Item { title: String authors: [Author] @listSize(assumedSize: 2) topics: [Topic!]! grade: Int @cost(weight: 6) parent: Book }
  type Film implements Item @cost(weight: 9) { title: String authors: [Author] @listSize(assumedSize: 4) }
  union Either = Book | Film
  type Author { name: String }
  type Topic @cost(weight: 2) { label: String }
  input Filter { ids: [ID!] not: Filter deep: Boolean @cost(weight: 30) orders: [Order!] }
  input Order { by: String }
`
const library = costedSchema(sdl)
const measure = (query: string, variables: Record<string, unknown> = {}, schema = library, maxPageSize = 200) =>
  measureOperation(operationOf(schema, query, variables), maxPageSize)
const cost = (query: string, variables: Record<string, unknown> = {}) => measure(query, variables).cost

describe('the cost of', () => {
  it.each([
    ['an object is 1', '{ book { title } }', 1],
    ['values is nothing', '{ names __typename }', 0],
    ['a value whose type has a weight is that weight', '{ marks }', 9],
    ['a value whose field has a weight is that weight', '{ book { grade } }', 7],
    ['an object whose type has a weight is that weight', '{ book { topics { label } } }', 21],
    ['a field is its own weight rather than its type’s', '{ stats { total } }', 50],
    ['an interface is that of its costliest member', '{ item { title } }', 9],
    ['a union is that of its costliest member', '{ either { __typename } }', 9],
    ['a list in an interface is as long as the longest of a member', '{ item { authors { name } } }', 13],
    [
      'types that exclude each other counts both',
      '{ item { ... on Book { authors { name } } ... on Film { authors { name } } } }',
      15,
    ],
    ['a list without a directive has ten items', '{ all { title } }', 10],
    ['a list has its assumed size', '{ best { title } }', 5],
    ['a list of lists has ten times ten', '{ grid { title } }', 100],
    ['lists inside lists multiplies', '{ best { authors { name } topics { label } } }', 5 * (1 + 2 + 20)],
    ['a list is what its slicing argument says', '{ top(limit: 7) { authors { name } } }', 21],
    ['a list is what the default of its slicing argument says', '{ top { title } }', 5],
    ['a page is its size, and once the object around it', '{ books(first: 3) { edges { node { title } } } }', 7],
    ['a page is its default size', '{ books { edges { node { title } } } }', 41],
    ['a page is its default size for null', '{ books(first: null) { edges { node { title } } } }', 41],
    ['a page without a default is its assumed size', '{ p: page(first: null) { edges { node { title } } } }', 15],
    ['a page without its items is one object', '{ books(first: 200) { totalCount info { next } } }', 2],
    ['a list beside the sized ones has ten items', '{ books(first: 3) { others { node { title } } } }', 21],
    [
      'a sized field twice counts twice',
      '{ books(first: 3) { edges { node { title } } e: edges { node { title } } } }',
      13,
    ],
    [
      'a list of pages multiplies its size with theirs',
      '{ pages(first: 3) { edges { node { title } } } }',
      3 * (1 + 3 * 2),
    ],
    ['one of several slicing arguments is what is given', '{ ends(last: 4) { title } }', 4],
    ['several slicing arguments is the largest, where they may be several', '{ any(first: 2, last: 6) { title } }', 6],
    ['a list of no length at all is one item', '{ top(limit: -3) { title } }', 1],
    ['an argument is its weight', '{ find(text: "a") { title } }', 5],
    ['an argument is nothing for null', '{ find(text: null) { title } }', 1],
    ['an argument is its weight for the list and each item', '{ find(tags: ["a", "b"]) { title } }', 7],
    ['an input object is 1 with each inside of it', '{ find(filter: { not: { ids: ["1"] } }) { title } }', 3],
    ['input objects in a list is 1 each', '{ find(orders: [{ by: "a" }, { by: "b" }]) { title } }', 3],
    ['an input field is its weight', '{ find(filter: { deep: true }) { title } }', 32],
    ['a mutation is ten more for each of its fields', 'mutation { rename { title } again: rename { title } }', 22],
    ['a mutation is not multiplied by what it returns', 'mutation { renameAll { title } }', 13],
    [
      'what is left out is nothing',
      '{ all @skip(if: true) { title } book { parent @include(if: false) { title } } }',
      1,
    ],
    [
      'a fragment is that of its fields',
      '{ books(first: 3) { ...F } } fragment F on BookPage { edges { node { title } } }',
      7,
    ],
    [
      'a fragment on a fragment too',
      '{ books(first: 3) { ... { ...F } } } fragment F on BookPage { ... on BookPage { edges { node { title } } } }',
      7,
    ],
    [
      'one fragment is that of each page that it stands in',
      '{ a: books(first: 1) { ...F } b: books(first: 100) { ...F } } fragment F on BookPage { edges { node { title } } }',
      3 + 201,
    ],
  ])('%s', (_, query, expected) => {
    expect(cost(query)).toBe(expected)
  })

  it('what variables say is as if it stood in the text', () => {
    const query = `query($n: Int = 4, $all: Boolean!, $filter: Filter, $text: String, $ids: [ID!]) {
      top(limit: $n) { title } all @include(if: $all) { title }
      a: find(filter: $filter, text: $text) { title } b: find(filter: { ids: $ids, deep: $all }) { title }
    }`

    expect(cost(query, { all: false })).toBe(4 + 1 + (2 + 30))
    expect(cost(query, { all: true, n: 9 })).toBe(9 + 10 + 1 + 32)
    expect(cost(query, { all: false, filter: { not: { deep: false } }, text: 'a' })).toBe(4 + (1 + 32 + 4) + 32)
  })

  it('directives under other names is the same', () => {
    const renamed = sdl.replaceAll('@cost(', '@price(').replaceAll('@listSize(', '@length(')
    const schema = costedSchema(renamed, '{ name: "@cost", as: "@price" }, { name: "@listSize", as: "@length" }')

    expect(measure('{ books(first: 3) { edges { node { grade } } } }', {}, schema).cost).toBe(1 + 3 * 8)
  })

  it('directives that are not imported is the same', () => {
    const full = sdl.replaceAll('@cost(', '@federation__cost(').replaceAll('@listSize(', '@federation__listSize(')

    expect(measure('{ books(first: 3) { edges { node { grade } } } }', {}, costedSchema(full, '')).cost).toBe(25)
  })

  it('a schema without any is counted with ten items a list', () => {
    const bare = costedSchema('type Query { books(first: Int): [Book] } type Book { title: String }')

    expect(measure('{ books(first: 500) { title } }', {}, bare).cost).toBe(10)
  })

  it('an operation without end ends where figures would lose their meaning', () => {
    const deep = `{ all { ${'parent { topics { label } authors { name } parent { '.repeat(60)} title ${'} }'.repeat(60)} } }`
    const levels = Array.from({ length: 1000 }, (_, i) => `fragment F${i} on Book { ...F${i + 1} ...F${i + 1} }`)
    const bomb = `{ best { ...F0 } } ${levels.join(' ')} fragment F1000 on Book { topics { label } }`

    expect(cost(deep)).toBeLessThan(countedUpTo)
    expect(cost(bomb)).toBe(countedUpTo)
  })

  it('a variable that stands in many places is read once', () => {
    const ids = ['a', 'b']
    const query = `query($ids: [ID!]) { ${Array.from({ length: 300 }, (_, i) => `a${i}: find(filter: { ids: $ids }) { title }`).join(' ')} }`
    const operation = operationOf(library, query, { ids })
    let reads = 0
    const variables = {
      get ids() {
        reads++
        return ids
      },
    }

    expect(measureOperation({ ...operation, variables }, 200).cost).toBe(600)
    expect(reads).toBe(1)
  })
})

describe('the length of a page', () => {
  const mistakes = (query: string, variables = {}, maxPageSize = 200) =>
    measure(query, variables, library, maxPageSize).mistakes.map(({ path, message }) => [path.join('.'), message])
  const tooMany = (size: number) =>
    `Argument "first" is ${size}, but a page holds 1 to 200. Ask for less and page on for the rest.`
  const tooFew = (size: number) => `Argument "first" is ${size}, but a page holds 1 to 200. Ask for at least 1.`

  it.each([
    ['{ books(first: 201) { totalCount } }', 'books', tooMany(201)],
    ['{ books(first: 2147483647) { totalCount } }', 'books', tooMany(2_147_483_647)],
    ['{ mine: books(first: 0) { totalCount } }', 'mine', tooFew(0)],
    ['{ ... { books(first: -1) { totalCount } } }', 'books', tooFew(-1)],
    ['{ pages(first: 999) { totalCount } }', 'pages', tooMany(999)],
  ])('is refused in %s', (query, path, message) => {
    expect(mistakes(query)).toEqual([[path, message]])
  })

  it('is refused where a variable gives it', () => {
    const query = 'query($first: Int) { books(first: $first) { totalCount } }'

    expect(mistakes(query, { first: 0 })).toEqual([['books', tooFew(0)]])
    expect([1, 200, null].map(first => mistakes(query, { first }).length)).toEqual([0, 0, 0])
  })

  it('is refused once for each place, five at most', () => {
    const places = Array.from({ length: 9 }, (_, i) => `p${i}: books(first: 0) { totalCount }`).join(' ')

    expect(mistakes(`{ ${places} }`).map(([path]) => path)).toEqual(['p0', 'p1', 'p2', 'p3', 'p4'])
  })

  it('is not looked at where the field is left out, where the list is no page, or without a limit', () => {
    expect(mistakes('{ books(first: 0) @skip(if: true) { totalCount } book { title } }')).toEqual([])
    expect(mistakes('{ top(limit: 5000) { title } }')).toEqual([])
    expect(mistakes('{ books(first: 5000) { totalCount } }', {}, 0)).toEqual([])
  })

  it('needs exactly one slicing argument where the schema says so', () => {
    expect(mistakes('{ ends { title } }')).toEqual([
      ['ends', 'Field "ends" takes exactly one of "first" and "last", but has none. Send one.'],
    ])
    expect(mistakes('{ ends(first: 1, last: 2) { title } }')).toEqual([
      ['ends', 'Field "ends" takes exactly one of "first" and "last", but has "first" and "last". Send one.'],
    ])
    expect(mistakes('{ any { title } }')).toEqual([])
  })
})
