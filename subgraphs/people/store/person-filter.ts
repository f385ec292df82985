import type { RowRights } from '@exchange-network/kit/access/visibility'
import { instantOf } from '@exchange-network/kit/database/instant'
import { whereHasConflicts } from '@exchange-network/kit/provenance/conflict-connection'
import type { LoaderRequest } from '@exchange-network/kit/serve/subgraph'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { AffiliationKind } from '../entities/vocabulary.ts'
import { peopleProvenance, wherePositionVisible } from '../policy.ts'
import { nothing, whereIn, whereKindIn, whereTitleContains } from './affiliation-conditions.ts'
import { scopeOfNames } from './organization-scope.ts'

// biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the conditions fit a query over any tables.
type Builder = ExpressionBuilder<any, any>

/** The contract's input PersonFilter; people and organizations are named by id or slug. */
export type PersonFilter = {
  readonly ids?: readonly string[] | null
  readonly organizations?: readonly string[] | null
  readonly affiliationKinds?: readonly AffiliationKind[] | null
  readonly titleContains?: string | null
  readonly hasConflicts?: boolean | null
  /** RFC 3339. */
  readonly updatedSince?: string | null
}

/** Builds the condition that a row of `person` meets all that a filter says; an empty list is met by nobody. */
export const whereMatches = (request: LoaderRequest, filter: PersonFilter) => {
  const conditions = conditionsOf(request, filter)
  return (eb: Builder): Expression<SqlBool> => eb.and(conditions.map(condition => condition(eb)))
}

const conditionsOf = (request: LoaderRequest, filter: PersonFilter): ((eb: Builder) => Expression<SqlBool>)[] => {
  const { ids, hasConflicts, updatedSince } = filter
  const conditions: ((eb: Builder) => Expression<SqlBool>)[] = []
  if (ids) conditions.push(eb => eb.or([whereIn(eb, 'person.id', ids), whereIn(eb, 'person.slug', ids)]))
  const position = whereHoldsPosition(request.rights, filter)
  if (position) conditions.push(position)
  if (typeof hasConflicts === 'boolean') {
    const conflicting = whereHasConflicts('Person', 'person.id', peopleProvenance(request.rights))
    conditions.push(hasConflicts ? conflicting : eb => eb.not(conflicting(eb)))
  }
  if (updatedSince) {
    const instant = instantOf(request.database, updatedSince)
    conditions.push(eb => eb('person.updated_at', '>=', instant))
  }
  return conditions
}

// One and the same position has to meet all that is asked of positions: "directors at SCOE" are no directors elsewhere.
const whereHoldsPosition = (rights: RowRights, filter: PersonFilter) => {
  const { organizations, affiliationKinds, titleContains } = filter
  const title = titleContains ?? null
  if (!organizations && !affiliationKinds && title === null) return null
  return (eb: Builder): Expression<SqlBool> => {
    let positions = eb.selectFrom('affiliation').select('affiliation.person_id').where(wherePositionVisible(rights))
    if (organizations) positions = positions.where(whereAtOneOf(rights, organizations))
    if (affiliationKinds) positions = positions.where(whereKindIn(affiliationKinds))
    if (title !== null) positions = positions.where(whereTitleContains(title))
    // Not "exists": databases read the few positions first, instead of asking for each person anew.
    return eb('person.id', 'in', positions)
  }
}

const whereAtOneOf =
  (rights: RowRights, organizations: readonly string[]) =>
  (eb: Builder): Expression<SqlBool> =>
    organizations.length === 0
      ? nothing
      : eb(
          'affiliation.organization_id',
          'in',
          eb.selectFrom(scopeOfNames(rights, organizations).as('scope')).select('scope.organization_id'),
        )
