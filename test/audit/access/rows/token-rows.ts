import { join } from 'node:path'
import { openDevelopmentIssuer } from '@exchange-network/gateway/access/development-issuer'
import type { TokenReason } from '@exchange-network/gateway/access/token-reasons'
import { goodClaims, makeIssuerKey } from '@exchange-network/gateway/test/support/key-server'
import { exportSPKI, importJWK, SignJWT, UnsecuredJWT } from 'jose'
import type { HostilePlace } from '../hostile-world.ts'
import type { Check, Row } from '../row.ts'
import { ask, fetchReply, type Reply, sendBytes } from '../send.ts'

const question = '{ book(id: "b1") { title } }'
const answer = { book: { title: 'Ebb' } }

const askWith = (place: HostilePlace, authorization: string): Promise<Reply> => ask(place, question, { authorization })
const now = (): number => Math.floor(Date.now() / 1000)

const refusal = { at: 'provider', status: 401, code: 'UNAUTHENTICATED', data: undefined } as const
const answered = { at: 'provider', status: 200, code: null, data: answer } as const

/** A refusal must say why, and how to come in. */
const saysWhy =
  (reason: TokenReason): Check =>
  replies => {
    for (const reply of replies) {
      const seen = reply.errors[0]?.extensions?.reason
      if (seen !== reason) return `The reason is "${seen}", expected "${reason}".`
      if (!reply.header('www-authenticate')?.startsWith('Bearer realm="Exchange Network", error="invalid_token"')) {
        return `The header "www-authenticate" is "${reply.header('www-authenticate')}".`
      }
    }
    return null
  }

type Make = (place: HostilePlace) => Promise<string> | string

const refused = (name: string, reason: TokenReason, make: Make): Row => ({
  name: `a token ${name}`,
  send: async place => askWith(place, `Bearer ${await make(place)}`),
  ...refusal,
  also: saysWhy(reason),
})

const believed = (name: string, make: Make): Row => ({
  name: `a token ${name}`,
  send: async place => askWith(place, `Bearer ${await make(place)}`),
  ...answered,
})

const secretOfPublicKey = async ({ issuer }: HostilePlace): Promise<Uint8Array> => {
  const key = await importJWK({ ...issuer.jwk, ext: true }, 'EdDSA', { extractable: true })
  return new TextEncoder().encode(await exportSPKI(key as Parameters<typeof exportSPKI>[0]))
}

/** Signs with a key that the issuer never had, under the name of one that it has. */
const bySelf = async (header: object): Promise<string> => {
  const own = await makeIssuerKey('audit', 'EdDSA')
  return own.sign({}, { jwk: own.jwk, ...header })
}

