import { createHmac } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { exportSPKI, importJWK, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { fixedKeys, readKeySet } from '../access/key-set.ts'
import { createViewerReader } from '../access/read-viewer.ts'
import { openRemoteKeys, type RemoteKeyOptions } from '../access/remote-keys.ts'
import { tokenReasons } from '../access/token-reasons.ts'
import { createVerifiedTokens } from '../access/verified-tokens.ts'
import { anonymous } from '../access/viewer.ts'
import { readConfig } from '../config.ts'
import {
  goodClaims,
  type IssuerKey,
  type KeyServer,
  makeIssuerKey,
  startKeyServer,
  testIssuer,
} from './support/key-server.ts'
import { startLibrary } from './support/library.ts'
import { makeFolder, startTestGateway, type TestGateway } from './support/test-gateway.ts'

const production = { NODE_ENV: 'production', IDENTITY_SIGN_KEYS: 'none', TOKEN_ISSUER: testIssuer }
const gatewayWith = async (tokenJwks: string) =>
  startTestGateway(await startLibrary(), { ...production, TOKEN_JWKS: tokenJwks })
const askAs = (gateway: TestGateway, token: string) =>
  gateway.ask({ query: '{ __typename }', headers: { authorization: `Bearer ${token}` } })

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const readText = (file: URL) => readFile(file, 'utf8')

describe('a token of a configured issuer', () => {
  let provider: KeyServer
  let gateway: TestGateway
  let key: IssuerKey
  let stranger: IssuerKey
  let rsa: IssuerKey
  beforeAll(async () => {
    key = await makeIssuerKey('one')
    stranger = await makeIssuerKey('one')
    rsa = await makeIssuerKey('rsa', 'RS256')
    const others = await Promise.all(['PS256', 'ES384', 'EdDSA'].map(alg => makeIssuerKey(alg, alg)))
    provider = await startKeyServer(key, rsa, ...others)
    gateway = await gatewayWith(provider.url)
    byAlgorithm = new Map([key, rsa, ...others].map(one => [one.jwk.alg ?? '', one]))
  })
  let byAlgorithm: Map<string, IssuerKey>
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]()
    await provider[Symbol.asyncDispose]()
  })

  it.each(['ES256', 'RS256', 'PS256', 'ES384', 'EdDSA'])('is believed when %s signed it', async alg => {
    expect((await askAs(gateway, await byAlgorithm.get(alg)!.sign())).status).toBe(200)
  })

  it.each<[string, () => object, object]>([
    ['the type JWT', () => ({}), { typ: 'JWT' }],
    ['the type of access tokens', () => ({}), { typ: 'at+jwt' }],
    ['the long name of that type', () => ({}), { typ: 'application/at+JWT' }],
    ['several audiences', () => ({ aud: ['elsewhere', 'exchange-network'] }), {}],
    ['an end 20 seconds ago', () => ({ exp: Date.now() / 1000 - 20 }), {}],
    ['a beginning in 20 seconds', () => ({ nbf: Date.now() / 1000 + 20 }), {}],
    ['no scope', () => ({ scope: undefined }), {}],
    [
      'a key of its own, which is not looked at',
      () => ({}),
      { jku: 'https://evil.example/keys', x5u: 'https://evil.example' },
    ],
  ])('is believed with %s', async (_, claims, header) => {
    expect((await askAs(gateway, await key.sign(claims() as Record<string, unknown>, header))).status).toBe(200)
  })

  type Spoilt = readonly [what: string, reason: string, make: () => Promise<string> | string]
  const spoilt: readonly Spoilt[] = [
    ['has two parts', 'MALFORMED', () => `${part({ alg: 'ES256' })}.${part(goodClaims())}`],
    ['has no JSON inside', 'MALFORMED', () => 'bm8.bm8.bm8'],
    ['has a list as its claims', 'MALFORMED', () => `${part({ alg: 'ES256', kid: 'one' })}.${part([])}.bm8`],
    ['is longer than 8192 characters', 'MALFORMED', () => key.sign({ scope: 'a'.repeat(10_000) })],
    ['is an identity for subgraphs', 'MALFORMED', () => key.sign({}, { typ: 'exchange-identity+jwt' })],
    ['is a logout token', 'MALFORMED', () => key.sign({}, { typ: 'logout+jwt' })],
    ['demands an extension', 'MALFORMED', async () => withHeader(await key.sign(), { crit: ['exp'], exp: 1 })],
    ['demands unencoded claims', 'MALFORMED', () => key.sign({}, { crit: ['b64'], b64: true })],
    ['is not signed', 'UNSUPPORTED_ALGORITHM', () => new UnsecuredJWT(goodClaims()).encode()],
    ['names the algorithm "nOnE"', 'UNSUPPORTED_ALGORITHM', async () => withHeader(await key.sign(), { alg: 'nOnE' })],
    ['names no algorithm', 'UNSUPPORTED_ALGORITHM', async () => withHeader(await key.sign(), { alg: undefined })],
    ['is signed with the public key as a secret', 'UNSUPPORTED_ALGORITHM', () => signedByPublicKey(rsa)],
    ['is of another issuer', 'WRONG_ISSUER', () => key.sign({ iss: 'https://login.evil.example' })],
    ['is of no issuer', 'WRONG_ISSUER', () => key.sign({ iss: undefined })],
    ['has an issuer like ours', 'WRONG_ISSUER', () => key.sign({ iss: `${testIssuer}/` })],
    ['has a list of issuers', 'WRONG_ISSUER', () => key.sign({ iss: [testIssuer] })],
    ['names a key that is not there', 'UNKNOWN_KEY', () => key.sign({}, { kid: 'two' })],
    ['names a file as its key', 'UNKNOWN_KEY', () => key.sign({}, { kid: '../../../../etc/passwd' })],
    ['names a statement as its key', 'UNKNOWN_KEY', () => key.sign({}, { kid: "one' or '1'='1" })],
    ['names a prototype as its key', 'UNKNOWN_KEY', () => key.sign({}, { kid: '__proto__' })],
    [
      'names a key of another kind',
      'UNKNOWN_KEY',
      async () => (await makeIssuerKey('x', 'ES256')).sign({}, { kid: 'rsa' }),
    ],
    ['brings its own key along', 'BAD_SIGNATURE', () => stranger.sign({}, { jwk: stranger.jwk })],
    ['points to a key elsewhere', 'BAD_SIGNATURE', () => stranger.sign({}, { jku: provider.url, x5c: ['MIIB'] })],
    ['is signed with another key of that name', 'BAD_SIGNATURE', () => stranger.sign()],
    ['has changed claims', 'BAD_SIGNATURE', async () => withClaims(await key.sign(), { scope: 'admin' })],
    ['has lost its signature', 'BAD_SIGNATURE', async () => `${(await key.sign()).split('.').slice(0, 2).join('.')}.`],
    ['is for another audience', 'WRONG_AUDIENCE', () => key.sign({ aud: 'elsewhere' })],
    ['is for no audience', 'WRONG_AUDIENCE', () => key.sign({ aud: undefined })],
    ['expired 40 seconds ago', 'EXPIRED', () => key.sign({ exp: Math.floor(Date.now() / 1000) - 40 })],
    ['begins in 40 seconds', 'NOT_YET_VALID', () => key.sign({ nbf: Math.floor(Date.now() / 1000) + 40 })],
    ['never ends', 'INVALID_CLAIM', () => key.sign({ exp: undefined })],
    ['has no subject', 'INVALID_CLAIM', () => key.sign({ sub: undefined })],
    ['has an empty subject', 'INVALID_CLAIM', () => key.sign({ sub: '' })],
    ['has a list of scopes', 'INVALID_CLAIM', () => key.sign({ scope: ['a'] })],
    ['has an organization that is no text', 'INVALID_CLAIM', () => key.sign({ organization: { id: 'scoe' } })],
  ]

  it.each(spoilt)('is refused when it %s, as %s', async (_, reason, make) => {
    const { status, errors, headers, data } = await askAs(gateway, await make())

    expect({ status, data, extensions: errors?.[0]?.extensions }).toEqual({
      status: 401,
      data: undefined,
      extensions: { code: 'UNAUTHENTICATED', reason },
    })
    expect(headers.get('www-authenticate')).toBe(
      `Bearer realm="Exchange Network", error="invalid_token", error_description="${errors?.[0]?.message.replaceAll('"', "'")}"`,
    )
  })

  it('is refused beside another one', async () => {
    const token = await key.sign()
    const status = await new Promise(resolve => {
      const headers = [
        'host',
        'gateway.example',
        'content-type',
        'application/json',
        'authorization',
        `Bearer ${token}`,
        'authorization',
        'Bearer x',
      ]
      httpRequest(gateway.url, { method: 'POST', headers }, response => resolve(response.resume().statusCode)).end('{}')
    })

    expect(status).toBe(401)
  })

  it('is counted by the reason for which it is refused', async () => {
    await askAs(gateway, await key.sign({ exp: 1 }))

    const text = await (await fetch(new URL('/metrics', gateway.url))).text()

    expect(text).toMatch(/^gateway_tokens_refused_total\{reason="EXPIRED"\} [1-9]/m)
    expect(text).toMatch(/^gateway_tokens_refused_total\{reason="KEYS_AWAY"\} 0$/m)
  })

  it('does not appear in the log, whatever becomes of it', async () => {
    const tokens = [await key.sign(), await stranger.sign()]

    await Promise.all(tokens.map(token => askAs(gateway, token)))

    const signatures = tokens.map(token => token.split('.')[2] ?? '')
    expect(signatures.filter(signature => gateway.logged.join('').includes(signature))).toEqual([])
  })
})

