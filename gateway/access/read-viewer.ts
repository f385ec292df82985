import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import { anonymous, type Viewer } from './viewer.ts'

/** Which tokens are believed. */
export type TokenTrust = {
  readonly keys: JSONWebKeySet
  readonly issuer: string
  readonly audience: string
}

/** A request's viewer, or the reason for refusing the request. */
export type ViewerVerdict =
  | { readonly kind: 'viewer'; readonly viewer: Viewer }
  | { readonly kind: 'refused'; readonly message: string }

/** Reads the viewer from the values of the authorization header; promises only where a signature is verified. */
export type ReadViewer = (authorization: readonly string[]) => ViewerVerdict | Promise<ViewerVerdict>

/**
 * Creates the reader of viewers. No header is an anonymous viewer; anything else must be one valid bearer token of one
 * of the issuers, or the request is refused: a person whose token is bad must not silently see less.
 */
export const createViewerReader = (trusted: readonly TokenTrust[]): ReadViewer => {
  const issuers = trusted.map(trust => ({ ...trust, keySet: createLocalJWKSet(trust.keys) }))
  const verifyEach = async (token: string): Promise<ViewerVerdict> => {
    const verdicts = await Promise.all(issuers.map(trust => verify(token, trust)))
    const viewer = verdicts.find(verdict => typeof verdict !== 'string')
    if (viewer && typeof viewer !== 'string') return { kind: 'viewer', viewer }
    const isExpired = verdicts.includes('expired')
    return refused(
      isExpired
        ? 'The token has expired; get a new one.'
        : 'The token is not valid here: its issuer, audience, signature, lifetime or claims are not what is expected.',
    )
  }
  return authorization => {
    if (authorization.length === 0) return unnamed
    const [header = '', ...more] = authorization
    if (more.length > 0) return refused('The request has several authorization headers; send one.')
    const token = /^Bearer +(\S+) *$/i.exec(header)?.[1]
    if (!token) return refused('The authorization header holds no bearer token, expected "Bearer <token>".')
    if (token.length > maxTokenLength) return refused(`The token is longer than ${maxTokenLength} characters.`)
    if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) {
      return refused('The bearer token is no JWT, expected three parts with dots between them. Get a new one.')
    }
    return verifyEach(token)
  }
}

const maxTokenLength = 8192
const toleranceSeconds = 30

const unnamed: ViewerVerdict = { kind: 'viewer', viewer: anonymous }

const refused = (message: string): ViewerVerdict => ({ kind: 'refused', message })

const verify = async (
  token: string,
  trust: TokenTrust & { keySet: ReturnType<typeof createLocalJWKSet> },
): Promise<Viewer | 'expired' | 'invalid'> => {
  try {
    const { payload } = await jwtVerify(token, trust.keySet, {
      issuer: trust.issuer,
      audience: trust.audience,
      // Signatures by a private key only: a secret that verifies could also sign.
      algorithms: ['EdDSA', 'Ed25519', 'ES256'],
      requiredClaims: ['exp', 'sub'],
      clockTolerance: toleranceSeconds,
    })
    const { sub, scope = '', organization, person } = payload
    const isReadable =
      typeof sub === 'string' && sub !== '' && typeof scope === 'string' && isClaim(organization) && isClaim(person)
    if (!isReadable) return 'invalid'
    return {
      subject: sub,
      scopes: new Set(scope.split(' ').filter(Boolean)),
      organization: organization ?? null,
      person: person ?? null,
    }
  } catch (cause) {
    return (cause as { code?: string }).code === 'ERR_JWT_EXPIRED' ? 'expired' : 'invalid'
  }
}

const isClaim = (claim: unknown): claim is string | undefined =>
  claim === undefined || (typeof claim === 'string' && claim !== '')
