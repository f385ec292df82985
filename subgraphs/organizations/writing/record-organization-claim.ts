import { type RecordClaimInput, recordClaim } from '@exchange-network/kit/provenance/record-claim'
import type { Problems } from '@exchange-network/kit/writing/problems'
import { type Context, loadOrganization } from '../loaders.ts'
import { isReferencePath } from '../policy.ts'
import { sourcesOf } from './check-organization.ts'
import { claimSubjects } from './claim-subjects.ts'

/** Records what a source says of a field of an organization. */
export const recordOrganizationClaim = (context: Context, input: RecordClaimInput) =>
  recordClaim(
    context,
    {
      subjects: claimSubjects,
      mutation: 'recordOrganizationClaim',
      sources: sourcesOf(context),
      check: (problems, claim) => checkNamed(problems, claim, context),
    },
    input,
  )

// A claim that names a hidden organization is hidden. Were any name taken as printed, a writer could see by what becomes of
// the claim whether there is one of that name; so it says by id which organization it means.
const checkNamed = async (
  problems: Problems,
  { path, normalized }: RecordClaimInput,
  context: Context,
): Promise<void> => {
  if (!isReferencePath(path)) return
  const field = ['input', 'normalized']
  if (normalized == null || normalized.trim() === '') {
    const message = `A claim on "${path}" names another organization. Give its id as the normal form.`
    problems.add(field, 'INVALID', message)
  } else if ((await loadOrganization(normalized, context)) === null) {
    problems.add(field, 'NOT_FOUND', `There is no organization "${normalized}", or none that you may see.`)
  }
}
