import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

/** A row of a table: its cells by column name, trimmed, and its number in the file, the header being row 1. */
export type TableRow<Column extends string> = { readonly row: number; readonly cells: Readonly<Record<Column, string>> }

/** Says that a cell of a row is not as expected: `countries.csv, row 3, field "bureau": "WAH" <what was expected>`. */
export type Complain<Column extends string> = (row: TableRow<Column>, column: Column, expected: string) => void

/** Collects what is wrong with the tables, so that one reading tells it all. */
export type Problems = {
  /** Makes the complaints about one file. */
  readonly about: (file: string) => Complain<string>
  /** Throws one error with every problem in it; does nothing when there is none. */
  readonly throwIfAny: () => void
}

/**
 * Reads a CSV file (UTF-8, RFC 4180, one header row). Throws when it is no CSV or its columns are others than expected; what is in
 * the cells is for the caller to judge.
 */
export const readTable = <Column extends string>(
  folder: URL,
  file: string,
  columns: readonly Column[],
): readonly TableRow<Column>[] => {
  const text = readFileSync(new URL(file, folder), 'utf8')
  const [header, ...lines] = parse(text, { bom: true, skip_empty_lines: true, trim: true }) as string[][]
  if (header?.join(',') !== columns.join(',')) {
    throw new Error(`${file}: the columns are "${header?.join(',')}", but "${columns.join(',')}" were expected.`)
  }
  return lines.map((cells, index) => ({
    row: index + 2,
    cells: Object.fromEntries(columns.map((column, position) => [column, cells[position] ?? ''])) as Record<
      Column,
      string
    >,
  }))
}

/** Creates an empty collection of problems. */
export const createProblems = (): Problems => {
  const sentences: string[] = []
  return {
    about: file => (row, column, expected) => {
      sentences.push(`${file}, row ${row.row}, field "${column}": "${row.cells[column]}" ${expected}`)
    },
    throwIfAny: () => {
      if (sentences.length > 0) throw new Error(`The tables of the gazetteer cannot be used:\n${sentences.join('\n')}`)
    },
  }
}
