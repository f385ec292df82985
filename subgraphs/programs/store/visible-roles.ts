import type { RowQuery } from '@exchange-network/kit/database/rows'
import { existingOrganization } from '@exchange-network/kit/projection/known-records'
import type { ProgramScope } from './scope.ts'

/**
 * Selects from `role` (program_role) the roles of organizations that exist for the viewer, beside `organization`, their
 * projection. An organization that no feed has told of yet counts as existing; all columns of `organization` are null
 * for it then. Says nothing about the programs of these roles.
 */
export const visibleRoles = ({ database, rights }: ProgramScope): RowQuery<object> =>
  database.read
    .selectFrom('program_role as role')
    .leftJoin('projected_record as organization', join =>
      join.onRef('organization.record_id', '=', 'role.organization_id').on('organization.type', '=', 'Organization'),
    )
    .where(eb => eb.or([eb('organization.record_id', 'is', null), existingOrganization(rights, 'organization')(eb)]))
