import type { AnswerTable, Cell } from './answer-lists.ts'

/** The column that rows are sorted by; null keeps the order of the answer. */
export type Sorting = { column: number; direction: 'ascending' | 'descending' } | null

/** Rows in the order asked for. What is missing comes last in both directions, and equals keep the order of the answer. */
export const sortedRows = (table: AnswerTable, sorting: Sorting): AnswerTable['rows'] => {
  if (sorting === null) return table.rows
  const { column, direction } = sorting
  const sign = direction === 'ascending' ? 1 : -1
  return table.rows.toSorted((one, other) => {
    const [a, b] = [one[column] ?? null, other[column] ?? null]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return sign * compare(a, b)
  })
}

const compare = (a: NonNullable<Cell>, b: NonNullable<Cell>): number =>
  typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b), 'en', { numeric: true, sensitivity: 'base' })

/** The next sorting when a heading is pressed: ascending, descending, the order of the answer. */
export const nextSorting = (now: Sorting, column: number): Sorting => {
  if (now?.column !== column) return { column, direction: 'ascending' }
  return now.direction === 'ascending' ? { column, direction: 'descending' } : null
}
