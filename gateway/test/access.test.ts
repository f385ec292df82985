import { execFile } from 'node:child_process'
import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultAudience, developmentIssuerName, openDevelopmentIssuer } from '../access/development-issuer.ts'
import { startLibrary } from './support/library.ts'
import type { TestSubgraph } from './support/subgraph-server.ts'
import { makeFolder, startTestGateway, type TestGateway } from './support/test-gateway.ts'

let subgraphs: TestSubgraph[]
let gateway: TestGateway

beforeAll(async () => {
  subgraphs = await startLibrary()
  gateway = await startTestGateway(subgraphs)
})
afterAll(() => gateway[Symbol.asyncDispose]())

const ana = {
  subject: 'ana',
  scope: 'contact:read person:read',
  organization: 'scoe',
  person: 'p-1',
  lifetimeSeconds: 60,
}
const issuerFile = () => join(gateway.config.dataDir, 'development-issuer.json')
const identityAt = (name: string) => subgraphs.find(subgraph => subgraph.name === name)!.received.at(-1)!
const askAs = (authorization: string) => gateway.ask({ query: '{ books { inStock } }', headers: { authorization } })

const developmentKey = async (kid: string): Promise<Uint8Array> => {
  const secret = Buffer.from(await readFile(join(gateway.config.dataDir, 'development-secret'), 'utf8'), 'base64url')
  return new Uint8Array(hkdfSync('sha256', secret, '', `exchange-network identity ${kid}`, 32))
}

describe('the identity that a subgraph receives', () => {
  it('is a JWT for this subgraph, target and body, and says who asks', async () => {
    const issuer = await openDevelopmentIssuer(issuerFile())

    await askAs(`Bearer ${await issuer.sign(ana)}`)

    const { headers, target, text } = identityAt('stock')
    const { payload, protectedHeader } = await jwtVerify(
      String(headers['exchange-identity']),
      await developmentKey('gateway.stock.1'),
      { issuer: 'gateway', audience: 'stock', typ: 'exchange-identity+jwt', algorithms: ['HS256'] },
    )
    expect(protectedHeader.kid).toBe('gateway.stock.1')
    expect(payload).toEqual({
      iss: 'gateway',
      aud: 'stock',
      iat: expect.any(Number),
      exp: payload.iat! + 60,
      jti: expect.any(String),
      target,
      body: createHash('sha256').update(text).digest('base64url'),
      sub: 'ana',
      scope: 'contact:read person:read',
      organization: 'scoe',
      person: 'p-1',
    })
    expect(target).toBe('POST /graphql')
  })

  it('is there for an anonymous viewer too, without a subject', async () => {
    await gateway.ask('{ shelf { newest { isbn } } }')

    const { headers } = identityAt('stock')
    const { payload } = await jwtVerify(String(headers['exchange-identity']), await developmentKey('gateway.stock.1'))
    expect(payload.sub).toBeUndefined()
    expect(payload.scope).toBe('')
  })

  it('comes with the request id and never with the token of the client', async () => {
    const issuer = await openDevelopmentIssuer(issuerFile())
    const token = await issuer.sign(ana)

    const { headers } = await askAs(`Bearer ${token}`)

    const received = identityAt('catalogue').headers
    expect(received['x-request-id']).toBe(headers.get('x-request-id'))
    expect(JSON.stringify(received)).not.toContain(token)
  })

  it('is signed by the highest key that the configuration has for the subgraph, and by none without a key', async () => {
    const [first, second] = [randomBytes(32), randomBytes(32)]
    const library = await startLibrary()
    await using gateway = await startTestGateway(library, {
      NODE_ENV: 'production',
      IDENTITY_SIGN_KEYS: `gateway.catalogue.2=${second.toString('base64url')},gateway.catalogue.1=${first.toString('base64url')}`,
    })

    await gateway.ask('{ books { inStock } }')

    const [catalogue, , stock] = library
    const [head, claims, signature] = String(catalogue?.received[0]?.headers['exchange-identity']).split('.')
    expect(JSON.parse(Buffer.from(head!, 'base64url').toString())).toMatchObject({ kid: 'gateway.catalogue.2' })
    expect(signature).toBe(createHmac('sha256', second).update(`${head}.${claims}`).digest('base64url'))
    expect(stock?.received[0]?.headers['exchange-identity']).toBeUndefined()
  })
})

