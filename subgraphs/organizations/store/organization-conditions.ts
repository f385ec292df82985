import { placesAround, placesWithin } from '@exchange-network/gazetteer/containment'
import { foldName } from '@exchange-network/gazetteer/fold-name'
import { instantOf } from '@exchange-network/kit/database/instant'
import { whereHasConflicts } from '@exchange-network/kit/provenance/conflict-connection'
import type { LoaderRequest } from '@exchange-network/kit/serve/subgraph'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { OrganizationKind } from '../entities/vocabulary.ts'
import { organizationProvenance, whereOrganizationVisible } from '../policy.ts'

// biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the conditions fit a query over any tables.
type Builder = ExpressionBuilder<any, any>
type Condition = (eb: Builder) => Expression<SqlBool>

/** The contract's input OrganizationFilter. */
export type OrganizationFilter = {
  readonly ids?: readonly string[] | null
  readonly kinds?: readonly OrganizationKind[] | null
  readonly name?: string | null
  readonly locatedIn?: readonly string[] | null
  readonly serves?: readonly string[] | null
  readonly memberOf?: readonly string[] | null
  readonly unitOf?: readonly string[] | null
  readonly hasConflicts?: boolean | null
  /** RFC 3339. */
  readonly updatedSince?: string | null
}

/** Builds the condition that an organization matches all that a filter asks. Says nothing of visibility. */
export const whereMatches =
  (request: LoaderRequest, filter: OrganizationFilter): Condition =>
  eb =>
    eb.and(conditionsOf(request, filter).map(condition => condition(eb)))

const conditionsOf = (request: LoaderRequest, filter: OrganizationFilter): Condition[] => {
  const { ids, kinds, name, locatedIn, serves, memberOf, unitOf, hasConflicts, updatedSince } = filter
  const conditions: Condition[] = []
  if (ids) conditions.push(whereNamed('organization', ids))
  if (kinds) conditions.push(whereHas('organization_kind', 'kind', kinds))
  if (typeof name === 'string') conditions.push(whereHas('organization_name', 'folded', [foldName(name)]))
  if (locatedIn) conditions.push(eb => whereIn(eb, 'organization.location_code', locatedIn.flatMap(placesWithin)))
  if (serves) {
    // Who works in all of California works in Sacramento, and who works in Sacramento works in California.
    const codes = serves.flatMap(code => [...placesWithin(code), ...placesAround(code)])
    conditions.push(whereHas('organization_service_area', 'place_code', codes))
  }
  if (memberOf) conditions.push(whereMemberOf(request, memberOf))
  if (unitOf) conditions.push(whereUnitOf(request, unitOf))
  if (typeof hasConflicts === 'boolean') {
    const conflicting = whereHasConflicts('Organization', 'organization.id', organizationProvenance(request.rights))
    conditions.push(hasConflicts ? conflicting : eb => eb.not(conflicting(eb)))
  }
  if (updatedSince) {
    const instant = instantOf(request.database, updatedSince)
    conditions.push(eb => eb('organization.updated_at', '>=', instant))
  }
  return conditions
}

/** An empty list is a condition that nothing meets. */
const whereIn = (eb: Builder, column: string, values: readonly string[]): Expression<SqlBool> =>
  values.length === 0 ? eb.lit(false) : eb(column, 'in', [...new Set(values)])

const whereNamed =
  (alias: string, idsOrSlugs: readonly string[]): Condition =>
  eb =>
    eb.or([whereIn(eb, `${alias}.id`, idsOrSlugs), whereIn(eb, `${alias}.slug`, idsOrSlugs)])

const whereHas =
  (table: string, column: string, values: readonly string[]): Condition =>
  eb =>
    eb.exists(
      eb
        .selectFrom(table)
        .select(sql.lit(1).as('one'))
        .whereRef(`${table}.organization_id`, '=', 'organization.id')
        .where(of => whereIn(of, `${table}.${column}`, values)),
    )

// The association and the parent have to exist for the viewer: else a list of their members and units would tell of them.
const whereMemberOf =
  ({ rights }: LoaderRequest, associations: readonly string[]): Condition =>
  eb =>
    eb.exists(
      eb
        .selectFrom('organization_relationship as membership')
        .innerJoin('organization as association', 'association.id', 'membership.to_id')
        .select(sql.lit(1).as('one'))
        .whereRef('membership.from_id', '=', 'organization.id')
        .where('membership.kind', '=', 'MEMBER_OF')
        .where('membership.end_date', 'is', null)
        .where(whereNamed('association', associations))
        .where(whereOrganizationVisible(rights, 'association')),
    )

const whereUnitOf =
  ({ rights }: LoaderRequest, parents: readonly string[]): Condition =>
  eb =>
    eb.exists(
      eb
        .selectFrom('organization as parent')
        .select(sql.lit(1).as('one'))
        .whereRef('parent.id', '=', 'organization.parent_id')
        .where(whereNamed('parent', parents))
        .where(whereOrganizationVisible(rights, 'parent')),
    )
