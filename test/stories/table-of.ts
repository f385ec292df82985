/** The table that an answer has to become, worked out from the answer itself and the names of rows and columns alone. */
export const tableOf = (
  answer: unknown,
  listed: { readonly rows: readonly string[]; readonly columns: readonly string[] },
): { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] } => {
  const isSeveral = listed.rows.length > 1
  const columns = isSeveral ? listed.columns.slice(1) : listed.columns
  const rows = listed.rows.flatMap(list =>
    itemsOf({ '': withoutEdges(answer) }, ['', ...list.split('.')]).map(line => {
      const cells = columns.map(column => safe(isOfOther(column, list, listed.rows) ? '' : cellOf(line, list, column)))
      return isSeveral ? [list, ...cells] : cells
    }),
  )
  return { columns: listed.columns, rows }
}

type Value = unknown
type Fields = Readonly<Record<string, Value>>

/** Connections as plain lists of their nodes; those that are only counted as they are. */
const withoutEdges = (value: Value): Value => {
  if (Array.isArray(value)) return value.map(withoutEdges)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutEdges(inner)]))
  if (!Array.isArray(fields.edges)) return fields
  const nodes = fields.edges.map((edge: Fields) => edge.node)
  return Object.assign(nodes, { totalCount: fields.totalCount })
}

/** The objects on the way to each item of a list, outermost first. */
const itemsOf = (
  root: Fields,
  [step = '', ...rest]: readonly string[],
  line: readonly Value[] = [],
): readonly Value[][] => {
  const value = root[step]
  if (value === null || value === undefined) return []
  const items = Array.isArray(value) ? value : [value]
  return items
    .filter(item => item !== null)
    .flatMap(item => (rest.length === 0 ? [[...line, item]] : itemsOf(item as Fields, rest, [...line, item])))
}

/** Whether a column's path goes further along the way to another list. */
const isOfOther = (column: string, list: string, lists: readonly string[]): boolean =>
  lists.some(other => sharedSteps(column, other) > sharedSteps(column, list))

const sharedSteps = (column: string, list: string): number => {
  const around = list.split('.')
  const differs = column.split('.').findIndex((step, index) => around[index] !== step)
  return differs < 0 ? column.split('.').length : differs
}

const cellOf = (line: readonly Value[], list: string, column: string): Value => {
  const steps = column.split('.')
  const own = textAt(line.at(-1), steps, 0)
  if (own !== undefined) return own
  // As far as the column's path leads along the list's, it is read from the object there.
  const shared = Math.min(sharedSteps(column, list), line.length - 2)
  return textAt(line[shared], steps.slice(shared), 0)
}

/** Undefined where a name is not among the fields. */
const textAt = (value: Value, steps: readonly string[], depth: number): Value => {
  const [step, ...rest] = steps
  if (Array.isArray(value) && !(step === 'totalCount' && 'totalCount' in value)) {
    const parts = value.map(item => textAt(item, steps, depth + 1))
    if (parts.length > 0 && parts.every(part => part === undefined)) return undefined
    return parts.map(part => part ?? '').join(depth === 0 ? '; ' : ' | ')
  }
  if (value === null) return ''
  if (step !== undefined) {
    return typeof value === 'object' && value !== undefined && step in value
      ? textAt((value as Fields)[step], rest, depth)
      : undefined
  }
  if (value === undefined || typeof value === 'number') return value
  const text = String(value)
  return depth === 0 ? text : text.replaceAll(/([\\;|])/g, '\\$1')
}

const safe = (value: Value): string => {
  if (value === undefined) return ''
  const text = String(value)
  return typeof value === 'string' && /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text
}