describe('a token', () => {
  it('is refused with 401 when it is bad, and nobody becomes anonymous by it', async () => {
    const { privateKey } = await generateKeyPair('EdDSA')
    const claims = { scope: 'contact:read' }
    const foreign = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', kid: 'development' })
      .setIssuer(developmentIssuerName)
      .setAudience(defaultAudience)
      .setSubject('ana')
      .setExpirationTime('1h')
      .sign(privateKey)
    const before = identityAt('catalogue')

    const { status, errors, headers } = await askAs(`Bearer ${foreign}`)

    expect(status).toBe(401)
    expect(errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED', reason: 'BAD_SIGNATURE' })
    expect(headers.get('www-authenticate')).toMatch(/^Bearer realm="Exchange Network", error="invalid_token", error_/)
    expect(identityAt('catalogue')).toBe(before)
  })

  it.each<[string, (sign: SignJWT) => SignJWT]>([
    ['another issuer', jwt => jwt.setIssuer('somebody')],
    ['another audience', jwt => jwt.setAudience('elsewhere')],
    ['no subject', jwt => jwt.setSubject('')],
    ['a lifetime that is over', jwt => jwt.setExpirationTime('-1h')],
    ['a lifetime that has not begun', jwt => jwt.setNotBefore('1h')],
  ])('with %s is refused', async (_, change) => {
    const jwk = JSON.parse(await readFile(issuerFile(), 'utf8'))
    const { importJWK } = await import('jose')
    const jwt = new SignJWT({ scope: '' })
      .setProtectedHeader({ alg: 'EdDSA', kid: jwk.kid })
      .setIssuer(developmentIssuerName)
      .setAudience(defaultAudience)
      .setSubject('ana')
      .setExpirationTime('1h')
    const token = await change(jwt).sign(await importJWK(jwk, 'EdDSA'))

    expect((await askAs(`Bearer ${token}`)).status).toBe(401)
  })

  it('without an end, by no algorithm or by a shared secret is refused', async () => {
    const jwk = JSON.parse(await readFile(issuerFile(), 'utf8'))
    const { importJWK, UnsecuredJWT } = await import('jose')
    const endless = await new SignJWT({ scope: '' })
      .setProtectedHeader({ alg: 'EdDSA', kid: jwk.kid })
      .setIssuer(developmentIssuerName)
      .setAudience(defaultAudience)
      .setSubject('ana')
      .sign(await importJWK(jwk, 'EdDSA'))
    const unsigned = new UnsecuredJWT({ scope: '' }).setIssuer(developmentIssuerName).setAudience(defaultAudience)
    const symmetric = await new SignJWT({ scope: '' })
      .setProtectedHeader({ alg: 'HS256', kid: jwk.kid })
      .setIssuer(developmentIssuerName)
      .setAudience(defaultAudience)
      .setSubject('ana')
      .setExpirationTime('1h')
      .sign(Buffer.from(jwk.x, 'base64url'))

    const statuses = await Promise.all(
      [endless, unsigned.setSubject('ana').setExpirationTime('1h').encode(), symmetric].map(token =>
        askAs(`Bearer ${token}`),
      ),
    )

    expect(statuses.map(({ status }) => status)).toEqual([401, 401, 401])
  })

  it.each(['Basic YTpi', 'Bearer', 'Bearer x', 'Bearer a.b.c d', `Bearer ${'a'.repeat(9000)}.b.c`])(
    'header "%.12s" is refused',
    async authorization => {
      expect((await askAs(authorization)).status).toBe(401)
    },
  )

  it.each([
    ['Basic YTpi', 'The authorization header holds no bearer token, expected "Bearer <token>".'],
    ['Bearer garbage', 'The bearer token is no JWT, expected three parts with dots between them. Get a new one.'],
  ])('header "%s" is refused for what it is', async (authorization, message) => {
    expect((await askAs(authorization)).errors?.[0]?.message).toBe(message)
  })

  it('of a configured issuer by ES256 is believed', async () => {
    await using folder = await makeFolder()
    const { publicKey, privateKey } = await generateKeyPair('ES256')
    const file = join(folder.path, 'jwks.json')
    await writeFile(file, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }] }))
    const library = await startLibrary()
    await using gateway = await startTestGateway(library, {
      TOKEN_JWKS: file,
      TOKEN_ISSUER: 'https://login.example.org',
      NODE_ENV: 'production',
      IDENTITY_SIGN_KEYS: 'none',
    })
    const token = await new SignJWT({ scope: 'a' })
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .setIssuer('https://login.example.org')
      .setAudience('exchange-network')
      .setSubject('ben')
      .setExpirationTime('1h')
      .sign(privateKey)

    const { status } = await gateway.ask({ query: '{ __typename }', headers: { authorization: `Bearer ${token}` } })

    expect(status).toBe(200)
  })

  it('of development is refused in production', async () => {
    const issuer = await openDevelopmentIssuer(issuerFile())
    await using production = await startTestGateway(await startLibrary(), {
      NODE_ENV: 'production',
      IDENTITY_SIGN_KEYS: 'none',
      DATA_DIR: gateway.config.dataDir,
    })

    const authorization = `Bearer ${await issuer.sign(ana)}`
    const { status } = await production.ask({ query: '{ __typename }', headers: { authorization } })

    expect(status).toBe(401)
  })
})

