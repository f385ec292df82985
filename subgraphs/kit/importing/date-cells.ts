import { isDay } from '../dates/calendar.ts'
import { readEdtf } from '../dates/edtf.ts'
import { type CellReader, type CellView, type DateOrder, UnreadableCell } from './column.ts'
import { readWrittenDate } from './written-date.ts'

/** A date of a file, as PartialDateInput takes it; `label` is the cell where it was not EDTF. */
export type DateCell = { readonly edtf: string; readonly inferred: boolean; readonly label: string | null }

const inferredMark = /\s*\(inferred\)$/i

/**
 * Reads a date: EDTF ("2024-11-08", "2013-10", "2015-01-09/2015-01-17"), written out in English ("8 November 2024",
 * "Nov 2024"), or numeric ("11/8/2024") where the file's order is given. " (inferred)" behind it: a part is a conclusion.
 */
export const date = (): CellReader<DateCell> => ({
  read(cell, view) {
    const inferred = inferredMark.test(cell)
    const text = cell.replace(inferredMark, '')
    const edtf = readEdtf(text)
    if (!('problem' in edtf)) return { edtf: text, inferred, label: null }
    const other = readNumeric(text, view) ?? readWrittenDate(text)
    if (other !== null) return { edtf: other, inferred, label: text }
    throw unreadable(text, edtf.problem)
  },
})

/** Writes a date as `date` reads it; "" for none. */
export const dateText = (date: { readonly edtf: string; readonly inferred: boolean } | null): string =>
  date === null ? '' : `${date.edtf}${date.inferred ? ' (inferred)' : ''}`

const numeric = /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})$/

const orders: readonly DateOrder[] = ['YMD', 'MDY', 'DMY']

const readNumeric = (text: string, { dateOrder }: CellView): string | null => {
  const match = numeric.exec(text)
  // What has the form of a day is none of the calendar, in any order.
  if (match === null || /^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const parts = [match[1], match[3], match[4]] as [string, string, string]
  if (dateOrder !== null) return inOrder(parts, dateOrder) ?? notInOrder(parts, dateOrder)
  const suggestions = readings(parts)
  throw new UnreadableCell(
    `is a date whose order nobody knows${suggestions.length > 0 ? `: ${suggestions.join(' or ')}` : ''}. Give the file's date order (YMD, MDY or DMY), or write the date as YYYY-MM-DD.`,
    { suggestions },
  )
}

const notInOrder = (parts: readonly [string, string, string], dateOrder: DateOrder): never => {
  const suggestions = readings(parts)
  throw new UnreadableCell(
    `is no date in the order ${dateOrder} that was given for the file. Write the date as YYYY-MM-DD, with a year of four digits.`,
    { suggestions },
  )
}

const readings = (parts: readonly [string, string, string]): readonly string[] => [
  ...new Set(orders.flatMap(order => inOrder(parts, order) ?? [])),
]

const inOrder = (parts: readonly [string, string, string], order: DateOrder): string | null => {
  const at = (letter: string): string => (parts[order.indexOf(letter)] as string).padStart(2, '0')
  const day = `${at('Y')}-${at('M')}-${at('D')}`
  return isDay(day) ? day : null
}

// 20,000 is in 1954, 80,000 in 2119: what spreadsheets count from the last day of 1899.
const isSerial = (text: string): boolean =>
  /^\d{5}(\.\d+)?$/.test(text) && Number(text) >= 20_000 && Number(text) < 80_000

const dayOfSerial = (text: string): string =>
  new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(text)) * 86_400_000).toISOString().slice(0, 10)

const unreadable = (text: string, problem: string): UnreadableCell => {
  if (isSerial(text)) {
    return new UnreadableCell(
      'is the number by which spreadsheets count days. Format the column as a date of the form YYYY-MM-DD and export the file again.',
      { suggestions: [dayOfSerial(text)] },
    )
  }
  if (/\d:\d\d/.test(text)) return new UnreadableCell('has a clock time. Give the day alone, e.g. "2024-11-08".')
  if (/\d{1,2}[/.]\d{4}$/.test(text)) {
    return new UnreadableCell('is no date that this network reads. Write a month as YYYY-MM, e.g. "2024-11".')
  }
  // What the parser says quotes the whole text, which stands before it already.
  const why = problem.includes('"') ? '' : `: ${problem}`
  return new UnreadableCell(
    `is no date that this network reads${why}. Write e.g. "2024-11-08", "8 November 2024", "2013-10" or "2015-01-09/2015-01-17".`,
  )
}
