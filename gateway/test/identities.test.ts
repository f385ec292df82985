import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { describe, expect, it, vi } from 'vitest'
import { openDevelopmentIssuer } from '../access/development-issuer.ts'
import { readIdentityKeys } from '../fetching/identity-keys.ts'
import { startLibrary } from './support/library.ts'
import { listen, startSubgraph, stop, type TestSubgraph } from './support/subgraph-server.ts'
import { composeSupergraph, makeFolder, startTestGateway } from './support/test-gateway.ts'

const question = '{ books { title inStock author { name } } }'
const identitiesOf = (library: readonly TestSubgraph[]) =>
  library.flatMap(({ received }) => received.map(({ headers }) => String(headers['exchange-identity'])))

const keyLine = (subgraph: string, number: number, secret = randomBytes(32)) =>
  `gateway.${subgraph}.${number}=${secret.toString('base64url')}`
const waiting = { timeout: 10_000, interval: 50 }

describe('what a client sends beside its question', () => {
  it('reaches no subgraph: neither its token nor what it says of itself', async () => {
    const library = await startLibrary()
    await using gateway = await startTestGateway(library)
    const issuer = await openDevelopmentIssuer(join(gateway.config.dataDir, 'development-issuer.json'))
    const token = await issuer.sign({ subject: 'ana', scope: 'a', lifetimeSeconds: 60 })

    await gateway.ask({
      query: question,
      headers: {
        authorization: `Bearer ${token}`,
        'exchange-identity': 'canary.canary.canary',
        exchange_identity: 'canary',
        'x-user': 'canary',
        x_user: 'canary',
        'x-scopes': 'canary',
        'x-claims': 'canary',
        'x-forwarded-for': '203.0.113.7',
        forwarded: 'for=203.0.113.7',
        cookie: 'session=canary',
        'apollographql-client-name': 'canary',
        'proxy-authorization': 'canary',
      },
    })

    const received = library.flatMap(({ received }) => received.map(({ headers }) => headers))
    const names = new Set(received.flatMap(headers => Object.keys(headers)))
    expect(received.length).toBeGreaterThan(2)
    expect([...names].sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'content-length',
      'content-type',
      'exchange-identity',
      'host',
      'x-request-id',
    ])
    expect(JSON.stringify(received)).not.toMatch(/canary|203\.0\.113\.7/)
    expect(JSON.stringify(received)).not.toContain(token.split('.')[2])
  })

  it('makes nobody somebody: the identity of a request without a token is an anonymous one', async () => {
    const library = await startLibrary()
    await using gateway = await startTestGateway(library)

    await gateway.ask({
      query: question,
      headers: { 'exchange-identity': identitiesOf(library)[0] ?? 'x', 'x-user': 'ana' },
    })

    expect(identitiesOf(library).map(token => decodeJwt(token).sub)).toEqual([undefined, undefined, undefined])
  })
})

describe('an identity', () => {
  it('is sent once: a connection that ends before the answer is no reason to send it again', async () => {
    const tokens: string[] = []
    const server = createServer((request, response) => {
      if (request.method === 'GET') return response.end('{}')
      tokens.push(String(request.headers['exchange-identity']))
      // The first is answered, so that the second finds a connection that looks good.
      if (tokens.length % 2 === 1) response.setHeader('content-type', 'application/json').end('{"data":{"hello":"a"}}')
      else request.socket.destroy()
    })
    const url = `${await listen(server)}/graphql`
    const subgraph = {
      ...{ name: 'greetings', url, sdl: 'type Query { hello: String } type Mutation { greet: String }', received: [] },
      [Symbol.asyncDispose]: () => stop(server),
    }
    await using gateway = await startTestGateway([subgraph])

    const answers = []
    for (const query of ['{ hello }', '{ hello }', '{ hello }', 'mutation { greet }', '{ hello }', '{ hello }']) {
      answers.push((await gateway.ask(query)).data)
    }

    const missing = { hello: null }
    expect(answers).toEqual([{ hello: 'a' }, missing, { hello: 'a' }, { greet: null }, { hello: 'a' }, missing])
    expect(new Set(tokens.map(token => decodeJwt(token).jti)).size).toBe(6)
    expect(tokens).toHaveLength(6)
  })

  it('is another one for each fetch', async () => {
    const library = await startLibrary()
    await using gateway = await startTestGateway(library)

    await Promise.all(Array.from({ length: 20 }, () => gateway.ask(question)))

    const tokens = identitiesOf(library)
    expect(new Set(tokens.map(token => decodeJwt(token).jti)).size).toBe(tokens.length)
  })
})