const withHeader = (token: string, header: object): string => {
  const [head = '', ...rest] = token.split('.')
  return [part({ ...JSON.parse(Buffer.from(head, 'base64url').toString()), ...header }), ...rest].join('.')
}

const withClaims = (token: string, claims: object): string => {
  const [head, , signature] = token.split('.')
  return [head, part({ ...goodClaims(), ...claims }), signature].join('.')
}

const signedByPublicKey = async ({ jwk }: IssuerKey): Promise<string> => {
  const pem = await exportSPKI((await importJWK({ ...jwk, ext: true }, 'RS256', { extractable: true })) as never)
  const signed = `${part({ alg: 'HS256', kid: jwk.kid })}.${part(goodClaims())}`
  return `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`
}

describe('the keys at an address', () => {
  const open = (provider: KeyServer, options: Partial<RemoteKeyOptions> = {}) =>
    openRemoteKeys({ url: new URL(provider.url), warn: () => undefined, ...options })
  const header = ({ jwk }: IssuerKey) => ({ alg: 'ES256', kid: jwk.kid ?? '' })

  it('rotate without a failed request, also right after they were read', async () => {
    const [one, two] = await Promise.all(['one', 'two'].map(kid => makeIssuerKey(kid)))
    await using provider = await startKeyServer(one!)
    await using gateway = await gatewayWith(provider.url)
    const [before, after] = await Promise.all([one!.sign(), two!.sign()])

    provider.publish(one!, two!)
    const answers = await Promise.all([after, before, after, before, after].map(token => askAs(gateway, token)))

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(provider.asked).toBe(2)
  })

  it('are read once more for a thousand tokens with keys that nobody knows, which are all refused', async () => {
    const [one, other] = await Promise.all(['one', 'other'].map(kid => makeIssuerKey(kid)))
    await using provider = await startKeyServer(one!)
    await using gateway = await gatewayWith(provider.url)
    const tokens = await Promise.all(Array.from({ length: 1000 }, (_, index) => other!.sign({}, { kid: `k${index}` })))

    const reasons = new Set<unknown>()
    for (const some of Map.groupBy(tokens, (_, index) => index % 20).values()) {
      const answers = await Promise.all(some.map(token => askAs(gateway, token)))
      for (const { status, errors } of answers) reasons.add(`${status} ${errors?.[0]?.extensions.reason}`)
    }

    expect([...reasons]).toEqual(['401 UNKNOWN_KEY'])
    expect(provider.asked).toBe(2)
  })

  it('that cannot be read make 503 of tokens, and nothing of anybody else', async () => {
    const one = await makeIssuerKey('one')
    const provider = await startKeyServer(one)
    await provider[Symbol.asyncDispose]()
    await using gateway = await gatewayWith(provider.url)

    const named = await askAs(gateway, await one.sign())
    const unnamed = await gateway.ask('{ books { title } }')
    const ready = await fetch(new URL('/health/ready', gateway.url))

    expect([named.status, named.headers.get('retry-after')]).toEqual([503, '5'])
    expect(named.errors).toEqual([
      {
        message: 'The token cannot be checked: the keys of its issuer cannot be read. Ask again in a moment.',
        extensions: { code: 'SERVICE_UNAVAILABLE' },
      },
    ])
    expect([unnamed.status, unnamed.errors, ready.status]).toEqual([200, undefined, 200])
    expect(gateway.logged.filter(line => line.includes('of TOKEN_JWKS were not read'))).toHaveLength(1)
    expect(gateway.logged.join('')).toContain('(ECONNREFUSED)')
  })

  it('that are known go on during an outage, and one that is not known is neither believed nor refused', async () => {
    const [one, two] = await Promise.all(['one', 'two'].map(kid => makeIssuerKey(kid)))
    await using provider = await startKeyServer(one!)
    await using gateway = await gatewayWith(provider.url)

    provider.answer((_, response) => response.writeHead(500).end())
    const tokens = [await one!.sign(), await two!.sign(), await two!.sign()]
    const statuses = []
    for (const token of tokens) statuses.push((await askAs(gateway, token)).status)

    expect(statuses).toEqual([200, 503, 503])
    expect(provider.asked).toBe(2)
  })

  it('are read again before they end, and end when that fails for too long', async () => {
    const one = await makeIssuerKey('one')
    await using provider = await startKeyServer(one)
    let nowMs = 0
    using keys = await open(provider, {
      refreshMs: 20,
      cooldownMs: 20,
      retryMs: 20,
      validMs: 600_000,
      now: () => nowMs,
    })

    await vi.waitFor(() => expect(provider.asked).toBeGreaterThan(3))
    provider.answer((_, response) => response.writeHead(503).end())
    const before = provider.asked
    await vi.waitFor(() => expect(provider.asked).toBeGreaterThan(before + 2))
    const inOutage = await keys.find(header(one))
    nowMs = 600_000
    const tooLong = await keys.find(header(one))
    provider.publish(one)
    await vi.waitFor(async () => expect((await keys.find(header(one))).kind).toBe('found'))

    expect([inOutage.kind, tooLong]).toEqual(['found', { kind: 'away', retryAfterSeconds: 1 }])
  })

  it('are asked for again only half a minute after the last stranger', async () => {
    const [one, two] = await Promise.all(['one', 'two'].map(kid => makeIssuerKey(kid)))
    await using provider = await startKeyServer(one!)
    let nowMs = 0
    using keys = await open(provider, { now: () => nowMs })

    const first = await keys.find({ alg: 'ES256', kid: 'nobody' })
    provider.publish(two!)
    nowMs = 29_999
    const tooEarly = await keys.find(header(two!))
    nowMs = 30_000
    const found = await keys.find(header(two!))

    expect([first.kind, tooEarly.kind, found.kind]).toEqual(['unknown', 'unknown', 'found'])
    expect(provider.asked).toBe(3)
  })

  it.each<[string, Parameters<KeyServer['answer']>[0], string]>([
    ['never end', () => undefined, 'There was no answer in time.'],
    [
      'lead elsewhere',
      (_, response) => response.writeHead(302, { location: '/other' }).end(),
      'The connection failed.',
    ],
    ['are no JSON', (_, response) => response.end('<html>'), 'cannot be read as JSON'],
    ['are too many', (_, response) => response.end(' '.repeat(300_000)), 'larger than 262144 bytes'],
    ['are none', (_, response) => response.end('{"keys":[]}'), 'holds no JWK set of public keys'],
    ['are secret', (_, response) => response.end('{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}'), 'holds no JWK set'],
  ])('are not taken when they %s', async (_, listener, reason) => {
    const one = await makeIssuerKey('one')
    await using provider = await startKeyServer(one)
    const warned: string[] = []
    provider.answer(listener)

    using keys = await open(provider, { timeoutMs: 200, warn: message => warned.push(message) })

    expect((await keys.find(header(one))).kind).toBe('away')
    expect(warned).toEqual([expect.stringContaining(reason)])
  })
})

