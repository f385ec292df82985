import { protectedKindIn } from '../writing/protected-data.ts'
import { type CellView, type ImportColumn, UnreadableCell } from './column.ts'
import { damageIn } from './damaged-text.ts'
import { foldHeading } from './fold-heading.ts'
import { cellAsMeant } from './formulas.ts'
import type { Headings } from './headings.ts'
import type { RawRow } from './raw-rows.ts'
import type { ImportIssue } from './report.ts'

/** A row whose cells were read as far as they can be. */
export type ReadRow = {
  readonly number: number
  readonly cells: Readonly<Record<string, unknown>>
  /** Texts of the cells that are not empty, by property. */
  readonly texts: Readonly<Record<string, string>>
  readonly unread: ReadonlySet<string>
  /** False where a required cell is empty or unreadable: then the row cannot be planned. */
  readonly isComplete: boolean
  readonly issues: readonly ImportIssue[]
}

type Columns = Readonly<Record<string, ImportColumn<unknown>>>

/** Longest cell that is read. */
const mostCharacters = 65_536

/** Reads the cells of a row and says all that is wrong with them. */
export const readCells = (row: RawRow, headings: Headings, columns: Columns, view: CellView): ReadRow => {
  const cells: Record<string, unknown> = Object.fromEntries(Object.keys(columns).map(property => [property, null]))
  const texts: Record<string, string> = {}
  const unread = new Set<string>()
  const issues: ImportIssue[] = [...misfit(row, headings)]
  const isMisfit = issues.length > 0
  let isComplete = !isMisfit
  // In a row with a cell too many or too few, nobody knows which cell stands under which heading.
  for (const { property, heading, index } of isMisfit ? [] : headings.found) {
    const column = columns[property] as ImportColumn<unknown>
    const text = cellAsMeant(row.cells[index] ?? '').trim()
    const at = { severity: 'ERROR', row: row.number, column: heading } as const
    if (text === '') {
      if (!column.required) continue
      isComplete = false
      issues.push({
        ...at,
        code: 'INVALID',
        message: 'The cell is empty, but every row needs a value here.',
        suggestions: [],
      })
      continue
    }
    texts[property] = text
    const damage = damageIn(text)
    if (damage !== null) issues.push({ ...at, ...damage, code: 'INVALID', suggestions: [] })
    try {
      if (text.length > mostCharacters) throw tooLong(text)
      cells[property] = column.reader.read(text, view)
    } catch (error) {
      if (!(error instanceof UnreadableCell)) throw error
      unread.add(property)
      if (column.required) isComplete = false
      issues.push({ ...at, ...sayWhy(error, text, column.guarded) })
    }
  }
  return { number: row.number, cells, texts, unread, isComplete, issues }
}

const tooLong = (text: string): UnreadableCell =>
  new UnreadableCell(`has ${text.length.toLocaleString('en')} characters, but a cell holds at most 65,536.`, {
    unquoted: true,
  })

const sayWhy = (
  error: UnreadableCell,
  text: string,
  guarded: boolean,
): Pick<ImportIssue, 'code' | 'message' | 'suggestions'> => {
  const { code, message, suggestions, unquoted } = error
  if (guarded || unquoted) return { code, message: `The cell ${message}`, suggestions }
  const kind = protectedKindIn(text)
  if (kind === null) return { code, message: `"${quotable(text)}" ${message}`, suggestions }
  // Whatever the column: a message must not repeat what must not be stored.
  const refusal = `The cell seems to hold ${kind}, which this network never stores. Leave it out.`
  return { code: 'PROTECTED_DATA', message: refusal, suggestions: [] }
}

const longestQuote = 80

/** A cell as messages repeat it: without what cannot be seen, and not too long. */
const quotable = (text: string): string => {
  const visible = text.toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
  return visible.length <= longestQuote ? visible : `${[...visible].slice(0, longestQuote - 3).join('')}...`
}

const misfit = ({ number, cells, broken }: RawRow, { width, folded }: Headings): readonly ImportIssue[] => {
  const at = { severity: 'ERROR', row: number, column: null, code: 'INVALID', suggestions: [] } as const
  if (broken !== undefined) return [{ ...at, message: broken }]
  if (cells.length === width && cells.every((cell, index) => foldHeading(cell) === folded[index])) {
    return [{ ...at, message: 'The row repeats the headings. Remove it where files were put together.' }]
  }
  const used = cells.findLastIndex(cell => cell.trim() !== '') + 1
  if (cells.length >= width && used <= width) return []
  const message = `The row has ${cells.length === 1 ? 'one cell' : `${cells.length} cells`}, but there are ${width} headings. Put a cell that holds the delimiter or a line break in double quotes.`
  return [{ ...at, message }]
}
