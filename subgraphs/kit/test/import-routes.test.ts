import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fastify } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anonymous, type Viewer } from '../access/viewer.ts'
import { whereVisible } from '../access/visibility.ts'
import { selectFrom } from '../database/rows.ts'
import { identityHeader } from '../identity/claims.ts'
import { developmentKeys } from '../identity/keys.ts'
import { createServedIdentities } from '../identity/served-identities.ts'
import { openServedMutations } from '../identity/served-mutations.ts'
import { type IdentityPurpose, signIdentity } from '../identity/sign.ts'
import { column } from '../importing/column.ts'
import { type AnyImport, defineImport } from '../importing/import-definition.ts'
import { text } from '../importing/text-cells.ts'
import { addHttpErrors } from '../serve/http-errors.ts'
import { addIdentityGate } from '../serve/identity-gate.ts'
import { addImportRoutes } from '../serve/import-routes.ts'
import { removeStaleBodies } from '../serve/spooled-body.ts'
import { startTestSubgraph, type TestSubgraph, viewerWith } from '../testing/test-subgraph.ts'
import { guests, openReception, type Reception } from './importing-world.ts'
import { Program } from './toy/program.ts'
import { toy } from './toy/subgraph.ts'

const keys = developmentKeys(randomBytes(32))
const writer = viewerWith({ scopes: ['import:run', 'guest:write'], organization: 'scoe' })
const csv = 'name,country\nThida,Burma\nKofi,Togo\n'
const lines = { accept: 'application/x-ndjson' }

