/** What stands after the "?" of a URL: names with their values, in order. */
export type Search = ReadonlyMap<string, readonly string[]>

/**
 * Reads the query of a URL as forms write it. An empty value is left out: a form sends its empty fields, too. Null when
 * it is not percent-encoded UTF-8.
 */
export const readSearch = (search: string): Search | null => {
  const found = new Map<string, string[]>()
  try {
    for (const part of search.replace(/^\?/, '').split('&')) {
      const equals = part.indexOf('=')
      const name = decode(equals < 0 ? part : part.slice(0, equals))
      const value = equals < 0 ? '' : decode(part.slice(equals + 1))
      if (name === '' && value === '') continue
      const values = found.get(name) ?? []
      if (value !== '') values.push(value)
      found.set(name, values)
    }
  } catch {
    return null
  }
  return found
}

const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '))

/** Writes a search as the query of a URL, without "?". */
export const writeSearch = (search: Search): string =>
  [...search]
    .flatMap(([name, values]) => values.map(value => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`))
    .join('&')
