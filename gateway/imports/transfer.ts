import type { Readable } from 'node:stream'
import type { Charge } from '../allowance.ts'

/** Who sends or wants a file. */
export type TransferViewer = {
  readonly subject: string | null
  readonly scopes: ReadonlySet<string>
  readonly organization: string | null
  readonly person: string | null
}

/** A file that a client sends or wants. */
export type Transfer = {
  readonly requestId: string
  readonly viewer: TransferViewer
  readonly payer: string
  readonly kind: string
  /** The query of the URL as it was sent, "?" included; "" for none. */
  readonly search: string
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal
}

/** A file in. */
export type Import = Transfer & {
  readonly upload: Readable
  /** What its headers say; null when they do not. */
  readonly declaredBytes: number | null
}

/** A file out; its chunks throw a TransferProblem where it breaks off. */
export type Export = AsyncDisposable & { readonly chunks: AsyncIterable<Buffer> }

/** The subgraph that takes and gives files of a kind. */
export type Owner = {
  readonly subgraph: string
  /** Its GraphQL address; files have paths of their own at the same origin. */
  readonly address: URL
}

/** What files need on their way. */
export type TransferOptions = {
  /** Null where nobody that is served has such files. */
  readonly ownerOf: (kind: string) => Owner | null
  /** Signs for one request; null where the subgraph is told nothing. */
  readonly sign: (request: {
    subgraph: string
    target: string
    bodyHash: string
    viewer: TransferViewer
  }) => string | null
  readonly charge: Charge | null
  /** Where uploads lie. */
  readonly folder: string
  readonly maxBytes: number
  readonly maxReplyBytes: number
  readonly timeoutMs: number
  readonly connectTimeoutMs: number
  readonly log: { warn(fields: object, message: string): void }
}
