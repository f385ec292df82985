import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Viewer } from '../access/viewer.ts'
import { closedPathsFor, type GuardedPaths, whereOpen } from './guarded-paths.ts'

// biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the conditions fit a query over any tables.
type Condition = (eb: ExpressionBuilder<any, any>) => Expression<SqlBool>

/** What a team says about its claims beside their paths. */
export type ProvenanceOptions = {
  readonly guardedPaths?: GuardedPaths
  /** Builds the condition that the source in a column exists for the viewer; every source does unless told. */
  readonly source?: (column: string) => Condition
  /** Holds for a row of `claim` that names nothing hidden from the viewer; every row does unless told. */
  readonly claim?: Condition
}

/** Which claims, conflicts and sources exist for the viewer of one request. */
export type ProvenanceRules = {
  /** The condition on a row of `claim`. */
  readonly claim: Condition
  /** The condition on a row of `conflict`. */
  readonly conflict: Condition
  /** Builds the condition on a column that holds the id of a source. */
  readonly source: (column: string) => Condition
}

const everything: Condition = () => sql<SqlBool>`1 = 1`

/**
 * Creates the rules. A claim quotes its document, so it exists where the document does. A conflict exists where each of
 * its claims does: fewer would tell that there is another one, and the rationale and the status speak of all of them.
 */
export const provenanceRules = (viewer: Viewer, options: ProvenanceOptions = {}): ProvenanceRules => {
  const { guardedPaths = {}, source = () => everything, claim: namesNothingHidden = everything } = options
  const closed = closedPathsFor(viewer, guardedPaths)
  const claim: Condition = eb =>
    eb.and([
      whereOpen('claim.path', closed)(eb),
      eb.or([eb('claim.source_id', 'is', null), source('claim.source_id')(eb)]),
      namesNothingHidden(eb),
    ])
  const conflict: Condition = eb =>
    eb.and([
      whereOpen('conflict.path', closed)(eb),
      eb.not(
        eb.exists(
          eb
            .selectFrom('conflict_claim')
            .innerJoin('claim', 'claim.id', 'conflict_claim.claim_id')
            .select('conflict_claim.claim_id')
            .whereRef('conflict_claim.conflict_id', '=', 'conflict.id')
            .where(inner => inner.not(claim(inner))),
        ),
      ),
    ])
  return { claim, conflict, source }
}
