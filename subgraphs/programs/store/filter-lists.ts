import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'

/** A list of the input: null and absent set no condition, an empty one matches nothing. */
export type List<T> = readonly T[] | null | undefined

// biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the conditions fit a query over any tables.
export type Builder = ExpressionBuilder<any, any>

/** A condition on a query, built when the query is. */
export type Condition = (eb: Builder) => Expression<SqlBool>

/** Matches no row. */
export const nothing: Condition = () => sql<SqlBool>`1 = 0`

/**
 * Builds the condition that a list of the input sets: none without a list, and nothing matches an empty one, since within
 * a list one entry is enough and an empty list has none. How long a list may be is for the kit to say.
 */
export const whereListed = <T>(
  list: List<T>,
  condition: (entries: readonly T[]) => Condition,
): readonly Condition[] => {
  if (list === null || list === undefined) return []
  return [list.length === 0 ? nothing : condition([...new Set(list)])]
}
