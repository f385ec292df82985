import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { type Engine, startAuditedGateway } from './audited-gateway.ts'

/** What the audit compares: the data, and whether there are errors; null where a case leaves that open. */
export type Outcome = { readonly data: unknown; readonly errors: boolean | null }

/** One case of a suite. */
export type AuditCase = {
  /** Counts from 0, as in the audit's own reports. */
  readonly number: number
  readonly query: string
  readonly expected: Outcome
  readonly seen: Outcome
  /** Messages of our gateway's errors. */
  readonly messages: readonly string[]
  readonly passes: boolean
}

/** Gives the names of all suites. */
export const suiteNames = async (server: string): Promise<readonly string[]> =>
  (await fetch(`${server}/ids`)).json() as Promise<string[]>

/** Starts a gateway for the supergraph of one suite and asks all its cases, one after the other: some are mutations. */
export const runSuite = async (server: string, name: string, engine: Engine): Promise<readonly AuditCase[]> => {
  const [supergraph, cases] = await Promise.all([
    read(`${server}/${name}/supergraph`).then(response => response.text()),
    read(`${server}/${name}/tests`).then(response => response.json() as Promise<PublishedCase[]>),
  ])
  using folder = temporaryFolder()
  const file = join(folder.path, 'supergraph.graphql')
  writeFileSync(file, supergraph)
  const gateway = await startAuditedGateway(file, folder.path, engine).catch((cause: Error) => cause)
  if (gateway instanceof Error) return cases.map((published, number) => unanswered(published, number, gateway.message))
  await using _ = gateway
  const results: AuditCase[] = []
  for (const [number, published] of cases.entries()) results.push(await runCase(gateway.url, published, number))
  return results
}

type PublishedCase = {
  readonly query: string
  readonly expected: { readonly data?: unknown; readonly errors?: boolean }
}

const runCase = async (url: string, published: PublishedCase, number: number): Promise<AuditCase> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ query: published.query }),
    signal: AbortSignal.timeout(longestAnswerMs),
  })
  const answer = (await response.json()) as { data?: unknown; errors?: readonly { readonly message: string }[] }
  const expected = outcomeOf(published)
  const messages = answer.errors?.map(({ message }) => message) ?? []
  const seen = { data: answer.data ?? null, errors: expected.errors === null ? null : messages.length > 0 }
  return { number, query: published.query, expected, seen, messages, passes: isDeepStrictEqual(seen, expected) }
}

const longestAnswerMs = 10_000

const unanswered = (published: PublishedCase, number: number, reason: string): AuditCase => ({
  number,
  query: published.query,
  expected: outcomeOf(published),
  seen: { data: null, errors: true },
  messages: [reason],
  passes: false,
})

// A case that says nothing of errors allows them, so plans that reach a broken field by another way pass too.
const outcomeOf = ({ expected }: PublishedCase): Outcome => ({
  data: expected.data ?? null,
  errors: expected.errors ?? null,
})

const read = async (url: string): Promise<Response> => {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`The audit's server answered ${response.status} for "${new URL(url).pathname}".`)
  return response
}
