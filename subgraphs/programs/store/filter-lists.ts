import { problem } from '@exchange-network/kit/errors/problem'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'

/** A list of the input: null and absent set no condition, an empty one matches nothing. */
export type List<T> = readonly T[] | null | undefined

// biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the conditions fit a query over any tables.
export type Builder = ExpressionBuilder<any, any>

/** A condition on a query, built when the query is. */
export type Condition = (eb: Builder) => Expression<SqlBool>

/** Matches no row. */
export const nothing: Condition = () => sql<SqlBool>`1 = 0`

const maxEntries = 1000

/**
 * Builds the condition that a list of the input sets: none without a list, and nothing matches an empty one, since within
 * a list one entry is enough and an empty list has none. Throws BAD_USER_INPUT for more than 1,000 entries.
 */
export const whereListed = <T>(
  list: List<T>,
  field: string,
  condition: (entries: readonly T[]) => Condition,
): readonly Condition[] => {
  if (list === null || list === undefined) return []
  if (list.length > maxEntries) {
    throw problem(
      'BAD_USER_INPUT',
      `Field "${field}" of the filter lists ${list.length} entries, but it takes at most ${maxEntries}. Ask several times.`,
    )
  }
  return [list.length === 0 ? nothing : condition([...new Set(list)])]
}
