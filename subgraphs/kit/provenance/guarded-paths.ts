import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Viewer } from '../access/viewer.ts'

/** Paths whose claims and conflicts need a scope, e.g. `{ contactPoints: 'contact:read' }`; all deeper paths as well. */
export type GuardedPaths = Readonly<Record<string, string>>

/** Finds the guarded paths that stay closed to a viewer. */
export const closedPathsFor = (viewer: Viewer, guarded: GuardedPaths): readonly string[] =>
  Object.entries(guarded).flatMap(([path, scope]) => (viewer.scopes.has(scope) ? [] : [path]))

/** Builds the condition that a path is none of the closed ones and lies below none of them. */
export const whereOpen = (column: string, closed: readonly string[]) => {
  // biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
  return (eb: ExpressionBuilder<any, any>): Expression<SqlBool> =>
    eb.and(closed.flatMap(path => [eb(column, '<>', path), eb(column, 'not like', `${path}.%`)]))
}
