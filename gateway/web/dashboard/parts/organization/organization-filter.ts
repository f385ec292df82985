import type { Address } from '../../address.ts'
import type { OrganizationFilter, OrganizationKind } from '../../generated/operations.ts'
import { chosenOf } from '../list/list-choice.tsx'

/** Kinds of organizations, in the order in which a reader looks for them. */
export const organizationKinds = [
  'SCHOOL_DISTRICT',
  'COUNTY_OFFICE_OF_EDUCATION',
  'STATE_EDUCATION_AGENCY',
  'GOVERNMENT_DEPARTMENT',
  'GOVERNMENT_BUREAU',
  'NATIONAL_PROGRAM_AGENCY',
  'COMMUNITY_BASED_MEMBER',
  'ASSOCIATION',
  'INTERGOVERNMENTAL',
  'NONPROFIT',
  'UNIVERSITY',
  'COMPANY',
  'MEDIA',
  'UNIT',
] as const satisfies readonly OrganizationKind[]

/** What the address asks of organizations: their kind ("is") and their seat ("in"). Null when it asks nothing. */
export const organizationFilter = (address: Address): OrganizationFilter | null => {
  const kind = chosenOf(address, 'is', organizationKinds)
  const seat = address.query.in
  if (!kind && !seat) return null
  return { ...(kind && { kinds: [kind] }), ...(seat && { locatedIn: [seat] }) }
}
