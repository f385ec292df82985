import type { AnswerTable, Cell } from './answer-lists.ts'

// What spreadsheets may take for a formula or a command. The quotes in front are counted, so that taking one away undoes
// putting one in front.
const looksLikeFormula = /^'*[=+\-@\t\r]/

/** The table as a file of RFC 4180: CRLF, quotes where they are needed, no cell that a spreadsheet would run. */
export const toCsv = (table: AnswerTable): string =>
  [table.columns, ...table.rows].map(row => `${row.map(csvCell).join(',')}\r\n`).join('')

const csvCell = (cell: Cell): string => {
  if (cell === null) return ''
  // A number stays one: "-5" of an Int is nothing to run.
  if (typeof cell !== 'string') return String(cell)
  const safe = looksLikeFormula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
