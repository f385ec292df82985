// What spreadsheets may take for a formula or a command (ASVS 1.2.10). The quotes in front of it are counted, so that
// taking one away undoes putting one in front, also for a text that had one from the start.
const looksLikeFormula = /^'*[=+\-@\t\r]/

/** Puts ' in front of a cell that a spreadsheet would take for a formula: what leaves in a CSV file is text. */
export const safeCell = (text: string): string => (looksLikeFormula.test(text) ? `'${text}` : text)

/** Takes the ' of `safeCell` away again; every other cell stays as it is. */
export const cellAsMeant = (cell: string): string =>
  cell.startsWith("'") && looksLikeFormula.test(cell) ? cell.slice(1) : cell
