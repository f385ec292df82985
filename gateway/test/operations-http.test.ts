import { writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDevelopmentIssuer } from '../access/development-issuer.ts'
import { startSubgraph } from './support/subgraph-server.ts'
import { makeFolder, startTestGateway, type TestGateway } from './support/test-gateway.ts'

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { greet(name: String!): String fail: String things(first: Int, after: String): ThingConnection }
  type Mutation { change: Int }
  type ThingConnection { edges: [ThingEdge!]! pageInfo: PageInfo! }
  type ThingEdge { node: Thing }
  type Thing { name: String }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
`
const files = {
  greeting: '# A greeting.\nquery Greeting($name: String!) { greet(name: $name) }',
  openapi: '{ greet(name: "openapi") }',
  failing: '{ fail }',
  partly: '{ fail greet(name: "Ana") }',
  change: 'mutation { change }',
  things:
    'query ($first: Int, $after: String) { things(first: $first, after: $after) { edges { node { name } } pageInfo { hasNextPage endCursor } } }',
}

let gateway: TestGateway
let folder: Awaited<ReturnType<typeof makeFolder>>
const ask = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(new URL(path, gateway.url), init)
  const text = await response.text()
  return { status: response.status, headers: response.headers, text }
}
const messageOf = (text: string): string => JSON.parse(text).errors[0].message

beforeAll(async () => {
  folder = await makeFolder()
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, `${name}.graphql`), text)
  const subgraph = await startSubgraph('hello', sdl, {
    Query: {
      greet: (_: unknown, { name }: { name: string }) => `Hello ${name}`,
      fail: () => {
        throw new Error('secret')
      },
      things: (_: unknown, { after }: { after?: string }) => ({
        edges: [{ node: { name: after ?? 'first' } }],
        pageInfo: { hasNextPage: after === undefined, endCursor: 'a&b' },
      }),
    },
  })
  const env = { SAVED_OPERATIONS: folder.path, RATE_LIMIT_COST_PER_MINUTE: '1000000', LOG_LEVEL: 'info' }
  gateway = await startTestGateway([subgraph], env)
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await folder[Symbol.asyncDispose]()
})

describe('a saved operation by its URL', () => {
  it('answers with JSON: data and what of it is withheld', async () => {
    const { status, headers, text } = await ask('/operations/greeting.json?name=%C5%BDofie+%26')

    expect([status, text]).toEqual([200, '{"data":{"greet":"Hello Žofie &"},"withheld":0}\n'])
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'inline; filename="greeting.json"',
      'exchange-withheld': '0',
      'cache-control': 'public, max-age=10',
      vary: 'authorization',
      ratelimit: expect.stringMatching(/^"cost";r=\d+;t=\d+$/),
      'x-request-id': expect.any(String),
      'x-content-type-options': 'nosniff',
    })
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  it('answers with a table, with a byte order mark when asked for one', async () => {
    const plain = await ask('/operations/greeting.csv?name=a')
    const marked = await fetch(new URL('/operations/greeting.csv?name=a&bom=true', gateway.url))

    expect(plain.text).toBe('greet\r\nHello a\r\n')
    expect(plain.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(plain.headers.get('content-disposition')).toBe('attachment; filename="greeting.csv"')
    expect(Buffer.from(await marked.arrayBuffer()).toString('latin1')).toBe('\xef\xbb\xbfgreet\r\nHello a\r\n')
  })

  it('sends bytes once: their tag is answered with 304', async () => {
    const first = await ask('/operations/greeting.csv?name=a')
    const etag = first.headers.get('etag') ?? ''

    const again = await ask('/operations/greeting.csv?name=a', { headers: { 'if-none-match': `"other", W/${etag}` } })
    const changed = await ask('/operations/greeting.csv?name=b', { headers: { 'if-none-match': etag } })

    expect(etag).toMatch(/^"[\w-]{32}"$/)
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag])
    expect(again.headers.get('cache-control')).toBe('public, max-age=10')
    expect(changed.status).toBe(200)
  })

  it('is kept by nobody when it was asked with a token, and has its tag all the same', async () => {
    const issuer = await openDevelopmentIssuer(join(gateway.config.dataDir, 'development-issuer.json'))
    const token = await issuer.sign({ subject: 'ana', scope: '', lifetimeSeconds: 60 })

    const mine = await ask('/operations/greeting.json?name=a', { headers: { authorization: `Bearer ${token}` } })
    const again = await ask('/operations/greeting.json?name=a', {
      headers: { authorization: `Bearer ${token}`, 'if-none-match': mine.headers.get('etag') ?? '' },
    })
    const bad = await ask('/operations/greeting.json?name=a', { headers: { authorization: 'Bearer nonsense' } })

    expect([mine.status, mine.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
    expect([again.status, again.headers.get('cache-control')]).toEqual([304, 'private, no-store'])
    expect([bad.status, bad.headers.get('cache-control')]).toEqual([401, 'private, no-store'])
  })

  it('tells where the next page is, until there is none', async () => {
    const first = await ask('/operations/things.csv?first=1')
    const link = first.headers.get('link') ?? ''
    const next = await ask(/^<(.*)>; rel="next"$/.exec(link)?.[1] ?? '')

    expect(link).toBe('</operations/things.csv?first=1&after=a%26b>; rel="next"')
    expect([first.text, next.text]).toEqual(['name\r\nfirst\r\n', 'name\r\na&b\r\n'])
    expect(next.headers.get('link')).toBeNull()
  })

  it.each([
    ['another site', 'http://elsewhere.example/operations/things.csv'],
    ['a header of its own', '/operations/things.csv#>;rel="preload",<x'],
  ])('leads to no next page at %s, whatever the request’s line says', async (_what, target) => {
    const head = await rawHead(`${target}?first=1`)

    expect(/^link: (.*)$/m.exec(head)?.[1]?.trim()).toBe('</operations/things.csv?first=1&after=a%26b>; rel="next"')
  })

  it.each(['json', 'csv'])('that lacks a part says so as %s, and is kept by nobody', async format => {
    const { status, headers } = await ask(`/operations/partly.${format}`)

    expect([status, headers.get('exchange-missing'), headers.get('exchange-withheld')]).toEqual([200, '1', '0'])
    expect(headers.get('cache-control')).toBe('private, no-store')
  })

  it.each(['json', 'csv'])('that has nothing at all is a failure as %s', async format => {
    const { status, headers, text } = await ask(`/operations/failing.${format}`)

    expect([status, headers.get('content-type')]).toEqual([502, 'application/json; charset=utf-8'])
    expect(JSON.parse(text)).toEqual({
      errors: [{ message: 'The subgraph "hello" failed.', path: ['fail'], extensions: { code: 'SUBGRAPH_ERROR' } }],
    })
  })

  it.each([
    ['none.json', 404, 'There is no saved operation "none". The page /operations lists those that there are.'],
    [
      'greeting',
      404,
      'There is no file "greeting" here. Add ".json" or ".csv" to the name of an operation; /operations lists them.',
    ],
    [
      'greeting.xml',
      404,
      'There is no file "greeting.xml" here. Add ".json" or ".csv" to the name of an operation; /operations lists them.',
    ],
    [
      '__proto__.json',
      404,
      'There is no saved operation "__proto__". The page /operations lists those that there are.',
    ],
    [
      'change.json',
      405,
      'The saved operation "change" changes something, and a URL only reads. Send {"documentId": "change"} to POST /graphql.',
    ],
    ['greeting.json', 400, 'The parameter "name" is missing, expected text. Send "name=...".'],
    [
      'greeting.json?name=%00',
      400,
      'The request\'s "variables.name" holds a control character, but only tab, line feed and carriage return are allowed. Leave it out.',
    ],
    ['greeting.json?name=a&bom=true', 400, 'There is no parameter "bom". The operation "greeting" takes "name".'],
    ['greeting.csv?name=a&bom=1', 400, 'The parameter "bom" is not what is expected: true or false.'],
    ['greeting.csv?name=%ff', 400, 'The query of the URL is not percent-encoded UTF-8. Encode each value.'],
  ])('"%s" is refused with %i and a sentence', async (path, status, message) => {
    const refused = await ask(`/operations/${path}`)

    expect([refused.status, messageOf(refused.text)]).toEqual([status, message])
    expect(refused.headers.get('cache-control')).toBe('private, no-store')
  })

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'])('takes no %s', async method => {
    const { status, headers } = await ask('/operations/greeting.json?name=a', { method })

    expect([status, headers.get('allow')]).toEqual([405, 'GET'])
  })

  it('is no part of another site’s page, but may be a link there', async () => {
    const from = (mode: string, dest: string) =>
      gatewayFetch('/operations/greeting.json?name=a', {
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': mode,
        'sec-fetch-dest': dest,
      })

    expect([await from('no-cors', 'image'), await from('cors', 'empty')]).toEqual([400, 400])
    // A frame is a part of the page that holds it, though it is navigated.
    expect([await from('navigate', 'iframe'), await from('navigate', 'embed')]).toEqual([400, 400])
    expect(await from('navigate', 'document')).toBe(200)
  })

  it('leaves one line in the log, with its name and hash, and is counted', async () => {
    await ask('/operations/greeting.json?name=logged', { headers: { 'x-request-id': 'of-this-test' } })
    const metrics = await ask('/metrics')

    const lines = gateway.logged.filter(line => line.includes('of-this-test')).map(line => JSON.parse(line))
    expect(lines).toMatchObject([{ operationName: 'Greeting', status: 200, fetches: 1, outcome: 'ok', msg: 'request' }])
    expect(lines[0].operationHash).toMatch(/^[0-9a-f]{64}$/)
    expect(gateway.logged.join()).not.toContain('logged"')
    expect(metrics.text).toMatch(/gateway_requests_total\{[^}]*outcome="ok"[^}]*\} [1-9]/)
  })
})

describe('the list of saved operations', () => {
  it('is a page for people, and JSON for who asks for it', async () => {
    const page = await ask('/operations', { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } })
    const json = await ask('/operations', { headers: { accept: 'application/json' } })

    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
    expect(page.headers.get('vary')).toBe('accept')
    expect(page.text).toContain('<h2 id="greeting">greeting</h2>')
    expect(JSON.parse(json.text).operations.map(({ name }: { name: string }) => name)).toEqual([
      'failing',
      'greeting',
      'openapi',
      'partly',
      'things',
    ])
  })

  it('is OpenAPI beside an operation of that name, which has its own table', async () => {
    const openapi = await ask('/operations/openapi.json')
    const table = await ask('/operations/openapi.csv')

    expect(JSON.parse(openapi.text).openapi).toBe('3.1.0')
    expect(table.text).toBe('greet\r\nHello openapi\r\n')
  })

  it('tells of no calendars where there is no operation for them', async () => {
    const { status, text } = await ask('/programs/any/agenda.ics')

    expect([status, messageOf(text)]).toEqual([
      404,
      'There are no calendars here: the saved operation "program-agenda" is missing.',
    ])
  })
})

// Node's fetch sets these headers itself.
const gatewayFetch = async (path: string, headers: Record<string, string>): Promise<number | undefined> => {
  const { request } = await import('node:http')
  return new Promise((resolve, reject) => {
    request(new URL(path, gateway.url), { headers }, response => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

/** Sends a request's line as it is written, and gives the head of the answer. */
const rawHead = async (target: string): Promise<string> => {
  const { hostname, port } = new URL(gateway.url)
  const socket = connect(Number(port), hostname)
  socket.write(`GET ${target} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`)
  const answer = await text(socket)
  return answer.slice(0, answer.indexOf('\r\n\r\n'))
}
