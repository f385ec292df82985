import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readFieldRules } from '@exchange-network/schema/field-rules'
import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDevelopmentIssuer } from '../access/development-issuer.ts'
import { startSubgraph, type TestSubgraph } from './support/subgraph-server.ts'
import { type Answer, makeFolder, startTestGateway, type TestGateway } from './support/test-gateway.ts'

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@authenticated", { name: "@requiresScopes", as: "@needs" }, "@policy"
])`

const guests = `${link}
  type Query {
    me: Guest
    guests: [Guest!]!
    rooms: [Room]
    anyone: [Anyone]
    things: [Thing!]!
    secret: String @authenticated
    tone: Tone
  }
  type Mutation { ring: Int @needs(scopes: [["bell"]]) call: Int }
  interface Anyone { name: String phone: String }
  union Thing = Guest | Staff | Safe
  type Guest implements Anyone @key(fields: "id") {
    id: ID!
    name(short: Boolean): String
    phone: String @needs(scopes: [["contact:read"]])
    born: Int! @needs(scopes: [["contact:read", "age"], ["admin"]])
    home: Address @authenticated
    tone: Tone
    note: String @policy(policies: [["own_note"]])
  }
  type Staff implements Anyone @key(fields: "id") { id: ID! name: String phone: String }
  type Address { city: String zip: String @needs(scopes: [["contact:read"]]) }
  type Safe @needs(scopes: [["admin"]]) { code: String label: String }
  type Room { number: Int! guest: Guest! }
  enum Tone @authenticated { LOUD LOW }
`
const stays = `${link}
  type Guest @key(fields: "id") { id: ID! nights: Int bill: Int @needs(scopes: [["contact:read"]]) }
