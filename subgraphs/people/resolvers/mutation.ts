import { type ImportInput, importByMutation } from '@exchange-network/kit/importing/import-by-mutation'
import type { OpenConflictInput } from '@exchange-network/kit/provenance/open-conflict'
import type { RecordClaimInput } from '@exchange-network/kit/provenance/record-claim'
import type { ResolveConflictInput } from '@exchange-network/kit/provenance/resolve-conflict'
import type { Outcome } from '@exchange-network/kit/writing/answer-change'
import { type ErasePersonInput, erasePerson } from '../erasing/erase-person.ts'
import { importPeople } from '../importing/import-people.ts'
import type { Context } from '../loaders.ts'
import { type AddAffiliationInput, addAffiliation } from '../writing/add-affiliation.ts'
import { openPersonConflict, recordPersonClaim, resolvePersonConflict } from '../writing/claims.ts'
import { type CreatePersonInput, createPerson } from '../writing/create-person.ts'
import { type EndAffiliationInput, endAffiliation } from '../writing/end-affiliation.ts'
import { type SetVisibilityInput, setPersonVisibility } from '../writing/set-visibility.ts'
import { type UpdatePersonInput, updatePerson } from '../writing/update-person.ts'

type Input<I> = { readonly input: I }

const answer = async (context: Context, change: Promise<Outcome>) => {
  const { id, userErrors } = await change
  return { person: id === null ? null : await context.loaders.personById.load(id), userErrors }
}

/** The entry points for writing. */
export const mutationResolvers = {
  createPerson: (_: unknown, { input }: Input<CreatePersonInput>, context: Context) =>
    answer(context, createPerson(context, input)),
  updatePerson: (_: unknown, { input }: Input<UpdatePersonInput>, context: Context) =>
    answer(context, updatePerson(context, input)),
  addAffiliation: (_: unknown, { input }: Input<AddAffiliationInput>, context: Context) =>
    answer(context, addAffiliation(context, input)),
  endAffiliation: (_: unknown, input: EndAffiliationInput, context: Context) =>
    answer(context, endAffiliation(context, input)),
  setPersonVisibility: (_: unknown, input: SetVisibilityInput, context: Context) =>
    answer(context, setPersonVisibility(context, input)),
  recordPersonClaim: (_: unknown, { input }: Input<RecordClaimInput>, context: Context) =>
    answer(context, recordPersonClaim(context, input)),
  openPersonConflict: (_: unknown, { input }: Input<OpenConflictInput>, context: Context) =>
    answer(context, openPersonConflict(context, input)),
  resolvePersonConflict: (_: unknown, { input }: Input<ResolveConflictInput>, context: Context) =>
    answer(context, resolvePersonConflict(context, input)),
  importPeople: (_: unknown, { input }: Input<ImportInput>, context: Context) =>
    importByMutation(importPeople, context, input),
  erasePerson: (_: unknown, input: ErasePersonInput, context: Context) => answer(context, erasePerson(context, input)),
}
