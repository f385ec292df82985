import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { isPlaceholder } from './placeholder-secret.ts'

/**
 * A key that the gateway signs with, for one subgraph. Made a key object once: from raw bytes, each signature would pay
 * several times its own cost for that.
 */
export type IdentityKey = { readonly kid: string; readonly secret: KeyObject }

/** Gives the key for a subgraph, asked for each signature; null when there is none, and then no identity is sent to it. */
export type IdentityKeys = (subgraph: string) => IdentityKey | null

/** Issuer of the gateway's identities. */
export const issuer = 'gateway'

/** No keys at all: for supergraphs whose subgraphs ask for no identity. */
export const noKeys: IdentityKeys = () => null

/**
 * Reads `gateway.<subgraph>.<number>=<base64url of 32 bytes>`, separated by commas or ends of lines, "#" begins a
 * comment; the highest number of a subgraph signs. Throws an Error with one sentence per mistake, which never repeats a
 * secret; a placeholder is one where `isProduction`.
 */
export const readIdentityKeys = (text: string, subject: string, isProduction: boolean): IdentityKeys => {
  const mistakes: string[] = []
  const newest = new Map<string, IdentityKey & { number: number }>()
  const seen = new Set<string>()
  const entries = readEntries(text)
  if (entries.length === 0) mistakes.push(`${subject} holds no key, expected gateway.<subgraph>.<number>=<32 bytes>.`)
  for (const [position, entry] of entries.entries()) {
    const [kid = '', secretText = ''] = entry.split(/=(.*)/s)
    const [, signer, subgraph = '', number] = /^([^.]+)\.(.+)\.([1-9][0-9]{0,8})$/.exec(kid) ?? []
    const name = `${subject}, entry ${position + 1}`
    if (signer !== issuer) {
      mistakes.push(`${name}: the part before "=" is no key id of the gateway, expected gateway.<subgraph>.<number>.`)
      continue
    }
    const flaw = flawOf(secretText, isProduction) ?? (seen.has(kid) ? 'stands there twice.' : null)
    if (flaw !== null) mistakes.push(`${name}: the secret of "${kid}" ${flaw}`)
    seen.add(kid)
    if (flaw === null && Number(number) > (newest.get(subgraph)?.number ?? 0)) {
      const secret = createSecretKey(Buffer.from(secretText, 'base64url'))
      newest.set(subgraph, { kid, secret, number: Number(number) })
    }
  }
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'))
  return subgraph => newest.get(subgraph) ?? null
}

const readEntries = (text: string): readonly string[] =>
  text
    .split('\n')
    .flatMap(line => line.replace(/#.*/, '').split(','))
    .map(entry => entry.trim())
    .filter(entry => entry !== '')

const flawOf = (text: string, isProduction: boolean): string | null => {
  const secret = Buffer.from(text, 'base64url')
  if (secret.length !== secretBytes || secret.toString('base64url') !== text) {
    return `is not base64url of ${secretBytes} bytes.`
  }
  if (!isProduction || !isPlaceholder(secret, text)) return null
  return `is a placeholder, and in production it must be ${secretBytes} random bytes, e.g. of "openssl rand -base64 32" with "-" for "+", "_" for "/" and without "=".`
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
