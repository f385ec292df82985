import { buildSubgraphSchema } from '@apollo/subgraph'
import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { checkResolverMap } from '../serve/resolver-map.ts'

const schema = buildSubgraphSchema([
  {
    typeDefs: parse(`
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
      type Query { program(id: ID!): Program found: Record }
      interface Record { id: ID! }
      type Program implements Record @key(fields: "id") { id: ID! title: String claims(path: String): [String!]! kind: Kind }
      type Source @key(fields: "id", resolvable: false) { id: ID! }
      enum Kind { VISIT }`),
    resolvers: {},
  },
])

const complete: Record<string, Record<string, unknown>> = {
  Query: { program: () => null, found: () => null },
  Record: { __resolveType: () => 'Program' },
  Program: { __resolveReference: () => null, claims: () => [] },
}

const check = (resolvers: Record<string, unknown>) => () => checkResolverMap(schema, { ...complete, ...resolvers })

describe('a resolver map', () => {
  it('fits when every root field, field with arguments, key and abstract answer has a function', () => {
    expect(check({})).not.toThrow()
    expect(check({ Kind: { VISIT: 'visit' } })).not.toThrow()
    expect(check({ Query: { ...complete.Query, program: { resolve: () => null } } })).not.toThrow()
  })

  it.each([
    [{ Programme: {} }, '"Programme" is no type of the schema.'],
    [{ Program: { ...complete.Program, titel: () => '' } }, '"Program.titel" is no field that could have a resolver.'],
    [{ Program: { ...complete.Program, title: 'A title' } }, '"Program.title" is no function.'],
    [{ Record: { ...complete.Record, id: () => '' } }, '"Record.id" is no field that could have a resolver.'],
    [{ Kind: { VISITS: 'visit' } }, '"Kind.VISITS" is no value of the enum.'],
    [{ Program: null }, '"Program" is no map of fields to functions.'],
    [{ Query: { found: () => null } }, '"Query.program" has no resolver.'],
    [{ Program: { __resolveReference: () => null } }, '"Program.claims" has no resolver.'],
    [{ Program: { claims: () => [] } }, '"Program" has a @key, but no "__resolveReference".'],
    [{ Record: {} }, '"Record" is answered by a field, but has no "__resolveType".'],
  ])('that does not fit stops the start: %j', (resolvers, sentence) => {
    expect(check(resolvers)).toThrow(`The resolvers do not fit the schema:\n${sentence}`)
  })

  it('is reported with all of its mistakes at once', () => {
    expect(check({ Programme: {}, Query: {} })).toThrow(
      'The resolvers do not fit the schema:\n"Programme" is no type of the schema.\n"Query.program" has no resolver.\n"Query.found" has no resolver.',
    )
  })
})
