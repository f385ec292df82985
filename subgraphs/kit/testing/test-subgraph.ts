import { randomBytes } from 'node:crypto'
import type { GraphQLFormattedError } from 'graphql'
import { type Logger, pino } from 'pino'
import { anonymous, type Viewer } from '../access/viewer.ts'
import type { Database } from '../database/database.ts'
import { gatewayIssuer, identityHeader } from '../identity/claims.ts'
import { developmentKeys, type IdentityKeys } from '../identity/keys.ts'
import { signIdentity } from '../identity/sign.ts'
import { startSubgraph } from '../serve/start-subgraph.ts'
import type { Subgraph } from '../serve/subgraph.ts'
import { seededLocation } from './seeded-location.ts'

/** An answer together with the SQL that it took. */
export type TestAnswer = {
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers by path and compare exact values.
  readonly data: any
  readonly errors: readonly GraphQLFormattedError[] | undefined
  /** SQL statements that this one request ran, in order. */
  readonly statements: readonly string[]
}

/** A running subgraph with its own fresh database. Ask one thing at a time, so that statements belong to one request. */
export type TestSubgraph = AsyncDisposable & {
  /** Sends an operation over HTTP with a really signed identity; anonymous without a viewer. */
  query(operation: string, variables?: Record<string, unknown>, viewer?: Viewer): Promise<TestAnswer>
  /** Sends `_entities`, as the gateway does; `data` of the answer is the list, in the order asked. */
  resolveReferences(typename: string, ids: readonly string[], fields: string, viewer?: Viewer): Promise<TestAnswer>
  /** Reads a page of the change feed as the sibling "test-sibling", e.g. `changes('since=...&limit=10')`. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers by path and compare exact values.
  changes(query?: string): Promise<any>
  /** Reads the feeds of all followed siblings to their ends. */
  readFeeds(): Promise<void>
  /** Every SQL statement since the start. */
  readonly statements: readonly string[]
  readonly database: Database
  readonly url: string
  /** What the subgraph believes, and what siblings started with the same keys sign with. */
  readonly keys: IdentityKeys
}

/** What a test may set. */
export type TestSubgraphOptions = {
  /** GraphQL URL by sibling; without it no feed is followed. */
  readonly siblings?: Readonly<Record<string, string>>
  /** Share the keys of another test subgraph so that the two can talk. */
  readonly keys?: IdentityKeys
  readonly log?: Logger
}

/** Makes a viewer who has signed in, e.g. `viewerWith({ organization: 'scoe', scopes: ['contact:read'] })`. */
export const viewerWith = (parts: {
  subject?: string
  scopes?: readonly string[]
  organization?: string
  person?: string
}): Viewer => ({
  subject: parts.subject ?? 'test-viewer',
  scopes: new Set(parts.scopes ?? []),
  organization: parts.organization ?? null,
  person: parts.person ?? null,
})

/** Starts a subgraph on a database of its own (SQLite, or PostgreSQL in the vitest project "postgres"), first rows loaded. */
export const startTestSubgraph = async <Loaders>(
  subgraph: Subgraph<Loaders>,
  options: TestSubgraphOptions = {},
): Promise<TestSubgraph> => {
  const place = await seededLocation(subgraph)
  const statements: string[] = []
  const keys = options.keys ?? developmentKeys(randomBytes(32))
  const running = await startSubgraph(subgraph, {
    host: '127.0.0.1',
    port: 0,
    location: place.location,
    keys,
    siblings: options.siblings ?? {},
    log: options.log ?? pino({ level: 'silent' }),
    onStatement: sql => statements.push(sql),
  }).catch(async error => {
    await place[Symbol.asyncDispose]()
    throw error
  })

  const query: TestSubgraph['query'] = async (operation, variables = {}, viewer = anonymous) => {
    const body = JSON.stringify({ query: operation, variables })
    const purpose = { issuer: gatewayIssuer, audience: subgraph.name, target: 'POST /graphql', body, viewer, keys }
    const before = statements.length
    const response = await fetch(running.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [identityHeader]: signIdentity(purpose) },
      body,
    })
    const answer = (await response.json()) as Pick<TestAnswer, 'data' | 'errors'>
    return { data: answer.data, errors: answer.errors, statements: statements.slice(before) }
  }

  return {
    query,
    resolveReferences: async (typename, ids, fields, viewer) => {
      const operation = `query ($representations: [_Any!]!) {
        _entities(representations: $representations) { __typename ... on ${typename} { ${fields} } }
      }`
      const representations = ids.map(id => ({ __typename: typename, id }))
      const answer = await query(operation, { representations }, viewer)
      return { ...answer, data: answer.data?._entities }
    },
    changes: async (search = '') => {
      const path = search === '' ? '/changes' : `/changes?${search}`
      const purpose = { issuer: 'test-sibling', audience: subgraph.name, target: `GET ${path}`, keys }
      const response = await fetch(new URL(path, running.url), { headers: { [identityHeader]: signIdentity(purpose) } })
      return response.json()
    },
    readFeeds: running.siblings.poll,
    statements,
    database: running.database,
    url: running.url,
    keys,
    [Symbol.asyncDispose]: async () => {
      await running.close()
      await place[Symbol.asyncDispose]()
    },
  }
}
