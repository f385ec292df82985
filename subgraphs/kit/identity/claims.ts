import { hash } from 'node:crypto'

/** Name of the HTTP header that carries an identity. */
export const identityHeader = 'exchange-identity'

/** What the JWS header's "typ" says, so that no other token of the network passes for an identity. */
export const identityType = 'exchange-identity+jwt'

/** Longest life of an identity. */
export const lifetimeSeconds = 60

/** How far two clocks may be apart. */
export const leewaySeconds = 5

/** Issuer that may ask GraphQL questions. */
export const gatewayIssuer = 'gateway'

/** What an identity states (the JWS payload). */
export type IdentityClaims = {
  /** "gateway" or the name of a sibling subgraph. */
  iss: string
  /** Name of the one subgraph that it is for. */
  aud: string
  iat: number
  exp: number
  /** Random, at most 64 characters; each serves once. */
  jti: string
  /** Method and path with query, e.g. "POST /graphql". */
  target: string
  /** base64url SHA-256 of the body's bytes. */
  body: string
  /** Absent for an anonymous viewer. */
  sub?: string
  /** Space-separated; "" for none. */
  scope: string
  organization?: string
  person?: string
}

/** Hashes the bytes of a body as the claim "body" holds them; an empty body is the hash of nothing. */
export const bodyHash = (body: string | Uint8Array): string => hash('sha256', body, 'base64url')
