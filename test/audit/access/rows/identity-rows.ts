import { createHmac } from 'node:crypto'
import { anonymous, type Viewer } from '@exchange-network/kit/access/viewer'
import { bodyHash, identityHeader, identityType } from '@exchange-network/kit/identity/claims'
import type { IdentityKey } from '@exchange-network/kit/identity/keys'
import { type IdentityPurpose, signIdentity } from '@exchange-network/kit/identity/sign'
import type { HostilePlace } from '../hostile-world.ts'
import type { Row } from '../row.ts'
import { ask, fetchReply, type Reply } from '../send.ts'

const bodyOf = (query: string, variables: object = {}): string => JSON.stringify({ query, variables })
const contacts = bodyOf('{ people { edges { node { name contactPoints { value } } } } }')
const trusted: Viewer = { ...anonymous, subject: 'mallory', scopes: new Set(['contact:read']) }

/** Sends a body straight to the people subgraph. */
const sendDirectly = (place: HostilePlace, body: string, headers: Record<string, string> = {}): Promise<Reply> =>
  fetchReply(place.network.addresses.people, {
    ...{ method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } },
  })

const signed = ({ network: { keys } }: HostilePlace, purpose: Partial<IdentityPurpose> = {}): string =>
  signIdentity({
    ...{ issuer: 'gateway', audience: 'people', target: 'POST /graphql', body: contacts, viewer: trusted },
    ...{ keys, ...purpose },
  })

