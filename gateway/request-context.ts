import type { GraphQLFormattedError } from 'graphql'
import type { Viewer } from './access/viewer.ts'
import type { Allowance } from './allowance.ts'
import type { ByteText } from './byte-text.ts'

/** What belongs to one client request on its way through the rooms. */
export type RequestContext = {
  readonly requestId: string
  readonly viewer: Viewer
  /** Whose rate limit it counts for, and what is left of that; null without a limit. */
  readonly account: { readonly payer: string; allowance: Allowance | null }
  /** Whether the client wants to be told what its operation costs. */
  readonly wantsCost: boolean
  /** When the request came, on the clock of performance.now(), if the client wants the plan of its answer; else null. */
  readonly planWantedSince: number | null
  /** Aborted when the client has gone before the answer. */
  readonly signal: AbortSignal
  /** End of the time for all fetches, on the clock of performance.now(). */
  readonly deadline: number
  /** The answer in byte text, when it is written that way; inside of an object, because Apollo Server copies contexts. */
  readonly written: { answer: ByteText | null }
  /** What the log line says at the end. */
  readonly record: RequestRecord
}

/** Filled in on the way; holds no values of the client. */
export type RequestRecord = {
  operationName: string | null
  /** SHA-256 of the operation's text. */
  operationHash: string | null
  fetches: number
  planCached: boolean | null
  /** Codes of the answer's errors, each once. */
  errorCodes: readonly string[]
}

/** Creates an empty record. */
export const newRecord = (): RequestRecord => ({
  operationName: null,
  operationHash: null,
  fetches: 0,
  planCached: null,
  errorCodes: [],
})

/** Notes the codes of an answer's errors, and gives an unknown error the id under which the log explains it. */
export const recordErrors = (context: RequestContext, errors: readonly GraphQLFormattedError[]): void => {
  const codes = new Set<string>()
  for (const { extensions } of errors) {
    codes.add(String(extensions?.code))
    if (extensions?.code === 'INTERNAL_SERVER_ERROR') extensions.requestId = context.requestId
  }
  context.record.errorCodes = [...codes]
}
