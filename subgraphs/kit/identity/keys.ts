import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { isPlaceholder } from './placeholder-secret.ts'

/** The secret that one issuer shares with one audience. */
export type IdentityKey = {
  /** `<issuer>.<audience>.<number>`, e.g. "gateway.people.1". */
  readonly id: string
  /** 32 bytes. */
  readonly secret: Uint8Array
}

/** What this program signs with and believes. */
export type IdentityKeys = {
  /** The key with the highest number that the issuer has for the audience; null when there is none. */
  signing(issuer: string, audience: string): IdentityKey | null
  /** The key of that id; null when this program does not believe it. */
  verifying(id: string): IdentityKey | null
}

/** The parts of a key's id. */
export type KeyId = { readonly issuer: string; readonly audience: string; readonly number: number }

const keyIdPattern = /^([a-z][a-z0-9-]{0,62})\.([a-z][a-z0-9-]{0,62})\.([1-9][0-9]{0,8})$/
const secretBytes = 32

/** Reads a key's id; null when the text is none. */
export const readKeyId = (text: string): KeyId | null => {
  const [, issuer, audience, number] = keyIdPattern.exec(text) ?? []
  return issuer && audience && number ? { issuer, audience, number: Number(number) } : null
}

/**
 * Reads `kid=base64url(32 bytes)`, separated by commas or ends of lines, as the environment variables and their files
 * hold them; "#" begins a comment. `subject` is the variable or the file. Throws one Error that lists every mistake and
 * never repeats a secret; a placeholder is one in production.
 */
export const readKeyList = (subject: string, text: string, production = false): readonly IdentityKey[] => {
  const entries = text
    .split('\n')
    .flatMap(line => line.replace(/#.*/, '').split(','))
    .map(entry => entry.trim())
    .filter(entry => entry !== '')
  const mistakes: string[] = []
  if (entries.length === 0) mistakes.push(`${subject} holds no key, expected <issuer>.<audience>.<number>=<32 bytes>.`)
  const keys = entries.flatMap((entry, position) => {
    const [id = '', secretText = ''] = entry.split(/=(.*)/s)
    const name = `${subject}, entry ${position + 1}`
    if (readKeyId(id) === null) {
      mistakes.push(`${name}: the part before "=" is no key id, expected <issuer>.<audience>.<number>.`)
      return []
    }
    const secret = Buffer.from(secretText, 'base64url')
    if (secret.length !== secretBytes || secret.toString('base64url') !== secretText) {
      mistakes.push(`${name}: the secret of "${id}" is not base64url of ${secretBytes} bytes.`)
      return []
    }
    if (production && isPlaceholder(secret, secretText)) {
      mistakes.push(
        `${name}: the secret of "${id}" is a placeholder, and in production it must be ${secretBytes} random bytes, e.g. of "openssl rand -base64 32" with "-" for "+", "_" for "/" and without "=".`,
      )
      return []
    }
    return [{ id, secret }]
  })
  const repeated = keys.find(({ id }, position) => keys.findIndex(other => other.id === id) !== position)
  if (repeated) mistakes.push(`${subject}: the key "${repeated.id}" stands there twice.`)
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'))
  return keys
}

/** Gives a key's secret as Node signs with it at the least cost: made once, from raw bytes it would cost more each time. */
export const keyObjectOf = (key: IdentityKey): KeyObject => {
  const known = keyObjects.get(key)
  if (known) return known
  const made = createSecretKey(key.secret)
  keyObjects.set(key, made)
  return made
}
const keyObjects = new WeakMap<IdentityKey, KeyObject>()

/** Creates keys from lists: signs with the highest number of a pair, believes all that are listed. */
export const keysFromLists = (lists: {
  sign: readonly IdentityKey[]
  verify: readonly IdentityKey[]
}): IdentityKeys => {
  const newest = new Map<string, IdentityKey & { number: number }>()
  for (const key of lists.sign) {
    const { issuer, audience, number } = readKeyId(key.id)!
    const pair = `${issuer}.${audience}`
    if (number > (newest.get(pair)?.number ?? 0)) newest.set(pair, { ...key, number })
  }
  const believed = new Map(lists.verify.map(key => [key.id, key]))
  return {
    signing: (issuer, audience) => newest.get(`${issuer}.${audience}`) ?? null,
    verifying: id => believed.get(id) ?? null,
  }
}

/**
 * Creates keys for development: each is derived from one secret on this machine, so that programs started on their
 * own believe each other without any set-up. Only number 1 exists.
 */
export const developmentKeys = (secret: Uint8Array): IdentityKeys => {
  const derived = new Map<string, IdentityKey>()
  const keyOf = (id: string): IdentityKey => {
    const known = derived.get(id)
    if (known) return known
    const bytes = hkdfSync('sha256', secret, '', `exchange-network identity ${id}`, secretBytes)
    const key = { id, secret: new Uint8Array(bytes) }
    // A stranger chooses the ids that are looked up, so the memory has an end.
    if (derived.size < 100) derived.set(id, key)
    return key
  }
  return {
    signing: (issuer, audience) => keyOf(`${issuer}.${audience}.1`),
    verifying: id => (readKeyId(id)?.number === 1 ? keyOf(id) : null),
  }
}
