/** A list of an answer as a table. Cells are null where the answer has null or nothing. */
export type AnswerTable = {
  /** Path of the list in the answer, as a reader would say it: "organization.programs". */
  name: string
  columns: readonly string[]
  rows: readonly (readonly Cell[])[]
}

/** What stands in a cell. */
export type Cell = string | number | boolean | null

type Fields = Record<string, unknown>

/**
 * Every list of objects of an answer that is in no other list, in the order of the answer. A connection's `edges` and
 * `node` are no words of the reader's, so they are in no name. An answer without any list is one row.
 */
export const tablesOf = (data: unknown): readonly AnswerTable[] => {
  if (!isObject(data)) return []
  const lists = findLists(data, [])
  if (lists.length === 0) return Object.keys(data).length > 0 ? [tableOf('answer', [data])] : []
  return lists.map(({ path, items }) => tableOf(path.join('.'), items))
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isListOfObjects = (value: unknown): value is Fields[] =>
  Array.isArray(value) && value.length > 0 && value.every(item => item === null || isObject(item))

const findLists = (fields: Fields, path: readonly string[]): { path: readonly string[]; items: Fields[] }[] =>
  Object.entries(fields).flatMap(([name, value]) => {
    const here = name === 'edges' ? path : [...path, name]
    if (isListOfObjects(value)) return [{ path: here, items: value.filter(item => item !== null) }]
    return isObject(value) ? findLists(value, here) : []
  })

const tableOf = (name: string, items: readonly Fields[]): AnswerTable => {
  const flat = items.map(item => {
    const cells = new Map<string, Cell[]>()
    collect(isObject(item.node) ? item.node : item, '', cells)
    return cells
  })
  const paths = new Set(flat.flatMap(cells => [...cells.keys()]))
  const objects = new Set(
    [...paths].flatMap(path => path.split('.').map((_, end, steps) => steps.slice(0, end).join('.'))),
  )
  // Where an object is null in one row, its own path is no column: those of its leaves are.
  const columns = [...paths].filter(path => !objects.has(path))
  return { name, columns, rows: flat.map(cells => columns.map(column => inOneCell(cells.get(column) ?? []))) }
}

/** Puts each leaf under its path. Those of a nested list share a column: "A; B". */
const collect = (value: unknown, path: string, cells: Map<string, Cell[]>): void => {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, path, cells)
  } else if (isObject(value)) {
    for (const [name, inner] of Object.entries(value)) collect(inner, under(path, name), cells)
  } else {
    const known = cells.get(path)
    const cell = (value ?? null) as Cell
    if (known) known.push(cell)
    else cells.set(path, [cell])
  }
}

const under = (path: string, name: string): string => {
  if (name === 'edges' || name === 'node') return path
  return path === '' ? name : `${path}.${name}`
}

const inOneCell = (found: readonly Cell[]): Cell => {
  const values = found.filter(value => value !== null)
  return values.length > 1 ? values.join('; ') : (values[0] ?? null)
}
