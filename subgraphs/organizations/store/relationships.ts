import { rowsBy } from '@exchange-network/kit/database/loaders'
import type { LoaderRequest } from '@exchange-network/kit/serve/subgraph'
import { OrganizationRelationship } from '../entities/organization-relationship.ts'
import { whereOrganizationVisible } from '../policy.ts'

/** Loads the relations that start from organizations, by kind: only those whose other end exists for the viewer. */
export const relationshipsByFromId = ({ database, rights }: LoaderRequest) =>
  rowsBy(database, OrganizationRelationship, 'fromId', {
    orderBy: ['kind', 'toId', 'id'],
    narrow: query =>
      query.where(eb =>
        eb.exists(
          eb
            .selectFrom('organization as other')
            .select('other.id')
            .whereRef('other.id', '=', 'organization_relationship.to_id')
            .where(whereOrganizationVisible(rights, 'other')),
        ),
      ),
  })
