import type { RowRights } from '@exchange-network/kit/access/visibility'
import { rowsBy } from '@exchange-network/kit/database/loaders'
import type { LoaderRequest } from '@exchange-network/kit/serve/subgraph'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { OrganizationRelationship } from '../entities/organization-relationship.ts'
import { whereOrganizationVisible } from '../policy.ts'

// biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
type Builder = ExpressionBuilder<any, any>

/** Loads the relations that start from organizations, by kind: only those whose other end exists for the viewer. */
export const relationshipsByFromId = ({ database, rights }: LoaderRequest) =>
  rowsBy(database, OrganizationRelationship, 'fromId', {
    orderBy: ['kind', 'toId', 'id'],
    narrow: query => query.where(whereEndVisible(rights, 'to_id')),
  })

/** Builds the row rule of relations: one exists for those for whom both ends do. */
export const whereRelationVisible =
  (rights: RowRights) =>
  (eb: Builder): Expression<SqlBool> =>
    eb.and([whereEndVisible(rights, 'from_id')(eb), whereEndVisible(rights, 'to_id')(eb)])

const whereEndVisible =
  (rights: RowRights, end: 'from_id' | 'to_id') =>
  (eb: Builder): Expression<SqlBool> =>
    eb.exists(
      eb
        .selectFrom('organization as other')
        .select('other.id')
        .whereRef('other.id', '=', `organization_relationship.${end}`)
        .where(whereOrganizationVisible(rights, 'other')),
    )
