import type { Row } from '@exchange-network/kit/database/rows'
import type { PlannedIssue } from '@exchange-network/kit/importing/import-definition'
import type { ProgramRole } from '../entities/program-role.ts'
import type { Context } from '../loaders.ts'
import type { ProgramRoleKind } from '../writing/program-input.ts'
import { findOrganization } from './find-organization.ts'
import type { ProgramCells } from './program-columns.ts'
import type { CurrentProgram } from './program-row-input.ts'
import { type RoleColumn, rolesByColumn } from './role-columns.ts'

/** A role that a row of a file names. */
export type PlannedRole = { readonly kind: ProgramRoleKind; readonly organizationId: string; readonly label: string }

/** Finds the organizations that a row names, by role. */
export const rolesOf = async (
  cells: ProgramCells,
  current: CurrentProgram | null,
  context: Context,
): Promise<{ readonly found: readonly PlannedRole[]; readonly issues: readonly PlannedIssue<ProgramCells>[] }> => {
  const columns = Object.keys(rolesByColumn) as RoleColumn[]
  const named = columns.flatMap(column => (cells[column] ?? []).map(given => ({ column, given })))
  const had = current === null ? [] : await context.loaders.rolesByProgramId.load(current.row.id)
  const roles = await Promise.all(named.map(async one => known(one, had) ?? roleOf(one, context)))
  return {
    found: roles.flatMap(role => ('kind' in role ? [role] : [])),
    issues: roles.flatMap(role => ('kind' in role ? [] : [role])),
  }
}

// What an export says comes back, also of an organization that no feed told of yet.
const known = ({ column, given }: NamedRole, had: readonly Row<ProgramRole>[]): PlannedRole | undefined =>
  had.find(role => role.kind === rolesByColumn[column] && role.organizationId === given)

type NamedRole = { readonly column: RoleColumn; readonly given: string }

const roleOf = async (
  { column, given }: NamedRole,
  context: Context,
): Promise<PlannedRole | PlannedIssue<ProgramCells>> => {
  const found = await findOrganization(given, context)
  if ('issue' in found) return { property: column, ...found.issue }
  const name = found.isNamed ? given : await context.loaders.organizationNameById.load(found.id)
  return { kind: rolesByColumn[column], organizationId: found.id, label: (name ?? given).slice(0, 300) }
}
