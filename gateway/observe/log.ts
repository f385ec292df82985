import { type DestinationStream, type Logger, pino } from 'pino'

export type { Logger }

/** Creates the gateway's log: JSON lines. Nothing that a client sent but an operation's name and hash goes into it. */
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
export type RequestLine = {
  readonly requestId: string
  readonly operationName: string | null
  readonly operationHash: string | null
  readonly status: number
  readonly durationMs: number
  readonly fetches: number
  readonly planCached: boolean | null
  readonly errorCodes: readonly string[]
}

/** Writes the one line of a request. */
export const logRequest = (log: Logger, line: RequestLine): void => {
  const outcome = line.status >= 400 ? 'refused' : line.errorCodes.length > 0 ? 'partial' : 'ok'
  log.info({ ...line, durationMs: Math.round(line.durationMs * 10) / 10, outcome }, 'request')
}
