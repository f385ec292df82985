import { type ImportInput, importByMutation } from '@exchange-network/kit/importing/import-by-mutation'
import { type OpenConflictInput, openConflict } from '@exchange-network/kit/provenance/open-conflict'
import type { RecordClaimInput } from '@exchange-network/kit/provenance/record-claim'
import { type ResolveConflictInput, resolveConflict } from '@exchange-network/kit/provenance/resolve-conflict'
import type { Outcome } from '@exchange-network/kit/writing/answer-change'
import { organizationsImport } from '../importing/organizations-import.ts'
import type { Context } from '../loaders.ts'
import { claimSubjects } from '../writing/claim-subjects.ts'
import { createOrganization } from '../writing/create-organization.ts'
import { endRelationship } from '../writing/end-relationship.ts'
import type {
  CreateOrganizationInput,
  EndRelationshipInput,
  RelateOrganizationsInput,
  UpdateOrganizationInput,
} from '../writing/inputs.ts'
import { recordOrganizationClaim } from '../writing/record-organization-claim.ts'
import { relateOrganizations } from '../writing/relate-organizations.ts'
import { updateOrganization } from '../writing/update-organization.ts'

type Input<Of> = { readonly input: Of }

const payloadOf = async (change: Promise<Outcome>, context: Context) => {
  const { id, userErrors } = await change
  // By the loaders of now: those of before the change know the organization as it was.
  return { organization: id === null ? null : await context.loaders.organizationById.load(id), userErrors }
}

/** Resolvers of the entry points for writing. */
export const mutationResolvers = {
  createOrganization: (_: unknown, { input }: Input<CreateOrganizationInput>, context: Context) =>
    payloadOf(createOrganization(context, input), context),
  updateOrganization: (_: unknown, { input }: Input<UpdateOrganizationInput>, context: Context) =>
    payloadOf(updateOrganization(context, input), context),
  relateOrganizations: (_: unknown, { input }: Input<RelateOrganizationsInput>, context: Context) =>
    payloadOf(relateOrganizations(context, input), context),
  endOrganizationRelationship: (_: unknown, input: EndRelationshipInput, context: Context) =>
    payloadOf(endRelationship(context, input), context),
  recordOrganizationClaim: (_: unknown, { input }: Input<RecordClaimInput>, context: Context) =>
    payloadOf(recordOrganizationClaim(context, input), context),
  openOrganizationConflict: (_: unknown, { input }: Input<OpenConflictInput>, context: Context) =>
    payloadOf(openConflict(context, { subjects: claimSubjects, mutation: 'openOrganizationConflict' }, input), context),
  resolveOrganizationConflict: (_: unknown, { input }: Input<ResolveConflictInput>, context: Context) =>
    payloadOf(
      resolveConflict(context, { subjects: claimSubjects, mutation: 'resolveOrganizationConflict' }, input),
      context,
    ),
  importOrganizations: (_: unknown, { input }: Input<ImportInput>, context: Context) =>
    importByMutation(organizationsImport, context, input),
}
