import { readEdtf } from '../dates/edtf.ts'
import { type PartialDate, readPartialDate } from '../dates/partial-date.ts'
import { didYouMean } from './suggestion.ts'

/** What a cell may look at beside its own text. */
export type RowView = {
  /** The text of another cell of the row; null when it is empty. */
  cell(column: string): string | null
  /** Id of the row of a table that has this id or slug; null when there is none. */
  find(table: string, idOrSlug: string): string | null
  /** The text of a cell in another table's row, which `find` found; null when it is empty. */
  cellIn(table: string, id: string, column: string): string | null
  /** Ids and slugs of a table. */
  names(table: string): Iterable<string>
}

/** Reads the cells of one column. An empty cell is "" or "-"; it is never given to `read`. */
export type Column<T> = {
  /** Reads a cell, trimmed and not empty. Throws a CellProblem that completes: `"<cell>" ...`. */
  read(cell: string, row: RowView): T
  /** What an empty cell means; absent when it may not be empty. */
  readonly empty?: () => T
  /** True when the file may do without the column; then all its cells are empty. */
  readonly mayLack?: boolean
}

/** Says why a cell cannot be read: a sentence that follows the quoted cell, e.g. `is no integer.` */
export class CellProblem extends Error {}

/** Makes a column that may be empty ("" or "-"): then it is null. */
export const optional = <T>(column: Column<T>): Column<T | null> => ({ ...column, empty: () => null })

/** Makes a column that the file may leave out; then each of its cells is empty. */
export const lackable = <T>(column: Column<T>): Column<T> => ({ ...column, mayLack: true })

/** Makes a column whose empty cells have a value of their own. */
export const otherwise = <T>(column: Column<T>, value: T): Column<T> => ({ ...column, empty: () => value })

/** Reads any text. A line break inside quotes stays. */
export const text = (): Column<string> => ({ read: cell => cell })

const matching = (pattern: RegExp, longest: number, expected: string): Column<string> => ({
  read(cell) {
    if (!pattern.test(cell) || cell.length > longest) throw new CellProblem(`is no ${expected}.`)
    return cell
  },
})

/** Reads a slug: lower-case letters and digits, in parts joined by "-". */
export const slug = (): Column<string> =>
  matching(/^[a-z0-9]+(-[a-z0-9]+)*$/, 200, 'slug: lower-case letters and digits, in parts joined by "-", at most 200')

/** Reads an id: letters, digits, "-", "_", "." and ":", at most 64. */
export const id = (): Column<string> =>
  matching(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/, 64, 'id: letters, digits, "-", "_", "." and ":", at most 64')

/** Reads a whole number, e.g. "300000"; no thousands separator. */
export const integer = (limits: { readonly min?: number; readonly max?: number } = {}): Column<number> => {
  const { min = -2_147_483_648, max = 2_147_483_647 } = limits
  return {
    read(cell) {
      if (!/^-?\d+$/.test(cell)) throw new CellProblem('is no whole number. Write digits only, e.g. "300000".')
      const value = Number(cell)
      if (value < min || value > max) throw new CellProblem(`lies outside ${min} to ${max}.`)
      return value
    },
  }
}

/** Reads "yes" or "no" ("true" and "false" as well). */
export const yesOrNo = (): Column<boolean> => ({
  read(cell) {
    if (cell === 'yes' || cell === 'true') return true
    if (cell === 'no' || cell === 'false') return false
    throw new CellProblem('is neither "yes" nor "no".')
  },
})

/** Reads one of the words of a closed set, e.g. an enum of the contract. */
export const oneOf = <Word extends string>(words: readonly Word[]): Column<Word> => ({
  read(cell) {
    const word = words.find(known => known === cell)
    if (word !== undefined) return word
    throw new CellProblem(`is none of ${words.map(known => `"${known}"`).join(', ')}.${didYouMean(cell, words)}`)
  },
})

/** Reads several values with ";" between them, in order; an empty cell is an empty list. A value may not repeat. */
export const listOf = <T>(column: Column<T>): Column<readonly T[]> => ({
  read(cell, row) {
    const parts = cell.split(';').map(part => part.trim())
    const repeated = parts.find((part, index) => parts.indexOf(part) !== index)
    if (repeated !== undefined) throw new CellProblem(`names "${repeated}" twice.`)
    return parts.map(part => {
      if (part === '') throw new CellProblem('has an empty value between two ";".')
      return parts.length === 1 ? column.read(part, row) : readPart(column, part, row)
    })
  },
  empty: () => [],
})

const readPart = <T>(column: Column<T>, part: string, row: RowView): T => {
  try {
    return column.read(part, row)
  } catch (error) {
    throw error instanceof CellProblem ? new CellProblem(`holds "${part}", which ${error.message}`) : error
  }
}

/** A partial date of a file, with the remark that a part of it is our conclusion. */
export type SeededDate = PartialDate & { readonly inferred: boolean }

const inferredMark = ' (inferred)'

/** Reads an EDTF date, e.g. "2024-11-08"; "2024-05 (inferred)" when a part of it is our conclusion. */
export const partialDate = (): Column<SeededDate> => ({
  read(cell) {
    const inferred = cell.endsWith(inferredMark)
    const edtf = inferred ? cell.slice(0, -inferredMark.length) : cell
    const reading = readEdtf(edtf)
    if ('problem' in reading) throw new CellProblem(`is no EDTF date: ${reading.problem}.`)
    return { ...readPartialDate(edtf), inferred }
  },
})

/** Reads the code of a place; `isPlace` decides, `codes` helps with a suggestion. */
export const placeCode = (isPlace: (code: string) => boolean, codes: Iterable<string> = []): Column<string> => ({
  read(cell) {
    if (isPlace(cell)) return cell
    throw new CellProblem(`is no place that the gazetteer knows.${didYouMean(cell, codes)}`)
  },
})

const findIn = (table: string, cell: string, row: RowView): string => {
  const found = row.find(table, cell)
  if (found !== null) return found
  throw new CellProblem(`is no id or slug in table "${table}".${didYouMean(cell, row.names(table))}`)
}

/** Reads the id or slug of a row in another table of the same seed, or of its own table. Answers the row's id. */
export const reference = (table: string): Column<string> => ({ read: (cell, row) => findIn(table, cell, row) })

/** Reads a reference whose table depends on another cell of the row, e.g. claims on programs and participations. */
export const referenceBy = (column: string, tables: Readonly<Record<string, string>>): Column<string> => ({
  read(cell, row) {
    const kind = row.cell(column) ?? Object.keys(tables)[0]
    const table = kind === undefined ? undefined : tables[kind]
    // A wrong kind is that column's own problem; here it would only be said twice.
    return table === undefined ? cell : findIn(table, cell, row)
  },
})
