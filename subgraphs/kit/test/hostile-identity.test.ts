import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto'
import { exportSPKI, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bodyHash, identityHeader, identityType } from '../identity/claims.ts'
import { developmentKeys, type IdentityKey } from '../identity/keys.ts'
import { type IdentityPurpose, signIdentity } from '../identity/sign.ts'
import { startTestSubgraph, type TestSubgraph, viewerWith } from '../testing/test-subgraph.ts'
import { toy } from './toy/subgraph.ts'

const keys = developmentKeys(randomBytes(32))
const keyOf = (issuer: string, audience: string): IdentityKey => keys.signing(issuer, audience)!
const sdl = JSON.stringify({ query: '{ _service { sdl } }' })
const entity = JSON.stringify({
  query: '{ _entities(representations: [{ __typename: "Program", id: "scoe-visit-2024" }]) { __typename } }',
})
const question = JSON.stringify({ query: '{ programs { title phone } }' })
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

const now = () => Math.floor(Date.now() / 1000)
const claims = (body: string) => ({
  ...{ iss: 'gateway', aud: 'toy', iat: now(), exp: now() + 60, jti: randomBytes(16).toString('hex') },
  ...{ target: 'POST /graphql', body: bodyHash(body), scope: 'contact:read participant:sensitive', sub: 'mallory' },
})
const header = (alg: string, kid = 'gateway.toy.1') => ({ alg, typ: identityType, kid })
const signed = (body: string, purpose: Partial<IdentityPurpose> = {}) =>
  signIdentity({ issuer: 'gateway', audience: 'toy', target: 'POST /graphql', body, keys, ...purpose })
