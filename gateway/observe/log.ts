import { type DestinationStream, type Logger, pino } from 'pino'
import type { ClientName } from './client-name.ts'
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
  return destination ? pino(options, destination) : pino(options)
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

/** Writes the one line of a request. */
export const logRequest = (log: Logger, line: RequestLine): void => {
  const { status, errorCodes } = line
  const outcome = status === null ? 'abandoned' : outcomeOf({ status, errorCodes })
  log.info({ ...line, durationMs: Math.round(line.durationMs * 10) / 10, outcome }, 'request')
}
