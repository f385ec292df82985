import { type ClaimSubjects, claimSubject } from '@exchange-network/kit/provenance/claim-subjects'
import { type OpenConflictInput, openConflict } from '@exchange-network/kit/provenance/open-conflict'
import { type RecordClaimInput, recordClaim } from '@exchange-network/kit/provenance/record-claim'
import { type ResolveConflictInput, resolveConflict } from '@exchange-network/kit/provenance/resolve-conflict'
import type { Outcome } from '@exchange-network/kit/writing/answer-change'
import type { Problems } from '@exchange-network/kit/writing/problems'
import { Person } from '../entities/person.ts'
import type { Context } from '../loaders.ts'
import { referencePath, stewardsOf, wherePersonVisible } from '../policy.ts'
import { adoptClaim } from './adopt-claim.ts'
import { checkNoContact } from './open-text.ts'
import { checkOrganization, sourceContext } from './references.ts'
import { erasedIsFinal } from './stewards.ts'

const subjects: ClaimSubjects = {
  Person: claimSubject<Person>({
    entity: Person,
    noun: 'person',
    visible: rights => wherePersonVisible(rights),
    stewards: stewardsOf,
    adopt: adoptClaim,
    refuses: ({ erased }) => (erased ? erasedIsFinal : null),
  }),
}

/** Records what a source says about a person. */
export const recordPersonClaim = (context: Context, input: RecordClaimInput): Promise<Outcome> =>
  recordClaim(
    context,
    {
      subjects,
      mutation: 'recordPersonClaim',
      sources: sourceContext(context),
      async check(problems, claim) {
        checkQuotes(problems, claim)
        await checkNamed(problems, claim, context)
      },
    },
    input,
  )

/** Marks claims on one field of a person as contradicting each other. */
export const openPersonConflict = (context: Context, input: OpenConflictInput): Promise<Outcome> =>
  openConflict(context, { subjects, mutation: 'openPersonConflict', check: checkNoContact }, input)

/** Decides a conflict on a person. */
export const resolvePersonConflict = (context: Context, input: ResolveConflictInput): Promise<Outcome> =>
  resolveConflict(context, { subjects, mutation: 'resolvePersonConflict', check: checkNoContact }, input)

// Claims on contact points are guarded as these are; all others are open and repeat no contact value.
const checkQuotes = (problems: Problems, input: RecordClaimInput): void => {
  if (input.path.split('.')[0] === 'contactPoints') return
  for (const field of ['value', 'normalized', 'locator', 'quote', 'note'] as const) {
    checkNoContact(problems, ['input', field], input[field])
  }
}

// A claim that names a hidden organization is hidden: what becomes of one shall not tell that there is such an organization.
const checkNamed = async (
  problems: Problems,
  { path, normalized }: RecordClaimInput,
  context: Context,
): Promise<void> => {
  if (path !== referencePath || normalized == null || normalized.trim() === '') return
  await checkOrganization(problems, ['input', 'normalized'], normalized.trim(), context)
}
