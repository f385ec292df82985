import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readClientName } from '../observe/client-name.ts'
import { createRequestLog, type Logger } from '../observe/log.ts'
import type { Metrics } from '../observe/metrics.ts'
import { outcomeOf } from '../observe/outcome.ts'
import { newRecord, type RequestContext } from '../request-context.ts'
import type { Admit, Admitted } from './admission.ts'
import { rateHeaders } from './rate-headers.ts'
import { privateHeaders } from './security-headers.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a request for an operation whose viewer is known. */
    gatewayContext: RequestContext | null
  }
}

/** What the paths that answer operations have in common: viewer, context, metrics and the one log line of a request. */
export type OperationDoor = {
  /** Authenticates, before anything of the body is read; a refused request goes no further. */
  readonly onRequest: (request: FastifyRequest, reply: FastifyReply, done: (cause?: Error) => void) => void
  /** Tells what may still be spent. */
  readonly onSend: (
    request: FastifyRequest,
    reply: FastifyReply,
    body: unknown,
    done: (cause?: Error | null) => void,
  ) => void
  /** Counts the refusal of a method, for which no door is opened. */
  readonly countRefusal: (reply: FastifyReply) => void
}

/** Creates the door; to be called once for a server. */
export const createOperationDoor = (
  app: FastifyInstance,
  options: {
    /** Lets in who may ask. */
    admit: Admit
    requestTimeoutMs: number
    metrics: Pick<Metrics, 'requestStarted' | 'requestClosed' | 'requestAbandoned' | 'requestAnswered' | 'answeredWith'>
    log: Logger
  },
): OperationDoor => {
  const { admit, requestTimeoutMs, metrics, log } = options
  const writeLine = createRequestLog(log)
  app.decorateRequest('gatewayContext', null)

  const countAnswer = (status: number, errorCodes: readonly string[], durationMs: number): void => {
    metrics.requestAnswered({ outcome: outcomeOf({ status, errorCodes }), status, durationMs })
    // The codes of refusals are counted where all paths meet.
    if (status < 400) metrics.answeredWith(errorCodes)
  }

  const closed = (request: FastifyRequest, reply: FastifyReply, startedAt: number): void => {
    metrics.requestClosed()
    const isAnswered = reply.raw.writableFinished
    const context = request.gatewayContext
    const durationMs = performance.now() - startedAt
    const errorCodes = isAnswered ? (request.refusalCodes ?? context?.record.errorCodes ?? []) : []
    if (isAnswered) countAnswer(reply.statusCode, errorCodes, durationMs)
    else metrics.requestAbandoned()
    writeLine({
      requestId: request.id,
      client: readClientName(request.headers),
      record: context?.record ?? newRecord(),
      status: isAnswered ? reply.statusCode : null,
      durationMs,
      errorCodes,
    })
  }

  // Hooks that call back rather than promise: a promise for each would cost more than what most of them do.
  return {
    onRequest: (request, reply, done) => {
      const startedAt = performance.now()
      const gone = new AbortController()
      metrics.requestStarted()
      // What one viewer may see is nobody else's.
      reply.headers(privateHeaders)
      // Comes after the answer's last byte and also when the client goes before.
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) gone.abort()
        closed(request, reply, startedAt)
      })
      const enter = ({ viewer, payer, allowance }: Admitted): void => {
        request.gatewayContext = {
          requestId: request.id,
          viewer,
          account: { payer, allowance },
          wantsCost: request.headers['graphql-cost'] === 'estimate',
          planWantedSince: isPlanWanted(request) ? startedAt : null,
          signal: gone.signal,
          deadline: startedAt + requestTimeoutMs,
          written: { answer: null },
          record: newRecord(),
        }
        done()
      }
      admit(request, reply, enter, done)
    },
    onSend: (request, reply, _body, done) => {
      const allowance = request.gatewayContext?.account.allowance
      if (allowance) reply.headers(rateHeaders(allowance))
      done()
    },
    countRefusal: reply => {
      const startedAt = performance.now()
      reply.raw.once('finish', () => countAnswer(reply.statusCode, [], performance.now() - startedAt))
    },
  }
}

const isPlanWanted = ({ method, headers }: FastifyRequest): boolean =>
  method === 'POST' && headers['x-include-query-plan'] === '1'
