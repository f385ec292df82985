import { type ImportInput, importByMutation } from '@exchange-network/kit/importing/import-by-mutation'
import { type OpenConflictInput, openConflict } from '@exchange-network/kit/provenance/open-conflict'
import { type RecordClaimInput, recordClaim } from '@exchange-network/kit/provenance/record-claim'
import { type ResolveConflictInput, resolveConflict } from '@exchange-network/kit/provenance/resolve-conflict'
import type { Outcome } from '@exchange-network/kit/writing/answer-change'
import type { Problems } from '@exchange-network/kit/writing/problems'
import { programsImport } from '../importing/programs-import.ts'
import type { Context } from '../loaders.ts'
import { checkNamed } from '../writing/check-named.ts'
import { claimSubjects } from '../writing/claim-subjects.ts'
import { createProgram } from '../writing/create-program.ts'
import type { AssignProgramRoleInput, CreateProgramInput, UpdateProgramInput } from '../writing/program-input.ts'
import { assignProgramRole, type RemoveProgramRoleInput, removeProgramRole } from '../writing/program-roles.ts'
import { sourceContext } from '../writing/references.ts'
import { type SetRepresentationsInput, setRepresentations } from '../writing/set-representations.ts'
import { updateProgram } from '../writing/update-program.ts'

/** The contract's type ProgramPayload, of what came of a change. */
const programPayload = async (change: Promise<Outcome>, context: Context) => {
  const { id, userErrors } = await change
  return { program: id === null ? null : await context.loaders.programById.load(id), userErrors }
}

type WithInput<Input> = { readonly input: Input }

/** Resolvers of the mutations on programs, their roles, claims and conflicts. */
export const programMutations = {
  createProgram: (_: unknown, { input }: WithInput<CreateProgramInput>, context: Context) =>
    programPayload(createProgram(context, input), context),
  updateProgram: (_: unknown, { input }: WithInput<UpdateProgramInput>, context: Context) =>
    programPayload(updateProgram(context, input), context),
  setRepresentations: (_: unknown, input: SetRepresentationsInput, context: Context) =>
    programPayload(setRepresentations(context, input), context),
  assignProgramRole: (_: unknown, { input }: WithInput<AssignProgramRoleInput>, context: Context) =>
    programPayload(assignProgramRole(context, input), context),
  removeProgramRole: (_: unknown, input: RemoveProgramRoleInput, context: Context) =>
    programPayload(removeProgramRole(context, input), context),
  recordProgramClaim: (_: unknown, { input }: WithInput<RecordClaimInput>, context: Context) => {
    const options = {
      subjects: claimSubjects(context),
      mutation: 'recordProgramClaim',
      sources: sourceContext(context),
      check: (problems: Problems, claim: RecordClaimInput) => checkNamed(problems, claim, context),
    }
    return programPayload(recordClaim(context, options, input), context)
  },
  openProgramConflict: (_: unknown, { input }: WithInput<OpenConflictInput>, context: Context) => {
    const options = { subjects: claimSubjects(context), mutation: 'openProgramConflict' }
    return programPayload(openConflict(context, options, input), context)
  },
  resolveProgramConflict: (_: unknown, { input }: WithInput<ResolveConflictInput>, context: Context) => {
    const options = { subjects: claimSubjects(context), mutation: 'resolveProgramConflict' }
    return programPayload(resolveConflict(context, options, input), context)
  },
  importPrograms: (_: unknown, { input }: WithInput<ImportInput>, context: Context) =>
    importByMutation(programsImport, context, input),
}
