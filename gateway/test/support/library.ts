// One small world, written once: as one schema for graphql-js, and cut into three subgraphs for the gateway.
import {
  buildSchema,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  parse,
} from 'graphql'
import { type ResolverMap, startSubgraph, type TestSubgraph } from './subgraph-server.ts'

type BookRow = { id: string; isbn: string; title: string; pages: number | null; weight: number | null; author: string }
type AuthorRow = { id: string; name: string | null; born: number; friend: string | null; genre: string }

const books: readonly BookRow[] = [
  { id: 'b1', isbn: 'i-1', title: 'Ebb', pages: 120, weight: 3, author: 'a1' },
  { id: 'b2', isbn: 'i-2', title: 'Flow', pages: null, weight: null, author: 'a2' },
  { id: 'b3', isbn: 'i-3', title: 'Tide', pages: 300, weight: 9, author: 'ghost' },
  { id: 'b4', isbn: 'i-4', title: 'Wave', pages: 80, weight: 1, author: 'a3' },
]
const authors: readonly AuthorRow[] = [
  { id: 'a1', name: 'Ana', born: 1950, friend: 'a2', genre: 'SEA' },
  { id: 'a2', name: null, born: 1960, friend: 'a1', genre: 'LAND' },
  { id: 'a3', name: 'Ovid', born: 1970, friend: 'ghost', genre: 'SEA' },
]
// Films are known to the catalogue alone; "f1" stands without an author.
const films = [
  { id: 'f1', title: 'Reef', author: null, minutes: 90 },
  { id: 'f2', title: 'Bay', author: 'a1', minutes: 100 },
]

/** Fields that fail, as "Type.field:id". */
const failing = new Set(['Book.pages:b4', 'Author.born:a2', 'Book.inStock:b2', 'Film.title:f2', 'Book.weight:b4'])

type Ref = { __typename?: string; id?: string; isbn?: string; weight?: number | null }

const bookOf = (ref: Ref): BookRow | undefined => books.find(({ id, isbn }) => id === ref.id || isbn === ref.isbn)
const authorOf = (ref: Ref): AuthorRow | undefined => authors.find(({ id }) => id === ref.id)
const filmOf = (ref: Ref) => films.find(({ id }) => id === ref.id)
const bookRef = ({ id, isbn }: BookRow): Ref => ({ __typename: 'Book', id, isbn })
const authorRef = (id: string): Ref => ({ __typename: 'Author', id })

const checked = <Value>(coordinate: string, id: string | undefined, value: Value): Value => {
  if (failing.has(`${coordinate}:${id}`)) {
    throw new GraphQLError(`${coordinate} of ${id} fails.`, { extensions: { code: 'BAD_USER_INPUT' } })
  }
  return value
}
const bookField =
  <Value>(name: string, read: (book: BookRow, args: Record<string, unknown>) => Value) =>
  (ref: Ref, args: Record<string, unknown>): Value | null => {
    const book = bookOf(ref)
    return checked(`Book.${name}`, book?.id, book ? read(book, args) : null)
  }
const authorField =
  <Value>(name: string, read: (author: AuthorRow, args: Record<string, unknown>) => Value) =>
  (ref: Ref): Value | null => {
    const author = authorOf(ref)
    return checked(`Author.${name}`, ref.id, author ? read(author, {}) : null)
  }
const filmField =
  <Value>(name: string, read: (film: (typeof films)[number]) => Value) =>
  (ref: Ref): Value | null => {
    const film = filmOf(ref)
    return checked(`Film.${name}`, ref.id, film ? read(film) : null)
  }
const typeOf = { __resolveType: (ref: Ref) => ref.__typename }

/** What mutations did, in order. */
export const written: string[] = []

