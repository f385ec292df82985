import { once } from 'node:events'
import { readdir, writeFile } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { openDevelopmentIssuer } from '../access/development-issuer.ts'
import {
  type FileSubgraph,
  hashOf,
  type ReceivedFile,
  report,
  sendLines,
  startFileSubgraph,
} from './support/file-subgraph.ts'
import { listen, startSubgraph, stop } from './support/subgraph-server.ts'
import { makeFolder, startTestGateway, type TestGateway } from './support/test-gateway.ts'

const csv = 'Name;City\nChloé;"Baton\nRouge"\n'
const lines = { accept: 'application/x-ndjson' }

type World = AsyncDisposable & {
  readonly gateway: TestGateway
  readonly people: FileSubgraph
  readonly token: string
  /** Names of the files that lie in the folder of uploads. */
  spooled(): Promise<string[]>
  send(path: string, init?: RequestInit & { duplex?: 'half' }): Promise<Sent>
}
type Sent = { status: number; headers: Headers; text: string; code: string | undefined }

/** A gateway in front of a subgraph that takes files. */
const start = async (
  answer: (file: ReceivedFile, response: Parameters<typeof sendLines>[0]) => unknown,
  env: Record<string, string> = {},
): Promise<World> => {
  const folder = await makeFolder()
  const people = await startFileSubgraph(answer)
  const gateway = await startTestGateway([people], { IMPORT_FOLDER: folder.path, ...env })
  const issuer = await openDevelopmentIssuer(join(gateway.config.dataDir, 'development-issuer.json'))
  const scope = 'import:run person:write'
  const token = await issuer.sign({ subject: 'ana', scope, organization: 'scoe', lifetimeSeconds: 60 })
  return {
    gateway,
    people,
    token,
    spooled: () => readdir(folder.path),
    send: async (path, { headers, ...init } = {}) => {
      const sent = new Headers({ authorization: `Bearer ${token}`, 'content-type': 'text/csv', ...headers })
      if (sent.get('authorization') === '') sent.delete('authorization')
      const response = await fetch(new URL(path, gateway.url), { method: 'POST', headers: sent, ...init })
      const text = await response.text()
      const isJson = text !== '' && response.headers.get('content-type')?.startsWith('application/json')
      const code = isJson ? JSON.parse(text).errors?.[0].extensions.code : undefined
      return { status: response.status, headers: response.headers, text, code }
    },
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]()
      await folder[Symbol.asyncDispose]()
    },
  }
}

/** As `start`, but the tests that ask for the same settings have one gateway; it ends after the last test. */
const share = async (...[answer, env = {}]: Parameters<typeof start>): Promise<World> => {
  const key = JSON.stringify(env)
  const known = worlds.get(key) ?? (await start((...args) => played(...args), env))
  worlds.set(key, known)
  played = answer
  known.people.files.length = 0
  return { ...known, [Symbol.asyncDispose]: async () => undefined }
}
const worlds = new Map<string, World>()
let played: Parameters<typeof start>[0]
afterAll(async () => {
  for (const world of worlds.values()) await world[Symbol.asyncDispose]()
})

const done = (_: ReceivedFile, response: Parameters<typeof sendLines>[0]) => sendLines(response, { report: report() })
const countOf = async (gateway: TestGateway, sample: string) => {
  const text = await (await fetch(new URL('/metrics', gateway.url))).text()
  return Number(
    text
      .split('\n')
      .find(line => line.startsWith(`${sample} `))
      ?.split(' ')[1],
  )
}

