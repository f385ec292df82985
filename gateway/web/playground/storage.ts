/** What GraphiQL keeps tabs, history and settings in. */
export type KeptStorage = {
  getItem: (key: string) => string | null
  setItem: (key: string, value: string) => void
  removeItem: (key: string) => void
  clear: () => void
  length: number
}

const prefix = 'graphiql:'
const withHeaders = new Set(['tabState', 'queries', 'favorites'].map(name => `${prefix}${name}`))

/**
 * The browser's storage without anything that a token may be in. GraphiQL's history writes each request's headers down,
 * whatever is set for tabs; here they are taken out of all that is kept.
 */
export const storageWithoutHeaders = (storage: Storage): KeptStorage => ({
  getItem: key => storage.getItem(key),
  setItem: (key, value) => {
    if (key === `${prefix}headers`) return
    storage.setItem(key, withHeaders.has(key) ? withoutHeaders(value) : value)
  },
  removeItem: key => storage.removeItem(key),
  clear: () => {
    for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key)
  },
  get length() {
    return Object.keys(storage).filter(key => key.startsWith(prefix)).length
  },
})

/** The JSON text without the headers and answers in it; nothing where it is no JSON. */
const withoutHeaders = (value: string): string => {
  try {
    return JSON.stringify(JSON.parse(value), (key, inner) => (key === 'headers' || key === 'response' ? null : inner))
  } catch {
    return ''
  }
}
