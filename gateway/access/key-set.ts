import { type CryptoKey, createLocalJWKSet, type JSONWebKeySet, type JWTHeaderParameters } from 'jose'

/** Public keys as one file or one answer held them. Another text is another object. */
export type KeySet = {
  /** Finds the one key that a token's header names by "kid" and "alg"; null when there is none that fits. */
  find(header: JWTHeaderParameters): Promise<CryptoKey | null>
}

/** Where the keys of an issuer come from; they change while the gateway runs. */
export type KeySource = Disposable & {
  /** What is believed at this moment; null when nothing is, because the issuer cannot be reached. */
  held(): KeySet | null
  find(header: JWTHeaderParameters): Promise<KeySearch>
}

/** What came of the search for a key: "away" when it may exist, but its issuer cannot be asked. */
export type KeySearch =
  | { readonly kind: 'found'; readonly key: CryptoKey; readonly in: KeySet }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'away'; readonly retryAfterSeconds: number }

/** Reads a JWK set of public keys. Throws an Error whose sentence begins with the subject. */
export const readKeySet = (text: string, subject: string): KeySet => {
  const keySet = parse(text)
  if (keySet === null) throw new Error(`${subject} cannot be read as JSON. Set it to a JWK set of public keys.`)
  // A key that can sign has no business here: whoever reads the file could make tokens.
  if (!Array.isArray(keySet.keys) || keySet.keys.length === 0 || !keySet.keys.every(isPublic)) {
    throw new Error(`${subject} holds no JWK set of public keys, expected {"keys": [...]}.`)
  }
  const find = createLocalJWKSet(keySet)
  return {
    find: header =>
      find(header).then(
        key => key as CryptoKey,
        // None or several fit, or the one that does is no usable key.
        () => null,
      ),
  }
}

/** Keys that never change. */
export const fixedKeys = (keySet: KeySet): KeySource => ({
  held: () => keySet,
  find: header => search(keySet, header),
  [Symbol.dispose]: () => undefined,
})

/** Searches one set. */
export const search = async (keySet: KeySet, header: JWTHeaderParameters): Promise<KeySearch> => {
  const key = await keySet.find(header)
  return key ? { kind: 'found', key, in: keySet } : { kind: 'unknown' }
}

const parse = (text: string): JSONWebKeySet | null => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as JSONWebKeySet) : { keys: [] }
  } catch {
    return null
  }
}

const isPublic = (key: unknown): boolean =>
  typeof key === 'object' && key !== null && 'kty' in key && key.kty !== 'oct' && !('d' in key)