const resolvers: ResolverMap = {
  Query: {
    books: (_: unknown, { first }: { first: number }) => books.slice(0, first).map(bookRef),
    book: (_: unknown, { id }: { id: string }) => (bookOf({ id }) ? bookRef(bookOf({ id })!) : null),
    items: () => [bookRef(books[0]!), { __typename: 'Film', id: 'f1' }, null, bookRef(books[1]!)],
    search: (_: unknown, { term }: { term: string | null | undefined }) => [
      ...(term === null ? [] : [bookRef(books[3]!), authorRef('a2')]),
      { __typename: 'Film', id: term === undefined ? 'f2' : 'f1' },
      authorRef('a1'),
    ],
    author: (_: unknown, { id }: { id: string }) => (authorOf({ id }) ? authorRef(id) : null),
    authors: (_: unknown, { filter }: { filter: { genre?: string; limit: number } }) =>
      authors
        .filter(author => filter.genre === undefined || author.genre === filter.genre)
        .slice(0, filter.limit)
        .map(({ id }) => authorRef(id)),
    shelf: () => ({}),
  },
  Mutation: {
    rename: (_: unknown, { title }: { title: string }) => {
      written.push(`rename ${title}`)
      return bookRef(books[0]!)
    },
    restock: (_: unknown, { count }: { count: number }) => {
      written.push(`restock ${count}`)
      return { __typename: 'Book', isbn: 'i-1' }
    },
  },
  Item: typeOf,
  Hit: typeOf,
  Book: {
    id: bookField('id', ({ id }) => id),
    isbn: bookField('isbn', ({ isbn }) => isbn),
    title: bookField('title', ({ title }, { upper }) => (upper ? title.toUpperCase() : title)),
    pages: bookField('pages', ({ pages }) => pages),
    weight: bookField('weight', ({ weight }) => weight),
    author: bookField('author', ({ author }) => authorRef(author)),
    similar: bookField('similar', book => [[bookRef(books[1]!), null], null, [bookRef(book)]]),
    inStock: bookField('inStock', ({ isbn }) => isbn !== 'i-3'),
    neighbours: bookField('neighbours', ({ isbn }) => [
      [{ __typename: 'Book', isbn: isbn === 'i-1' ? 'i-2' : 'i-1' }],
      [],
    ]),
    // In one schema the weight comes from the row, in a federation from the gateway.
    shipping: (ref: Ref) => {
      const weight = ref.weight !== undefined ? ref.weight : bookField('weight', row => row.weight)(ref, {})
      return weight === null ? -1 : weight * 2
    },
    __resolveReference: (ref: Ref) => (bookOf(ref) ? { ...ref, __typename: 'Book' } : null),
  },
  Film: {
    id: filmField('id', ({ id }) => id),
    title: filmField('title', ({ title }) => title),
    minutes: filmField('minutes', ({ minutes }) => minutes),
    author: filmField('author', ({ author }) => (author ? authorRef(author) : null)),
  },
  Author: {
    id: ({ id }: Ref) => id,
    name: authorField('name', ({ name }) => name),
    born: authorField('born', ({ born }) => born),
    genre: authorField('genre', ({ genre }) => genre),
    friend: authorField('friend', ({ friend }) => (friend ? authorRef(friend) : null)),
    books: authorField('books', ({ id }) =>
      books.filter(({ author }) => author === id).map(({ isbn }) => ({ __typename: 'Book', isbn })),
    ),
    __resolveReference: (ref: Ref) => (authorOf(ref) ? ref : null),
  },
  Shelf: {
    newest: () => ({ __typename: 'Book', isbn: 'i-2' }),
    best: () => [
      { __typename: 'Book', isbn: 'i-4' },
      { __typename: 'Book', isbn: 'i-1' },
    ],
  },
}

const catalogueSdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@provides"])
  type Query {
    books(first: Int = 3): [Book!]!
    book(id: ID!): Book
    items: [Item]
    search(term: String): [Hit!]
  }
  type Mutation { rename(title: String!): Book }
  interface Item { id: ID! title: String author: Author }
  union Hit = Book | Author | Film
  type Book implements Item @key(fields: "id") @key(fields: "isbn") {
    id: ID!
    isbn: String!
    title(upper: Boolean = false): String
    pages: Int
    weight: Int
    author: Author @provides(fields: "genre")
    similar: [[Book]]
  }
  type Film implements Item { id: ID! title: String minutes: Int! author: Author }
  type Author @key(fields: "id") { id: ID! genre: Genre @external }
  enum Genre { SEA LAND }
