import { createHmac, randomUUID } from 'node:crypto'
import { anonymous, type Viewer } from '../access/viewer.ts'
import { bodyHash, type IdentityClaims, identityType, lifetimeSeconds } from './claims.ts'
import { type IdentityKeys, keyObjectOf } from './keys.ts'

/** What one identity is for. */
export type IdentityPurpose = {
  /** Who signs: "gateway" or the own name of a subgraph. */
  issuer: string
  /** The one subgraph that shall believe it. */
  audience: string
  /** Method and path with query exactly as sent, e.g. "GET /changes?since=0&limit=500". */
  target: string
  /** The body exactly as sent; empty when there is none. */
  body?: string | Uint8Array
  /** On whose behalf; anonymous when absent. */
  viewer?: Viewer
  keys: IdentityKeys
  /** Milliseconds since 1970. */
  now?: () => number
}

/**
 * Signs the value of the header `exchange-identity`: a compact JWS, good for one subgraph, one request and 60 seconds.
 * Throws when there is no key for the pair.
 */
export const signIdentity = (purpose: IdentityPurpose): string => {
  const { issuer, audience, target, body = '', viewer = anonymous, keys, now = Date.now } = purpose
  const key = keys.signing(issuer, audience)
  if (!key) {
    throw new Error(
      `No key of "${issuer}" for "${audience}" is known. Add "${issuer}.${audience}.1=..." to IDENTITY_SIGN_KEYS.`,
    )
  }
  const issuedAt = Math.floor(now() / 1000)
  const claims: IdentityClaims = {
    iss: issuer,
    aud: audience,
    iat: issuedAt,
    exp: issuedAt + lifetimeSeconds,
    jti: randomUUID(),
    target,
    body: bodyHash(body),
    scope: [...viewer.scopes].join(' '),
    ...(viewer.subject !== null && { sub: viewer.subject }),
    ...(viewer.organization !== null && { organization: viewer.organization }),
    ...(viewer.person !== null && { person: viewer.person }),
  }
  const signed = `${encode({ alg: 'HS256', typ: identityType, kid: key.id })}.${encode(claims)}`
  return `${signed}.${createHmac('sha256', keyObjectOf(key)).update(signed).digest('base64url')}`
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')
