import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { helpText, readConfig } from '../serve/config.ts'

const programs = { name: 'programs', follows: ['organizations'] }
const secret = randomBytes(32)
const key = secret.toString('base64url')

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(readConfig({}, programs, { port: 4001 })).toEqual({
      production: false,
      dataDir: resolve('data'),
      host: '127.0.0.1',
      port: 4001,
      location: { kind: 'sqlite', file: resolve('data/programs.sqlite') },
      siblings: {},
      signKeys: null,
      verifyKeys: null,
      logLevel: 'info',
    })
  })

  it('is read from the environment', () => {
    const env = {
      HOST: '0.0.0.0',
      PORT: '0',
      DATA_DIR: '/srv/exchange',
      DATABASE_URL_PROGRAMS: 'postgres://user:secret@db/programs',
      SUBGRAPH_URL_ORGANIZATIONS: 'http://127.0.0.1:4003/graphql',
      SUBGRAPH_URL_PEOPLE: 'not ours to read',
      IDENTITY_SIGN_KEYS: `programs.organizations.1=${key}`,
      IDENTITY_VERIFY_KEYS: `gateway.programs.1=${key}`,
      LOG_LEVEL: 'debug',
      NODE_ENV: 'production',
    }

    expect(readConfig(env, programs, { port: 4001 })).toEqual({
      production: true,
      dataDir: '/srv/exchange',
      host: '0.0.0.0',
      port: 0,
      location: { kind: 'postgres', url: 'postgres://user:secret@db/programs' },
      siblings: { organizations: 'http://127.0.0.1:4003/graphql' },
      signKeys: [{ id: 'programs.organizations.1', secret }],
      verifyKeys: [{ id: 'gateway.programs.1', secret }],
      logLevel: 'debug',
    })
  })

  it('reports every mistake at once and repeats no secret', () => {
    const env = {
      PORT: '65536',
      DATABASE_URL_PROGRAMS: 'mysql://root:hunter2@db',
      SUBGRAPH_URL_ORGANIZATIONS: 'localhost:4003',
      IDENTITY_VERIFY_KEYS: 'gateway.programs.1=hunter2',
      LOG_LEVEL: 'loud',
    }

    expect(() => readConfig(env, programs)).toThrow(
      new Error(
        [
          'PORT is "65536", but a port is a number from 0 (any free one) to 65535.',
          'DATABASE_URL_PROGRAMS is no PostgreSQL address. Write postgres://user:password@host:5432/database, or unset it.',
          'SUBGRAPH_URL_ORGANIZATIONS is "localhost:4003", but a GraphQL URL such as http://127.0.0.1:4001/graphql is expected.',
          'IDENTITY_VERIFY_KEYS, entry 1: the secret of "gateway.programs.1" is not base64url of 32 bytes.',
          'LOG_LEVEL is "loud", but one of fatal, error, warn, info, debug, trace, silent is expected.',
        ].join('\n'),
      ),
    )
  })

  it('names a file of keys by its path', () => {
    const env = { IDENTITY_SIGN_KEYS: 'file:keys/sign', IDENTITY_VERIFY_KEYS: 'file:/srv/keys', NODE_ENV: 'production' }

    expect(readConfig(env, programs)).toMatchObject({
      signKeys: { file: 'keys/sign' },
      verifyKeys: { file: '/srv/keys' },
    })
  })

  it.each([
    ['zeros', Buffer.alloc(32)],
    ['one byte', Buffer.alloc(32, 'x')],
    ['a word over and over', Buffer.from('changeme'.repeat(4))],
    ['half of it twice', Buffer.from('abcdefghijklmnop'.repeat(2))],
    ['bytes that count', Buffer.from(Array.from({ length: 32 }, (_, index) => index + 200))],
    ['a text that says so', Buffer.from('this is the SECRET of production')],
    [
      'base64url that says so',
      Buffer.from(`${'Zq8wXr2mLk5vTn9cBy3h'}_example_${'Gf7jWd4sPa6u-1e'}`.slice(0, 43), 'base64url'),
    ],
  ])('refuses a placeholder in production: %s', (_case, bytes) => {
    const text = bytes.toString('base64url')
    const env = { IDENTITY_VERIFY_KEYS: `gateway.people.1=${text}`, NODE_ENV: 'production' }
    const people = { name: 'people', follows: [] }
    const start = () => readConfig(env, people)

    expect(start).toThrow(
      /^IDENTITY_VERIFY_KEYS, entry 1: the secret of "gateway\.people\.1" is a placeholder, and in /,
    )
    expect(start).not.toThrow(text)
    expect(readConfig({ ...env, NODE_ENV: 'development' }, people).verifyKeys).toHaveLength(1)
  })

  it('refuses a secret of less than 32 bytes', () => {
    expect(() =>
      readConfig({ IDENTITY_VERIFY_KEYS: `gateway.programs.1=${Buffer.alloc(31, 7).toString('base64url')}` }, programs),
    ).toThrow('IDENTITY_VERIFY_KEYS, entry 1: the secret of "gateway.programs.1" is not base64url of 32 bytes.')
  })

  it('demands keys in production: nothing is derived there', () => {
    expect(() => readConfig({ NODE_ENV: 'production' }, programs)).toThrow(
      new Error(
        'IDENTITY_VERIFY_KEYS is not set, but production needs it: gateway.programs.1=<32 bytes, base64url>.\n' +
          'IDENTITY_SIGN_KEYS is not set, but production needs it: programs.organizations.1=<32 bytes, base64url>.',
      ),
    )
    expect(() => readConfig({ NODE_ENV: 'production' }, { name: 'people', follows: [] })).toThrow(
      new Error('IDENTITY_VERIFY_KEYS is not set, but production needs it: gateway.people.1=<32 bytes, base64url>.'),
    )
  })

  it('is explained variable by variable', () => {
    const help = helpText(programs, { port: 4001, siblings: { organizations: 'http://127.0.0.1:4003/graphql' } })

    expect(help).toContain('  PORT                        port to listen on (4001)\n')
    expect(help).toContain('  DATABASE_URL_PROGRAMS ')
    expect(help).toContain('is followed (http://127.0.0.1:4003/graphql)')
  })
})
