import {
  type CryptoKey,
  decodeJwt,
  decodeProtectedHeader,
  type JWTHeaderParameters,
  type JWTPayload,
  jwtVerify,
} from 'jose'
import type { KeySource } from './key-set.ts'
import type { TokenReason } from './token-reasons.ts'
import type { VerifiedTokens } from './verified-tokens.ts'
import { anonymous, type Viewer } from './viewer.ts'

/** Which tokens are believed. */
export type TokenTrust = {
  readonly keys: KeySource
  readonly issuer: string
  readonly audience: string
}

/** A request's viewer, or the reason for refusing the request; "away" when a token can be neither believed nor refused. */
export type ViewerVerdict =
  | { readonly kind: 'viewer'; readonly viewer: Viewer }
  | { readonly kind: 'refused'; readonly reason: TokenReason; readonly message: string }
  | { readonly kind: 'away'; readonly retryAfterSeconds: number; readonly message: string }

/** Reads the viewer from the values of the authorization header; promises only where a signature is verified. */
export type ReadViewer = (authorization: readonly string[]) => ViewerVerdict | Promise<ViewerVerdict>

/**
 * Creates the reader of viewers. No header is an anonymous viewer; anything else must be one valid bearer token of one
 * of the issuers, or the request is refused: a person whose token is bad must not silently see less.
 */
export const createViewerReader = (
  trusted: readonly TokenTrust[],
  options: {
    verified: VerifiedTokens
    /** Hears of each request that is not answered because of its token. */
    onRefusal: (reason: TokenReason | 'KEYS_AWAY') => void
  },
): ReadViewer => {
  const { verified, onRefusal } = options
  const tell = (verdict: ViewerVerdict): ViewerVerdict => {
    if (verdict.kind === 'refused') onRefusal(verdict.reason)
    if (verdict.kind === 'away') onRefusal('KEYS_AWAY')
    return verdict
  }
  return authorization => {
    if (authorization.length === 0) return unnamed
    const token = readToken(authorization)
    if (typeof token !== 'string') return tell(token)
    const viewer = verified.find(token)
    if (viewer) return { kind: 'viewer', viewer }
    return judge(token, trusted, verified).then(tell)
  }
}

const unnamed: ViewerVerdict = { kind: 'viewer', viewer: anonymous }

type Refusal = Extract<ViewerVerdict, { kind: 'refused' }>

const refused = (reason: TokenReason, message: string): Refusal => ({
  kind: 'refused',
  reason,
  message,
})

const readToken = ([header = '', ...more]: readonly string[]): string | ViewerVerdict => {
  if (more.length > 0) return refused('MALFORMED', 'The request has several authorization headers; send one.')
  const token = /^Bearer +(\S+) *$/i.exec(header)?.[1]
  if (!token) {
    return refused('MALFORMED', 'The authorization header holds no bearer token, expected "Bearer <token>".')
  }
  if (token.length > maxTokenLength) {
    return refused('MALFORMED', `The token is longer than ${maxTokenLength} characters.`)
  }
  // The third part is empty in a token that is not signed; that is said below.
  if (/^[\w-]+\.[\w-]+\.[\w-]*$/.test(token)) return token
  return refused('MALFORMED', 'The bearer token is no JWT, expected three parts with dots between them. Get a new one.')
}

const maxTokenLength = 8192

const judge = async (
  token: string,
  trusted: readonly TokenTrust[],
  verified: VerifiedTokens,
): Promise<ViewerVerdict> => {
  const parts = decode(token)
  if (parts === null) return refused('MALFORMED', 'The bearer token is no JWT that can be read. Get a new one.')
  const flaw = flawOf(parts.header)
  if (flaw) return flaw
  // Not verified yet: it only says whose keys to try, and is compared again with what was signed.
  const trust = trusted.find(({ issuer }) => issuer === parts.payload.iss)
  if (!trust)
    return refused(
      'WRONG_ISSUER',
      'The token is of an issuer that is not trusted here. Get one of the issuer of this graph.',
    )

  const found = await trust.keys.find(parts.header)
  if (found.kind === 'unknown') {
    return refused('UNKNOWN_KEY', 'The token names a key that its issuer does not have. Get a new one.')
  }
  if (found.kind === 'away') {
    const message = 'The token cannot be checked: the keys of its issuer cannot be read. Ask again in a moment.'
    return { kind: 'away', retryAfterSeconds: found.retryAfterSeconds, message }
  }
  const result = await verify(token, found.key, trust)
  if ('kind' in result) return result
  const viewer = viewerOf(result.claims)
  if (viewer === null) return invalidClaim
  verified.remember(token, { viewer, expiresAt: result.claims.exp, keySet: found.in, heldNow: trust.keys.held })
  return { kind: 'viewer', viewer }
}

