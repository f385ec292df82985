import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { budgets } from '../plans/budgets.ts'
import type { LargeOperation } from './large-operations.ts'
import { failingId } from './mocked-subgraphs.ts'

/** One request as it goes over the wire. */
export type WireRequest = {
  readonly path: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  /** The client hangs up as soon as it has asked. */
  readonly isAbandoned: boolean
}

const folder = new URL('../../schema/operations/', import.meta.url)

/** The registered operations with the variables of their budgets. */
export const registeredOperations: readonly { readonly query: string; readonly variables: object }[] = readdirSync(
  folder,
).map(file => ({
  query: readFileSync(new URL(file, folder), 'utf8'),
  variables: budgets[basename(file, '.graphql')]?.variables ?? {},
}))

const json = { 'content-type': 'application/json' }

/** A POST to /graphql. */
export const graphqlRequest = (body: object, rest: Partial<WireRequest> = {}): WireRequest => ({
  path: '/graphql',
  body: JSON.stringify(body),
  headers: json,
  isAbandoned: false,
  ...rest,
})

/**
 * Gives the request of a number. Of each hundred, 70 are registered operations, 10 large ones, 5 operations that nobody
 * asked before (two of them twice, so that they are compiled), 4 fail at a subgraph, 3 lose their client; the others are refused, each in another room.
 */
export const mixedRequest = (index: number, large: readonly LargeOperation[]): WireRequest => {
  const { query, variables } = registeredOperations[index % registeredOperations.length]!
  const varied = { query, variables: { ...variables, ...('id' in variables && { id: `id-${index % 50}` }) } }
  const kind = index % 100
  if (kind < 70) return graphqlRequest(varied)
  if (kind < 80) return graphqlRequest({ query: large[Math.floor(index / 10) % large.length]!.query })
  if (kind < 85)
    return graphqlRequest({ query: `query New${Math.floor(index / 2)} { topics { label } viewer { __typename } }` })
  if (kind < 89) return graphqlRequest(varied, { headers: { ...json, 'x-request-id': `${failingId}${index}` } })
  if (kind < 92) return graphqlRequest(varied, { isAbandoned: true })
  const refused: readonly WireRequest[] = [
    graphqlRequest({ query: `{ nothing${index} }` }),
    graphqlRequest({ query: `{ {${index}` }),
    graphqlRequest({
      query: `query Q($first: Int!) { programs(first: $first) { totalCount } }`,
      variables: { first: 'x' },
    }),
    graphqlRequest({ query: `{ ${'programs { nodes { series { '.repeat(30)}` }),
    graphqlRequest({ extensions: { persistedQuery: { version: 1, sha256Hash: String(index) } } }),
    graphqlRequest(varied, { headers: { ...json, authorization: `Bearer ${index}` } }),
    { path: '/graphql', body: `{"query":${index}`, headers: json, isAbandoned: false },
    { path: `/nothing/${index}`, body: '{}', headers: json, isAbandoned: false },
  ]
  return refused[kind - 92]!
}