describe('the keys of a file', () => {
  it('are read again when it changes, without a restart; a broken file changes nothing', async () => {
    await using folder = await makeFolder()
    const file = join(folder.path, 'jwks.json')
    const [one, two] = await Promise.all(['one', 'two'].map(kid => makeIssuerKey(kid)))
    const write = (...keys: readonly IssuerKey[]) =>
      writeFile(file, JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }))
    await write(one!)
    await using gateway = await gatewayWith(file)
    const [oldToken, newToken] = await Promise.all([one!.sign(), two!.sign()])
    const statusOf = async (token: string) => (await askAs(gateway, token)).status
    expect([await statusOf(oldToken), await statusOf(newToken)]).toEqual([200, 401])

    await write(one!, two!)
    await vi.waitFor(async () => expect(await statusOf(newToken)).toBe(200), waiting)
    expect(await statusOf(oldToken)).toBe(200)

    await writeFile(file, 'half a fi')
    await vi.waitFor(() => expect(gateway.logged.join('')).toContain('stay in use'), waiting)
    expect([await statusOf(oldToken), await statusOf(newToken)]).toEqual([200, 200])

    // A token that was believed a moment ago ends with its key.
    await write(two!)
    await vi.waitFor(async () => expect(await statusOf(oldToken)).toBe(401), waiting)
    expect(await statusOf(newToken)).toBe(200)
  })
  const waiting = { timeout: 10_000, interval: 50 }

  it.each([
    [
      '"TOKEN_JWKS" cannot be read',
      '/nowhere/jwks.json',
      'The file "/nowhere/jwks.json" of TOKEN_JWKS cannot be read (ENOENT)',
    ],
  ])('stop the start when %s', async (_, file, sentence) => {
    const library = await startLibrary()

    await expect(startTestGateway(library, { ...production, TOKEN_JWKS: file })).rejects.toThrow(sentence)
    await Promise.all(library.map(subgraph => subgraph[Symbol.asyncDispose]()))
  })
})

