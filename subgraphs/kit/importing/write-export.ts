import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { safeCell } from './formulas.ts'
import type { ImportContext, ImportDefinition, ImportOptions } from './import-definition.ts'

/**
 * Writes all rows of a kind that the viewer may see, for `runImport` to read again: UTF-8 with a byte order mark, RFC 4180,
 * the properties as headings, cells that no spreadsheet takes for a formula. Throws where the kind has no export.
 */
export const writeExport = <Cells, Context extends ImportContext>(
  { kind, columns, export: out }: ImportDefinition<Cells, Context>,
  context: Context,
  options: ImportOptions,
): AsyncIterable<Uint8Array> => {
  if (out === undefined) throw new Error(`Files of kind "${kind}" have no export. Give the definition one.`)
  const headings = Object.keys(columns) as (keyof Cells & string)[]
  const rows = async function* () {
    for await (const row of out.read(context, options)) yield headings.map(heading => safeCell(row[heading]))
  }
  return Readable.from(rows()).compose(
    stringify({
      bom: true,
      header: true,
      columns: headings,
      record_delimiter: 'windows',
      // Cells with what other readers take for a delimiter or a quote are quoted, too.
      quoted_match: /[;\t'\r\n]/,
    }),
  )
}
