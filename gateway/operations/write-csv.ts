import { stringify } from 'csv-stringify/sync'
import { writeCell } from './csv-cell.ts'
import type { RowList, RowPlan } from './row-plan.ts'

/** Writes an answer as a CSV file (RFC 4180) with a heading line; `withMark` puts a byte order mark in front. */
export const writeCsv = ({ columns, listColumn, lists }: RowPlan, answer: unknown, withMark: boolean): string => {
  const headings = listColumn === null ? columns : [listColumn, ...columns]
  const rows = lists.flatMap(list => {
    const cells = rowsOf(list, answer)
    return listColumn === null ? cells : cells.map(row => [list.name, ...row])
  })
  return stringify([headings, ...rows], {
    bom: withMark,
    record_delimiter: 'windows',
    // Cells with what other readers take for a delimiter or a quote are quoted, too.
    quoted_match: /[;\t'\r\n]/,
  })
}

const rowsOf = (list: RowList, answer: unknown): readonly (readonly string[])[] => {
  const rows: string[][] = []
  // The object at each step of the list's path: what repeats on each of its rows is read from those above.
  const walk = (line: readonly unknown[]): void => {
    const value = line.at(-1)
    const level = line.length - 1
    if (value === null || value === undefined) return
    if (Array.isArray(value)) {
      for (const item of value) walk([...line.slice(0, -1), item])
      return
    }
    const step = list.path[level]
    if (step === undefined) {
      rows.push(list.cells.map(place => (place ? writeCell(line[place.level], place.path) : '')))
      return
    }
    walk([...line, (value as Readonly<Record<string, unknown>>)[step]])
  }
  walk([answer])
  return rows
}