/** The reception behind the real gate, on a real port. */
const serve = async (reception: Reception, folder: string) => {
  const app = fastify({ bodyLimit: 1000 })
  addHttpErrors(app, [])
  addIdentityGate(app, { audience: 'hall', keys, served: createServedIdentities({ warn: () => undefined }) })
  addImportRoutes(app, {
    imports: [guests as unknown as AnyImport],
    mutations: await openServedMutations(reception.database),
    contextOf: async ({ identity }) => ({ ...reception.context, viewer: identity!.viewer }),
    folder,
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { app, url }
}

let folder: string
let reception: Reception
let hall: Awaited<ReturnType<typeof serve>>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hall-'))
  reception = await openReception()
  hall = await serve(reception, folder)
})
afterEach(async () => {
  await hall.app.close()
  await reception[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

type Sending = {
  readonly body?: string
  readonly viewer?: Viewer
  readonly headers?: Record<string, string>
  readonly purpose?: Partial<IdentityPurpose>
}

const sign = (target: string, body: string, viewer: Viewer | undefined, purpose: Partial<IdentityPurpose> = {}) =>
  signIdentity({ issuer: 'gateway', audience: 'hall', target, body, keys, ...(viewer && { viewer }), ...purpose })

const send = async (path: string, { body = csv, viewer = writer, headers = {}, purpose }: Sending = {}) => {
  const identity = sign(`POST ${path}`, body, viewer, purpose)
  const response = await fetch(new URL(path, hall.url), {
    method: 'POST',
    headers: { 'content-type': 'text/csv', [identityHeader]: identity, ...headers },
    body,
  })
  const text = await response.text()
  return { status: response.status, type: response.headers.get('content-type'), text, json: jsonOf(text) }
}

// biome-ignore lint/suspicious/noExplicitAny: answers are read by path and compared with exact values.
const jsonOf = (text: string): any => (text.startsWith('{') ? JSON.parse(text.split('\n')[0] ?? '') : null)

describe('POST /imports/<kind>', () => {
  it('rehearses unless it is told otherwise', async () => {
    const { status, json } = await send('/imports/guests')

    expect(status).toBe(200)
    expect(json.report).toMatchObject({ applied: false, rowsRead: 2, created: 2, rejected: 0, issues: [] })
    expect(json.report.sha256).toBe(createHash('sha256').update(csv).digest('hex'))
    expect(await reception.names()).toEqual([])
  })

  it('writes where it shall, and leaves nothing of the file', async () => {
    const { json } = await send('/imports/guests?dryRun=false')

    expect(json.report).toMatchObject({ applied: true, created: 2 })
    expect(await reception.names()).toEqual(['Kofi', 'Thida'])
    expect(await readdir(folder)).toEqual([])
  })

  it('takes headings and the order of dates from the query', async () => {
    const path = '/imports/guests?dryRun=false&dateOrder=MDY&column=Who%3A%20all:name&column=When:arrives'

    const { json } = await send(path, { body: 'Who: all,When,Country\nThida,11/8/2024,Burma\n' })

    expect(json.report).toMatchObject({ applied: true, created: 1, issues: [] })
    expect(await reception.export()).toContain('2024-11-08')
  })

  it('tells how far it is, at most each quarter of a second, and the report in the last line', async () => {
    const body = `name,country\n${Array.from({ length: 3000 }, (_, row) => `Guest ${row},Togo\n`).join('')}`

    const { status, type, text } = await send('/imports/guests', { body, headers: lines })

    const told = text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect({ status, type }).toEqual({ status: 200, type: 'application/x-ndjson; charset=utf-8' })
    expect(told[0]).toEqual({ progress: { phase: 'checking', rows: 500, of: null } })
    expect(told.at(-1).report).toMatchObject({ rowsRead: 3000, created: 3000 })
  })

  it('reports rejected rows with status 200, and writes none', async () => {
    const { status, json } = await send('/imports/guests?dryRun=false', { body: `${csv}Nobody,Togo\n` })

    expect({ status, applied: json.report.applied, rejected: json.report.rejected }).toEqual({
      status: 200,
      applied: false,
      rejected: 1,
    })
    expect(await reception.names()).toEqual([])
  })

  it.each<[string, string, Sending, number, string]>([
    ['a body that was not signed', '/imports/guests', { purpose: { body: 'other' } }, 401, 'UNAUTHENTICATED'],
    ['a sibling', '/imports/guests', { purpose: { issuer: 'people' } }, 401, 'UNAUTHENTICATED'],
    [
      'another query than was signed',
      '/imports/guests?dryRun=false',
      { purpose: { target: 'POST /imports/guests' } },
      401,
      'UNAUTHENTICATED',
    ],
    ['no identity', '/imports/guests', { headers: { [identityHeader]: '' } }, 401, 'UNAUTHENTICATED'],
    ['who lacks a scope', '/imports/guests', { viewer: viewerWith({ scopes: ['import:run'] }) }, 403, 'FORBIDDEN'],
    ['nobody', '/imports/guests', { viewer: viewerWith({}) }, 403, 'FORBIDDEN'],
    ['another kind', '/imports/hosts', {}, 404, 'NOT_FOUND'],
    ['JSON', '/imports/guests', { headers: { 'content-type': 'application/json' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['an order of dates that is none', '/imports/guests?dateOrder=MYD', {}, 400, 'BAD_USER_INPUT'],
    ['a parameter that is none', '/imports/guests?dryrun=false', {}, 400, 'BAD_USER_INPUT'],
    ['a parameter that stands there twice', '/imports/guests?source=a&source=b', {}, 400, 'BAD_USER_INPUT'],
    ['a column without its field', '/imports/guests?column=Name', {}, 400, 'BAD_USER_INPUT'],
  ])('refuses %s, and leaves nothing of the file', async (_, path, sending, expected, code) => {
    const { status, json } = await send(path, sending)

    expect({ status, code: json.errors[0].extensions.code }).toEqual({ status: expected, code })
    expect(await reception.names()).toEqual([])
    expect(await readdir(folder)).toEqual([])
  })

  it('names the scope that is missing', async () => {
    const { json } = await send('/imports/guests', { viewer: viewerWith({ scopes: ['import:run'] }) })

    expect(json.errors[0].message).toBe(
      'To import files of "guests" your token needs the scope "guest:write". Get one with it.',
    )
  })

  it('refuses what is larger than 50 MiB before it reads it', async () => {
    const path = '/imports/guests'
    const headers = {
      'content-type': 'text/csv',
      'content-length': '52428801',
      [identityHeader]: sign(`POST ${path}`, csv, writer),
    }
    const sent = request(new URL(path, hall.url), { method: 'POST', headers })
    const answer = new Promise<number | undefined>((resolve, reject) => {
      sent.on('response', ({ statusCode }) => resolve(statusCode)).on('error', reject)
    })
    sent.flushHeaders()

    expect(await answer).toBe(413)
    sent.destroy()
  })

  it('serves an identity once, also where the memory of it was lost', async () => {
    const path = '/imports/guests?dryRun=false'
    const identity = sign(`POST ${path}`, csv, writer)
    await send(path, { headers: { [identityHeader]: identity } })
    await hall.app.close()
    hall = await serve(reception, folder)

    const { status, json } = await send(path, { headers: { [identityHeader]: identity } })

    expect({ status, message: json.errors[0].message }).toEqual({
      status: 401,
      message: 'The identity of this request has served before. Sign each request anew.',
    })
  })

  it('writes nothing once nobody waits for it, and leaves nothing of the file', async () => {
    const body = `name,country\n${Array.from({ length: 20_000 }, (_, row) => `Guest ${row},Togo\n`).join('')}`
    const path = '/imports/guests?dryRun=false'
    const leaving = new AbortController()
    const response = await fetch(new URL(path, hall.url), {
      method: 'POST',
      headers: { 'content-type': 'text/csv', ...lines, [identityHeader]: sign(`POST ${path}`, body, writer) },
      body,
      signal: leaving.signal,
    })

    leaving.abort()

    expect(response.status).toBe(200)
    await expect.poll(() => readdir(folder)).toEqual([])
    expect(await reception.names()).toEqual([])
  })
})

describe('GET /exports/<kind>.csv', () => {
  const get = async (path: string, viewer?: Viewer, purpose: Partial<IdentityPurpose> = {}) => {
    const identity = sign(`GET ${path}`, '', viewer, purpose)
    const response = await fetch(new URL(path, hall.url), { headers: { [identityHeader]: identity } })
    const bytes = Buffer.from(await response.arrayBuffer())
    return {
      status: response.status,
      headers: response.headers,
      text: bytes.toString(),
      json: jsonOf(bytes.toString()),
    }
  }

  it('gives what the import takes again without a change', async () => {
    await send('/imports/guests?dryRun=false')

    const { status, headers, text } = await get('/exports/guests.csv')
    const { json } = await send('/imports/guests', { body: text })

    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toBe('attachment; filename="guests.csv"')
    expect(text).toMatch(/^\uFEFFname,/)
    expect(json.report).toMatchObject({ rowsRead: 2, unchanged: 2, rejected: 0 })
  })

  it.each<[string, string, Partial<IdentityPurpose>, number, string]>([
    ['another kind', '/exports/hosts.csv', {}, 404, 'NOT_FOUND'],
    ['a file that is no CSV', '/exports/guests.xlsx', {}, 404, 'NOT_FOUND'],
    ['a parameter that is none', '/exports/guests.csv?first=1', {}, 400, 'BAD_USER_INPUT'],
    ['a sibling', '/exports/guests.csv', { issuer: 'people' }, 401, 'UNAUTHENTICATED'],
  ])('refuses %s', async (_, path, purpose, expected, code) => {
    const { status, json } = await get(path, writer, purpose)

    expect({ status, code: json.errors[0].extensions.code }).toEqual({ status: expected, code })
  })
})

describe('a subgraph that lists its kinds of files', () => {
  const titles = defineImport({
    kind: 'programs',
    scopes: ['import:run', 'program:write'],
    columns: { title: column(text({ max: 100 }), { required: true }) },
    plan: async () => ({ outcome: 'unchanged', recordId: 'none' }),
    export: {
      async *read({ database, rights }) {
        const visible = whereVisible({ visibility: 'program.visibility', steward: 'program.steward_id' }, rights)
        const rows = await selectFrom(database, Program).where(visible).orderBy('program.id').execute()
        for (const { title } of rows) yield { title }
      },
    },
  })
  const subgraph = { ...toy, imports: [titles as unknown as (typeof toy.imports & object)[number]] }

  const ask = async (world: TestSubgraph, method: string, path: string, viewer: Viewer) => {
    const body = method === 'POST' ? 'title\nx\n' : ''
    const purpose = { issuer: 'gateway', audience: 'toy', target: `${method} ${path}`, body, viewer, keys: world.keys }
    const response = await fetch(new URL(path, world.url), {
      method,
      headers: { 'content-type': 'text/csv', [identityHeader]: signIdentity(purpose) },
      ...(method === 'POST' && { body }),
    })
    return { status: response.status, text: await response.text() }
  }

  it('gives each viewer the rows that it may see', async () => {
    await using world = await startTestSubgraph(subgraph)

    const toAnybody = await ask(world, 'GET', '/exports/programs.csv', anonymous)
    const toPartner = await ask(world, 'GET', '/exports/programs.csv', viewerWith({ organization: 'scoe' }))

    expect([toAnybody, toPartner]).toEqual([
      { status: 200, text: 'title\r\nBelarus\r\n' },
      { status: 200, text: 'title\r\nBelarus\r\nPortugal\r\nSCOE visit\r\n' },
    ])
  })

  it('says who may not import', async () => {
    await using world = await startTestSubgraph(subgraph)

    const { status, text } = await ask(world, 'POST', '/imports/programs', viewerWith({ scopes: ['import:run'] }))

    expect({ status, text }).toEqual({
      status: 403,
      text: '{"errors":[{"message":"To import files of \\"programs\\" your token needs the scope \\"program:write\\". Get one with it.","extensions":{"code":"FORBIDDEN"}}]}',
    })
  })

  it('is the only one that has them', async () => {
    await using world = await startTestSubgraph(toy)

    const { status } = await ask(world, 'GET', '/exports/programs.csv', writer)

    expect(status).toBe(404)
  })
})

describe('bodies on disk', () => {
  it('of processes that were killed are removed an hour later', async () => {
    const [old, young, other] = ['exchange-subgraph-import-1.csv', 'exchange-subgraph-import-2.csv', 'mine.csv'].map(
      name => join(folder, name),
    ) as [string, string, string]
    for (const path of [old, young, other]) await writeFile(path, '')
    const past = Date.now() / 1000 - 3700
    await utimes(old, past, past)
    await utimes(other, past, past)

    await removeStaleBodies(folder)

    expect((await readdir(folder)).sort()).toEqual(['exchange-subgraph-import-2.csv', 'mine.csv'])
  })
})
