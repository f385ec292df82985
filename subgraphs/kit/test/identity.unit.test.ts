import { createHmac, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompactSign, jwtVerify, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { anonymous } from '../access/viewer.ts'
import { bodyHash, type IdentityClaims } from '../identity/claims.ts'
import { openDevelopmentSecret } from '../identity/development-secret.ts'
import { developmentKeys, type IdentityKeys, keysFromLists, readKeyList } from '../identity/keys.ts'
import { createServedIdentities } from '../identity/served-identities.ts'
import { type IdentityPurpose, signIdentity } from '../identity/sign.ts'
import { verifyBody, verifyIdentity } from '../identity/verify.ts'
import { viewerWith } from '../testing/test-subgraph.ts'

const keys = developmentKeys(randomBytes(32))
const body = '{"query":"{ people { totalCount } }"}'
const now = () => Date.parse('2026-11-21T20:00:00Z')
const second = 1000

const purpose: IdentityPurpose = { issuer: 'gateway', audience: 'people', target: 'POST /graphql', body, keys, now }
const expected = {
  audience: 'people',
  target: 'POST /graphql',
  accepts: (issuer: string) => issuer === 'gateway',
  keys,
  now,
}
const gatewayKey = keys.signing('gateway', 'people')!

const claims: IdentityClaims = {
  iss: 'gateway',
  aud: 'people',
  iat: now() / second,
  exp: now() / second + 60,
  jti: 'a-random-one',
  target: 'POST /graphql',
  body: bodyHash(body),
  scope: '',
}
const header = { alg: 'HS256', typ: 'exchange-identity+jwt', kid: 'gateway.people.1' }

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
const forge = (head: object, payload: object, secret: Uint8Array = gatewayKey.secret): string => {
  const signed = `${encode(head)}.${encode(payload)}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

describe('an identity', () => {
  it('carries the viewer to the subgraph', () => {
    const viewer = viewerWith({
      subject: 'tim',
      scopes: ['contact:read', 'person:read'],
      organization: 'scoe',
      person: 'p-7f3k2q9xv4',
    })

    const verified = verifyIdentity(signIdentity({ ...purpose, viewer }), expected)

    expect(verified).toEqual({
      id: expect.stringMatching(/^gateway [0-9a-f-]{36}$/),
      issuer: 'gateway',
      viewer,
      body: bodyHash(body),
    })
    expect(() => verifyBody(verified, body)).not.toThrow()
  })

  it('carries an anonymous viewer as well', () => {
    expect(verifyIdentity(signIdentity(purpose), expected).viewer).toEqual(anonymous)
  })

  it('is a standard JWT that jose verifies', async () => {
    const viewer = viewerWith({ subject: 'tim', scopes: ['contact:read'], organization: 'scoe' })

    const { payload, protectedHeader } = await jwtVerify(signIdentity({ ...purpose, viewer }), gatewayKey.secret, {
      issuer: 'gateway',
      audience: 'people',
      typ: 'exchange-identity+jwt',
      algorithms: ['HS256'],
      currentDate: new Date(now()),
    })

    expect(protectedHeader).toEqual(header)
    expect(payload).toEqual({
      ...claims,
      jti: expect.any(String),
      sub: 'tim',
      scope: 'contact:read',
      organization: 'scoe',
    })
  })

  it('is believed when jose signed it', async () => {
    const token = await new SignJWT({ ...claims, sub: 'tim', scope: 'a b' })
      .setProtectedHeader(header)
      .sign(gatewayKey.secret)

    expect(verifyIdentity(token, expected).viewer.scopes).toEqual(new Set(['a', 'b']))
  })

  it('gives a caller without a subject nothing, whatever else it claims', () => {
    const token = forge(header, { ...claims, scope: 'contact:read', organization: 'scoe' })

    expect(verifyIdentity(token, expected).viewer).toEqual(anonymous)
  })

  it('is good for five seconds of difference between two clocks, and not for six', () => {
    const token = signIdentity(purpose)

    expect(verifyIdentity(token, { ...expected, now: () => now() + 65 * second }).issuer).toBe('gateway')
    expect(verifyIdentity(token, { ...expected, now: () => now() - 5 * second }).issuer).toBe('gateway')
    expect(() => verifyIdentity(token, { ...expected, now: () => now() + 66 * second })).toThrow('has expired')
    expect(() => verifyIdentity(token, { ...expected, now: () => now() - 6 * second })).toThrow('is from the future')
  })
})

describe('an identity is refused as UNAUTHENTICATED', () => {
  const siblingKey = keys.signing('organizations', 'people')!
  const unsigned = `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`
  const [head, payload, signature] = signIdentity(purpose).split('.')
  const longer = { ...claims, sub: 'tim', exp: claims.exp + 1 }

  it.each([
    ['when it is missing', undefined, 'is missing'],
    ['when it is empty', '', 'is missing'],
    ['when it is garbage', 'garbage', 'is malformed'],
    ['when it is garbage in three parts', 'a.b.c', 'is malformed'],
    ['when it has a fourth part', `${signIdentity(purpose)}.x`, 'is malformed'],
    ['when it is not signed ("alg": "none")', unsigned, 'is malformed'],
    ['when it names another algorithm', forge({ ...header, alg: 'HS512' }, claims), 'is malformed'],
    ['when it is another kind of token', forge({ ...header, typ: 'at+jwt' }, claims), 'is malformed'],
    ['when it demands to be understood ("crit")', forge({ ...header, crit: ['b64'] }, claims), 'is malformed'],
    ['when it names no key', forge({ alg: header.alg, typ: header.typ }, claims), 'is for another subgraph'],
    ['when its key is unknown', forge({ ...header, kid: 'gateway.people.2' }, claims), 'is signed with an unknown key'],
    ['when it was signed with another key', forge(header, claims, randomBytes(32)), 'has a wrong signature'],
    ['when its signature is cut', `${head}.${payload}.${signature?.slice(0, -1)}`, 'has a wrong signature'],
    ['when its signature is missing', `${head}.${payload}.`, 'has a wrong signature'],
    [
      'when its claims were changed',
      `${head}.${encode({ ...claims, sub: 'x' })}.${signature}`,
      'has a wrong signature',
    ],
    ['when it is for a sibling', signIdentity({ ...purpose, audience: 'programs' }), 'is for another subgraph'],
    ['when its audience is not that of its key', forge(header, { ...claims, aud: 'programs' }), 'names another issuer'],
    ['when its issuer is not that of its key', forge(header, { ...claims, iss: 'people' }), 'names another issuer'],
    ["when it is a sibling's", signIdentity({ ...purpose, issuer: 'organizations' }), 'is of an issuer that may not'],
    [
      "when a sibling's key is used as the gateway's",
      forge(header, claims, siblingKey.secret),
      'has a wrong signature',
    ],
    [
      'when a sibling calls itself the gateway',
      forge({ ...header, kid: siblingKey.id }, claims, siblingKey.secret),
      'is of an issuer that may not',
    ],
    ['when it is for another path', signIdentity({ ...purpose, target: 'GET /changes' }), 'is for another request'],
    ['when it lives longer than a minute', forge(header, longer), 'lives longer than 60 seconds'],
    ['when it lacks a claim', forge(header, { ...claims, jti: undefined }), 'lacks a claim'],
    ['when its number is empty', forge(header, { ...claims, jti: '' }), 'lacks a claim'],
    ['when its number is longer than 64', forge(header, { ...claims, jti: 'a'.repeat(65) }), 'lacks a claim'],
    ['when a time is no number', forge(header, { ...claims, exp: 'tomorrow' }), 'lacks a claim'],
    ['when its subject is empty', forge(header, { ...claims, sub: '' }), 'lacks a claim'],
    ['when its claims are a list', forge(header, [claims]), 'lacks a claim'],
  ])('%s', (_case, token, reason) => {
    const verify = () => verifyIdentity(token, expected)

    expect(verify).toThrow(`The identity of this request ${reason}`)
    expect(verify).toThrow(expect.objectContaining({ extensions: { code: 'UNAUTHENTICATED' } }))
  })

  it('when the body is another one', () => {
    const verified = verifyIdentity(signIdentity(purpose), expected)

    expect(() => verifyBody(verified, body.replace('people', 'person'))).toThrow('is for another body')
    expect(() => verifyBody(verified, '')).toThrow('is for another body')
  })

  it('when it is a JWS of jose with another algorithm', async () => {
    const token = await new CompactSign(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ ...header, alg: 'HS384' })
      .sign(randomBytes(48))

    expect(() => verifyIdentity(token, expected)).toThrow('is malformed')
  })
})

describe('identity keys', () => {
  const list = (...ids: string[]) => ids.map(id => `${id}=${randomBytes(32).toString('base64url')}`).join(',')

  it('sign with the highest number and are all believed, so that a key can be changed without a pause', () => {
    const listed = readKeyList(
      'IDENTITY_SIGN_KEYS',
      list('gateway.people.9', 'gateway.people.10', 'gateway.programs.1'),
    )
    const rotated: IdentityKeys = keysFromLists({ sign: listed, verify: listed })

    expect(rotated.signing('gateway', 'people')?.id).toBe('gateway.people.10')
    expect(rotated.verifying('gateway.people.9')?.id).toBe('gateway.people.9')
    expect(rotated.verifying('gateway.people.11')).toBeNull()
    expect(() => signIdentity({ ...purpose, audience: 'organizations', keys: rotated })).toThrow(
      'No key of "gateway" for "organizations" is known. Add "gateway.organizations.1=..." to IDENTITY_SIGN_KEYS.',
    )
  })

  it('are read with all mistakes at once, and no secret is repeated', () => {
    const secret = randomBytes(31).toString('base64url')

    expect(() => readKeyList('IDENTITY_VERIFY_KEYS', `people=${secret}, gateway.people.1=${secret}`)).toThrow(
      new Error(
        'IDENTITY_VERIFY_KEYS, entry 1: the part before "=" is no key id, expected <issuer>.<audience>.<number>.\n' +
          'IDENTITY_VERIFY_KEYS, entry 2: the secret of "gateway.people.1" is not base64url of 32 bytes.',
      ),
    )
    const twice = list('gateway.people.1')
    expect(() => readKeyList('IDENTITY_VERIFY_KEYS', `${twice},${twice}`)).toThrow('stands there twice')
  })

  it('are derived in development as both sides agreed', () => {
    const derived = developmentKeys(Buffer.alloc(32, 7))

    expect(Buffer.from(derived.signing('gateway', 'people')!.secret).toString('hex')).toBe(
      // hkdf-sha256(ikm = 32 times 07, salt = "", info = "exchange-network identity gateway.people.1", 32)
      '655f55b8fbe6b7fd83d31a6ca88431586adade2c4d0dfd06e894402f7c7c1397',
    )
    expect(derived.verifying('gateway.people.2')).toBeNull()
    expect(derived.verifying('nonsense')).toBeNull()
  })
})

describe('the development secret', () => {
  const folder = () => mkdtemp(join(tmpdir(), 'exchange-network-secret-'))

  it('is made once, by whoever comes first, for its owner only', async () => {
    const dataDir = await folder()

    const secrets = await Promise.all([1, 2, 3, 4].map(() => openDevelopmentSecret(dataDir)))

    const file = join(dataDir, 'development-secret')
    expect(new Set(secrets.map(secret => Buffer.from(secret).toString('base64url')))).toEqual(
      new Set([(await readFile(file, 'utf8')).trim()]),
    )
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    await rm(dataDir, { recursive: true })
  })

  it('says what to do when the file holds something else', async () => {
    const dataDir = await folder()
    await writeFile(join(dataDir, 'development-secret'), 'changeme')

    await expect(openDevelopmentSecret(dataDir)).rejects.toThrow(
      `"${join(dataDir, 'development-secret')}" holds 8 characters, but 43 of base64url are expected. Delete it, and start all programs again.`,
    )
    await rm(dataDir, { recursive: true })
  })
})

describe('the memory of served identities', () => {
  const memory = (maxEntries: number) => {
    const said: string[] = []
    const clock = { nowMs: 0 }
    const served = createServedIdentities({ maxEntries, now: () => clock.nowMs, warn: message => said.push(message) })
    return { served, clock, said }
  }

  it('holds each for the whole time in which it could come again', () => {
    const { served, clock } = memory(10)
    const stillKnown = (id: string, firstAt: number) => {
      clock.nowMs = firstAt
      const first = served.serve(id)
      clock.nowMs = firstAt + 70 * second - 1
      return [first, served.serve(id)]
    }

    expect(stillKnown('early', 0)).toEqual([true, false])
    expect(stillKnown('late', 69 * second)).toEqual([true, false])
    expect(stillKnown('much later', 500 * second)).toEqual([true, false])
  })

  it('forgets what has expired', () => {
    const { served, clock } = memory(10)

    served.serve('a')
    clock.nowMs = 140 * second

    expect(served.serve('a')).toBe(true)
  })

  it('has an end, which it tells once in its time', () => {
    const { served, clock, said } = memory(2)
    const answers = ['a', 'b', 'c', 'c', 'd', 'a', 'b'].map(id => served.serve(id))

    expect(answers).toEqual([true, true, true, true, true, false, false])
    expect(said).toEqual([
      'More than 2 identities came within 70 seconds, so further ones are not remembered and a query could be repeated. Share the load among several processes.',
    ])
    clock.nowMs = 70 * second
    for (const id of ['e', 'f', 'g']) served.serve(id)
    expect(said).toHaveLength(2)
  })
})
