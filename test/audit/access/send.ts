import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { HostilePlace, TokenClaims } from './hostile-world.ts'

/** What came back, read as far as it can be. */
export type Reply = {
  readonly status: number
  /** Content type. */
  readonly type: string
  readonly text: string
  header(name: string): string | null
  /** Undefined when there is none. */
  readonly data: unknown
  readonly errors: readonly {
    readonly message: string
    readonly path?: readonly (string | number)[]
    readonly extensions?: { readonly code?: string; readonly reason?: string }
  }[]
  /** Of the first error. */
  readonly code: string | null
}

/** Body of a request. */
export type Asked = string | Readonly<Record<string, unknown>>

/** Asks as clients do: POST, JSON; a text is an operation without variables. */
export const ask = (place: HostilePlace, asked: Asked, headers: Record<string, string> = {}): Promise<Reply> =>
  post(place, JSON.stringify(typeof asked === 'string' ? { query: asked } : asked), headers)

/** Sends a body as it is. */
export const post = (
  place: HostilePlace,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Reply> =>
  fetchReply(place.url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })

/** Asks by a link. */
export const get = (
  place: HostilePlace,
  query: Readonly<Record<string, string>>,
  headers: Record<string, string> = { 'apollo-require-preflight': '1' },
): Promise<Reply> => fetchReply(`${place.url}?${new URLSearchParams(query)}`, { headers })

/** Sends any request. */
export const fetchReply = async (url: string, init: RequestInit): Promise<Reply> => {
  const response = await fetch(url, init)
  return read(response.status, name => response.headers.get(name), await response.text())
}

/** Asks as somebody with a token: with these scopes, or with these claims. */
export const askAs = async (place: HostilePlace, who: string | Partial<TokenClaims>, asked: Asked): Promise<Reply> => {
  const claims = typeof who === 'string' ? { scope: who } : who
  return ask(place, asked, { authorization: `Bearer ${await place.token({ sub: 'somebody', ...claims })}` })
}

/**
 * Writes bytes to a connection, in parts with a pause between them, and reads until it is closed; whoever is refused in
 * the middle of a long body writes no further.
 */
export const sendBytes = async (
  place: HostilePlace,
  parts: Iterable<string | Uint8Array>,
  pauseMs = 0,
): Promise<Reply> => {
  const socket = connect(Number(new URL(place.url).port), '127.0.0.1')
  const received: Buffer[] = []
  const closed = Promise.withResolvers<void>()
  const isOver = () => socket.destroyed || received.length > 0
  socket
    .on('data', chunk => received.push(chunk))
    .on('error', () => undefined)
    .on('close', () => closed.resolve())
  for (const part of parts) {
    if (isOver()) break
    if (!socket.write(part)) await Promise.race([new Promise(drained => socket.once('drain', drained)), closed.promise])
    // Pauses are what the attack consists of.
    if (pauseMs > 0) await Promise.race([wait(pauseMs), closed.promise])
  }
  if (pauseMs === 0 && received.length > 0) socket.end()
  await closed.promise
  return readBytes(Buffer.concat(received).toString('latin1'))
}

const readBytes = (bytes: string): Reply => {
  const end = bytes.indexOf('\r\n\r\n')
  const head = bytes.slice(0, Math.max(0, end))
  const [first = '', ...lines] = head.split('\r\n')
  const headers = new Map(lines.map(line => [line.split(':', 1)[0]!.toLowerCase(), line.replace(/^[^:]*: */, '')]))
  return read(Number(first.split(' ')[1] ?? 0), name => headers.get(name) ?? null, bytes.slice(end + 4))
}

const read = (status: number, header: (name: string) => string | null, text: string): Reply => {
  const type = header('content-type') ?? ''
  const json = /json/.test(type) ? parsed(text) : {}
  const errors = json.errors ?? []
  return { status, type, text, header, data: json.data, errors, code: errors[0]?.extensions?.code ?? null }
}

const parsed = (text: string): { data?: unknown; errors?: Reply['errors'] } => {
  try {
    return JSON.parse(text)
  } catch {
    return { errors: [{ message: 'The answer is no JSON.' }] }
  }
}
