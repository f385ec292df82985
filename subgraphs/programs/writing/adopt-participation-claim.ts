import { placeById } from '@exchange-network/gazetteer/places'
import type { Claim } from '@exchange-network/kit/provenance/claim'
import type { Writing } from '@exchange-network/kit/writing/writing'
import type { Participation } from '../entities/participation.ts'
import { attendances, participationRoles } from '../entities/vocabulary.ts'
import type { Context } from '../loaders.ts'
import { adoptedText, adoptedWord, misfit } from './adopted-values.ts'

/** Lets the columns of a participation follow an adopted claim; paths without a column, e.g. quote, change none. */
export const adoptParticipationClaim = async (
  writing: Writing,
  row: Participation,
  claim: Claim,
  { loaders }: Context,
): Promise<void> => {
  const said = claim.normalized ?? claim.value
  if (claim.path === 'role') row.role = adoptedWord(writing, claim, participationRoles) ?? row.role
  if (claim.path === 'attendance') row.attendance = adoptedWord(writing, claim, attendances) ?? row.attendance
  if (claim.path === 'title') row.title = adoptedText(writing, claim, 300) ?? row.title ?? null
  if (claim.path === 'representing') {
    row.representingCode =
      placeById(said)?.code ?? misfit(writing, claim, 'the code of a place') ?? row.representingCode ?? null
  }
  if (claim.path === 'organization') {
    const id = await loaders.organizationIdByIdOrSlug.load(said)
    row.organizationId =
      id ?? misfit(writing, claim, 'the id of an organization that you may see') ?? row.organizationId ?? null
  }
}
