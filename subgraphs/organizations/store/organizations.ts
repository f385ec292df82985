import { type Row, type RowQuery, selectFrom } from '@exchange-network/kit/database/rows'
import { type Connection, readConnection, readRankedConnection, type SortKey } from '@exchange-network/kit/paging/page'
import type { VisibleSubjects } from '@exchange-network/kit/provenance/conflict-connection'
import { searchHits } from '@exchange-network/kit/search/search-hits'
import type { LoaderRequest } from '@exchange-network/kit/serve/subgraph'
import { sql } from 'kysely'
import { Organization } from '../entities/organization.ts'
import { whereOrganizationVisible } from '../policy.ts'
import { type OrganizationFilter, whereMatches } from './organization-conditions.ts'

/** The contract's input OrganizationOrder. */
export type OrganizationOrder = {
  readonly field: 'NAME' | 'ENROLLMENT' | 'UPDATED_AT'
  readonly direction: 'ASC' | 'DESC'
}

/** Which page of which list. */
export type OrganizationsPage = {
  readonly filter: OrganizationFilter
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
}

/** Lists the organizations that exist for the viewer and match. Unknown enrollments come last in both directions. */
export const readOrganizations = (
  request: LoaderRequest,
  order: OrganizationOrder,
  page: OrganizationsPage,
): Connection<Row<Organization>> =>
  readConnection({
    database: request.database,
    rows: matching(request, page.filter).select([
      sql<number>`case when organization.enrollment is null then 1 else 0 end`.as('enrollmentOrder'),
      sql<number>`coalesce(organization.enrollment, 0)`.as('knownEnrollment'),
    ]),
    keys: keysOf(order),
    binding: JSON.stringify(['organizations', order, page.filter]),
    first: page.first,
    after: page.after,
  })

/** Finds organizations by words of their names and descriptions, best match first. */
export const findOrganizations = (
  request: LoaderRequest,
  query: string,
  page: OrganizationsPage,
): Connection<Row<Organization>> => {
  const hits = searchHits(request.database, 'Organization', query).as('hit')
  return readRankedConnection({
    database: request.database,
    rows: matching(request, page.filter)
      .innerJoin(hits, 'hit.record_id', 'organization.id')
      .orderBy('hit.rank')
      .orderBy('organization.sort_name')
      .orderBy('organization.id'),
    binding: JSON.stringify(['searchOrganizations', query, page.filter]),
    first: page.first,
    after: page.after,
  })
}

/** Selects the organizations that exist for the viewer, as what conflicts are about. */
export const conflictSubjects = ({ database, rights }: LoaderRequest): VisibleSubjects =>
  database.read
    .selectFrom('organization')
    .select([
      sql<string>`'Organization'`.as('subject_type'),
      'organization.id as subject_id',
      'organization.slug',
      'organization.name as label',
    ])
    .where(whereOrganizationVisible(rights))

const keysOf = ({ field, direction }: OrganizationOrder): SortKey[] => {
  const way = direction === 'ASC' ? 'asc' : 'desc'
  if (field === 'NAME') return [sortedBy('sortName', way), sortedBy('id', way)]
  if (field === 'UPDATED_AT') return [sortedBy('updatedAt', way), sortedBy('id', way)]
  return [
    sortedBy('enrollmentOrder', 'asc'),
    sortedBy('knownEnrollment', way),
    sortedBy('sortName', 'asc'),
    sortedBy('id', 'asc'),
  ]
}

const sortedBy = (column: string, direction: SortKey['direction']): SortKey => ({ column, direction })

// The row rule comes first and in every case: what follows narrows the organizations that exist, and never tells of others.
const matching = (request: LoaderRequest, filter: OrganizationFilter): RowQuery<Row<Organization>> =>
  selectFrom(request.database, Organization)
    .where(whereOrganizationVisible(request.rights))
    .where(whereMatches(request, filter))
