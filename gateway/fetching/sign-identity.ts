import { createHmac, hash, randomUUID } from 'node:crypto'
import { type IdentityKey, type IdentityKeys, issuer } from './identity-keys.ts'

/** On whose behalf a subgraph is asked; no subject means an anonymous viewer. */
export type IdentityViewer = {
  readonly subject: string | null
  readonly scopes: ReadonlySet<string>
  readonly organization: string | null
  readonly person: string | null
}

/** Name of the HTTP header that carries an identity. */
export const identityHeader = 'exchange-identity'

/**
 * Signs the value of the identity header for one request; `now` is milliseconds since 1970. A subgraph serves each value
 * once, so what is sent again is signed again. Null when there is no key for the subgraph.
 */
export type SignIdentity = (request: { body: Uint8Array; viewer: IdentityViewer; now: number }) => string | null

/**
 * Creates the signer for one subgraph: compact JWS (HS256), each good for one subgraph, one target, one body and 60
 * seconds. They name their audience, so a subgraph that receives one cannot use it at a sibling.
 */
export const createIdentitySigner = (options: {
  keys: IdentityKeys
  subgraph: string
  /** Method and path with query exactly as sent, e.g. "POST /graphql". */
  target: string
}): SignIdentity => {
  const { keys, subgraph, target } = options
  let last: { readonly key: IdentityKey; readonly head: string } | null = null
  return ({ body, viewer, now }) => {
    // Asked each time: keys change while the gateway runs.
    const key = keys(subgraph)
    if (key === null) return null
    if (last?.key !== key) last = { key, head: headOf(key) }
    return sealed(key, last.head, { subgraph, target, bodyHash: hash('sha256', body, 'base64url'), viewer, now })
  }
}

/** What one identity says. */
export type IdentityStatement = {
  readonly subgraph: string
  readonly target: string
  /** SHA-256 of the body in base64url, e.g. of one that is too large to be in memory. */
  readonly bodyHash: string
  readonly viewer: IdentityViewer
  readonly now: number
}

/** Signs one request whose body has been hashed already. Null when there is no key for the subgraph. */
export const signIdentity = (keys: IdentityKeys, statement: IdentityStatement): string | null => {
  const key = keys(statement.subgraph)
  return key && sealed(key, headOf(key), statement)
}

const headOf = ({ kid }: IdentityKey): string => encode({ alg: 'HS256', typ: 'exchange-identity+jwt', kid })

const sealed = (key: IdentityKey, head: string, statement: IdentityStatement): string => {
  const { subgraph, target, bodyHash, viewer, now } = statement
  const issuedAt = Math.floor(now / 1000)
  const claims = {
    iss: issuer,
    aud: subgraph,
    iat: issuedAt,
    exp: issuedAt + lifetimeSeconds,
    jti: randomUUID(),
    target,
    body: bodyHash,
    scope: [...viewer.scopes].join(' '),
    ...(viewer.subject !== null && { sub: viewer.subject }),
    ...(viewer.organization !== null && { organization: viewer.organization }),
    ...(viewer.person !== null && { person: viewer.person }),
  }
  const signed = `${head}.${encode(claims)}`
  return `${signed}.${createHmac('sha256', key.secret).update(signed).digest('base64url')}`
}

const lifetimeSeconds = 60

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')
