import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { AnyTables } from '../database/database.ts'
import type { RowQuery } from '../database/rows.ts'
import type { CursorValues } from './cursor.ts'

/**
 * One column that orders a list. `column` names an output column of the rows ("sortName") or a column of its tables
 * ("person.sort_name"); it is never null (coalesce it). The last key of a list is unique.
 */
export type SortKey = { column: string; direction: 'asc' | 'desc' }

/** The rows of a list with their sort values beside them, as one table "item". */
export type KeyedList = {
  rows: RowQuery<AnyTables>
  /** References to the sort values, in the order of the keys. */
  columns: readonly RawBuilder<unknown>[]
  keys: readonly SortKey[]
  /** Takes the sort values out of a row of the list and removes those that were only there to sort. */
  takeValues(row: Record<string, unknown>): CursorValues
}

/** Brings the sort values of a list within reach: keys that name a table's column are selected beside the row. */
export const keyedList = (rows: RowQuery<AnyTables>, keys: readonly SortKey[]): KeyedList => {
  const outputs = keys.map(({ column }, index) =>
    column.includes('.') ? { name: `sort_key_${index}`, isAdded: true } : { name: column, isAdded: false },
  )
  const added = keys.flatMap(({ column }, index) => (column.includes('.') ? [`${column} as sort_key_${index}`] : []))
  return {
    rows: added.length > 0 ? rows.select(added) : rows,
    columns: outputs.map(({ name }) => sql.ref(`item.${name}`)),
    keys,
    takeValues: row =>
      outputs.map(({ name, isAdded }, index) => {
        const value = row[name]
        if (isAdded) delete row[name]
        return sortValue(value, keys[index]?.column ?? name)
      }),
  }
}

const sortValue = (value: unknown, column: string): string | number | boolean => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  throw new Error(
    `Sort key "${column}" is ${value === null ? 'null' : typeof value} in a row, but a list can only continue after text or a number. Select it as coalesce(column, ...).`,
  )
}

/** The order of a list, for "order by". */
export const orderOf = ({ columns, keys }: KeyedList): RawBuilder<unknown> =>
  sql.join(
    columns.map((column, index) => sql`${column} ${sql.raw(keys[index]?.direction === 'desc' ? 'desc' : 'asc')}`),
  )

/** The condition that a row comes after these sort values. */
export const isAfter = (list: KeyedList, values: CursorValues): RawBuilder<SqlBool> => {
  const [first] = list.keys
  const isOneWay = list.keys.every(({ direction }) => direction === first?.direction)
  return isOneWay ? rowIsAfter(list, values) : stepIsAfter(list, values)
}

// Databases walk an index for a comparison of whole rows, as long as all keys go the same way.
const rowIsAfter = ({ columns, keys }: KeyedList, values: CursorValues): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${sql.join(columns)}) ${comparison(keys[0])} (${sql.join(values)})`

// Otherwise: equal in the keys before and beyond in this one, for one of the keys.
const stepIsAfter = ({ columns, keys }: KeyedList, values: CursorValues): RawBuilder<SqlBool> => {
  const steps = keys.map((key, step) => {
    const equal = columns.slice(0, step).map((column, index) => sql`${column} = ${values[index]}`)
    return sql`(${sql.join([...equal, sql`${columns[step]} ${comparison(key)} ${values[step]}`], sql` and `)})`
  })
  return sql<SqlBool>`(${sql.join(steps, sql` or `)})`
}

const comparison = (key: SortKey | undefined): RawBuilder<unknown> => sql.raw(key?.direction === 'desc' ? '<' : '>')
