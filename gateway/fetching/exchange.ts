import type { Dispatcher } from 'undici'
import { BadResponse } from './read-response.ts'

/** What is sent, and what ends the wait for the answer. */
export type ExchangeOrder = {
  readonly path: string
  /** Names and values in turns. */
  readonly headers: string[]
  readonly body: Buffer
  readonly maxBytes: number
  readonly timeoutMs: number
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal
}

/** Thrown when the time of an exchange is over before its last byte is there. */
export class LateError extends Error {}

/**
 * Posts a body and reads the whole answer. It ends at the first of answer, fault, limit, time and abort, also while it
 * waits for a connection; the connection of an answer that is not read to its end is closed. Rejects with a BadResponse
 * for an answer that is no reply, with a LateError, or with an error of the connection.
 */
export const exchange = (dispatcher: Dispatcher, order: ExchangeOrder): Promise<Buffer> =>
  // undici's own promise costs two abort signals, a stream and its iterator for each fetch: more than all the rest.
  new Promise((resolve, reject) => {
    const { path, headers, body, maxBytes, timeoutMs, signal } = order
    const chunks: Buffer[] = []
    let bytes = 0
    let running: Dispatcher.DispatchController | null = null
    let isOver = false

    const release = (): void => {
      isOver = true
      clearTimeout(timer)
      signal.removeEventListener('abort', leave)
    }
    const fail = (cause: Error): void => {
      if (isOver) return
      release()
      reject(cause)
    }
    const abort = (cause: Error): void => {
      fail(cause)
      running?.abort(cause)
    }
    const leave = (): void => abort(new Error('Nobody waits for the answer.'))
    const timer = setTimeout(() => abort(new LateError('The time for the answer is over.')), timeoutMs)
    signal.addEventListener('abort', leave)
    if (signal.aborted) return leave()

    dispatcher.dispatch(
      { path, method: 'POST', headers, body },
      {
        onRequestStart: controller => {
          // It waited for a connection until it was too late. Thrown here, it leaves the connection to the next one.
          if (isOver) throw new LateError('The time was over before a connection was free.')
          running = controller
        },
        // What these two throw closes the connection and comes back as the error below.
        onResponseStart: (_, status, answered) => {
          if (status >= 200) checkHead(status, answered['content-encoding'])
        },
        onResponseData: (_, chunk) => {
          bytes += chunk.length
          if (bytes > maxBytes) throw new BadResponse(`The reply is larger than ${maxBytes} bytes.`)
          chunks.push(chunk)
        },
        onResponseEnd: () => {
          if (isOver) return
          release()
          resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, bytes))
        },
        onResponseError: (_, cause) => fail(cause),
      },
    )
  })

const checkHead = (status: number, encoding: string | string[] | undefined): void => {
  // 400 and 422 carry the errors of an operation that was refused as a whole, such as a wrong variable.
  if (status !== 200 && status !== 400 && status !== 422) {
    throw new BadResponse(`The subgraph answered with HTTP status ${status}.`)
  }
  if (encoding !== undefined && encoding !== 'identity') {
    throw new BadResponse('The reply is compressed, though that was not asked for.')
  }
}
