import type { webcrypto } from 'node:crypto'
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { readOrMakeSecretFile } from '../secret-file.ts'

/** The issuer of tokens on a developer's machine. A gateway in production never trusts it. */
export type DevelopmentIssuer = {
  readonly publicKey: JWK
  sign(claims: DevelopmentClaims): Promise<string>
}

/** What a development token says. */
export type DevelopmentClaims = {
  readonly subject: string
  /** Space-separated; "" for none. */
  readonly scope: string
  readonly organization?: string
  readonly person?: string
  readonly lifetimeSeconds: number
}

/** "iss" of development tokens. */
export const developmentIssuerName = 'exchange-network-development'

/** "aud" of every token for this gateway, unless the configuration says otherwise. */
export const defaultAudience = 'exchange-network'

/** Opens the issuer of a data folder; whoever comes first makes its key file, which only its owner may read. */
export const openDevelopmentIssuer = async (file: string): Promise<DevelopmentIssuer> => {
  const text = await readOrMakeSecretFile(file, async () => {
    const { privateKey } = await generateKeyPair('EdDSA', { extractable: true })
    return `${JSON.stringify({ ...(await exportJWK(privateKey)), kid: 'development', alg: 'EdDSA' }, null, 2)}\n`
  })
  const { jwk, key } = await readKey(file, text)
  const { d: _, ...publicKey } = jwk
  return {
    publicKey,
    sign: ({ subject, scope, organization, person, lifetimeSeconds }) =>
      new SignJWT({ scope, ...(organization && { organization }), ...(person && { person }) })
        .setProtectedHeader({ alg: 'EdDSA', kid: jwk.kid ?? 'development', typ: 'JWT' })
        .setIssuer(developmentIssuerName)
        .setAudience(defaultAudience)
        .setSubject(subject)
        .setIssuedAt()
        .setExpirationTime(`${lifetimeSeconds}s`)
        .sign(key),
  }
}

const readKey = async (file: string, text: string): Promise<{ jwk: JWK; key: webcrypto.CryptoKey }> => {
  try {
    const jwk = JSON.parse(text) as JWK
    const key = await importJWK(jwk, 'EdDSA')
    if (jwk.kty === 'OKP' && jwk.d && !(key instanceof Uint8Array)) return { jwk, key }
  } catch {
    // Said below, without repeating what stands in the file.
  }
  throw new Error(`The file "${file}" holds no Ed25519 private key. Delete it, and the next start makes a new one.`)
}
