import type { Database } from '@exchange-network/kit/database/database'
import { type RawBuilder, sql } from 'kysely'

/**
 * Makes a subquery of text columns out of rows in hand. It takes one parameter however many rows there are, so that no
 * list meets the database's limit of parameters, and the text of the statement stays the same.
 */
export const inlineRows = (
  database: Database,
  columns: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): RawBuilder<object> => {
  const json = JSON.stringify(rows)
  const fields = columns.map((column, index) =>
    database.dialect === 'sqlite'
      ? sql`json_extract(value, ${sql.lit(`$[${index}]`)}) as ${sql.id(column)}`
      : sql`value->>${sql.lit(index)} as ${sql.id(column)}`,
  )
  const source = database.dialect === 'sqlite' ? sql`json_each(${json})` : sql`jsonb_array_elements(${json}::jsonb)`
  return sql<object>`(select ${sql.join(fields)} from ${source})`
}
