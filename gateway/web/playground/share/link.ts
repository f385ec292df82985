/** What a link to the playground opens: a text, or a saved operation by its name; never a token or a header. */
export type Shared = { query?: string; saved?: string; variables?: string; operationName?: string }

// Browsers and chat programs cut longer addresses; a text of this length is a document, not a question.
const longest = 60_000
const key = 'open'

/**
 * The fragment of an address that opens a tab: it stays in the browser, so no server and no log sees it. Base64url without
 * compression, so that a page can write it as a plain href.
 */
export const linkFragment = (shared: Shared): string => `#${key}=${toBase64url(JSON.stringify(shared))}`

/** What a fragment asks to open; null when it asks for nothing, "unreadable" when it was cut or made up. */
export const readFragment = (fragment: string): Shared | null | 'unreadable' => {
  if (!fragment.startsWith(`#${key}=`)) return null
  if (fragment.length > longest * 2) return 'unreadable'
  try {
    return asShared(JSON.parse(fromBase64url(fragment.slice(key.length + 2)))) ?? 'unreadable'
  } catch {
    return 'unreadable'
  }
}

const asShared = (value: unknown): Shared | null => {
  if (typeof value !== 'object' || value === null) return null
  const { query, saved, variables, operationName } = value as Record<string, unknown>
  const texts = { query, saved, variables, operationName }
  const given = Object.entries(texts).filter(([, text]) => text !== undefined)
  if (given.some(([, text]) => typeof text !== 'string' || text.length > longest)) return null
  return query === undefined && saved === undefined ? null : (Object.fromEntries(given) as Shared)
}

const toBase64url = (text: string): string => {
  const bytes = new TextEncoder().encode(text)
  const binary = Array.from(bytes, byte => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

const fromBase64url = (text: string): string => {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(binary, letter => letter.charCodeAt(0)))
}
