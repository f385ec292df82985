import type { FeedChange, FeedPage } from './read-changes.ts'

/** How a page of a sibling's feed is fetched. */
export type PageRequest = {
  /** Name of the sibling, for errors. */
  readonly origin: string
  /** Address of its feed, e.g. "http://127.0.0.1:4003/changes". */
  readonly url: URL
  /** Where to go on; null for the beginning. */
  readonly since: string | null
  readonly limit: number
  /** How long the sibling may wait for something new before it answers; 0 asks for an answer at once. */
  readonly waitSeconds: number
  /** Signs the identity for a target such as "GET /changes?limit=500". */
  readonly sign: (target: string) => string
  /** How long the answer may take beyond the wait. */
  readonly timeoutMs: number
  readonly maxBytes: number
  /** Ends the fetch early. */
  readonly signal: AbortSignal
}

/** Fetches one page of a sibling's feed. Throws one sentence when the sibling is away, refuses or sends no feed page. */
export const fetchPage = async (request: PageRequest): Promise<FeedPage> => {
  const { origin, since, limit, waitSeconds, signal, timeoutMs } = request
  const url = new URL(request.url)
  url.search = new URLSearchParams({
    ...(since !== null && { since }),
    limit: String(limit),
    ...(waitSeconds > 0 && { wait: String(waitSeconds) }),
  }).toString()
  const reply = await fetch(url, {
    headers: {
      accept: 'application/json',
      'exchange-identity': request.sign(`GET ${url.pathname}${url.search}`),
    },
    // The identity is good for this address only.
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(waitSeconds * 1000 + timeoutMs)]),
  })
  const text = await readText(reply, request)
  if (reply.status !== 200) {
    throw new Error(`The feed of "${origin}" answered with status ${reply.status}: ${text.slice(0, 200)}`)
  }
  return readPage(text, origin)
}

const readText = async (reply: Response, { origin, maxBytes }: PageRequest): Promise<string> => {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of reply.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw new Error(`The feed of "${origin}" sent more than ${maxBytes} bytes for one page.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const readPage = (text: string, origin: string): FeedPage => {
  const page = parse(text)
  if (
    isObject(page) &&
    typeof page.feed === 'string' &&
    typeof page.restarted === 'boolean' &&
    typeof page.next === 'string' &&
    typeof page.more === 'boolean' &&
    Array.isArray(page.changes) &&
    page.changes.every(isChange)
  ) {
    return page as FeedPage
  }
  throw new Error(`The feed of "${origin}" sent something that is no page of a feed: ${text.slice(0, 200)}`)
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isChange = (value: unknown): value is FeedChange =>
  isObject(value) &&
  typeof value.cursor === 'string' &&
  typeof value.type === 'string' &&
  typeof value.id === 'string' &&
  typeof value.version === 'number' &&
  typeof value.deleted === 'boolean' &&
  (value.erased === undefined || typeof value.erased === 'boolean') &&
  (value.visibility === null || typeof value.visibility === 'string') &&
  (value.fields === undefined || isObject(value.fields))