describe('the keys of a file', () => {
  it('change without a restart and without a failed request; a broken file changes nothing', async () => {
    await using folder = await makeFolder()
    const file = join(folder.path, 'sign-keys')
    const [first, second] = [randomBytes(32), randomBytes(32)]
    await writeFile(file, `# the gateway's keys\n${keyLine('greetings', 1, first)} # since May\n`)
    const sdl = 'type Query { hello: String }'
    const subgraph = await startSubgraph('greetings', sdl, { Query: { hello: () => 'a' } })
    await using gateway = await startTestGateway([subgraph], {
      NODE_ENV: 'production',
      IDENTITY_SIGN_KEYS: `file:${file}`,
    })
    const kidOfNext = async () => {
      expect((await gateway.ask('{ hello }')).data).toEqual({ hello: 'a' })
      return decodeProtectedHeader(String(subgraph.received.at(-1)?.headers['exchange-identity'])).kid
    }
    expect(await kidOfNext()).toBe('gateway.greetings.1')

    await writeFile(file, `${keyLine('greetings', 1, first)}\n${keyLine('greetings', 2, second)},\n\n`)
    await vi.waitFor(async () => expect(await kidOfNext()).toBe('gateway.greetings.2'), waiting)
    await jwtVerify(String(subgraph.received.at(-1)?.headers['exchange-identity']), second)

    await writeFile(file, keyLine('greetings', 3, Buffer.alloc(32)))
    // It may also be read while it is written: what is told of half a file comes before.
    const mistake = 'the secret of \\"gateway.greetings.3\\" is a placeholder'
    await vi.waitFor(() => expect(gateway.logged.join('')).toContain(mistake), waiting)
    expect(await kidOfNext()).toBe('gateway.greetings.2')
    const told = gateway.logged.filter(line => line.includes(mistake))
    expect(told).toEqual([expect.stringContaining('stay in use')])
    expect(gateway.logged.join('')).not.toContain(Buffer.alloc(32).toString('base64url'))

    await writeFile(file, keyLine('others', 1))
    await vi.waitFor(async () => {
      await gateway.ask('{ hello }')
      expect(subgraph.received.at(-1)?.headers['exchange-identity']).toBeUndefined()
    }, waiting)
  })

  it('stop the start when the file is not there', async () => {
    const library = await startLibrary()

    const start = startTestGateway(library, { IDENTITY_SIGN_KEYS: 'file:/nowhere/keys' })

    await expect(start).rejects.toThrow('The file "/nowhere/keys" of IDENTITY_SIGN_KEYS cannot be read (ENOENT).')
    await Promise.all(library.map(subgraph => subgraph[Symbol.asyncDispose]()))
  })

  it('are refused with all mistakes at once, and no secret is repeated', () => {
    const secret = randomBytes(31).toString('base64url')
    const good = keyLine('people', 1)

    expect(() => readIdentityKeys(`people=${secret}, gateway.people.1=${secret}`, 'The file', false)).toThrow(
      new Error(
        'The file, entry 1: the part before "=" is no key id of the gateway, expected gateway.<subgraph>.<number>.\n' +
          'The file, entry 2: the secret of "gateway.people.1" is not base64url of 32 bytes.',
      ),
    )
    expect(() => readIdentityKeys(`${good}\n${good}`, 'The file', false)).toThrow('stands there twice')
    expect(() => readIdentityKeys('# none yet', 'The file', false)).toThrow('The file holds no key')
  })
})

describe('a secret in production', () => {
  it.each([
    ['zeros', Buffer.alloc(32)],
    ['a word over and over', Buffer.from('changeme'.repeat(4))],
    ['half of it twice', Buffer.from('abcdefghijklmnop'.repeat(2))],
    ['bytes that count', Buffer.from(Array.from({ length: 32 }, (_, index) => index))],
    ['a text that says so', Buffer.from('An Example for the handbook, 1.0')],
    ['base64url that says so', Buffer.from('Zq8wXr2mLk5_changeme_vTn9cBy3hGf7jWd4sPa6uE', 'base64url')],
  ])('is no placeholder: %s', (_, secret) => {
    const line = keyLine('people', 1, secret)
    const read = (isProduction: boolean) => readIdentityKeys(line, 'IDENTITY_SIGN_KEYS', isProduction)

    expect(() => read(true)).toThrow(
      /^IDENTITY_SIGN_KEYS, entry 1: the secret of "gateway\.people\.1" is a placeholder, and in production it must be 32/,
    )
    expect(() => read(true)).not.toThrow(line.split('=')[1])
    expect(read(false)('people')?.kid).toBe('gateway.people.1')
  })

  it('is needed where the supergraph has guarded fields, and only there', async () => {
    const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated"])'
    const production = { NODE_ENV: 'production' }
    const start = async (sdl: string, env: Record<string, string> = production) => {
      const subgraph = await startSubgraph('greetings', sdl, { Query: { hello: () => 'a' } })
      try {
        await using gateway = await startTestGateway([subgraph], env)
        return (await gateway.ask('{ hello }')).data
      } catch (cause) {
        await subgraph[Symbol.asyncDispose]()
        return (cause as Error).message
      }
    }
    const [open, guarded] = ['', ' @authenticated'].map(guard => `${link} type Query { hello: String${guard} }`)

    expect(await start(open!)).toEqual({ hello: 'a' })
    expect(await start(guarded!)).toMatch(
      /^IDENTITY_SIGN_KEYS is not set, and in production no key is derived, but the supergraph has guarded fields\. Set it/,
    )
    expect(await start(guarded!, { ...production, IDENTITY_SIGN_KEYS: 'none' })).toEqual({ hello: null })
    expect(await start(guarded!, { ...production, IDENTITY_SIGN_KEYS: keyLine('greetings', 1) })).toEqual({
      hello: null,
    })
  })

  it('is demanded of a new supergraph as well, which is refused without it', async () => {
    const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated"])'
    const subgraph = await startSubgraph('greetings', 'type Query { hello: String }', { Query: { hello: () => 'a' } })
    await using gateway = await startTestGateway([subgraph], { NODE_ENV: 'production' })
    const sdl = `${link} type Query { hello: String more: String @authenticated }`

    await writeFile(gateway.config.supergraph, composeSupergraph([{ ...subgraph, sdl }]))

    await vi.waitFor(() => expect(gateway.logged.join('')).toContain('the changed supergraph is refused'), waiting)
    expect(gateway.logged.join('')).toContain('IDENTITY_SIGN_KEYS is not set')
    expect((await gateway.ask('{ hello }')).data).toEqual({ hello: 'a' })
  })
})
