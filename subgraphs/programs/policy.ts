import type { PolicyGuard } from '@exchange-network/kit/access/guards'
import type { Row } from '@exchange-network/kit/database/rows'
import type { Participation } from './entities/participation.ts'
import type { Context } from './loaders.ts'

/** Allows what stands on a participation to viewers whose organization, or a unit of it, holds a role on its program. */
const programPartner: PolicyGuard = async (source, context) => {
  const { rights, loaders } = context as Context
  if (rights.organizations.length === 0) return false
  const roles = await loaders.rolesByProgramId.load((source as Row<Participation>).programId)
  return roles.some(role => rights.organizations.includes(role.organizationId))
}

/** The policies that the schema names. */
export const policies = { program_partner: programPartner }
