import type { Readable } from 'node:stream'
import { Client, type Dispatcher } from 'undici'
import { BadAnswer } from './read-report.ts'
import { TransferProblem } from './transfer-problem.ts'

/** A file on its way to or from a subgraph. */
export type SubgraphOrder = {
  readonly subgraph: string
  /** The subgraph's GraphQL address; files have paths of their own at the same origin. */
  readonly address: URL
  readonly method: 'GET' | 'POST'
  /** Path with query. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Readable | null
  /** Longest wait for the next bytes of the answer: who tells of progress is not late. */
  readonly timeoutMs: number
  readonly connectTimeoutMs: number
  /** Aborted when nobody waits for the answer any more; the reason is thrown. */
  readonly signal: AbortSignal
}

/** What a subgraph answers; disposing of it ends the connection, so that the subgraph hears of it. */
export type SubgraphAnswer = AsyncDisposable & {
  readonly status: number
  readonly contentType: string
  /** Throws a TransferProblem when the time is over or nobody waits any more, a BadAnswer when the connection ends. */
  chunks(): AsyncGenerator<Buffer>
}

/** Asks a subgraph once, over a connection of its own: no file is ever sent again by itself. */
export const askSubgraph = async (order: SubgraphOrder): Promise<SubgraphAnswer> => {
  const { subgraph, address, method, target, headers, body, timeoutMs, connectTimeoutMs, signal } = order
  const client = new Client(address.origin, {
    connect: { timeout: connectTimeoutMs },
    // A time of our own ends it all.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  const ended = new AbortController()
  const late = (): void => ended.abort(tooLate(subgraph))
  const timer = setTimeout(late, timeoutMs)
  const whole = setTimeout(late, longestAnswerMs)
  const leave = (): void => ended.abort(signal.reason)
  signal.addEventListener('abort', leave)
  if (signal.aborted) leave()
  const dispose = async (): Promise<void> => {
    clearTimeout(timer)
    clearTimeout(whole)
    signal.removeEventListener('abort', leave)
    await client.destroy()
  }
  const causeOf = (cause: unknown): unknown =>
    ended.signal.aborted ? ended.signal.reason : new BadAnswer(reasonOf(cause), { cause })
  try {
    const answer = await client.request({ method, path: target, headers, body, signal: ended.signal })
    refuseEncoded(answer)
    return {
      status: answer.statusCode,
      contentType: String(answer.headers['content-type'] ?? ''),
      chunks: async function* () {
        try {
          for await (const chunk of answer.body) {
            yield chunk as Buffer
            timer.refresh()
          }
        } catch (cause) {
          throw causeOf(cause)
        }
      },
      [Symbol.asyncDispose]: dispose,
    }
  } catch (cause) {
    await dispose()
    throw cause instanceof BadAnswer ? cause : causeOf(cause)
  }
}

/** Cuts bytes into lines of text. Throws BadAnswer at a line that is too long or no UTF-8. */
export async function* linesOf(chunks: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<string> {
  let parts: Buffer[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    let from = 0
    for (let to = chunk.indexOf(lineFeed); to >= 0; to = chunk.indexOf(lineFeed, from)) {
      const line = decode(Buffer.concat([...parts, chunk.subarray(from, to)]))
      parts = []
      bytes = 0
      from = to + 1
      if (line !== '') yield line
    }
    parts.push(chunk.subarray(from))
    bytes += chunk.length - from
    if (bytes > maxBytes) throw new BadAnswer(`A line of the answer is longer than ${maxBytes} bytes.`)
  }
  const rest = decode(Buffer.concat(parts))
  if (rest !== '') yield rest
}

// Whatever it tells: a place is held meanwhile.
const longestAnswerMs = 30 * 60_000

const lineFeed = 10
const utf8 = new TextDecoder('utf-8', { fatal: true })

const decode = (bytes: Buffer): string => {
  try {
    return utf8.decode(bytes).trim()
  } catch {
    throw new BadAnswer('The answer is not in UTF-8.')
  }
}

const refuseEncoded = ({ headers }: Dispatcher.ResponseData): void => {
  const encoding = headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity') throw new BadAnswer('The answer is compressed, though that was not asked for.')
}

const tooLate = (subgraph: string): TransferProblem =>
  new TransferProblem('SUBGRAPH_TIMEOUT', `The subgraph "${subgraph}" did not answer in time.`)

const reasonOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message || String((cause as NodeJS.ErrnoException).code) : String(cause)