const forged = (head: object, payload: object, { secret }: Pick<IdentityKey, 'secret'>): string => {
  const text = [head, payload].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

type Attack = {
  readonly path?: string
  readonly method?: string
  readonly body?: string
  readonly headers?: () => Record<string, string> | Promise<Record<string, string>>
}

let world: TestSubgraph
beforeAll(async () => {
  world = await startTestSubgraph(toy, { keys })
})
afterAll(() => world[Symbol.asyncDispose]())

const attack = async ({ path = '/graphql', method = 'POST', body, headers = () => ({}) }: Attack) => {
  const before = world.statements.length
  const response = await fetch(new URL(path, world.url), {
    method,
    headers: { 'content-type': 'application/json', ...(await headers()) },
    ...(body !== undefined && { body }),
  })
  const text = await response.text()
  return { status: response.status, text, statements: world.statements.slice(before) }
}

const identity = (make: () => string | Promise<string>) => async () => ({ [identityHeader]: await make() })
const rsaToken = () => new SignJWT(claims(question)).setProtectedHeader(header('RS256')).sign(privateKey)

describe('a subgraph that is asked directly', () => {
  it.each<[string, Attack]>([
    ['for its schema without an identity', { body: sdl }],
    ['for an entity without an identity', { body: entity }],
    ['by GET', { method: 'GET', path: `/graphql?query=${encodeURIComponent('{ programs { phone } }')}` }],
    ['for its feed without an identity', { method: 'GET', path: '/changes' }],
    [
      'with the bearer token of a client',
      { body: question, headers: async () => ({ authorization: `Bearer ${await rsaToken()}` }) },
    ],
    ['with the token of a client as the identity', { body: question, headers: identity(rsaToken) }],
    [
      'with two identities of which one is good',
      { body: question, headers: () => ({ [identityHeader]: `${signed(question)}, ${signed(question)}` }) },
    ],
    [
      'with headers that other systems believe',
      {
        body: question,
        headers: () => ({ 'x-user': 'tim', 'x-scopes': 'contact:read', 'x-forwarded-for': '127.0.0.1' }),
      },
    ],
    [
      'with an identity that nobody signed',
      { body: question, headers: identity(() => new UnsecuredJWT(claims(question)).encode()) },
    ],
    [
      'with a public key used as the secret',
      {
        body: question,
        headers: identity(async () =>
          forged(header('HS256'), claims(question), { secret: Buffer.from(await exportSPKI(publicKey)) }),
        ),
      },
    ],
    [
      'with an empty secret',
      {
        body: question,
        headers: identity(() => forged(header('HS256'), claims(question), { secret: Buffer.alloc(0) })),
      },
    ],
    ...['../../../dev/null', '__proto__', 'gateway.toy.0', 'gateway.toy.2', 'gateway.toy.1 ', 'GATEWAY.toy.1', ''].map(
      (kid): [string, Attack] => [
        `with the key id "${kid}"`,
        {
          body: question,
          headers: identity(() => forged(header('HS256', kid), claims(question), keyOf('gateway', 'toy'))),
        },
      ],
    ),
    [
      'with a list as its key id',
      {
        body: question,
        headers: identity(() =>
          forged({ ...header('HS256'), kid: ['gateway.toy.1'] }, claims(question), keyOf('gateway', 'toy')),
        ),
      },
    ],
    [
      'with a demand that it does not understand',
      {
        body: question,
        headers: identity(() =>
          forged({ ...header('HS256'), crit: ['exp'] }, claims(question), keyOf('gateway', 'toy')),
        ),
      },
    ],
    [
      "by a partner with its own key of the gateway, which is for another subgraph's questions",
      {
        body: question,
        headers: identity(() => forged(header('HS256'), claims(question), keyOf('gateway', 'people'))),
      },
    ],
    [
      'by a partner that passes on what the gateway signed for it',
      { body: question, headers: identity(() => signed(question, { audience: 'people' })) },
    ],
    [
      'by a sibling with its key for the feed',
      { body: question, headers: identity(() => signed(question, { issuer: 'people' })) },
    ],
    [
      'by a sibling that calls itself the gateway',
      { body: question, headers: identity(() => forged(header('HS256'), claims(question), keyOf('people', 'toy'))) },
    ],
    [
      'for its feed by the gateway',
      { method: 'GET', path: '/changes', headers: identity(() => signed('', { target: 'GET /changes' })) },
    ],
    [
      'for another part of its feed than was signed',
      {
        method: 'GET',
        path: '/changes?limit=1000',
        headers: identity(() => signed('', { issuer: 'people', target: 'GET /changes?limit=1' })),
      },
    ],
    ['with another body', { body: question, headers: identity(() => signed(sdl)) }],
    ['with a space more in its body', { body: `${question} `, headers: identity(() => signed(question)) }],
    [
      'with a query that was not signed',
      { path: '/graphql?query={programs{phone}}', body: question, headers: identity(() => signed(question)) },
    ],
    ['by another method', { method: 'PUT', body: question, headers: identity(() => signed(question)) }],
    ['too late', { body: question, headers: identity(() => signed(question, { now: () => Date.now() - 67_000 })) }],
    [
      'from the future',
      { body: question, headers: identity(() => signed(question, { now: () => Date.now() + 7_000 })) },
    ],
    [
      'for longer than a minute',
      {
        body: question,
        headers: identity(() =>
          forged(header('HS256'), { ...claims(question), exp: now() + 3600 }, keyOf('gateway', 'toy')),
        ),
      },
    ],
  ])('%s says 401, and asks its database nothing', async (_case, sent) => {
    const { status, text, statements } = await attack(sent)

    expect(status).toBe(401)
    expect(JSON.parse(text)).toEqual({
      errors: [
        { message: expect.stringMatching(/^The identity of this request /), extensions: { code: 'UNAUTHENTICATED' } },
      ],
    })
    expect(statements).toEqual([])
  })

  it('answers what the gateway signed for it, so that the refusals above have one reason each', async () => {
    const viewer = viewerWith({ scopes: ['contact:read'] })

    const { status, text } = await attack({ body: question, headers: identity(() => signed(question, { viewer })) })

    expect([status, text]).toEqual([200, expect.stringContaining('+1 916 228 0000')])
    expect((await attack({ body: sdl, headers: identity(() => signed(sdl)) })).status).toBe(200)
    expect((await attack({ body: entity, headers: identity(() => signed(entity)) })).text).toContain(
      '{"_entities":[null]}',
    )
  })
})
