import { buildSubgraphSchema } from '@apollo/subgraph'
import { graphql, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { limitLists } from '../serve/list-limits.ts'

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { count(ids: [ID!], filter: Filter, rows: [[Int!]!]): Int }
  input Filter { ids: [ID!] organization: RoleFilter any: [Filter!] }
  input RoleFilter { membersOf: [ID!] }
  type Program @key(fields: "id") { id: ID! parts(kinds: [Kind!]): Int }
  enum Kind { VISIT }`)

const ids = (entries: number) => Array.from({ length: entries }, (_, index) => `${index}`)

/** Asks for the number of ids, or of parts: the resolvers count what they are given. */
const ask = async (source: string, variableValues: Record<string, unknown>) => {
  const resolvers = {
    Query: { count: (_: unknown, args: { ids?: readonly string[] }) => args.ids?.length ?? 0 },
    Program: {
      __resolveReference: ({ id }: { id: string }) => ({ id, parts: ({ kinds }: { kinds: string[] }) => kinds.length }),
    },
  }
  const schema = buildSubgraphSchema([{ typeDefs, resolvers }])
  limitLists(schema)
  const { data, errors } = await graphql({ schema, source, variableValues })
  return { data: data && { ...data }, errors: errors?.map(({ message, extensions }) => ({ message, ...extensions })) }
}

const refused = (path: string, entries = 1001) => [
  {
    message: `Argument "${path}" lists ${entries} entries, but a list holds at most 1000. Ask in several parts.`,
    code: 'BAD_USER_INPUT',
  },
]

describe('a list in the arguments of a field', () => {
  it('reaches its resolver with 1,000 entries', async () => {
    expect(await ask('query ($ids: [ID!]) { count(ids: $ids) }', { ids: ids(1000) })).toEqual({ data: { count: 1000 } })
  })

  it('is refused with 1,001 entries', async () => {
    expect(await ask('query ($ids: [ID!]) { count(ids: $ids) }', { ids: ids(1001) })).toEqual({
      data: { count: null },
      errors: refused('ids'),
    })
  })

  it.each([
    ['of an input', { ids: ids(1001) }, refused('filter.ids')],
    [
      'of an input in an input',
      { organization: { membersOf: ids(20_000) } },
      refused('filter.organization.membersOf', 20_000),
    ],
    ['of an input in a list', { any: [{}, { ids: ids(1001) }] }, refused('filter.any.1.ids')],
    ['of inputs', { any: ids(1001).map(() => ({})) }, refused('filter.any')],
  ])('is refused as a list %s', async (_case, filter, errors) => {
    expect((await ask('query ($filter: Filter) { count(filter: $filter) }', { filter })).errors).toEqual(errors)
  })

  it('is refused inside another list', async () => {
    const rows = [[1], ids(1001).map(Number)]

    expect((await ask('query ($rows: [[Int!]!]) { count(rows: $rows) }', { rows })).errors).toEqual(refused('rows.1'))
  })

  it('is refused where the field has no resolver of its own', async () => {
    const source = `query ($representations: [_Any!]!, $kinds: [Kind!]) {
      _entities(representations: $representations) { ... on Program { parts(kinds: $kinds) } } }`
    const representations = [{ __typename: 'Program', id: '1' }]

    expect((await ask(source, { representations, kinds: ['VISIT'] })).errors).toBeUndefined()
    expect((await ask(source, { representations, kinds: ids(1001).map(() => 'VISIT') })).errors).toEqual(
      refused('kinds'),
    )
  })

  it('may be as long as the gateway needs it to ask for entities', async () => {
    const representations = ids(1001).map(id => ({ __typename: 'Program', id }))

    const { data, errors } = await ask(
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }',
      { representations },
    )

    expect(errors).toBeUndefined()
    expect(data?._entities).toHaveLength(1001)
  })
})