describe('TOKEN_JWKS', () => {
  const read = (place: string, env = 'production') =>
    readConfig({ TOKEN_JWKS: place, TOKEN_ISSUER: testIssuer, NODE_ENV: env }).tokenJwks

  it('is a path, an https URL, or an http URL of this machine', () => {
    const places = [
      'keys/jwks.json',
      'https://login.example.org/keys?v=2',
      'http://127.0.0.1:9000/keys',
      'http://[::1]/keys',
    ]

    expect(places.map(place => read(place))).toEqual(places)
    expect(read('http://login.example.org/keys', 'development')).toBe('http://login.example.org/keys')
  })

  it.each([
    'http://login.example.org/keys',
    'https://a:b@login.example.org/keys',
    'ftp://login.example.org/keys',
    'https://',
  ])('is refused in production as "%s", which is not repeated', place => {
    expect(() => read(place)).toThrow(/^TOKEN_JWKS is no address that keys may come from\. Set it to a path, or to an/)
  })
})

describe('a verified token', () => {
  const keySet = { find: async () => null }
  const viewer = { ...anonymous, subject: 'ben' }
  const verified = { viewer, expiresAt: 1000, keySet, heldNow: () => keySet }

  it('is remembered to its end, and five minutes at most', () => {
    let nowMs = 900_000
    const tokens = createVerifiedTokens(10, () => nowMs)
    tokens.remember('short', verified)
    tokens.remember('long', { ...verified, expiresAt: 100_000 })

    nowMs = 999_999
    expect([tokens.find('short'), tokens.find('long')]).toEqual([viewer, viewer])
    nowMs = 1_000_000
    expect([tokens.find('short'), tokens.find('long')]).toEqual([null, viewer])
    nowMs = 1_200_000
    expect(tokens.find('long')).toBeNull()
  })

  it('is forgotten when the keys of its issuer change or cannot be read any more', () => {
    let held: typeof keySet | null = keySet
    const tokens = createVerifiedTokens(10, () => 0)
    tokens.remember('token', { ...verified, heldNow: () => held })

    expect(tokens.find('token')).toBe(viewer)
    held = { find: async () => null }
    expect(tokens.find('token')).toBeNull()
    tokens.remember('token', { ...verified, heldNow: () => held, keySet: held })
    held = null
    expect(tokens.find('token')).toBeNull()
  })

  it('makes room for the next one when there are too many', () => {
    const tokens = createVerifiedTokens(2, () => 0)
    for (const token of ['a', 'b', 'c']) tokens.remember(token, verified)

    expect(['a', 'b', 'c'].map(token => tokens.find(token))).toEqual([null, viewer, viewer])
  })

  it('is read at once the second time, without its key', async () => {
    const key = await makeIssuerKey('one')
    const keys = fixedKeys(readKeySet(JSON.stringify({ keys: [key.jwk] }), 'The test'))
    const trust = { keys, issuer: testIssuer, audience: 'exchange-network' }
    const read = createViewerReader([trust], { verified: createVerifiedTokens(10), onRefusal: () => undefined })
    const header = [`Bearer ${await key.sign()}`]

    expect(read(header)).toBeInstanceOf(Promise)
    await read(header)

    expect(read(header)).toMatchObject({ kind: 'viewer', viewer: { subject: 'ben' } })
    expect(read([`${header[0]}x`])).toBeInstanceOf(Promise)
  })
})

describe('README.md', () => {
  it('lists exactly the reasons for which tokens are refused', async () => {
    const text = await readText(new URL('../access/README.md', import.meta.url))
    const rows = [...text.matchAll(/^\| `([A-Z_]+)` \| ([^|]+) \|$/gm)]

    expect(rows.map(([, reason, meaning]) => [reason, meaning])).toEqual(Object.entries(tokenReasons))
  })
})
