import { startFaultySubgraph, type TestSubgraph } from '@exchange-network/gateway/test/support/subgraph-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostilePlace, startHostilePlace } from './hostile-world.ts'
import { topics } from './rows.ts'
import { ask, fetchReply, get, post, type Reply } from './send.ts'

const phone = '+1 202 555 0147'
// Short: what quotes a text, quotes a few letters of it.
const ofVariable = 'c4n4ry'
const password = 'hunter2-canary'
const inside = 'canary-table'

const sdl = `
  type Query { contact(note: String, kind: Kind, size: Int): Contact fails: String page: String cut: String stray: String }
  type Contact { phone: String }
  enum Kind { PRESS }
`

/** A subgraph whose every fault says more than it should. */
const startTalkative = (): Promise<TestSubgraph> =>
  startFaultySubgraph('talkative', sdl, ({ query }, response) => {
    const secret = `connect ECONNREFUSED postgres://app:${password}@10.1.2.3/db, SELECT phone FROM ${inside} at read (/srv/app/rows.js:12:3)`
    response.setHeader('set-cookie', `session=${password}`).setHeader('x-powered-by', inside)
    if (query.includes('cut')) return response.destroy()
    if (query.includes('page'))
      return response.writeHead(500, { 'content-type': 'text/html' }).end(`<h1>${secret}</h1>`)
    const error = { message: secret, extensions: { code: 'DATABASE', stacktrace: [secret], exception: { secret } } }
    const data = query.includes('contact') ? { contact: { phone } } : { fails: null }
    // A field that nobody has asked for, and errors that name no field.
    const body = query.includes('contact')
      ? { data }
      : { data: { ...data, [inside]: secret }, errors: [error], extensions: { secret } }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
  })

describe('whatever is asked', () => {
  let place: HostilePlace
  const everything: string[] = []
  const note = (...replies: readonly Reply[]): void => void everything.push(...replies.flatMap(lettersOf))
  beforeAll(async () => {
    place = await startHostilePlace({
      start: async () => [await startTalkative()],
      env: { LOG_LEVEL: 'trace', RATE_LIMIT_COST_PER_MINUTE: '0' },
    })
  })
  afterAll(() => place[Symbol.asyncDispose]())

  const contact =
    'query Contact($note: String, $kind: Kind, $size: Int) { contact(note: $note, kind: $kind, size: $size) { phone } }'

  it('tells a contact to the one who asked, and to nobody else', async () => {
    const token = await place.token({ sub: 'ana', scope: 'contact:read' })
    const authorization = `Bearer ${token}`
    const good = [
      await ask(place, { query: contact, variables: { note: ofVariable } }, { authorization }),
      await ask(place, { query: contact, variables: { note: ofVariable } }, { authorization }),
      await get(
        place,
        { query: contact, variables: JSON.stringify({ note: ofVariable }) },
        { authorization, 'apollo-require-preflight': '1' },
      ),
    ]
    note(
      await ask(place, { query: contact, variables: { kind: ofVariable } }, { authorization }),
      await ask(place, { query: contact, variables: { size: ofVariable } }, { authorization }),
      await ask(place, { query: contact, variables: { size: { x: ofVariable } } }, { authorization }),
      await ask(place, { query: contact, variables: { note: `${ofVariable}\u0000` } }, { authorization }),
      await ask(place, { query: '{ nothing }', variables: { note: ofVariable } }, { authorization }),
      await ask(place, { query: contact, variables: { note: ofVariable } }, { authorization: `${authorization}x` }),
      await ask(place, { documentId: 'none', variables: { note: ofVariable } }, { authorization }),
      await post(place, `{"query":"{ __typename }","variables":{"note":${ofVariable}}}`, { authorization }),
      await post(place, `{"variables":{"note":"${ofVariable}"`, { authorization }),
      await ask(place, '{ fails }', { authorization }),
      await ask(place, '{ page }'),
      await ask(place, '{ cut }'),
      await ask(place, '{ a: fails b: page c: cut contact { phone @skip(if: true) __typename } }'),
    )
    for (const path of ['/metrics', '/health/ready', '/health/live', '/', '/nothing']) {
      note(await fetchReply(new URL(path, place.url).href, { headers: { authorization } }))
    }
    for (const rows of Object.values(topics)) {
      for (const row of rows.filter(
        ({ isLong, at = 'library' }) => !isLong && (at === 'library' || at === 'contract'),
      )) {
        const sent = await row.send(place)
        note(...('status' in sent ? [sent] : sent))
      }
    }
    note(await fetchReply(new URL('/metrics', place.url).href, {}))
    await expect
      .poll(() => place.output.join('').split('"msg":"request"').length)
      .toBeGreaterThan(everything.length / 2)

    expect(good.map(({ data }) => data)).toEqual(Array(3).fill({ contact: { phone } }))
    const written = [...everything, ...place.output, ...good.flatMap(({ header }) => header('set-cookie') ?? [])].join(
      '\n',
    )
    const [head, claims, signature] = token.split('.')
    const found = [
      phone,
      '202 555',
      ofVariable,
      password,
      inside,
      'postgres',
      'stacktrace',
      '/srv/app',
      'rows.js',
      token,
      claims!,
      signature!,
      head!,
      portOf(place),
      'exchange-identity',
    ].filter(canary => written.includes(canary))
    expect(found).toEqual([])
  })
})

/** The address of the subgraph, which only the gateway's owner may know. */
const portOf = ({ subgraphs }: HostilePlace): string => new URL(subgraphs[0]!.url).host

const lettersOf = (reply: Reply): readonly string[] => [
  reply.text,
  ...['set-cookie', 'x-powered-by', 'server', 'www-authenticate', 'location', 'via'].flatMap(
    name => reply.header(name) ?? [],
  ),
]
