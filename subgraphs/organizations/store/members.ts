import { type Row, type RowQuery, selectFrom } from '@exchange-network/kit/database/rows'
import { connectionsByParent } from '@exchange-network/kit/paging/page'
import type { LoaderRequest } from '@exchange-network/kit/serve/subgraph'
import DataLoader from 'dataloader'
import { Organization } from '../entities/organization.ts'
import { whereOrganizationVisible } from '../policy.ts'

/** Which page of the members of an organization. */
export type MembersPage = { readonly first?: number | null | undefined; readonly after?: string | null | undefined }

type Side = 'from_id' | 'to_id'

// A member may be recorded twice, e.g. from two lists; it is one member all the same. A membership that has ended is none.
const membershipsOf = ({ database, rights }: LoaderRequest, asked: Side, ids: readonly string[]) => {
  const other: Side = asked === 'from_id' ? 'to_id' : 'from_id'
  const memberships = database.read
    .selectFrom('organization_relationship')
    .select([`organization_relationship.${asked} as asked_id`, `organization_relationship.${other} as other_id`])
    .distinct()
    .where('organization_relationship.kind', '=', 'MEMBER_OF')
    .where('organization_relationship.end_date', 'is', null)
    .where(`organization_relationship.${asked}`, 'in', [...ids])
  return selectFrom(database, Organization)
    .innerJoin(memberships.as('membership'), 'membership.other_id', 'organization.id')
    .where(whereOrganizationVisible(rights))
}

/** Creates a loader of pages of members, by name, for each set of arguments. */
export const membersByOrganizationId =
  (request: LoaderRequest) =>
  ({ first, after }: MembersPage) =>
    connectionsByParent<Row<Organization>>({
      database: request.database,
      rows: parents =>
        membershipsOf(request, 'to_id', parents).select('membership.asked_id as parent_id') as RowQuery<
          Row<Organization>
        >,
      keys: [
        { column: 'sortName', direction: 'asc' },
        { column: 'id', direction: 'asc' },
      ],
      binding: 'Organization.members',
      first,
      after,
    })

/** Loads the organizations that others are members of, by name. */
export const memberOfByOrganizationId = (request: LoaderRequest) =>
  new DataLoader<string, readonly Row<Organization>[]>(
    async ids => {
      const rows = await membershipsOf(request, 'from_id', ids)
        .select('membership.asked_id as memberId')
        .orderBy('organization.sort_name')
        .orderBy('organization.id')
        .execute()
      const byMember = Map.groupBy(rows, row => String(row.memberId))
      return ids.map(id => byMember.get(id) ?? [])
    },
    { maxBatchSize: 500 },
  )
