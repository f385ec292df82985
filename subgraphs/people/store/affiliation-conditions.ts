import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { AffiliationKind } from '../entities/vocabulary.ts'
import { folded } from './folded.ts'

// biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the conditions fit a query over any tables.
type Builder = ExpressionBuilder<any, any>

/** Today as YYYY-MM-DD, in UTC. */
export const today = (now: Date = new Date()): string => now.toISOString().slice(0, 10)

/** Tells whether a position is still in force on a day: no end is known, or the end can still lie ahead. */
export const isInForce = (position: { readonly endLatest: string | null }, day: string): boolean =>
  position.endLatest === null || position.endLatest >= day

/** Builds the same rule over the table `affiliation`: true for positions in force, false for those that have ended. */
export const whereInForce =
  (current: boolean, day: string) =>
  (eb: Builder): Expression<SqlBool> =>
    current
      ? eb.or([eb('affiliation.end_latest', 'is', null), eb('affiliation.end_latest', '>=', day)])
      : eb('affiliation.end_latest', '<', day)

/** Builds "one of these kinds" over the table `affiliation`. No kinds at all match nothing. */
export const whereKindIn =
  (kinds: readonly AffiliationKind[]) =>
  (eb: Builder): Expression<SqlBool> =>
    whereIn(eb, 'affiliation.kind', kinds)

/** Builds "the job title contains this text" over the table `affiliation`; case and accents do not matter. */
export const whereTitleContains =
  (text: string) =>
  (eb: Builder): Expression<SqlBool> => {
    const pattern = `%${folded(text).replace(/[\\%_]/g, wildcard => `\\${wildcard}`)}%`
    // "escape" is written out: SQLite has no escape character of its own, PostgreSQL's is the backslash.
    return eb.and([
      eb('affiliation.folded_title', 'is not', null),
      sql<SqlBool>`affiliation.folded_title like ${pattern} escape '\\'`,
    ])
  }

/** A condition that no row meets. */
export const nothing: Expression<SqlBool> = sql<SqlBool>`1 = 0`

/** Builds "is one of these", which is false for an empty list (PostgreSQL refuses an empty "in ()"). */
export const whereIn = (eb: Builder, column: string, values: readonly string[]): Expression<SqlBool> =>
  values.length === 0 ? nothing : eb(column, 'in', [...values])
