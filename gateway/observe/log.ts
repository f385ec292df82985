import { type DestinationStream, type Logger, pino } from 'pino'
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
export type RequestLine = ClientName & {
  readonly requestId: string
  readonly operationName: string | null
  readonly operationHash: string | null
  /** Null when the client went before the answer. */
  readonly status: number | null
  readonly durationMs: number
  readonly fetches: number
  readonly planCached: boolean | null
  readonly errorCodes: readonly string[]
}

/** Creates the writer of the one line of each request. */
export const createRequestLog = (log: Logger): ((line: RequestLine) => void) => {
  // All fields are named here, so there is nothing to redact; looking for it would cost twice what the line does.
  const lines = log.child({}, { redact: [] })
  return line => {
    const { status, errorCodes, durationMs } = line
    const outcome = status === null ? 'abandoned' : outcomeOf({ status, errorCodes })
    lines.info({ ...line, durationMs: Math.round(durationMs * 10) / 10, outcome }, 'request')
  }
}