/** Tokens that are not good, and some that are. */
export const tokenRows: readonly Row[] = [
  believed('that is good', ({ issuer }) => issuer.sign()),
  believed('that ended 20 seconds ago', ({ issuer }) => issuer.sign({ exp: now() - 20 })),
  refused('that ended 40 seconds ago', 'EXPIRED', ({ issuer }) => issuer.sign({ exp: now() - 40 })),
  refused('that begins in an hour', 'NOT_YET_VALID', ({ issuer }) => issuer.sign({ nbf: now() + 3600 })),
  refused('that never ends', 'INVALID_CLAIM', ({ issuer }) => issuer.sign({ exp: undefined })),
  refused('without a subject', 'INVALID_CLAIM', ({ issuer }) => issuer.sign({ sub: undefined })),
  refused('for another audience', 'WRONG_AUDIENCE', ({ issuer }) => issuer.sign({ aud: 'elsewhere' })),
  refused('of another issuer', 'WRONG_ISSUER', ({ issuer }) => issuer.sign({ iss: 'https://login.evil.example' })),
  refused('of another type', 'MALFORMED', ({ issuer }) => issuer.sign({}, { typ: 'logout+jwt' })),
  refused('that is an identity for subgraphs', 'MALFORMED', ({ issuer }) =>
    issuer.sign({}, { typ: 'exchange-identity+jwt' }),
  ),
  refused('that nobody signed', 'UNSUPPORTED_ALGORITHM', () => new UnsecuredJWT(goodClaims()).encode()),
  refused('signed with the public key as a secret', 'UNSUPPORTED_ALGORITHM', async place =>
    new SignJWT(goodClaims()).setProtectedHeader({ alg: 'HS256', kid: 'audit' }).sign(await secretOfPublicKey(place)),
  ),
  ...['nobody', '../../etc/passwd', "audit' or '1'='1", '__proto__'].map(kid =>
    refused(`of the key "${kid}"`, 'UNKNOWN_KEY', ({ issuer }) => issuer.sign({}, { kid })),
  ),
  refused('that brings its key in "jwk"', 'BAD_SIGNATURE', () => bySelf({})),
  refused('that names its keys in "jku"', 'BAD_SIGNATURE', place => bySelf({ jku: `${place.url}/keys` })),
  refused('that names its certificate in "x5u"', 'BAD_SIGNATURE', place => bySelf({ x5u: `${place.url}/cert` })),
  refused('that demands an unknown extension', 'MALFORMED', ({ issuer }) =>
    issuer.sign({}, { crit: ['b64'], b64: true }),
  ),
  refused('of 10 KB', 'MALFORMED', ({ issuer }) => issuer.sign({ scope: 'a'.repeat(7500) })),
  refused('of a development issuer, whose key lies beside the gateway', 'WRONG_ISSUER', async ({ folder }) => {
    const issuer = await openDevelopmentIssuer(join(folder, 'development-issuer.json'))
    return issuer.sign({ subject: 'ana', scope: '', lifetimeSeconds: 60 })
  }),
  refused('that was changed', 'BAD_SIGNATURE', async ({ issuer }) => {
    const [head, , signature] = (await issuer.sign()).split('.')
    const [, claims] = new UnsecuredJWT({ ...goodClaims(), scope: 'admin' }).encode().split('.')
    return [head, claims, signature].join('.')
  }),
  ...['Basic YW5hOmFuYQ==', 'Bearer', 'Bearer  ', 'Bearer a b', 'nothing'].map(
    (authorization): Row => ({
      name: `"authorization: ${authorization}"`,
      send: place => askWith(place, authorization),
      ...refusal,
      also: saysWhy('MALFORMED'),
    }),
  ),
  {
    name: 'two tokens at once, of which each is good',
    send: async place => {
      const body = JSON.stringify({ query: question })
      const lines = ['host: gateway', 'content-type: application/json', 'connection: close']
      for (const _ of '12') lines.push(`authorization: Bearer ${await place.issuer.sign()}`)
      return sendBytes(place, [
        `POST /graphql HTTP/1.1\r\n${lines.join('\r\n')}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      ])
    },
    ...refusal,
    also: saysWhy('MALFORMED'),
  },
  {
    name: '1,000 tokens of keys that nobody knows: the keys are fetched once more at most',
    send: async place => {
      const asked = place.provider.asked
      const replies: Reply[] = []
      for (let turn = 0; turn < 50; turn++) {
        const some = Array.from({ length: 20 }, (_, i) => place.issuer.sign({}, { kid: `k${turn}-${i}` }))
        replies.push(...(await Promise.all(some.map(async token => askWith(place, `Bearer ${await token}`)))))
      }
      const fetched = place.provider.asked - asked
      if (fetched > 1) throw new Error(`The keys were fetched ${fetched} times`)
      return replies
    },
    ...refusal,
    also: saysWhy('UNKNOWN_KEY'),
  },
  {
    name: 'a good token after all of these',
    send: async place => askWith(place, `Bearer ${await place.issuer.sign()}`),
    ...answered,
  },
  {
    name: 'a token while the keys of its issuer cannot be read',
    send: async place => askWith(place, `Bearer ${await place.issuer.sign()}`),
    ...{ at: 'provider away', status: 503, code: 'SERVICE_UNAVAILABLE', data: undefined },
    also: ([reply]) =>
      Number(reply?.header('retry-after')) > 0 ? null : `"retry-after" is "${reply?.header('retry-after')}".`,
  },
  {
    name: 'no token while the keys of the issuer cannot be read',
    send: place => ask(place, question),
    ...{ at: 'provider away', status: 200, code: null, data: answer },
  },
  {
    name: '/health/ready while the keys of the issuer cannot be read',
    send: place => fetchReply(new URL('/health/ready', place.url).href, {}),
    ...{ at: 'provider away', status: 200, code: null },
  },
]
