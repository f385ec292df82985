import { readText, type TextLimits } from '../writing/check-text.ts'
import { type CellReader, UnreadableCell } from './column.ts'

/**
 * Reads a text by the rules that hold for the texts of mutations. Spreadsheets break lines within a cell to fit it to its
 * column: where a text is said to wrap, such a break is a space. A name does not, as two lines may be two people.
 */
export const text = (limits: TextLimits, { wraps = false }: { readonly wraps?: boolean } = {}): CellReader<string> => ({
  read(cell) {
    const read = readText(wraps ? cell.replace(/[ \t]*[\r\n]+[ \t]*/gu, ' ') : cell, limits)
    if ('text' in read) return read.text
    const { code, message } = read.problem
    throw new UnreadableCell(message.replace(/^The text /, ''), { code, unquoted: true })
  },
})

/** Reads the id, slug or name of a record; `plan` finds it. */
export const reference = (): CellReader<string> => text({ max: 200 })

/**
 * Reads several values with ";" or "|" between them, in order; repeated ones once. Where a cell has ";" in it, "|" is an
 * ordinary character.
 */
export const list = <T extends {}>(reader: CellReader<T>): CellReader<readonly T[]> => ({
  read(cell, view) {
    const parts = cell.split(cell.includes(';') ? ';' : '|').map(part => part.trim())
    const named = [...new Set(parts.filter(part => part !== ''))]
    if (named.length === 0) throw new UnreadableCell('has delimiters and no value. Empty the cell, or write values.')
    return named.map((part, index) => {
      try {
        return reader.read(part, view)
      } catch (error) {
        if (!(error instanceof UnreadableCell) || named.length === 1) throw error
        throw new UnreadableCell(`fails in value ${index + 1} of ${named.length}, which ${error.message}`, error)
      }
    })
  },
})

/** Writes values as `list` reads them. */
export const listText = (values: readonly string[]): string => values.join('; ')
