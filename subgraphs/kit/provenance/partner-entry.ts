import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
type Condition = (eb: ExpressionBuilder<any, any>) => Expression<SqlBool>

const prefix = 'partner-entry.'

/**
 * Names the source of what an organization enters itself and credits to no document. It is computed and never stored:
 * nobody has to make it before a partner may write, and no outage of the programs team keeps others from writing.
 */
export const partnerEntryOf = (organization: string): string => `${prefix}${organization}`

/** Finds the organization whose own entry a source is; null for documents. */
export const organizationOfEntry = (sourceId: string): string | null =>
  sourceId.startsWith(prefix) ? sourceId.slice(prefix.length) : null

/**
 * Builds the condition that the source in a column is the own entry of an organization that exists for the viewer.
 * `organization` builds the condition that the organization of an expression exists.
 */
export const isVisibleEntry =
  (column: string, organization: (id: Expression<string>) => Condition): Condition =>
  eb =>
    eb.and([
      eb(column, 'like', `${prefix}%`),
      organization(sql<string>`substr(${sql.ref(column)}, ${sql.lit(prefix.length + 1)})`)(eb),
    ])