describe('the keys of development', () => {
  it('are readable by their owner alone', async () => {
    const files = ['development-secret', 'development-issuer.json'].map(name => join(gateway.config.dataDir, name))

    const modes = await Promise.all(files.map(async file => (await stat(file)).mode & 0o777))

    expect(modes).toEqual([0o600, 0o600])
  })

  it('are made once by many that start together', async () => {
    await using folder = await makeFolder()
    const file = join(folder.path, 'development-issuer.json')

    const issuers = await Promise.all(Array.from({ length: 10 }, () => openDevelopmentIssuer(file)))

    expect(new Set(issuers.map(({ publicKey }) => publicKey.x)).size).toBe(1)
  })
})

describe('npm run token', () => {
  const command = fileURLToPath(new URL('../access/token-command.ts', import.meta.url))
  const run = (args: readonly string[], env: Record<string, string> = {}) =>
    promisify(execFile)(process.execPath, [command, ...args], {
      env: { PATH: process.env.PATH, DATA_DIR: gateway.config.dataDir, ...env },
    }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }) => ({ code: code as number, stdout: stdout as string, stderr: stderr as string }),
    )

  it('prints a token that the gateway believes, and nothing else', async () => {
    const { code, stdout } = await run([
      '--subject',
      'ana',
      '--scope',
      'contact:read person:read',
      '--organization',
      'scoe',
    ])

    expect(code).toBe(0)
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
    expect((await askAs(`Bearer ${stdout.trim()}`)).status).toBe(200)
  })

  it('explains itself', async () => {
    expect((await run(['--help'])).stdout).toContain('--scope')
  })

  it.each<[readonly string[], string]>([
    [[], '--subject is missing, expected a name such as "ana". "--help" lists what there is.\n'],
    [
      ['--subject', 'ana', '--expires', 'soon'],
      '--expires is "soon", expected a time up to 30d such as 30m, 8h or 7d.\n',
    ],
    [['--subject', 'ana', '--person', ''], '--person is empty, expected an id.\n'],
  ])('refuses %j with a sentence', async (args, sentence) => {
    expect(await run(args)).toEqual({ code: 2, stdout: '', stderr: sentence })
  })

  it('refuses an unknown argument', async () => {
    const { code, stderr } = await run(['--colour', 'red'])

    expect(code).toBe(2)
    expect(stderr).toContain("Unknown option '--colour'")
  })

  it('refuses in production', async () => {
    const { code, stdout, stderr } = await run(['--subject', 'ana'], { NODE_ENV: 'production' })

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('NODE_ENV is "production"')
  })
})
