// What spreadsheets may take for a formula or a command (ASVS 1.2.10). The quotes in front of it are counted, so that
// taking one away undoes putting one in front; the files of imports and exports hold the same.
const looksLikeFormula = /^'*[=+\-@\t\r]/

/**
 * Writes what stands at a place of an answer as the text of one cell. The values of a list are joined by "; ", those of
 * a list inside it by " | "; a "\\" stands in front of each ";", "|" and "\\" that is part of such a value. Null is
 * empty. A text that a spreadsheet would take for a formula gets a ' in front; a number never is one.
 */
export const writeCell = (value: unknown, path: readonly string[]): string => {
  const [found] = path.length === 0 ? [value] : [at(value, path)]
  if (typeof found === 'number') return String(found)
  const text = textOf(value, path, 0)
  return looksLikeFormula.test(text) ? `'${text}` : text
}

const textOf = (value: unknown, path: readonly string[], depth: number): string => {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) {
    return value.map(item => textOf(item, path, depth + 1)).join(depth === 0 ? '; ' : ' | ')
  }
  const [step, ...rest] = path
  if (step !== undefined) return textOf(own(value, step), rest, depth)
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return depth === 0 ? text : text.replace(/[\\;|]/g, '\\$&')
}

// The single value there; undefined where a list is on the way.
const at = (value: unknown, path: readonly string[]): unknown => path.reduce(own, value)

const own = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
