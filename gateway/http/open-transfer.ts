import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode } from '../errors.ts'
import { readClientName } from '../observe/client-name.ts'
import type { Logger } from '../observe/log.ts'
import type { Metrics } from '../observe/metrics.ts'
import type { RequestContext } from '../request-context.ts'
import type { Admit, Admitted } from './admission.ts'
import { rateHeaders } from './rate-headers.ts'
import { privateHeaders } from './security-headers.ts'

/** Which way a file goes. */
export type Direction = 'import' | 'export'

/** A file whose sender or reader was let in. */
export type OpenTransfer = Admitted & {
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal
  /** Codes of errors that came too late for a status. */
  readonly codes: Set<ErrorCode>
}

/** What the room of files has to know of a request. */
export type TransferOrder = {
  readonly requestId: string
  readonly viewer: RequestContext['viewer']
  readonly payer: string
  readonly kind: string
  /** The URL's query as it was sent, "?" included. */
  readonly search: string
  readonly signal: AbortSignal
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until its viewer is known. */
    transfer: OpenTransfer | null
  }
}

/** What opening needs. */
export type OpenTransferOptions = {
  readonly admit: Admit
  readonly metrics: Pick<Metrics, 'transferStarted' | 'transferClosed' | 'answeredWith'>
  readonly log: Logger
}

/** Lets in who may ask, counts, and writes the line of the log when it is over. */
export const openTransfer = (
  direction: Direction,
  request: FastifyRequest,
  reply: FastifyReply,
  { admit, metrics, log }: OpenTransferOptions,
  enter: (admitted: Admitted) => unknown,
  fail: (cause: Error) => void,
): void => {
  const startedAt = performance.now()
  const gone = new AbortController()
  metrics.transferStarted(direction)
  reply.headers(privateHeaders)
  reply.raw.once('close', () => {
    const isAnswered = reply.raw.writableFinished
    if (!isAnswered) gone.abort(new Error('The client has gone.'))
    const durationMs = performance.now() - startedAt
    const status = isAnswered ? reply.statusCode : null
    const errorCodes = request.refusalCodes ?? [...(request.transfer?.codes ?? [])]
    metrics.transferClosed(direction, status, durationMs)
    // The codes of refusals are counted where all paths meet.
    if (status !== null && status < 400) metrics.answeredWith(errorCodes)
    const client = readClientName(request.headers)
    log.info(
      { requestId: request.id, ...client, direction, status, durationMs: Math.round(durationMs), errorCodes },
      'request',
    )
  })
  const admitted = (who: Admitted): void => {
    request.transfer = { ...who, signal: gone.signal, codes: new Set() }
    if (who.allowance) reply.headers(rateHeaders(who.allowance))
    enter(who)
  }
  admit(request, reply, admitted, fail)
}

/** Reads the order of an open transfer. */
export const orderOf = (request: FastifyRequest, kind: string): TransferOrder => {
  const { viewer, payer, signal } = request.transfer!
  const url = request.raw.url ?? ''
  const queryAt = url.indexOf('?')
  return { requestId: request.id, viewer, payer, signal, kind, search: queryAt < 0 ? '' : url.slice(queryAt) }
}
