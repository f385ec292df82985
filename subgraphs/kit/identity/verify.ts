import { createHmac, timingSafeEqual } from 'node:crypto'
import type { GraphQLError } from 'graphql'
import { anonymous, type Viewer } from '../access/viewer.ts'
import { problem } from '../errors/problem.ts'
import { bodyHash, type IdentityClaims, identityType, leewaySeconds, lifetimeSeconds } from './claims.ts'
import { type IdentityKeys, keyObjectOf, readKeyId } from './keys.ts'

/** What a request must have been signed for. */
export type IdentityExpectation = {
  /** The own name of this subgraph. */
  audience: string
  /** Method and path with query exactly as received. */
  target: string
  /** Whose identities this path takes. */
  accepts: (issuer: string) => boolean
  keys: IdentityKeys
  /** Milliseconds since 1970. */
  now?: () => number
}

/**
 * An identity whose signature, audience, target and time hold. Its body still has to be compared (`verifyBody`), and
 * whether it has served before: `id` is its own among those of all issuers.
 */
export type VerifiedIdentity = {
  readonly id: string
  readonly issuer: string
  readonly viewer: Viewer
  readonly body: string
}

/**
 * Verifies the value of the header `exchange-identity` before the body is read.
 * Throws UNAUTHENTICATED with a sentence that says what is wrong; nothing of the token is repeated.
 */
export const verifyIdentity = (token: string | undefined, expected: IdentityExpectation): VerifiedIdentity => {
  if (!token) throw refusal('is missing', 'Subgraphs answer the gateway and their siblings only: ask the gateway.')
  const claims = readSignedClaims(token, expected)
  const now = Math.floor((expected.now ?? Date.now)() / 1000)
  if (claims.iat > now + leewaySeconds) throw refusal('is from the future', 'Set the clocks of both machines.')
  if (claims.exp < now - leewaySeconds) throw refusal('has expired', 'Sign each request anew, and set the clocks.')
  if (claims.exp - claims.iat > lifetimeSeconds) {
    throw refusal(`lives longer than ${lifetimeSeconds} seconds`, 'Sign each request anew.')
  }
  if (claims.target !== expected.target) throw refusal('is for another request', 'Sign the method and path as sent.')
  return { id: `${claims.iss} ${claims.jti}`, issuer: claims.iss, viewer: viewerOf(claims), body: claims.body }
}

/** Compares the bytes of the body with those that were signed. Throws UNAUTHENTICATED. */
export const verifyBody = (identity: VerifiedIdentity, body: string | Uint8Array): void =>
  verifyBodyHash(identity, bodyHash(body))

/** The same for a body that was hashed on its way to disk: its SHA-256 in base64url. */
export const verifyBodyHash = (identity: VerifiedIdentity, sha256: string): void => {
  if (!isSame(sha256, identity.body)) throw refusal('is for another body', 'Sign the bytes of the body as sent.')
}

const readSignedClaims = (token: string, { audience, accepts, keys }: IdentityExpectation): IdentityClaims => {
  const [head = '', payload = '', signature = '', ...rest] = token.split('.')
  const header = decode(head)
  // "crit" demands that the reader understands more than this one does (RFC 7515, 4.1.11).
  if (rest.length > 0 || !header || header.alg !== 'HS256' || header.typ !== identityType || 'crit' in header) {
    throw refusal('is malformed', `A compact JWS of type "${identityType}" with HS256 is expected.`)
  }
  const keyId = typeof header.kid === 'string' ? readKeyId(header.kid) : null
  if (keyId?.audience !== audience) throw refusal('is for another subgraph', `Sign with a key for "${audience}".`)
  if (!accepts(keyId.issuer)) throw refusal('is of an issuer that may not ask this', 'Ask the gateway.')
  const key = keys.verifying(header.kid as string)
  if (!key) throw refusal('is signed with an unknown key', 'Add the key to IDENTITY_VERIFY_KEYS of the subgraph.')
  const proper = createHmac('sha256', keyObjectOf(key)).update(`${head}.${payload}`).digest('base64url')
  if (!isSame(proper, signature)) throw refusal('has a wrong signature', 'Use the same key on both sides.')
  const claims = decode(payload)
  if (!isClaims(claims)) throw refusal('lacks a claim', 'Send iss, aud, iat, exp, jti, target, body and scope.')
  // The key binds issuer and audience: without this a sibling could name itself "gateway".
  if (claims.iss !== keyId.issuer || claims.aud !== audience) {
    throw refusal('names another issuer or audience than its key', 'Use the key of this pair.')
  }
  return claims
}

/** Makes the error of a request whose identity comes again. */
export const servedBefore = (): GraphQLError => refusal('has served before', 'Sign each request anew.')

const refusal = (what: string, advice: string): GraphQLError =>
  problem('UNAUTHENTICATED', `The identity of this request ${what}. ${advice}`)

const decode = (part: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const isClaims = (claims: Record<string, unknown> | null): claims is IdentityClaims =>
  claims !== null &&
  ['iss', 'aud', 'jti', 'target', 'body', 'scope'].every(name => typeof claims[name] === 'string') &&
  isId(claims.jti as string) &&
  ['iat', 'exp'].every(name => Number.isSafeInteger(claims[name])) &&
  ['sub', 'organization', 'person'].every(name => claims[name] === undefined || isFilledText(claims[name]))

// It is remembered, so its length is limited.
const isId = (id: string): boolean => id !== '' && id.length <= 64

const isFilledText = (value: unknown): boolean => typeof value === 'string' && value !== ''

const viewerOf = ({ sub, scope, organization, person }: IdentityClaims): Viewer => {
  // Without a subject nobody has signed in, whatever else is claimed.
  if (sub === undefined) return anonymous
  const scopes = new Set(scope.split(' ').filter(Boolean))
  return { subject: sub, scopes, organization: organization ?? null, person: person ?? null }
}