const decode = (token: string): { header: JWTHeaderParameters; payload: JWTPayload } | null => {
  try {
    const header = decodeProtectedHeader(token)
    return { header: { ...header, alg: String(header.alg) }, payload: decodeJwt(token) }
  } catch {
    return null
  }
}

// Signatures by a private key only: a secret that verifies could also sign. RS256 is what most identity providers use.
const algorithms = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'RS256', 'PS256']

// Only "alg", "typ" and "kid" are read: a key that a token brings along or points to ("jwk", "jku", "x5c", "x5u") would
// let everybody sign.
const flawOf = ({ alg, typ, crit }: JWTHeaderParameters): ViewerVerdict | null => {
  if (!algorithms.includes(alg)) {
    return refused('UNSUPPORTED_ALGORITHM', `The token must be signed by one of ${algorithms.join(', ')}.`)
  }
  const type = typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : typ
  if (type !== undefined && type !== 'jwt' && type !== 'at+jwt') {
    return refused('MALFORMED', 'The token is of another type than "JWT" and "at+jwt". Send an access token.')
  }
  // It demands that the reader understands more than this one does (RFC 7515, 4.1.11).
  if (crit !== undefined) return refused('MALFORMED', 'The token demands an extension of JWT that is not known here.')
  return null
}

type Claims = JWTPayload & { readonly exp: number; readonly sub: string }

const verify = async (
  token: string,
  key: CryptoKey,
  { issuer, audience }: TokenTrust,
): Promise<{ readonly claims: Claims } | Refusal> => {
  try {
    const { payload } = await jwtVerify(token, key, {
      issuer,
      audience,
      algorithms,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: toleranceSeconds,
    })
    return { claims: payload as Claims }
  } catch (cause) {
    return refusalOf(cause as { code?: string; claim?: string; reason?: string })
  }
}

const toleranceSeconds = 30

const refusalOf = ({ code, claim, reason }: { code?: string; claim?: string; reason?: string }): Refusal => {
  if (code === 'ERR_JWT_EXPIRED') return refused('EXPIRED', 'The token has expired; get a new one.')
  if (code === 'ERR_JWT_CLAIM_VALIDATION_FAILED') {
    if (claim === 'aud') return refused('WRONG_AUDIENCE', 'The token is for another audience. Get one for this graph.')
    if (claim === 'nbf' && reason === 'check_failed') {
      return refused('NOT_YET_VALID', 'The time of the token has not begun. Set the clocks, or ask later.')
    }
    return invalidClaim
  }
  if (code === 'ERR_JWS_INVALID' || code === 'ERR_JWT_INVALID') {
    return refused('MALFORMED', 'The bearer token is no JWT that can be read. Get a new one.')
  }
  return refused('BAD_SIGNATURE', 'The signature of the token is not that of the key that it names. Get a new one.')
}

const invalidClaim = refused(
  'INVALID_CLAIM',
  'The token must have "exp" and "sub"; "scope", "organization" and "person" are text where they are there.',
)

const viewerOf = ({ sub, scope = '', organization, person }: Claims): Viewer | null => {
  const isReadable = typeof sub === 'string' && sub !== '' && typeof scope === 'string'
  if (!isReadable || !isClaim(organization) || !isClaim(person)) return null
  return {
    subject: sub,
    scopes: new Set(scope.split(' ').filter(Boolean)),
    organization: organization ?? null,
    person: person ?? null,
  }
}

const isClaim = (claim: unknown): claim is string | undefined =>
  claim === undefined || (typeof claim === 'string' && claim !== '')
