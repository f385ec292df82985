import { type CsvError, type Parser, parse } from 'csv-parse'
import type { Delimiter } from './delimiter.ts'

/** One row as it stands in the file. Rows without any text are left out, but counted. */
export type RawRow = {
  /** As spreadsheets count, from 1. */
  readonly number: number
  readonly cells: readonly string[]
  /** Why the file is no CSV from this row on, which then is the last: what follows cannot be told apart into rows. */
  readonly broken?: string
}

/** Most characters of a row; it also ends the search for a quote that is never closed. */
const mostRowCharacters = 1_000_000

/** Most rows, empty ones included: a file of line breaks alone would keep us busy for long. */
const mostLines = 1_000_000

const tooManyLines =
  'The file has more than 1,000,000 rows, empty ones included. Remove the empty ones, or send it in parts.'

/** Takes a text apart into rows (RFC 4180), a few at a time. Ends at a quote that is not closed or stands where none may. */
export async function* readRows(text: AsyncIterable<string>, delimiter: Delimiter): AsyncIterable<RawRow> {
  // Not read as a stream: one that fails throws away the rows above the one at fault.
  let rows: RawRow[] = []
  let number = 0
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: mostRowCharacters,
    on_record: (cells: string[]) => {
      number += 1
      if (cells.some(cell => cell.trim() !== '')) rows.push({ number, cells })
      return null
    },
  })
  // The error is answered to whoever writes.
  parser.on('error', () => {}).resume()
  try {
    for await (const step of steps(text)) {
      const broken = await step(parser)
      yield* rows
      rows = []
      if (broken === null && number <= mostLines) continue
      yield { number: number + 1, cells: [], broken: broken === null ? tooManyLines : explanationOf(broken) }
      return
    }
  } finally {
    parser.destroy()
  }
}

type Step = (parser: Parser) => Promise<Error | null>

async function* steps(text: AsyncIterable<string>): AsyncIterable<Step> {
  for await (const part of text) {
    if (part !== '') yield parser => settled(done => parser.write(part, done))
  }
  yield parser => settled(done => parser.end(done))
}

const settled = (start: (done: (error?: Error | null) => void) => void): Promise<Error | null> =>
  new Promise(resolve => start(error => resolve(error ?? null)))

const explanationOf = (error: Error): string => {
  const explanation = explanations[String((error as CsvError).code)]
  if (explanation === undefined) throw error
  return explanation
}

const rest = 'This row and those below it were not read.'
const explanations: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: `A cell of this row begins with a double quote that is never closed. Close it, or write it twice where it is part of the text. ${rest}`,
  CSV_INVALID_CLOSING_QUOTE: `In a cell of this row there is text behind the closing double quote, or the quote of a cell above is not closed. Write a double quote inside of a cell twice. ${rest}`,
  INVALID_OPENING_QUOTE: `A cell of this row has a double quote in it and does not begin with one. Put the cell in double quotes and write the one inside twice. ${rest}`,
  CSV_MAX_RECORD_SIZE: `The row has more than 1,000,000 characters: a cell is much too long, or a double quote is not closed. ${rest}`,
}
