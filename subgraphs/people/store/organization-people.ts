import { type Row, type RowQuery, selectFrom } from '@exchange-network/kit/database/rows'
import { connectionsByParent } from '@exchange-network/kit/paging/page'
import type { LoaderRequest } from '@exchange-network/kit/serve/subgraph'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { Affiliation } from '../entities/affiliation.ts'
import type { AffiliationKind } from '../entities/vocabulary.ts'
import { wherePersonVisible } from '../policy.ts'
import { today, whereInForce, whereKindIn } from './affiliation-conditions.ts'
import { type OrganizationScope, scopeOfIds } from './organization-scope.ts'

/** The arguments of Organization.people. */
export type OrganizationPeople = {
  readonly current?: boolean | null
  readonly kinds?: readonly AffiliationKind[] | null
  readonly includeUnits?: boolean | null
  readonly first?: number | null
  readonly after?: string | null
}

/**
 * Creates, for one set of arguments, the loader of positions in organizations, by the names of their people: one
 * statement for the pages of all organizations, one for all counts. Positions of hidden people do not exist.
 */
export const affiliationsByOrganizationId = (request: LoaderRequest) => (page: OrganizationPeople) => {
  const { current = null, kinds = null, includeUnits } = page
  // Null is as good as not given: the contract's default is true.
  const withUnits = includeUnits ?? true
  const rows = (organizations: readonly string[]): RowQuery<Row<Affiliation>> => {
    const scope = scopeOfIds(request.rights, organizations, withUnits)
    let positions = selectFrom(request.database, Affiliation)
      .innerJoin(scope.as('scope'), 'scope.organization_id', 'affiliation.organization_id')
      // Said twice, and not by inner joins alone, for SQLite's planner: "in" lets it find the positions by the index on
      // organizations, and "cross join" keeps it from beginning with all people.
      .where(whereIn(scope))
      .crossJoin('person')
      .whereRef('person.id', '=', 'affiliation.person_id')
      .select('scope.parent_id as parent_id')
      .where(wherePersonVisible(request.rights))
    if (current !== null) positions = positions.where(whereInForce(current, today()))
    if (kinds !== null) positions = positions.where(whereKindIn(kinds))
    return positions
  }
  return connectionsByParent<Row<Affiliation>>({
    database: request.database,
    rows,
    keys: [
      { column: 'person.name_order', direction: 'asc' },
      { column: 'person.sort_name', direction: 'asc' },
      { column: 'person.id', direction: 'asc' },
      { column: 'affiliation.id', direction: 'asc' },
    ],
    binding: JSON.stringify(['Organization.people', current, kinds, withUnits]),
    first: page.first,
    after: page.after,
  })
}

const whereIn =
  (scope: OrganizationScope) =>
  // biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
  (eb: ExpressionBuilder<any, any>): Expression<SqlBool> =>
    eb('affiliation.organization_id', 'in', eb.selectFrom(scope.as('named')).select('named.organization_id'))