`

const rows = {
  ana: {
    __typename: 'Guest',
    id: 'g1',
    name: 'Ana',
    phone: '+1 916 555 0100',
    born: 1950,
    home: { city: 'Riga', zip: 'LV-1' },
    tone: 'LOW',
    note: 'late',
  },
  ben: { __typename: 'Staff', id: 's1', name: 'Ben', phone: '555' },
  safe: { __typename: 'Safe', code: '0000', label: 'blue' },
}

const startHotel = (): Promise<TestSubgraph[]> =>
  Promise.all([
    startSubgraph('guests', guests, {
      Query: {
        me: () => rows.ana,
        guests: () => [rows.ana, rows.ana],
        rooms: () => [{ number: 1, guest: rows.ana }, null],
        anyone: () => [rows.ana, rows.ben],
        things: () => [rows.ana, rows.safe, rows.ben],
        secret: () => 'tea at four',
        tone: () => 'LOUD',
      },
      Mutation: { ring: () => 1, call: () => 2 },
      Guest: { __resolveReference: () => rows.ana },
      Staff: { __resolveReference: () => rows.ben },
    }),
    startSubgraph('stays', stays, { Guest: { __resolveReference: () => ({ id: 'g1', nights: 3, bill: 90 }) } }),
  ])

let hotel: TestSubgraph[]
let gateway: TestGateway
beforeAll(async () => {
  hotel = await startHotel()
  gateway = await startTestGateway(hotel)
})
afterAll(() => gateway[Symbol.asyncDispose]())

type Asked = Pick<Answer, 'status' | 'data'> & { errors: readonly string[]; fetched: readonly string[] }

/** Asks as somebody with scopes, or as nobody. Errors are "path code", fetched the texts that subgraphs received. */
const ask = async (query: string, scope: string | null, to = gateway, at = hotel): Promise<Asked> => {
  for (const { received } of at) received.length = 0
  const { status, data, errors = [] } = await to.ask({ query, headers: await authorization(scope, to) })
  return {
    status,
    data,
    errors: errors.map(({ path = [], extensions }) => `${path.join('.')} ${extensions.code}`),
    fetched: at.flatMap(({ received }) => received.map(({ query }) => query)),
  }
}

const authorization = async (scope: string | null, { config }: TestGateway): Promise<Record<string, string>> => {
  if (scope === null) return {}
  const issuer = await openDevelopmentIssuer(join(config.dataDir, 'development-issuer.json'))
  return { authorization: `Bearer ${await issuer.sign({ subject: 'ana', scope, lifetimeSeconds: 60 })}` }
}

const denied = (...paths: readonly string[]): readonly string[] =>
  paths.map(path => `${path} UNAUTHORIZED_FIELD_OR_TYPE`)

describe('what a viewer may not read', () => {
  it('is null with an error at its place, and is not fetched', async () => {
    const { status, data, errors, fetched } = await ask('{ me { name phone } }', null)

    expect({ status, data }).toEqual({ status: 200, data: { me: { name: 'Ana', phone: null } } })
    expect(errors).toEqual(denied('me.phone'))
    expect(fetched).toHaveLength(1)
    expect(fetched[0]).not.toContain('phone')
  })

  it('is there for who has the scopes', async () => {
    const { data, errors } = await ask('{ me { phone nights bill } }', 'contact:read')

    expect({ data, errors }).toEqual({ data: { me: { phone: '+1 916 555 0100', nights: 3, bill: 90 } }, errors: [] })
  })

  it('needs no fetch at all when nothing else is asked', async () => {
    const { status, data, errors, fetched } = await ask('{ secret tone }', null)

    expect({ status, data, fetched }).toEqual({ status: 200, data: { secret: null, tone: null }, fetched: [] })
    expect(errors).toEqual(denied('secret', 'tone'))
  })

  it('saves the fetch from a subgraph of which nothing else is asked', async () => {
    const { data, errors, fetched } = await ask('{ me { name bill } }', null)

    expect(data).toEqual({ me: { name: 'Ana', bill: null } })
    expect(errors).toEqual(denied('me.bill'))
    expect(fetched).toHaveLength(1)
  })

  it.each<[string, string, string | null, unknown, readonly string[]]>([
    ['an alias', '{ you: me { tel: phone } }', null, { you: { tel: null } }, ['you.tel']],
    [
      'a list, by index',
      '{ guests { phone } }',
      null,
      { guests: [{ phone: null }, { phone: null }] },
      ['guests.0.phone', 'guests.1.phone'],
    ],
    [
      'nested fragments',
      '{ me { ...A } } fragment A on Guest { name ...B } fragment B on Guest { phone }',
      '',
      { me: { name: 'Ana', phone: null } },
      ['me.phone'],
    ],
    ['an inline fragment', '{ me { ... { ... on Guest { phone } } } }', null, { me: { phone: null } }, ['me.phone']],
    ['an enum type', '{ me { tone } }', null, { me: { tone: null } }, ['me.tone']],
    ['an object', '{ me { home { city } } }', null, { me: { home: null } }, ['me.home']],
    [
      'a field of an object',
      '{ me { home { city zip } } }',
      '',
      { me: { home: { city: 'Riga', zip: null } } },
      ['me.home.zip'],
    ],
    [
      'a field of an interface, of each type',
      '{ anyone { name phone } }',
      null,
      {
        anyone: [
          { name: 'Ana', phone: null },
          { name: 'Ben', phone: null },
        ],
      },
      ['anyone.0.phone', 'anyone.1.phone'],
    ],
    [
      'a fragment on one type of an interface only',
      '{ anyone { ... on Staff { phone } ... on Guest { phone } } }',
      null,
      { anyone: [{ phone: null }, { phone: '555' }] },
      ['anyone.0.phone'],
    ],
    [
      'a type of a union',
      '{ things { __typename ... on Safe { code } ... on Staff { name } } }',
      null,
      { things: [{ __typename: 'Guest' }, { __typename: 'Safe', code: null }, { __typename: 'Staff', name: 'Ben' }] },
      ['things.1.code'],
    ],
    ['a non-null field, with its object', '{ me { name born } }', null, { me: null }, ['me.born']],
    [
      'a non-null field in a non-null one',
      '{ rooms { number guest { born } } }',
      null,
      { rooms: [null, null] },
      ['rooms.0.guest.born'],
    ],
    ['one alternative of scopes that holds in part', '{ me { born } }', 'age', { me: null }, ['me.born']],
    ['a policy, for who has not signed in', '{ me { note } }', null, { me: { note: null } }, ['me.note']],
    [
      'a field that is selected twice',
      '{ me { phone ...A phone } } fragment A on Guest { phone }',
      null,
      { me: { phone: null } },
      ['me.phone'],
    ],
    ['a key under an alias', '{ me { id: phone } }', null, { me: { id: null } }, ['me.id']],
    ['what stands below it', '{ me { home { __typename city } } }', null, { me: { home: null } }, ['me.home']],
  ])('is told at %s', async (_, query, scope, data, paths) => {
    const asked = await ask(query, scope)

    expect(asked.data).toEqual(data)
    expect(asked.errors).toEqual(denied(...paths))
  })

  it.each<[string, string, string, unknown]>([
    ['one alternative of several scopes', '{ me { born } }', 'age contact:read', { me: { born: 1950 } }],
    ['another alternative', '{ me { born } }', 'admin', { me: { born: 1950 } }],
    ['a policy, left to the subgraph', '{ me { note } }', '', { me: { note: 'late' } }],
    ['a type', '{ things { ... on Safe { code } } }', 'admin', { things: [{}, { code: '0000' }, {}] }],
    [
      'an interface',
      '{ anyone { phone } }',
      'contact:read',
      { anyone: [{ phone: '+1 916 555 0100' }, { phone: '555' }] },
    ],
  ])('does not touch who may: %s', async (_, query, scope, data) => {
    expect(await ask(query, scope)).toMatchObject({ data, errors: [] })
  })

  it('is not told where a condition leaves it out', async () => {
    expect(await ask('{ me { name phone @include(if: false) } }', null)).toMatchObject({
      data: { me: { name: 'Ana' } },
      errors: [],
    })
  })

  it('leaves the variables of what is left', async () => {
    const query = 'query($short: Boolean, $no: Boolean = true) { me { name(short: $short) phone @skip(if: $no) } }'

    expect(await ask(query, null)).toMatchObject({ data: { me: { name: 'Ana' } }, errors: [] })
  })

  it('of a mutation is not run, and the rest is', async () => {
    const { data, errors, fetched } = await ask('mutation { ring call }', null)

    expect({ data, errors }).toEqual({ data: { ring: null, call: 2 }, errors: denied('ring') })
    expect(fetched.join()).not.toContain('ring')
  })

  it('can be asked about by introspection', async () => {
    const { data, errors } = await ask('{ __type(name: "Guest") { name } me { phone } }', null)

    expect(data).toEqual({ __type: { name: 'Guest' }, me: { phone: null } })
    expect(errors).toEqual(denied('me.phone'))
  })
})

describe('one operation of several viewers', () => {
  const query = '{ me { name phone tone } }'
  const of = { nobody: { name: 'Ana', phone: null, tone: null }, guest: { name: 'Ana', phone: null, tone: 'LOW' } }
  const whole = { name: 'Ana', phone: '+1 916 555 0100', tone: 'LOW' }

  it('is planned for the rights of each, in whatever order they come', async () => {
    for (const [scope, me] of [
      [null, of.nobody],
      ['contact:read', whole],
      [null, of.nobody],
      ['other', of.guest],
      ['contact:read other', whole],
      [null, of.nobody],
      ['contact:read', whole],
    ] as const) {
      expect((await ask(query, scope)).data).toEqual({ me })
    }
  })

  it('is decided for a saved operation as for any other', async () => {
    await using folder = await makeFolder()
    await mkdir(join(folder.path, 'saved'))
    await writeFile(join(folder.path, 'saved/me.graphql'), `query Me ${query}`)
    await using other = await startTestGateway(await startHotel(), { SAVED_OPERATIONS: join(folder.path, 'saved') })
    const askSaved = async (scope: string | null) => {
      const response = await fetch(other.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(await authorization(scope, other)) },
        body: '{"documentId": "me"}',
      })
      return ((await response.json()) as Answer).data
    }

    for (const [scope, me] of [
      ['contact:read', whole],
      [null, of.nobody],
      ['contact:read', whole],
      [null, of.nobody],
    ] as const) {
      expect(await askSaved(scope)).toEqual({ me })
    }
  })
})

describe('a policy', () => {
  it('lets nobody pass where subgraphs are not told who asks', async () => {
    const alone = await startHotel()
    await using open = await startTestGateway(alone, { IDENTITY_SIGN_KEYS: 'none' })

    expect(await ask('{ me { note } }', 'admin', open, alone)).toMatchObject({
      data: { me: { note: null } },
      errors: denied('me.note'),
    })
  })
})

describe('the rules of a supergraph', () => {
  const read = (sdl: string) => Object.fromEntries(readFieldRules(parse(sdl)))

  it('are found under any name that the directives are linked by', () => {
    const rules = read(`
      schema
        @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", as: "needs", for: SECURITY)
        @link(url: "https://specs.apollo.dev/policy/v0.1", import: [{ name: "@policy", as: "@rule" }], for: SECURITY)
        @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)
      { query: Query }
      type Query { a: Int @needs(scopes: [["x", "y"], ["z"]]) b: Int @rule(policies: "p") c: Int @authenticated }
      scalar D @other__authenticated
      type E { f: Int @deprecated }
    `)

    expect(rules).toEqual({
      'Query.a': [{ kind: 'requiresScopes', anyOf: [['x', 'y'], ['z']] }],
      'Query.b': [{ kind: 'policy', anyOf: [['p']] }],
      'Query.c': [{ kind: 'authenticated' }],
      D: [{ kind: 'authenticated' }],
    })
  })

  it.each(['@requiresScopes(scopes: [])', '@requiresScopes(scopes: [["a"], []])', '@policy(policies: [])'])(
    'that are empty are refused: %s',
    directive => {
      expect(() => read(`type Query { a: Int ${directive} }`)).toThrow(/^"Query\.a" has @\w+ with an empty list\.\n/)
    },
  )
})
