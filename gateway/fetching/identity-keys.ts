import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

/**
 * A key that the gateway signs with, for one subgraph. Made a key object once: from raw bytes, each signature would pay
 * several times its own cost for that.
 */
export type IdentityKey = { readonly kid: string; readonly secret: KeyObject }

/** Gives the key for a subgraph; null when there is none, and then no identity is sent to it. */
export type IdentityKeys = (subgraph: string) => IdentityKey | null

/** Issuer of the gateway's identities. */
export const issuer = 'gateway'

/** No keys at all: for supergraphs whose subgraphs ask for no identity. */
export const noKeys: IdentityKeys = () => null

/**
 * Reads comma-separated `gateway.<subgraph>.<number>=<base64url of 32 bytes>`; the highest number of a subgraph signs.
 * Throws an Error with one sentence per mistake, which never repeats a secret.
 */
export const readIdentityKeys = (text: string): IdentityKeys => {
  const mistakes: string[] = []
  const newest = new Map<string, IdentityKey & { number: number }>()
  for (const [position, entry] of text.split(',').entries()) {
    const [kid = '', secretText = ''] = entry.trim().split(/=(.*)/s)
    const [, signer, subgraph = '', number] = /^([^.]+)\.(.+)\.([1-9][0-9]{0,8})$/.exec(kid) ?? []
    const name = `IDENTITY_SIGN_KEYS, entry ${position + 1}`
    if (signer !== issuer) {
      mistakes.push(`${name}: the part before "=" is no key id of the gateway, expected gateway.<subgraph>.<number>.`)
      continue
    }
    const secret = Buffer.from(secretText, 'base64url')
    if (secret.length !== secretBytes || secret.toString('base64url') !== secretText) {
      mistakes.push(`${name}: the secret of "${kid}" is not base64url of ${secretBytes} bytes.`)
      continue
    }
    if (Number(number) > (newest.get(subgraph)?.number ?? 0))
      newest.set(subgraph, { kid, secret: createSecretKey(secret), number: Number(number) })
  }
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'))
  return subgraph => newest.get(subgraph) ?? null
}

/** Derives a key for every subgraph from the one development secret of this machine. */
export const developmentIdentityKeys = (secretText: string): IdentityKeys => {
  const secret = Buffer.from(secretText, 'base64url')
  const derived = new Map<string, IdentityKey>()
  return subgraph => {
    const known = derived.get(subgraph)
    if (known) return known
    const kid = `${issuer}.${subgraph}.1`
    const bytes = hkdfSync('sha256', secret, '', `exchange-network identity ${kid}`, secretBytes)
    const key = { kid, secret: createSecretKey(new Uint8Array(bytes)) }
    derived.set(subgraph, key)
    return key
  }
}

const secretBytes = 32
