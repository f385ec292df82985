const link = (imports: string): string =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])`

const inputs = `
  enum Kind { STAFF GUEST }
  input Place { city: String = "Oslo" zone: [[Int!]] }
  input Probe { limit: Int! = 3 kind: Kind = STAFF near: Place = { zone: [[1], []] } tags: [String] }
`

/** How subgraphs beside the catalogue know the interface "Media": by its name alone, or with all of its types. */
export type MediaAs = 'interface object' | 'types'

/** Writes the subgraphs of the market. */
export const federatedSdl = (mediaAs: MediaAs) => ({
  catalogue: `
    ${link('"@key", "@shareable", "@external", "@provides"')}
    type Query {
      products(first: Int = 3): [Product!]!
      product(id: ID!): Product
      media: [Media]
      search(term: String): [Hit]!
      named: [Named!]
      grid: [[Hit]]!
      copies: [Copy!]
    }
    type Mutation { move(id: ID!, to: Kind = GUEST): Product }
    interface Named { name: String }
    union Hit = Product | User | Film | Game | Note
    type Note implements Named { name(upper: Boolean = false): String text: String }
    type Product implements Named @key(fields: "id") @key(fields: "sku") {
      id: ID!
      sku: String!
      name(upper: Boolean = false): String
      weight: Int
      size: Size @shareable
      parts: [Part]
      maker: User @provides(fields: "kind")
      related: [[Product]]
    }
    type Size @shareable { w: Int h: Int }
    type Part { grams: Int note: String }
    interface Media ${mediaAs === 'types' ? '' : '@key(fields: "id")'} { id: ID! title: String lead: User }
    type Film implements Media @key(fields: "id") { id: ID! title: String lead: User minutes: Int! }
    type Game implements Media @key(fields: "id") { id: ID! title: String lead: User players: Int }
    type User implements Named @key(fields: "id") {
      id: ID!
      kind: Kind @external
      name: String @external
    }
    enum Kind { STAFF GUEST }
    type Copy @key(fields: "number shelf { code }") { number: Int! shelf: Shelf! title: String }
    type Shelf @shareable { code: String! }
  `,
  people: `
    ${link('"@key", "@shareable"')}
    ${inputs}
    input UserFilter { kind: Kind limit: Int! = 3 }
    type Query {
      user(id: ID!): User
      users(filter: UserFilter = { limit: 2 }): [User!]
      echo(probe: Probe = { limit: 4 }, other: Int): String
    }
    type Mutation { greet(id: ID!): User! }
    type User @key(fields: "id") @key(fields: "email") {
      id: ID!
      email: String!
      name: String @shareable
      born: Int!
      kind: Kind @shareable
      address: Address
      friend: User
      products: [Product!]
      favourite: Media
    }
    type Address { city: String lines: [[String]!] }
    type Product @key(fields: "sku", resolvable: false) { sku: String! }
    ${mediaOf(mediaAs, '@key(fields: "id", resolvable: false)')}
  `.replace('"@shareable"', '"@shareable", "@interfaceObject"'),
  stock: `
    ${link('"@key", "@external", "@requires", "@shareable"')}
    ${inputs}
    type Query { shelfTop: [Product!] }
    type Mutation { count(probes: [Probe!] = [{ limit: 2 }]): [Product] }
    type Product @key(fields: "sku") {
      sku: String!
      weight: Int @external
      maker: User @external
      parts: [Part] @external
      size: Size @shareable
      inStock: Boolean
      shipping: String @requires(fields: "weight")
      postage: String @requires(fields: "weight size { h }")
      label: String @requires(fields: "maker { name address { city } }")
      contents: String @requires(fields: "parts { grams }")
      neighbours: [[Product!]!]
      probe(probe: Probe, other: Int = 1): String
      name(upper: Boolean = false): String @external
      sign: String @requires(fields: "name(upper: true)")
      badge(with: String = "-"): String! @requires(fields: "name weight")
      similar: [Thing]
    }
    union Thing = Product | User | Copy
    type Size @shareable { w: Int h: Int @external unit: String }
    type Part { grams: Int @external }
    type User @key(fields: "id", resolvable: false) {
      id: ID!
      name: String @external
      address: Address @external
    }
    type Address { city: String @external }
    type Copy @key(fields: "number shelf { code }") {
      number: Int!
      shelf: Shelf!
      condition: String
      product: Product
    }
    type Shelf @shareable { code: String! }
  `,
  reviews: `
    ${link('"@key", "@external", "@requires", "@provides", "@interfaceObject"')}
    type Query { reviews: [Review!] best: Media reviewed: [Media!]! }
    type Mutation { rate(id: ID!, stars: Int): Media }
    ${mediaOf(mediaAs, '@key(fields: "id")', `title: String @external ${gradedFields('@requires(fields: "title")')}`, gradedFields(''))}
    type Verdict { text: String! note: String! grade: Grade by: User }
    enum Grade { GOOD BAD }
    type Product @key(fields: "id") {
      id: ID!
      label: String @external
      digest: String @requires(fields: "label")
    }
    type Review { stars: Int author: User @provides(fields: "name") subject: Media }
    type User @key(fields: "id", resolvable: false) { id: ID! name: String @external }
  `,
})

/** What is said of media beside their catalogue; some of it requires what the catalogue says. */
const gradedFields = (requires: string): string => `
      score: Int
      reviews: [Review!]
      blurb: String ${requires}
      verdict(short: Boolean = false): Verdict ${requires}`

const mediaOf = (mediaAs: MediaAs, key: string, fields = '', interfaceFields = ''): string =>
  mediaAs === 'interface object'
    ? `type Media ${key} @interfaceObject { id: ID! ${fields} }`
    : `interface Media { id: ID! ${interfaceFields} }
    type Film implements Media ${key} { id: ID! ${fields} }
    type Game implements Media ${key} { id: ID! ${fields} }`

/** The market as a client sees it, and as graphql-js runs it alone. */
export const oneSdl = `
  ${inputs}
  input UserFilter { kind: Kind limit: Int! = 3 }
  type Query {
    products(first: Int = 3): [Product!]!
    product(id: ID!): Product
    media: [Media]
    search(term: String): [Hit]!
    named: [Named!]
    grid: [[Hit]]!
    copies: [Copy!]
    user(id: ID!): User
    users(filter: UserFilter = { limit: 2 }): [User!]
    echo(probe: Probe = { limit: 4 }, other: Int): String
    shelfTop: [Product!]
    reviews: [Review!]
    best: Media
    reviewed: [Media!]!
  }
  type Mutation {
    move(id: ID!, to: Kind = GUEST): Product
    greet(id: ID!): User!
    count(probes: [Probe!] = [{ limit: 2 }]): [Product]
    rate(id: ID!, stars: Int): Media
  }
  interface Named { name: String }
  union Hit = Product | User | Film | Game | Note
  interface Media {
    id: ID! title: String lead: User score: Int reviews: [Review!] blurb: String verdict(short: Boolean = false): Verdict
  }
  type Verdict { text: String! note: String! grade: Grade by: User }
  enum Grade { GOOD BAD }
  union Thing = Product | User | Copy
  type Note implements Named { name(upper: Boolean = false): String text: String }
  type Film implements Media {
    id: ID! title: String lead: User score: Int reviews: [Review!] blurb: String minutes: Int!
    verdict(short: Boolean = false): Verdict
  }
  type Game implements Media {
    id: ID! title: String lead: User score: Int reviews: [Review!] blurb: String players: Int
    verdict(short: Boolean = false): Verdict
  }
  type Review { stars: Int author: User subject: Media }
  type Product implements Named {
    id: ID!
    sku: String!
    name(upper: Boolean = false): String
    weight: Int
    size: Size
    parts: [Part]
    maker: User
    related: [[Product]]
    inStock: Boolean
    shipping: String
    postage: String
    label: String
    contents: String
    neighbours: [[Product!]!]
    probe(probe: Probe, other: Int = 1): String
    sign: String
    badge(with: String = "-"): String!
    digest: String
    similar: [Thing]
  }
  type Size { w: Int h: Int unit: String }
  type Part { grams: Int note: String }
  type User implements Named {
    id: ID!
    email: String!
    name: String
    born: Int!
    kind: Kind
    address: Address
    friend: User
    products: [Product!]
    favourite: Media
  }
  type Address { city: String lines: [[String]!] }
  type Copy { number: Int! shelf: Shelf! title: String condition: String product: Product }
  type Shelf { code: String! }
`