`
const peopleSdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
  type Query { author(id: ID!): Author authors(filter: AuthorFilter = { limit: 2 }): [Author!] }
  input AuthorFilter { genre: Genre limit: Int! = 3 }
  type Author @key(fields: "id") {
    id: ID!
    name: String
    born: Int!
    genre: Genre @shareable
    friend: Author
    books: [Book!]
  }
  enum Genre { SEA LAND }
  type Book @key(fields: "isbn", resolvable: false) { isbn: String! }
`
const stockSdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])
  type Query { shelf: Shelf }
  type Mutation { restock(count: Int!): Book }
  type Shelf { newest: Book best: [Book!]! }
  type Book @key(fields: "isbn") {
    isbn: String!
    weight: Int @external
    inStock: Boolean
    shipping: Int @requires(fields: "weight")
    neighbours: [[Book!]!]
  }
`
const oneSdl = `
  type Query {
    books(first: Int = 3): [Book!]!
    book(id: ID!): Book
    items: [Item]
    search(term: String): [Hit!]
    author(id: ID!): Author
    authors(filter: AuthorFilter = { limit: 2 }): [Author!]
    shelf: Shelf
  }
  type Mutation { rename(title: String!): Book restock(count: Int!): Book }
  interface Item { id: ID! title: String author: Author }
  union Hit = Book | Author | Film
  enum Genre { SEA LAND }
  input AuthorFilter { genre: Genre limit: Int! = 3 }
  type Shelf { newest: Book best: [Book!]! }
  type Film implements Item { id: ID! title: String minutes: Int! author: Author }
  type Author { id: ID! name: String born: Int! genre: Genre friend: Author books: [Book!] }
  type Book implements Item {
    id: ID!
    isbn: String!
    title(upper: Boolean = false): String
    pages: Int
    weight: Int
    author: Author
    similar: [[Book]]
    inStock: Boolean
    shipping: Int
    neighbours: [[Book!]!]
  }
`

/** The world as one schema: what every answer is compared with. */
export const oneSchema = (): GraphQLSchema => {
  const schema = buildSchema(oneSdl)
  for (const [name, fields] of Object.entries(only(oneSdl, false))) {
    const type = schema.getType(name)
    if (isAbstractType(type)) type.resolveType = fields.__resolveType as (value: unknown) => string
    if (!isObjectType(type)) continue
    for (const [field, resolve] of Object.entries(fields)) {
      type.getFields()[field]!.resolve = resolve as GraphQLFieldResolver<unknown, unknown>
    }
  }
  return schema
}

/** The same world as three subgraphs: catalogue, people, stock. */
export const startLibrary = (): Promise<TestSubgraph[]> =>
  Promise.all(
    Object.entries({ catalogue: catalogueSdl, people: peopleSdl, stock: stockSdl }).map(([name, sdl]) =>
      startSubgraph(name, sdl, only(sdl, true)),
    ),
  )

// The resolvers of the types and fields that an SDL defines.
const only = (sdl: string, withReferences: boolean): ResolverMap => {
  const map: ResolverMap = {}
  for (const definition of parse(sdl).definitions) {
    if (!('name' in definition) || !definition.name) continue
    const all = resolvers[definition.name.value]
    if (!all) continue
    const fields = new Set('fields' in definition ? definition.fields?.map(field => field.name.value) : [])
    const isEntity = 'directives' in definition && definition.directives?.some(({ name }) => name.value === 'key')
    const kept = Object.entries(all).filter(
      ([name]) =>
        (definition.kind === 'ObjectTypeDefinition' && fields.has(name)) ||
        name === '__resolveType' ||
        (name === '__resolveReference' && withReferences && isEntity),
    )
    if (kept.length > 0) map[definition.name.value] = Object.fromEntries(kept)
  }
  return map
}
