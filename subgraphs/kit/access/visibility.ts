import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Viewer } from './viewer.ts'

/** What decides which rows exist for a request. */
export type RowRights = {
  readonly viewer: Viewer
  /** Ids of the viewer's organization and of all units below it, as far as known; empty without an organization. */
  readonly organizations: readonly string[]
}

/** Levels of the contract's enum Visibility, from the most open to the most closed. */
export type Visibility = 'PUBLIC' | 'NETWORK' | 'PARTNER' | 'RESTRICTED'

const sensitiveScope = 'participant:sensitive'

/** Lists the levels that stand open to the viewer without a look at the row's steward. */
export const openTo = ({ viewer }: RowRights): readonly Visibility[] =>
  viewer.organization === null ? ['PUBLIC'] : ['PUBLIC', 'NETWORK']

/** Lists the levels that stand open to the viewer where the viewer's organization, or a unit of it, is the row's steward. */
export const openToSteward = ({ viewer, organizations }: RowRights): readonly Visibility[] =>
  organizations.length === 0 ? [] : viewer.scopes.has(sensitiveScope) ? ['PARTNER', 'RESTRICTED'] : ['PARTNER']

/**
 * Builds the row rule as a condition: a row that does not meet it does not exist for the viewer.
 * Put it into every query, counts and search included: `query.where(whereVisible({ visibility: 'program.visibility',
 * steward: 'program.steward_id' }, rights))`. The columns are SQL references; a row without a steward (null) is
 * nobody's. A team that opens PARTNER rows to more viewers adds its own rule with "or".
 */
export const whereVisible = (columns: { visibility: string; steward: string }, rights: RowRights) => {
  const open = openTo(rights)
  const steward = openToSteward(rights)
  // biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
  return (eb: ExpressionBuilder<any, any>): Expression<SqlBool> => {
    const openToAll = eb(columns.visibility, 'in', open)
    if (steward.length === 0) return openToAll
    return eb.or([
      openToAll,
      eb.and([
        eb(columns.visibility, 'in', steward),
        // Without it the condition would be unknown for a row of nobody, and so would be "not" of it.
        eb(columns.steward, 'is not', null),
        eb(columns.steward, 'in', [...rights.organizations]),
      ]),
    ])
  }
}

/** Tells whether a row in hand exists for the viewer: the same rule as `whereVisible`. */
export const isVisible = (
  row: { readonly visibility: Visibility; readonly steward: string | null },
  rights: RowRights,
): boolean => {
  if (openTo(rights).includes(row.visibility)) return true
  return (
    openToSteward(rights).includes(row.visibility) && row.steward !== null && rights.organizations.includes(row.steward)
  )
}
