import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { listen, stop, type TestSubgraph } from './subgraph-server.ts'

/** A file that a subgraph received. */
export type ReceivedFile = {
  readonly target: string
  readonly headers: IncomingMessage['headers']
  readonly text: string
  /** What the identity says. */
  readonly claims: Record<string, unknown>
}

/** A subgraph "people" that takes files in and gives them out as the test says. */
export type FileSubgraph = TestSubgraph & {
  readonly files: ReceivedFile[]
  /** How many of its answers were cut off by the gateway. */
  readonly cut: { count: number }
}

/** Answers with lines. */
export const sendLines = (response: ServerResponse, ...lines: readonly object[]): void => {
  response.setHeader('content-type', 'application/x-ndjson')
  response.end(lines.map(line => `${JSON.stringify(line)}\n`).join(''))
}

/** A report of a file that had nothing wrong. */
export const report = (changes: object = {}) => ({
  applied: false,
  rowsRead: 2,
  created: 2,
  updated: 0,
  unchanged: 0,
  rejected: 0,
  issues: [],
  sha256: 'a'.repeat(64),
  ...changes,
})

/** Starts it. */
export const startFileSubgraph = async (
  answer: (file: ReceivedFile, response: ServerResponse) => unknown,
): Promise<FileSubgraph> => {
  const files: ReceivedFile[] = []
  const cut = { count: 0 }
  const server = createServer(async (request, response) => {
    if (request.url?.startsWith('/health')) return response.end('{}')
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer)
    } catch {
      return
    }
    response.once('close', () => {
      if (!response.writableFinished) cut.count++
    })
    const [, payload = ''] = String(request.headers['exchange-identity'] ?? '').split('.')
    const claims = payload === '' ? {} : JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    const target = `${request.method} ${request.url}`
    const file = { target, headers: request.headers, text: Buffer.concat(chunks).toString('latin1'), claims }
    files.push(file)
    await answer(file, response)
  })
  const url = await listen(server)
  return {
    name: 'people',
    url: `${url}/graphql`,
    sdl: 'type Query { person: String }',
    received: [],
    files,
    cut,
    [Symbol.asyncDispose]: () => stop(server),
  }
}

/** Hashes text as an identity holds the hash of its body. */
export const hashOf = (text: string): string => createHash('sha256').update(text, 'latin1').digest('base64url')
