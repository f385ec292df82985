import type { Address } from '../../address.ts'
import type { AffiliationKind, ParticipationFilter, PersonFilter } from '../../generated/operations.ts'
import { programFilter } from '../../program-filter.ts'
import { chosenOf } from '../list/list-choice.tsx'

/** Kinds of positions, in the order in which a reader looks for them. */
export const affiliationKinds = [
  'EMPLOYMENT',
  'PUBLIC_OFFICE',
  'BOARD',
  'MEMBERSHIP',
  'CONTACT',
] as const satisfies readonly AffiliationKind[]

/** What the address asks of people: organization, job title ("title"), kind of position ("as"). Null when it asks nothing. */
export const personFilter = (address: Address): PersonFilter | null => {
  const { organization, title } = address.query
  const kind = chosenOf(address, 'as', affiliationKinds)
  if (!organization && !title && !kind) return null
  return {
    ...(organization && { organizations: [organization] }),
    ...(title && { titleContains: title }),
    ...(kind && { affiliationKinds: [kind] }),
  }
}

/** Which of a person's programs are listed: those that fit the filters in use, the organization aside, which chooses people. */
export const participationsFilter = ({ query }: Address): ParticipationFilter | null => {
  const { organization: _, ...others } = query
  const programs = programFilter({ query: others })
  return programs && { programs }
}
