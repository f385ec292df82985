import { readForm, sampleCharacters } from './delimiter.ts'
import { type Encoding, encodingRemark, inspectFile, readTextOf } from './encoding.ts'
import { type ColumnMapping, type Headings, headingBook, readHeadings } from './headings.ts'
import type { AnyImport } from './import-definition.ts'
import type { ImportSource } from './import-source.ts'
import { type RawRow, readRows } from './raw-rows.ts'
import type { ImportIssue } from './report.ts'

/** A file that was looked at: its form, its headings, what is wrong with both. */
export type Table = {
  readonly sha256: string
  readonly issues: readonly ImportIssue[]
  /** Null where the file cannot be read as a table at all. */
  readonly headings: Headings | null
  /** Reads the rows below the headings, from the first at each call. */
  rows(): AsyncIterable<RawRow>
}

/** Looks at a file: encoding, delimiter, headings. */
export const openTable = async (
  source: ImportSource,
  { columns }: Pick<AnyImport, 'columns'>,
  mapping: readonly ColumnMapping[],
): Promise<Table> => {
  const book = headingBook(columns)
  const inspected = await inspectFile(source)
  const { sha256 } = inspected
  if ('problem' in inspected) return unreadable(sha256, [error(inspected.problem)])
  const { encoding } = inspected
  const isHeading = (cell: string): boolean =>
    book.propertyOf(cell) !== null || mapping.some(({ column }) => column.trim() === cell.trim())
  const { delimiter, skip } = readForm(await sampleOf(source, encoding), isHeading)
  const all = (): AsyncIterable<RawRow> => readRows(without(skip, readTextOf(source, encoding)), delimiter)
  const top = await topOf(all())
  const [first] = top
  if (first === undefined) return unreadable(sha256, [error(noText)])
  if (first.broken !== undefined) return unreadable(sha256, [{ ...error(first.broken), row: first.number }])
  const counts = top.map(({ cells }) => cells.filter(isHeading).length)
  const most = Math.max(...counts)
  const likely = top[counts.indexOf(most)] as RawRow
  if (likely !== first && most > 1) return unreadable(sha256, [error(headingsBelow(first, likely))])
  const headings = readHeadings(first.cells, { columns, book, mapping })
  const issues = headings.issues.map(issue => ({ ...issue, row: null }))
  if (headings.found.length === 0) {
    const refused = issues.filter(({ code }) => code === 'PROTECTED_DATA')
    return unreadable(sha256, [...refused, error(noHeading(first, book.properties))])
  }
  const remark = encodingRemark(encoding)
  return {
    sha256,
    issues: remark === null ? issues : [{ ...error(remark), severity: 'WARNING' }, ...issues],
    headings,
    rows: () => below(first.number, all()),
  }
}

const noText = 'The file has no text. Send one row of headings and a row for each record.'

const headingsBelow = (first: RawRow, likely: RawRow): string =>
  `Row ${first.number} is no row of headings, but row ${likely.number} looks like one. Remove what stands above it, so that the file begins with one row of headings.`

const noHeading = ({ number }: RawRow, properties: readonly string[]): string =>
  `None of the headings in row ${number} is known. The fields are ${properties.join(', ')}.`

const error = (message: string): ImportIssue => ({
  severity: 'ERROR',
  row: null,
  column: null,
  code: 'INVALID',
  message,
  suggestions: [],
})

const unreadable = (sha256: string, issues: readonly ImportIssue[]): Table => ({
  sha256,
  issues,
  headings: null,
  async *rows() {},
})

const sampleOf = async (source: ImportSource, encoding: Encoding): Promise<string> => {
  let sample = ''
  for await (const part of readTextOf(source, encoding)) {
    sample += part
    if (sample.length >= sampleCharacters) break
  }
  return sample
}

async function* without(skip: number, text: AsyncIterable<string>): AsyncIterable<string> {
  let left = skip
  for await (const part of text) {
    yield part.slice(left)
    left = Math.max(0, left - part.length)
  }
}

// Titles and groups of headings take a row or two.
const mostTopRows = 4

const topOf = async (rows: AsyncIterable<RawRow>): Promise<readonly RawRow[]> => {
  const top: RawRow[] = []
  for await (const row of rows) {
    top.push(row)
    if (top.length === mostTopRows) break
  }
  return top
}

async function* below(headingRow: number, rows: AsyncIterable<RawRow>): AsyncIterable<RawRow> {
  for await (const row of rows) if (row.number > headingRow) yield row
}
