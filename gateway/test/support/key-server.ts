import { createServer, type RequestListener } from 'node:http'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTHeaderParameters, SignJWT } from 'jose'
import { listen, stop } from './subgraph-server.ts'

/** A key of an identity provider, with what a test signs by it. */
export type IssuerKey = {
  readonly jwk: JWK
  readonly privateKey: CryptoKey
  /** Signs a good token; a test spoils its claims and its header. */
  sign(claims?: Record<string, unknown>, header?: Partial<JWTHeaderParameters>): Promise<string>
}

export const testIssuer = 'https://login.example.org'

/** Makes a key pair with a name. */
export const makeIssuerKey = async (kid: string, alg = 'ES256'): Promise<IssuerKey> => {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  return {
    jwk: { ...(await exportJWK(publicKey)), kid, alg },
    privateKey,
    sign: (claims = {}, header = {}) =>
      new SignJWT({ ...goodClaims(), ...claims }).setProtectedHeader({ alg, kid, ...header }).sign(privateKey),
  }
}

/** What a token of the test's issuer says. */
export const goodClaims = () => {
  const now = Math.floor(Date.now() / 1000)
  return { iss: testIssuer, aud: 'exchange-network', sub: 'ben', scope: 'a', iat: now, exp: now + 600 }
}

/** An identity provider that publishes its keys. */
export type KeyServer = AsyncDisposable & {
  readonly url: string
  /** How often the keys were asked for. */
  asked: number
  /** Publishes these keys from now on. */
  publish(...keys: readonly IssuerKey[]): void
  /** Answers whatever the test says from now on. */
  answer(listener: RequestListener): void
}

/** Starts an identity provider on a free port. */
export const startKeyServer = async (...keys: readonly IssuerKey[]): Promise<KeyServer> => {
  let listener: RequestListener
  const server = createServer((request, response) => {
    provider.asked++
    listener(request, response)
  })
  const provider: KeyServer = {
    url: `${await listen(server)}/keys`,
    asked: 0,
    publish: (...published) => {
      const text = JSON.stringify({ keys: published.map(({ jwk }) => jwk) })
      listener = (_, response) => response.setHeader('content-type', 'application/json').end(text)
    },
    answer: next => {
      listener = next
    },
    [Symbol.asyncDispose]: () => stop(server),
  }
  provider.publish(...keys)
  return provider
}