/** An identity that says what the gateway would say, signed with a key of somebody's choice. */
const forged = ({ id, secret }: IdentityKey, kid = id): string => {
  const issuedAt = Math.floor(Date.now() / 1000)
  const claims = {
    ...{ iss: 'gateway', aud: 'people', iat: issuedAt, exp: issuedAt + 60, jti: `forged-${Math.random()}` },
    ...{ target: 'POST /graphql', body: bodyHash(contacts), sub: 'mallory', scope: 'contact:read' },
  }
  const text = [{ alg: 'HS256', typ: identityType, kid }, claims]
    .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

const refusal = { at: 'network', isInside: true, status: 401, code: 'UNAUTHENTICATED', data: undefined } as const

/** A request to the people subgraph with this identity. */
const refused = (name: string, identity: (place: HostilePlace) => string): Row => ({
  name: `a subgraph, asked directly ${name}`,
  send: place => sendDirectly(place, contacts, { [identityHeader]: identity(place) }),
  ...refusal,
})

/** A request to the people subgraph with no identity of ours. */
const unnamed = (
  name: string,
  body: string,
  headers: (place: HostilePlace) => Promise<object> | object = () => ({}),
) => ({
  name: `a subgraph, asked directly ${name}`,
  send: async (place: HostilePlace) => sendDirectly(place, body, { ...(await headers(place)) }),
  ...refusal,
})

/** A key that somebody might guess. */
const guessed: IdentityKey = { id: 'gateway.people.1', secret: new Uint8Array(32) }

const claimed: Readonly<Record<string, string>> = {
  'x-user': 'admin',
  'x-scopes': 'address:read',
  x_user: 'admin',
  'x-claims': '{"sub":"admin","scope":"address:read"}',
  [identityHeader]: forged(guessed),
  'x-forwarded-for': '127.0.0.1',
  'x-forwarded-user': 'admin',
  'proxy-authorization': 'Bearer admin',
}

/** Forged identities: what a client says of itself, and requests that do not come through the gateway. */
export const identityRows: readonly Row[] = [
  ...Object.entries(claimed).map(
    ([header, value]): Row => ({
      name: `a client's header "${header}", which opens nothing`,
      at: 'guarded',
      send: place => {
        for (const { received } of place.subgraphs) received.length = 0
        return ask(place, '{ user(id: "u1") { name address { city } } }', { [header]: value })
      },
      ...{ status: 200, code: 'UNAUTHORIZED_FIELD_OR_TYPE', data: { user: { name: 'Ana', address: null } } },
      also: (_, { subgraphs }) => {
        const sent = subgraphs.flatMap(({ received }) => received.map(({ headers }) => headers))
        if (header !== identityHeader && sent.some(headers => headers[header] !== undefined)) {
          return 'A subgraph was sent the header.'
        }
        const told = sent.map(headers => claimsOf(headers[identityHeader]))
        const isAnonymous = told.length > 0 && told.every(({ aud, sub, scope }) => aud && !sub && scope === '')
        return isAnonymous ? null : `Subgraphs were told ${JSON.stringify(told)}.`
      },
    }),
  ),
  {
    name: "a client's token, which no subgraph is sent",
    send: async place =>
      ask(place, '{ book(id: "b1") { title inStock author { name } } }', {
        authorization: `Bearer ${await place.token({ sub: 'ana' })}`,
      }),
    ...{ status: 200, code: null },
    also: (_, { subgraphs }) => {
      const told = subgraphs.flatMap(({ name, received }) =>
        received.slice(-1).map(({ headers }) => ({ name, headers, claims: claimsOf(headers[identityHeader]) })),
      )
      if (told.some(({ headers }) => headers.authorization !== undefined)) return 'A subgraph was sent the token.'
      const others = told.filter(({ name, claims }) => claims.aud !== name || claims.sub !== 'ana')
      return told.length > 0 && others.length === 0 ? null : `Subgraphs were told ${JSON.stringify(others)}.`
    },
  },
  {
    name: 'a subgraph, asked directly with a good identity: each refusal below has one reason',
    send: place => sendDirectly(place, contacts, { [identityHeader]: signed(place) }),
    ...{ at: 'network', isInside: true, status: 200, code: null },
  },
  unnamed('without an identity', contacts),
  unnamed(
    'without an identity, for an entity',
    bodyOf('{ _entities(representations: [{ __typename: "Person", id: "p-72nsdt85xm" }]) { __typename } }'),
  ),
  unnamed('without an identity, for its schema', bodyOf('{ _service { sdl } }')),
  unnamed('without an identity, with what other systems believe', contacts, () => ({
    ...{ 'x-user': 'admin', 'x-scopes': 'contact:read', 'x-forwarded-for': '127.0.0.1' },
  })),
  unnamed("with a client's token", contacts, async place => ({
    authorization: `Bearer ${await place.token({ sub: 'ana', scope: 'contact:read' })}`,
  })),
  unnamed("with a client's token as its identity", contacts, async place => ({
    [identityHeader]: await place.token({ sub: 'ana', scope: 'contact:read' }),
  })),
  {
    name: 'the feed of a subgraph, without an identity',
    send: place => fetchReply(new URL('/changes', place.network.addresses.people).href, {}),
    ...refusal,
  },
  {
    name: 'the feed of a subgraph, with an identity of the gateway',
    send: place =>
      fetchReply(new URL('/changes', place.network.addresses.people).href, {
        headers: { [identityHeader]: signed(place, { target: 'GET /changes', body: '' }) },
      }),
    ...refusal,
  },
  refused('with an identity that was for another subgraph', place => signed(place, { audience: 'organizations' })),
  refused('with an identity of another body', place => signed(place, { body: bodyOf('{ _service { sdl } }') })),
  refused('with an identity of another path', place => signed(place, { target: 'GET /changes' })),
  refused('with an identity that is over', place => signed(place, { now: () => Date.now() - 67_000 })),
  refused('with an identity of tomorrow', place => signed(place, { now: () => Date.now() + 86_400_000 })),
  refused('with an identity of a sibling', place => signed(place, { issuer: 'programs' })),
  refused("with a partner's key under the gateway's name", ({ network: { keys } }) =>
    forged(keys.signing('gateway', 'programs')!, 'gateway.people.1'),
  ),
  refused("with a partner's key of the gateway under its own name", ({ network: { keys } }) =>
    forged(keys.signing('gateway', 'programs')!),
  ),
  refused("with a sibling's key for its feed, in the gateway's name", ({ network: { keys } }) =>
    forged(keys.signing('programs', 'people')!),
  ),
  refused('with an identity that a client made', () => forged(guessed)),
  {
    name: 'a subgraph, asked directly with an identity that has served before',
    send: async place => {
      const identity = signed(place)
      const first = await sendDirectly(place, contacts, { [identityHeader]: identity })
      if (first.status !== 200) throw new Error(`The first request was answered ${first.status}`)
      return Promise.all([1, 2, 3].map(() => sendDirectly(place, contacts, { [identityHeader]: identity })))
    },
    ...refusal,
    says: /served before/,
  },
]

const claimsOf = (header: string | string[] | undefined): { aud?: string; sub?: string; scope?: string } =>
  typeof header === 'string' ? JSON.parse(Buffer.from(header.split('.')[1] ?? '', 'base64url').toString()) : {}
