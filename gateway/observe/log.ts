import { type DestinationStream, type Logger, pino } from 'pino'
import type { RequestRecord } from '../request-context.ts'
import type { ClientName } from './client-name.ts'
import { batchLines } from './line-batch.ts'
import { outcomeOf } from './outcome.ts'

export type { Logger }

/**
 * Creates the gateway's log: JSON lines. Nothing that a client sent goes into it but its own name and version and its
 * operation's name and hash.
 */
export const createLog = (level: string, destination?: DestinationStream): Logger => {
  const options = {
    level,
    base: { part: 'gateway' },
    // A belt besides the braces: these fields are never logged on purpose.
    redact: {
      paths: ['authorization', 'token', 'variables', '*.authorization', '*.token', '*.variables'],
      remove: true,
    },
  }
  return pino(options, destination ?? standardOutput())
}

let opened: DestinationStream | null = null

// One for the process, as there is one standard output; whatever way the process ends, its last lines are written.
const standardOutput = (): DestinationStream => {
  if (opened) return opened
  const lines = batchLines(pino.destination({ dest: 1, sync: true }))
  process.once('exit', lines.flush)
  opened = lines
  return opened
}

/** What a request's line says. */
export type RequestLine = {
  readonly requestId: string
  readonly client: ClientName
  readonly record: Omit<RequestRecord, 'errorCodes'>
  /** Null when the client went before the answer. */
  readonly status: number | null
  readonly durationMs: number
  readonly errorCodes: readonly string[]
}

// It is the client's to choose, and a line should stay one.
const longestName = 100

/** Creates the writer of the one line of each request. */
export const createRequestLog = (log: Logger): ((line: RequestLine) => void) => {
  // All fields are named here, so there is nothing to redact; looking for it would cost twice what the line does.
  const lines = log.child({}, { redact: [] })
  if (!lines.isLevelEnabled('info')) return () => undefined
  return ({ requestId, client, record, status, durationMs, errorCodes }) =>
    lines.info(
      {
        requestId,
        ...client,
        operationName: record.operationName?.slice(0, longestName) ?? null,
        operationHash: record.operationHash,
        status,
        durationMs: Math.round(durationMs * 10) / 10,
        fetches: record.fetches,
        planCached: record.planCached,
        errorCodes,
        outcome: status === null ? 'abandoned' : outcomeOf({ status, errorCodes }),
      },
      'request',
    )
}
