import { type KeySearch, type KeySet, type KeySource, readKeySet, search } from './key-set.ts'

/** How the keys at an address are kept. */
export type RemoteKeyOptions = {
  readonly url: URL
  readonly warn: (message: string) => void
  /** How long keys are believed after they were read; ten minutes unless told. */
  readonly validMs?: number
  /** When they are read again, in the background; five minutes unless told. */
  readonly refreshMs?: number
  /** Least time between two readings for the sake of keys that nobody knows; 30 seconds unless told. */
  readonly cooldownMs?: number
  /** Least time between two readings while no key is held at all; five seconds unless told. */
  readonly retryMs?: number
  /** Longest wait for an answer; two seconds unless told. */
  readonly timeoutMs?: number
  /** Milliseconds of a clock that never jumps. */
  readonly now?: () => number
}

/**
 * Opens the keys that an identity provider publishes. They are read again in the background long before they end, so
 * that neither a rotation nor an outage of some minutes fails a request; a key that is not known is asked for at once,
 * but whoever invents names of keys makes at most one reading in half a minute. Never throws: without an answer every
 * search says "away".
 */
export const openRemoteKeys = async (options: RemoteKeyOptions): Promise<KeySource> => {
  const { validMs = 600_000, refreshMs = 300_000, cooldownMs = 30_000, retryMs = 5_000 } = options
  const { url, warn, timeoutMs = 2_000, now = () => performance.now() } = options
  const name = `"${url.origin}${url.pathname}" of TOKEN_JWKS`
  let known: { readonly keySet: KeySet; readonly text: string; readonly readAt: number } | null = null
  let isAway = false
  let triedAt = Number.NEGATIVE_INFINITY
  let askedAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  const closing = new AbortController()

  const held = (): KeySet | null => (known && now() - known.readAt < validMs ? known.keySet : null)

  const readOnce = async (): Promise<void> => {
    triedAt = now()
    try {
      const text = await fetchText(url, AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)]))
      // The same text stays the same object: what was verified by it need not be verified again.
      const keySet = text === known?.text ? known.keySet : readKeySet(text, name)
      known = { keySet, text, readAt: now() }
      isAway = false
    } catch (cause) {
      if (closing.signal.aborted) return
      if (!isAway) warn(`The keys at ${name} were not read: ${reasonOf(cause)} It is tried again from time to time.`)
      isAway = true
    }
  }
  const read = (): Promise<void> => {
    reading ??= readOnce().finally(() => {
      reading = null
      clearTimeout(timer)
      const delayMs = isAway ? (held() ? cooldownMs : retryMs) : refreshMs
      if (!closing.signal.aborted) timer = setTimeout(() => void read(), delayMs).unref()
    })
    return reading
  }

  const away = (): KeySearch => ({ kind: 'away', retryAfterSeconds: Math.ceil(retryMs / 1000) })
  const find: KeySource['find'] = async header => {
    if (held() === null && (reading !== null || now() - triedAt >= retryMs)) await read()
    const keySet = held()
    if (keySet === null) return away()
    const found = await search(keySet, header)
    if (found.kind !== 'unknown') return found
    // Counted apart from what the clock makes us read: a key that is new right after a reading is found as well.
    const mayAsk = now() - askedAt >= cooldownMs
    if (mayAsk) askedAt = now()
    if (mayAsk || reading !== null) await read()
    const again = await search(held() ?? keySet, header)
    return again.kind === 'unknown' && isAway ? away() : again
  }

  await read()
  return {
    held,
    find,
    [Symbol.dispose]: () => {
      closing.abort()
      clearTimeout(timer)
    },
  }
}

const fetchText = async (url: URL, signal: AbortSignal): Promise<string> => {
  // Keys come from the address that was configured and from no other.
  const response = await fetch(url, { signal, redirect: 'error', headers: { accept: 'application/json' } })
  if (response.status !== 200) {
    await response.body?.cancel()
    throw new Error(`The answer has HTTP status ${response.status}.`)
  }
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw new Error(`The answer is larger than ${maxBytes} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const maxBytes = 262_144

const reasonOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return 'something failed.'
  if (cause.name === 'TimeoutError') return 'There was no answer in time.'
  const code = (cause.cause as NodeJS.ErrnoException | undefined)?.code
  return cause.name === 'TypeError' ? `The connection failed${code ? ` (${code})` : ''}.` : cause.message
}
