import type { ClaimSubject, ClaimSubjects } from '@exchange-network/kit/provenance/claim-subjects'
import { Participation } from '../entities/participation.ts'
import { Program } from '../entities/program.ts'
import type { Context } from '../loaders.ts'
import { namedParticipation, visibleParticipations, visiblePrograms } from '../store/visible.ts'
import { adoptParticipationClaim } from './adopt-participation-claim.ts'
import { adoptProgramClaim } from './adopt-program-claim.ts'

/**
 * What claims of this subgraph are about. A participation whose name is withheld has no claims for the viewer; changes to
 * those on a participation answer its program.
 */
export const claimSubjects = (context: Context): ClaimSubjects => {
  const program: ClaimSubject<Program> = {
    entity: Program,
    noun: 'program',
    visible: rights => visiblePrograms(rights),
    stewards: row => [row.stewardId],
    adopt: (writing, row, claim) => adoptProgramClaim(writing, row, claim, context),
  }
  const participation: ClaimSubject<Participation> = {
    entity: Participation,
    noun: 'participation',
    visible: rights => eb => eb.and([visibleParticipations(rights)(eb), namedParticipation(rights)(eb)]),
    stewards: row => [row.stewardId],
    adopt: (writing, row, claim) => adoptParticipationClaim(writing, row, claim, context),
    answerWith: row => row.programId,
  }
  return { Program: program, Participation: participation } as unknown as ClaimSubjects
}
