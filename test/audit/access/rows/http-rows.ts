import { gzipSync } from 'node:zlib'
import { slowest } from '../hostile-world.ts'
import type { Row } from '../row.ts'
import { ask, fetchReply, get, post, sendBytes } from '../send.ts'

const badRequest = { status: 400, code: 'BAD_REQUEST' } as const
const wrongType = { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' } as const
const tooLarge = { status: 413, code: 'PAYLOAD_TOO_LARGE' } as const
const tooManyHeaders = { status: 431, code: 'HEADERS_TOO_LARGE' } as const

const mutation = 'mutation { restock(count: 7) { isbn } }'
const body = JSON.stringify({ query: mutation })
const bytesOf = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(text, encoding))
const head = (...lines: readonly string[]): string =>
  [
    'POST /graphql HTTP/1.1',
    'host: gateway',
    'content-type: application/json',
    'connection: close',
    ...lines,
    '',
    '',
  ].join('\r\n')

/** Nothing must have been changed by it. */
const nothingWritten: Row['also'] = (_, place) =>
  place.writes().length === 0 ? null : `A mutation was run: ${place.writes().join(', ')}.`

/** Requests that a browser, a proxy or a bad client could make. */
export const httpRows: readonly Row[] = [
  ...[10, 1000].map(
    (count): Row => ({
      name: `a batch of ${count}`,
      send: place => post(place, JSON.stringify(Array.from({ length: count }, () => ({ query: '{ __typename }' })))),
      ...badRequest,
    }),
  ),
  ...(
    [
      ['text/plain', 'text/plain'],
      ['text/plain that names JSON', 'text/plain; application/json'],
      ['a form', 'application/x-www-form-urlencoded'],
      ['multipart', 'multipart/form-data; boundary=x'],
    ] as const
  ).map(
    ([name, type]): Row => ({
      name: `a mutation that a foreign page could send: ${name}`,
      send: place =>
        post(place, type.startsWith('app') ? `query=${encodeURIComponent(mutation)}` : body, { 'content-type': type }),
      ...wrongType,
      also: nothingWritten,
    }),
  ),
  {
    name: 'a mutation that a foreign page could send: no type',
    send: place => fetchReply(place.url, { method: 'POST', body: bytesOf(body) }),
    ...wrongType,
    also: nothingWritten,
  },
  {
    name: 'a query by a link that a foreign page could hold',
    send: place => get(place, { query: '{ __typename }' }, {}),
    ...badRequest,
  },
  {
    name: 'a mutation by a link',
    send: place => get(place, { query: mutation }),
    ...{ status: 405, code: 'METHOD_NOT_ALLOWED' },
    also: ([reply], place) =>
      reply?.header('allow') === 'POST'
        ? (nothingWritten([], place) as string | null)
        : 'The header "allow" is not "POST".',
  },
  ...['PUT', 'PATCH', 'DELETE', 'OPTIONS'].map(
    (method): Row => ({
      name: `${method} /graphql`,
      send: place => fetchReply(place.url, { method }),
      ...{ status: 405, code: 'METHOD_NOT_ALLOWED' },
      says: /takes GET and POST/,
      also: ([reply]) => (reply?.header('allow') === 'GET, POST' ? null : 'The header "allow" is not "GET, POST".'),
    }),
  ),
  {
    name: 'a body of 257 KiB',
    send: place => ask(place, ' '.repeat(257 * 1024)),
    ...tooLarge,
    says: /262,144 bytes/,
  },
  { name: 'a body of 1 MB', send: place => ask(place, ' '.repeat(1_000_000)), ...tooLarge, says: /262,144 bytes/ },
  {
    name: 'a body of 50 MB, announced',
    send: place => sendBytes(place, [head('content-length: 50000000'), ...chunks(800, 65_536)], 10),
    ...tooLarge,
    says: /262,144 bytes/,
  },
  {
    name: 'a body of 50 MB in chunks, not announced',
    send: place =>
      sendBytes(
        place,
        [head('transfer-encoding: chunked'), ...chunks(800, 65_536).map(chunk => `10000\r\n${chunk}\r\n`)],
        10,
      ),
    ...tooLarge,
    says: /262,144 bytes/,
  },
  {
    name: 'a body of 50 MB, compressed to 50 KB',
    send: place => post(place, new Uint8Array(gzipSync(Buffer.alloc(50_000_000, 32))), { 'content-encoding': 'gzip' }),
    ...wrongType,
    says: /compressed/,
  },
  {
    name: 'headers byte by byte',
    send: place => sendBytes(place, drip(head('content-length: 2'), slowest.headersMs), slowest.headersMs / 8),
    ...{ status: 408, code: 'REQUEST_TIMEOUT' },
    says: /in time/,
  },
  {
    name: 'a body byte by byte',
    send: place => sendBytes(place, [head('content-length: 100'), ...Array(40).fill(' ')], slowest.bodyMs / 8),
    ...{ status: 408, code: 'REQUEST_TIMEOUT' },
    says: /in time/,
  },
  {
    name: 'a connection that says nothing',
    send: place => sendBytes(place, Array(40).fill(''), slowest.headersMs / 4),
    ...{ status: 408, code: 'REQUEST_TIMEOUT' },
  },
  {
    name: 'a header of 20 KB',
    send: place => sendBytes(place, [head(`x-long: ${'x'.repeat(20_000)}`)]),
    ...tooManyHeaders,
    says: /16,384 bytes/,
  },
  {
    name: '2,000 headers',
    send: place => sendBytes(place, [head(...Array.from({ length: 2000 }, (_, i) => `a${i % 9}: 1`))]),
    ...tooManyHeaders,
    says: /100 are allowed|16,384 bytes/,
  },
  {
    name: '101 headers',
    send: place => sendBytes(place, [head(...Array.from({ length: 97 }, (_, i) => `a${i}: 1`), 'content-length: 0')]),
    ...tooManyHeaders,
    says: /10[0-9] headers, but 100 are allowed/,
  },
  { name: 'bytes that are no HTTP', send: place => sendBytes(place, ['\x16\x03\x01\r\n\r\n']), ...badRequest },
  {
    name: 'a length and chunks at once',
    send: place => sendBytes(place, [head('content-length: 5', 'transfer-encoding: chunked'), '0\r\n\r\n']),
    ...badRequest,
  },
  {
    name: 'an HTTP/1.1 request without a host',
    send: place => sendBytes(place, ['GET / HTTP/1.1\r\nconnection: close\r\n\r\n']),
    ...badRequest,
  },
  {
    name: 'an expectation that nobody knows',
    send: place => sendBytes(place, [head('expect: the unexpected', 'content-length: 24'), '{"query":"{__typename}"}']),
    ...{ status: 200, code: null },
  },
  {
    name: 'a method that nobody knows',
    send: place => sendBytes(place, ['BREW /graphql HTTP/1.1\r\nhost: gateway\r\n\r\n']),
    ...badRequest,
  },
  {
    name: 'a method of another protocol',
    send: place => sendBytes(place, ['PROPFIND /graphql HTTP/1.1\r\nhost: gateway\r\nconnection: close\r\n\r\n']),
    ...{ status: 404, code: 'NOT_FOUND' },
  },
  { name: 'invalid UTF-8', send: place => post(place, new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d])), ...wrongType },
  {
    name: 'UTF-16',
    send: place => post(place, bytesOf(body, 'utf16le'), { 'content-type': 'application/json; charset=utf-16' }),
    ...wrongType,
  },
  {
    name: 'UTF-16 that says nothing of it',
    send: place => post(place, bytesOf(`\ufeff${body}`, 'utf16le')),
    ...wrongType,
  },
  {
    name: 'latin1',
    send: place => post(place, bytesOf(body, 'latin1'), { 'content-type': 'application/json; charset=latin1' }),
    ...wrongType,
  },
  { name: 'broken JSON', send: place => post(place, '{"query"'), ...badRequest },
  { name: 'no body', send: place => post(place, ''), ...badRequest },
  {
    name: 'a path that cannot be decoded',
    send: place => fetchReply(new URL('/%', place.url).href, {}),
    ...badRequest,
  },
  {
    name: 'a path that is not there',
    send: place => fetchReply(new URL('/admin', place.url).href, {}),
    ...{ status: 404, code: 'NOT_FOUND' },
  },
  {
    name: 'forged identity headers',
    send: async place => {
      const query = '{ books(first: 1) { inStock } }'
      return [await ask(place, query), await ask(place, query, forged)]
    },
    ...{ status: 200, code: null },
    also: (_, place) => {
      const received = place.subgraphs.flatMap(subgraph => subgraph.received.slice(-2))
      const sent = received.map(({ headers }) => Object.keys(headers).sort().join(' '))
      const identities = received.flatMap(({ headers }) => identityOf(headers['exchange-identity']))
      if (new Set(sent).size !== 1) return `A subgraph was sent other headers: ${sent.join(' | ')}.`
      return identities.length === received.length &&
        identities.every(({ sub, scope }) => sub === undefined && scope === '')
        ? null
        : `A subgraph was told "${JSON.stringify(identities)}".`
    },
  },
]

const chunks = (count: number, bytes: number): readonly string[] => Array(count).fill(' '.repeat(bytes))

/** A head whose end never comes within the time. */
const drip = (text: string, _ms: number): readonly string[] => text.slice(0, 40).split('')

const forged: Record<string, string> = {
  'x-user': 'admin',
  'x-scopes': 'contact:read participant:sensitive',
  'x-claims': '{"sub":"admin"}',
  x_user: 'admin',
  'x-forwarded-for': '10.0.0.1',
  'x-forwarded-user': 'admin',
  forwarded: 'for=10.0.0.1',
  'exchange-identity': 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.',
  exchange_identity: 'admin',
  cookie: 'session=admin',
}

const identityOf = (header: string | string[] | undefined): readonly { sub?: string; scope?: string }[] =>
  typeof header === 'string' ? [JSON.parse(Buffer.from(header.split('.')[1] ?? '', 'base64url').toString())] : []
