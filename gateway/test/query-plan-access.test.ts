import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDevelopmentIssuer } from '../access/development-issuer.ts'
import { askForPlan, fetchesOf, planWanted } from './support/asked-plan.ts'
import { type IssuerKey, makeIssuerKey, testIssuer } from './support/key-server.ts'
import { startSubgraph, type TestSubgraph } from './support/subgraph-server.ts'
import { askGateway, makeFolder, startTestGateway, type TestGateway } from './support/test-gateway.ts'

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated", "@requiresScopes", "@policy"])
  type Query { me: Guest things: [Thing] guests: [Guest] }
  type Guest {
    name: String
    phone: String @requiresScopes(scopes: [["contact:read"]])
    born: Int @requiresScopes(scopes: [["contact:read", "age"], ["admin"]])
    home: Home @authenticated
    note: String @authenticated @policy(policies: [["own_note"]])
  }
  type Home { city: String zip: String @requiresScopes(scopes: [["contact:read"]]) }
  union Thing = Guest | Safe
  type Safe @requiresScopes(scopes: [["admin"]]) { code: String label: String }
`
const ana = {
  __typename: 'Guest',
  name: 'Ana',
  phone: '1',
  born: 1950,
  home: { city: 'Riga', zip: 'LV' },
  note: 'late',
}
const resolvers = { Query: { me: () => ana, guests: () => [ana, ana], things: () => [ana] } }
const startHotel = (): Promise<TestSubgraph> => startSubgraph('guests', sdl, resolvers)

describe('what access took away', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startTestGateway([await startHotel()], { COMPILE_AT_USE: '1' })
  })
  afterAll(() => gateway[Symbol.asyncDispose]())
  const bearer = async (scope: string) => {
    const issuer = await openDevelopmentIssuer(join(gateway.config.dataDir, 'development-issuer.json'))
    return { authorization: `Bearer ${await issuer.sign({ subject: 'ana', scope, lifetimeSeconds: 60 })}` }
  }

  it('is told by its place in the words of the client, with what it needs', async () => {
    const { plan, data } = await askForPlan(
      gateway,
      'query { you: me { name tel: phone born note ...Home } } fragment Home on Guest { home { city zip } }',
    )

    expect(data).toEqual({ you: { name: 'Ana', tel: null, born: null, note: null, home: null } })
    expect(plan?.removed).toEqual([
      { path: ['you', 'tel'], coordinate: 'Guest.phone', needs: 'scope contact:read' },
      { path: ['you', 'born'], coordinate: 'Guest.born', needs: 'scopes contact:read and age or scope admin' },
      { path: ['you', 'note'], coordinate: 'Guest.note', needs: 'authentication; policy own_note' },
      // What is in it is gone with it.
      { path: ['you', 'home'], coordinate: 'Guest.home', needs: 'authentication' },
    ])
    expect(fetchesOf(plan?.node).map(({ operation }) => operation)).toEqual(['{you:me{__typename name}}'])
    expect(plan?.cost.counted).toBe(1)
  })

  it('is told of the fields of a type that nobody may read, each once', async () => {
    const { plan } = await askForPlan(gateway, '{ things { ...on Safe { code code label } ...on Guest { name } } }')

    expect(plan?.removed).toEqual([
      { path: ['things', 'code'], coordinate: 'Safe.code', needs: 'scope admin' },
      { path: ['things', 'label'], coordinate: 'Safe.label', needs: 'scope admin' },
    ])
  })

  it('is what this viewer lacks, not the one who asked before', async () => {
    const query = '{ me { name phone home { city zip } } }'
    const asked = []
    for (const scope of [null, '', 'contact:read', null]) {
      const headers = scope === null ? {} : await bearer(scope)
      const { plan } = await askForPlan(gateway, { query, headers })
      asked.push(plan?.removed.map(({ path, needs }) => `${path.join('.')}: ${needs}`))
    }

    const anonymous = ['me.phone: scope contact:read', 'me.home: authentication']
    const guest = ['me.phone: scope contact:read', 'me.home.zip: scope contact:read']
    expect(asked).toEqual([anonymous, guest, [], anonymous])
  })
})

describe('in production the plan of an answer', () => {
  const query = '{ guests { name phone } }'
  let folder: Awaited<ReturnType<typeof makeFolder>>
  let subgraph: TestSubgraph
  let gateway: TestGateway
  let key: IssuerKey
  beforeAll(async () => {
    folder = await makeFolder()
    key = await makeIssuerKey('one')
    await writeFile(join(folder.path, 'keys.json'), JSON.stringify({ keys: [key.jwk] }))
    await mkdir(join(folder.path, 'operations'))
    await writeFile(join(folder.path, 'operations', 'guests.graphql'), query)
    subgraph = await startHotel()
    gateway = await startTestGateway([subgraph], {
      NODE_ENV: 'production',
      IDENTITY_SIGN_KEYS: `gateway.guests.1=${randomBytes(32).toString('base64url')}`,
      TOKEN_ISSUER: testIssuer,
      TOKEN_JWKS: join(folder.path, 'keys.json'),
      SAVED_OPERATIONS: join(folder.path, 'operations'),
      COMPILE_AT_USE: '1',
    })
  })
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]()
    await folder[Symbol.asyncDispose]()
  })
  const ask = async (body: object, scope: string | null, wanted: object = planWanted) => {
    const authorization = scope === null ? {} : { authorization: `Bearer ${await key.sign({ scope })}` }
    return askGateway(gateway.url, { ...body, headers: { ...authorization, ...wanted } } as unknown as {
      query: string
    })
  }
  const bodies = [
    ['sent', { query }],
    ['saved', { documentId: 'guests' }],
  ] as const
  const data = (phone: string | null) => ({ guests: [1, 2].map(() => ({ name: 'Ana', phone })) })

  it.each(bodies)('is told to the scope "schema:read" only, when the operation is %s', async (_, body) => {
    const allowed = await ask(body, 'schema:read contact:read')
    const others = [await ask(body, 'contact:read'), await ask(body, 'schema contact:read schema:reader')]
    const nobody = await ask(body, null)

    expect(JSON.parse(allowed.text)).toEqual({
      data: data('1'),
      extensions: { queryPlan: expect.objectContaining({ answeredBy: 'interpreter', removed: [] }) },
    })
    expect(others.map(({ status, text }) => [status, JSON.parse(text)])).toEqual([
      [200, { data: data('1') }],
      [200, { data: data('1') }],
    ])
    expect(nobody.data).toEqual(data(null))
    expect(nobody.text).not.toMatch(/queryPlan|extensions":\{"[^c]/)
  })

  it.each(bodies)('changes nothing for who may not see it, when the operation is %s', async (_, body) => {
    for (const scope of [null, 'contact:read']) {
      const [plain, wanted] = [await ask(body, scope, {}), await ask(body, scope)]

      expect([wanted.status, wanted.text]).toEqual([plain.status, plain.text])
    }
  })

  it.each(bodies)('is not told to who did not ask, though another one just did: %s', async (_, body) => {
    const scope = 'schema:read contact:read'
    const [asked, plain, again] = [await ask(body, scope), await ask(body, scope, {}), await ask(body, scope)]

    expect(asked.text).toContain('queryPlan')
    expect(JSON.parse(plain.text)).toEqual({ data: data('1') })
    expect(again.text).toContain('queryPlan')
    expect(asked.headers.get('cache-control')).toBe(plain.headers.get('cache-control'))
    expect(asked.headers.get('cache-control')).toContain('no-store')
  })

  it('tells nothing of tokens and addresses', async () => {
    const { text } = await ask({ query }, 'schema:read')

    expect(text).toContain('queryPlan')
    expect(text).not.toContain('eyJ')
    expect(text).not.toContain(new URL(subgraph.url).host)
  })
})
