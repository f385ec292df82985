import type { PolicyGuard } from '@exchange-network/kit/access/guards'
import { maySteward } from '@exchange-network/kit/access/stewardship'
import type { Row } from '@exchange-network/kit/database/rows'
import type { Participation } from './entities/participation.ts'
import type { Program } from './entities/program.ts'
import type { Context } from './loaders.ts'

/** Allows what stands on a participation to viewers whose organization, or a unit of it, holds a role on its program. */
const programPartner: PolicyGuard = async (source, context) => {
  const { rights, loaders } = context as Context
  if (rights.organizations.length === 0) return false
  const roles = await loaders.rolesByProgramId.load((source as Row<Participation>).programId)
  return roles.some(role => rights.organizations.includes(role.organizationId))
}

/**
 * Allows the history of a program or participation to those who may edit it. That of a participation tells the name, so
 * it is as withheld as the name is.
 */
const recordSteward: PolicyGuard = async (source, context) => {
  const { rights, loaders } = context as Context
  const row = source as Row<Program> | Row<Participation>
  if (!maySteward(rights, [row.stewardId])) return false
  if (!('personId' in row) || row.personId === null) return true
  return (await loaders.knownPersonById.load(row.personId)) !== null
}

/** The policies that the schema names. */
export const policies = { program_partner: programPartner, record_steward: recordSteward }