describe('POST /imports/<kind>', () => {
  it('hands the file on as it is, signed for its viewer, its query and its hash', async () => {
    await using world = await share(done)

    const { status, text, headers } = await world.send('/imports/people?dryRun=false&column=Full%20name:name', {
      body: csv,
    })

    expect({ status, body: JSON.parse(text) }).toEqual({ status: 200, body: { report: report() } })
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    const [file] = world.people.files
    expect(Buffer.from(file?.text ?? '', 'latin1').toString()).toBe(csv)
    expect(file?.target).toBe('POST /imports/people?dryRun=false&column=Full%20name:name')
    expect(file?.headers['content-type']).toBe('text/csv')
    expect(file?.claims).toMatchObject({
      aud: 'people',
      sub: 'ana',
      organization: 'scoe',
      scope: 'import:run person:write',
      target: file?.target,
      body: hashOf(file?.text ?? ''),
    })
  })

  it('tells how far it is, line by line, to who asks for lines', async () => {
    const progress = { progress: { phase: 'checking', rows: 1500, of: null } }
    await using world = await share((_, response) =>
      sendLines(
        response,
        { progress: { ...progress.progress, secret: 'hunter2' } },
        { report: report({ more: 'hunter2' }) },
      ),
    )

    const { text, headers } = await world.send('/imports/people', { body: csv, headers: lines })

    expect(headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8')
    expect(text).toBe(`${JSON.stringify(progress)}\n${JSON.stringify({ report: report() })}\n`)
  })

  it('takes a file whose length nobody has said, and leaves nothing of it', async () => {
    await using world = await share(done)
    const body = new ReadableStream({
      start(controller) {
        for (const part of ['Name\n', 'Ana\n'.repeat(50_000), 'Ben\n']) controller.enqueue(Buffer.from(part))
        controller.close()
      },
    })

    const { status } = await world.send('/imports/people', { body, duplex: 'half' })

    expect(status).toBe(200)
    expect(world.people.files[0]?.text.length).toBe(200_009)
    expect(await world.spooled()).toEqual([])
  })

  it('leaves nothing where somebody could read it while the subgraph is at work', async () => {
    const names: string[][] = []
    const world: World = await share(async (_, response) => {
      names.push(await world.spooled())
      sendLines(response, { report: report() })
    })
    await using _world = world

    await world.send('/imports/people', { body: csv })

    expect(names).toEqual([[]])
  })

  it.each<[string, string, RequestInit, number, string]>([
    ['nobody', '/imports/people', { headers: { authorization: '' } }, 401, 'UNAUTHENTICATED'],
    ['a bad token', '/imports/people', { headers: { authorization: 'Bearer nonsense' } }, 401, 'UNAUTHENTICATED'],
    ['a kind that no subgraph has', '/imports/animals', {}, 404, 'NOT_FOUND'],
    ['a kind whose subgraph is not served', '/imports/programs', {}, 404, 'NOT_FOUND'],
    [
      'what pages can send',
      '/imports/people',
      { headers: { 'content-type': 'text/plain' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'a form',
      '/imports/people',
      { headers: { 'content-type': 'multipart/form-data' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'what is compressed',
      '/imports/people',
      { headers: { 'content-encoding': 'gzip' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['what is too large', '/imports/people', { body: 'x'.repeat(1001) }, 413, 'PAYLOAD_TOO_LARGE'],
    ['another method', '/imports/people', { method: 'PUT' }, 405, 'METHOD_NOT_ALLOWED'],
  ])('refuses %s, and asks no subgraph', async (_, path, init, expected, expectedCode) => {
    await using world = await share(done, { MAX_IMPORT_BYTES: '1000' })

    const { status, code } = await world.send(path, { body: csv, ...init })

    expect({ status, code }).toEqual({ status: expected, code: expectedCode })
    expect(world.people.files).toEqual([])
    expect(await world.spooled()).toEqual([])
  })

  it('names the way in to who has none', async () => {
    await using world = await share(done)

    const { headers } = await world.send('/imports/people', { body: csv, headers: { authorization: '' } })

    expect(headers.get('www-authenticate')).toBe('Bearer realm="Exchange Network"')
  })

  it('stops reading a file without a length where it becomes too large, and says so', async () => {
    await using world = await share(done, { MAX_IMPORT_BYTES: '100000' })
    const body = new ReadableStream({
      pull: controller => controller.enqueue(Buffer.alloc(10_000, 'x')),
    })
    const sent = request(new URL('/imports/people', world.gateway.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${world.token}`, 'content-type': 'text/csv' },
    })
    sent.on('error', () => undefined)
    const reader = body.getReader()
    const pump = setInterval(async () => sent.write((await reader.read()).value), 1)

    const [answer] = await once(sent, 'response')
    clearInterval(pump)
    sent.destroy()

    expect(answer.statusCode).toBe(413)
    expect(world.people.files).toEqual([])
    expect(await world.spooled()).toEqual([])
  })

  it.each<[string, (file: ReceivedFile, response: Parameters<typeof sendLines>[0]) => unknown, number, string]>([
    [
      'its own refusal',
      (_, response) => refuse(response, 403, 'FORBIDDEN', 'You lack "person:write".'),
      403,
      'You lack "person:write".',
    ],
    ['a code for nobody else', (_, response) => refuse(response, 401, 'UNAUTHENTICATED', 'hunter2'), 502, failed],
    ['a page', (_, response) => response.writeHead(500).end('<html>hunter2'), 502, failed],
    ['a report that is none', (_, response) => sendLines(response, { report: { applied: 'hunter2' } }), 502, failed],
    ['no line', (_, response) => response.end(), 502, failed],
    ['no JSON', (_, response) => response.end('hunter2\n'), 502, failed],
    [
      'nothing but progress',
      (_, response) => sendLines(response, { progress: { phase: 'checking', rows: 1, of: 2 } }),
      502,
      failed,
    ],
    ['an end of the connection', (_, response) => response.destroy(), 502, failed],
    ['a redirect', (_, response) => response.writeHead(307, { location: 'http://example.com/' }).end(), 502, failed],
    ['too long a line', (_, response) => response.end(`"${'x'.repeat(2000)}"\n`), 502, failed],
  ])('answers, where the subgraph says %s, what a client may read', async (_, answer, expected, message) => {
    await using world = await share(answer, { MAX_REPLY_BYTES: '1000' })

    const { status, text } = await world.send('/imports/people', { body: csv })

    expect({ status, message: JSON.parse(text).errors[0].message }).toEqual({ status: expected, message })
    expect(text).not.toContain('hunter2')
    expect(world.people.files.length).toBe(1)
    expect(await world.spooled()).toEqual([])
  })

  it('says in the last line what went wrong after the first, and that it may have been applied', async () => {
    const progress = { progress: { phase: 'writing', rows: 500, of: 1000 } }
    await using world = await start((_, response) => {
      response.write(`${JSON.stringify(progress)}\n`, () => response.destroy())
    })

    const { status, text } = await world.send('/imports/people?dryRun=false', { body: csv, headers: lines })

    const [first, last] = text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(status).toBe(200)
    expect(first).toEqual(progress)
    expect(last).toEqual({
      errors: [
        {
          message:
            'The subgraph "people" failed. The file may have been applied. Send it again as a dry run: rows that were applied are told as unchanged.',
          extensions: { code: 'SUBGRAPH_ERROR' },
        },
      ],
    })
    expect(await countOf(world.gateway, 'gateway_errors_total{code="SUBGRAPH_ERROR"}')).toBe(1)
  })

  it('reads the refusal of a subgraph that does not read the file', async () => {
    await using world = await start(() => undefined)
    const deaf = createServer((request, response) => {
      if (request.url?.startsWith('/imports')) refuse(response, 403, 'FORBIDDEN', 'You lack "person:write".')
      else response.end('{}')
    })
    const url = `${await listen(deaf)}/graphql`
    await using gateway = await startTestGateway([{ ...world.people, url, [Symbol.asyncDispose]: () => stop(deaf) }])
    const issuer = await openDevelopmentIssuer(join(gateway.config.dataDir, 'development-issuer.json'))
    const token = await issuer.sign({ subject: 'ana', scope: '', lifetimeSeconds: 60 })

    const response = await fetch(new URL('/imports/people', gateway.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
      body: Buffer.alloc(20_000_000, 'x'),
    })

    expect(response.status).toBe(403)
    expect(await response.json()).toEqual({
      errors: [{ message: 'You lack "person:write".', extensions: { code: 'FORBIDDEN' } }],
    })
  })

  it('can be read by who sends much more than is read', async () => {
    await using world = await start(done)

    const { status, code } = await world.send('/imports/people', { body: Buffer.alloc(60_000_000, 'x') })

    expect({ status, code }).toEqual({ status: 413, code: 'PAYLOAD_TOO_LARGE' })
  })

  it('is not sent again when the answer is lost, and says so in time', async () => {
    await using world = await start(() => undefined, { IMPORT_TIMEOUT_MS: '300' })

    const { status, code } = await world.send('/imports/people?dryRun=false', { body: csv })

    expect({ status, code }).toEqual({ status: 504, code: 'SUBGRAPH_TIMEOUT' })
    expect(world.people.files.length).toBe(1)
    await expect.poll(() => world.people.cut.count).toBe(1)
  })

  it('may take longer than that while the subgraph tells how far it is', async () => {
    await using world = await start(
      async (_, response) => {
        for (let rows = 500; rows <= 5000; rows += 500) {
          response.write(`${JSON.stringify({ progress: { phase: 'writing', rows, of: 5000 } })}\n`)
          await wait(100)
        }
        response.end(`${JSON.stringify({ report: report() })}\n`)
      },
      { IMPORT_TIMEOUT_MS: '800' },
    )

    const { status } = await world.send('/imports/people?dryRun=false', { body: csv })

    expect(status).toBe(200)
  })

  it('ends at the subgraph when the client goes', async () => {
    const started = Promise.withResolvers<void>()
    await using world = await start((_, response) => {
      response.write(`${JSON.stringify({ progress: { phase: 'checking', rows: 1, of: null } })}\n`)
      started.resolve()
    })
    const leaving = new AbortController()
    const sent = world
      .send('/imports/people', { body: csv, headers: lines, signal: leaving.signal })
      .catch(() => 'gone')
    await started.promise

    leaving.abort()

    expect(await sent).toBe('gone')
    await expect.poll(() => world.people.cut.count).toBe(1)
    await expect
      .poll(() => countOf(world.gateway, 'gateway_transfers_total{direction="import",status="abandoned"}'))
      .toBe(1)
    expect(await world.spooled()).toEqual([])
  })

  it('ends with the gateway, which waits a while for it', async () => {
    const progress = { progress: { phase: 'checking', rows: 500, of: null } }
    const world: World = await start((_, response) => response.write(`${JSON.stringify(progress)}\n`))
    await using _world = world
    const sent = world.send('/imports/people?dryRun=false', { body: csv, headers: lines })
    await expect.poll(() => world.people.files.length).toBe(1)
    const closed = world.gateway[Symbol.asyncDispose]()

    const { status, text } = await sent

    expect(status).toBe(200)
    expect(text.split('\n')[1]).toBe(
      '{"errors":[{"message":"The gateway is stopping. Send the file again in a moment.","extensions":{"code":"SERVICE_UNAVAILABLE"}}]}',
    )
    await closed
  })

  it('has a folder that can be written to, or the gateway does not start', async () => {
    await using folder = await makeFolder()
    const file = join(folder.path, 'file')
    await writeFile(file, '')

    await expect(start(done, { IMPORT_FOLDER: join(file, 'uploads') })).rejects.toThrow(
      `The folder "${join(file, 'uploads')}" for uploads cannot be written to (ENOTDIR). Set IMPORT_FOLDER to one that can.`,
    )
  })

  it('may take longer than other requests to arrive, but not for ever', async () => {
    await using world = await start(done, { BODY_TIMEOUT_MS: '200', IMPORT_TIMEOUT_MS: '1500' })
    const { port, host } = new URL(world.gateway.url)
    const head = `POST /imports/people HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${world.token}\r\ncontent-type: text/csv\r\ncontent-length: 100000\r\n\r\n`
    const socket = connect(Number(port), '127.0.0.1')
    const startedAt = performance.now()
    socket.write(head)
    const drip = setInterval(() => socket.write('x'), 50)

    const [answer] = await once(socket, 'data')
    clearInterval(drip)
    socket.destroy()

    expect(String(answer)).toMatch(/^HTTP\/1.1 408 /)
    expect(String(answer)).toContain('REQUEST_TIMEOUT')
    expect(performance.now() - startedAt).toBeGreaterThan(1400)
    expect(await world.spooled()).toEqual([])
  })

  it('has places for two files of one viewer, and asks the third to come again', async () => {
    const held: Parameters<typeof sendLines>[0][] = []
    await using world = await start((_, response) => held.push(response))
    const first = [1, 2].map(() => world.send('/imports/people', { body: csv }))
    await expect.poll(() => held.length).toBe(2)

    const third = await world.send('/imports/people', { body: csv })
    for (const response of held) sendLines(response, { report: report() })
    const ended = await Promise.all(first)
    const fourth = world.send('/imports/people', { body: csv })
    await expect.poll(() => held.length).toBe(3)
    sendLines(held[2]!, { report: report() })

    expect({ status: third.status, code: third.code, wait: third.headers.get('retry-after') }).toEqual({
      status: 503,
      code: 'SERVICE_UNAVAILABLE',
      wait: '5',
    })
    expect([...ended, await fourth].map(({ status }) => status)).toEqual([200, 200, 200])
  })

  it('costs as much as it has kilobytes', async () => {
    const limits = { MAX_OPERATION_COST: '90', MAX_SAVED_OPERATION_COST: '90', RATE_LIMIT_COST_PER_MINUTE: '150' }
    await using world = await start(done, limits)

    const first = await world.send('/imports/people', { body: 'x'.repeat(100 * 1024) })
    const second = await world.send('/imports/people', { body: 'x'.repeat(100 * 1024) })

    expect([first, second].map(({ status, code }) => ({ status, code }))).toEqual([
      { status: 200, code: undefined },
      { status: 429, code: 'RATE_LIMITED' },
    ])
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(20)
    expect(world.people.files.length).toBe(1)
  })

  it('leaves neither what it holds nor its query in the log', async () => {
    await using world = await start(done)

    await world.send('/imports/people?column=canary:name', { body: 'canary' })

    await expect.poll(() => world.gateway.logged.filter(line => line.includes('"direction":"import"')).length).toBe(1)
    expect(world.gateway.logged.join('')).not.toContain('canary')
    expect(await countOf(world.gateway, 'gateway_transfers_total{direction="import",status="2xx"}')).toBe(1)
    expect(await countOf(world.gateway, 'gateway_transfers_in_flight{direction="import"}')).toBe(0)
  })

  it('is not there where no subgraph of the supergraph has files', async () => {
    await using gateway = await startTestGateway([
      await startSubgraph('greeter', 'type Query { hello: String }', { Query: { hello: () => 'hello' } }),
    ])
    const issuer = await openDevelopmentIssuer(join(gateway.config.dataDir, 'development-issuer.json'))
    const token = await issuer.sign({ subject: 'ana', scope: '', lifetimeSeconds: 60 })

    const { status } = await fetch(new URL('/imports/people', gateway.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
      body: csv,
    })

    expect(status).toBe(404)
  })
})

const failed = 'The subgraph "people" failed.'
const refuse = (response: Parameters<typeof sendLines>[0], status: number, code: string, message: string) =>
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify({ errors: [{ message, extensions: { code, stacktrace: ['hunter2'] } }] }))

describe('GET /exports/<kind>.csv', () => {
  const get = { method: 'GET' }

  it('gives the file of the subgraph to whoever asks, as an attachment', async () => {
    await using world = await share((_, response) =>
      response.writeHead(200, { 'content-type': 'text/csv', 'set-cookie': 'a=b', 'x-secret': 'c' }).end(csv),
    )

    const { status, text, headers } = await world.send('/exports/people.csv?program=x', {
      ...get,
      headers: { authorization: '' },
    })

    expect({ status, text }).toEqual({ status: 200, text: csv })
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toBe('attachment; filename="people.csv"')
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
    expect([headers.get('set-cookie'), headers.get('x-secret')]).toEqual([null, null])
    expect(world.people.files[0]).toMatchObject({
      target: 'GET /exports/people.csv?program=x',
      claims: { scope: '', body: hashOf('') },
    })
    expect(world.people.files[0]?.claims.sub).toBeUndefined()
  })

  it.each<[string, string, number, string]>([
    ['another kind', '/exports/animals.csv', 404, 'NOT_FOUND'],
    ['no CSV', '/exports/people', 404, 'NOT_FOUND'],
    ['a kind whose subgraph is not served', '/exports/programs.csv', 404, 'NOT_FOUND'],
  ])('knows no %s', async (_, path, expected, expectedCode) => {
    await using world = await share(done)

    const { status, code } = await world.send(path, get)

    expect({ status, code }).toEqual({ status: expected, code: expectedCode })
  })

  it('is for GET alone', async () => {
    await using world = await share(done)

    const { status, headers } = await world.send('/exports/people.csv', { method: 'HEAD' })

    expect({ status, allow: headers.get('allow') }).toEqual({ status: 405, allow: 'GET' })
  })

  it.each<[string, (file: ReceivedFile, response: Parameters<typeof sendLines>[0]) => unknown, number, string]>([
    [
      'what the subgraph refuses',
      (_, response) => refuse(response, 400, 'BAD_USER_INPUT', 'Say which program.'),
      400,
      'Say which program.',
    ],
    ['no page', (_, response) => response.setHeader('content-type', 'text/html').end('<html>hunter2'), 502, failed],
    ['no failure', (_, response) => response.writeHead(500).end('hunter2'), 502, failed],
  ])('passes on %s', async (_, answer, expected, message) => {
    await using world = await share(answer)

    const { status, text } = await world.send('/exports/people.csv', get)

    expect({ status, message: JSON.parse(text).errors[0].message }).toEqual({ status: expected, message })
  })

  it('ends the connection where the file breaks off, so that half of it does not look whole', async () => {
    await using world = await share((_, response) => {
      response.setHeader('content-type', 'text/csv')
      response.write(csv, () => response.destroy())
    })

    await expect(world.send('/exports/people.csv', get)).rejects.toThrow('terminated')
  })
})
