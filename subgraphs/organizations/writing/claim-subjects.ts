import { placeById } from '@exchange-network/gazetteer/places'
import { resolvePlaceName } from '@exchange-network/gazetteer/resolve-place-name'
import { maySteward } from '@exchange-network/kit/access/stewardship'
import type { AnyTables } from '@exchange-network/kit/database/database'
import { quantity } from '@exchange-network/kit/importing/number-cells'
import type { Claim } from '@exchange-network/kit/provenance/claim'
import { type ClaimSubjects, claimSubject } from '@exchange-network/kit/provenance/claim-subjects'
import { forbidden, type Writing } from '@exchange-network/kit/writing/writing'
import { Organization } from '../entities/organization.ts'
import { stewardsOf, whereOrganizationVisible } from '../policy.ts'
import type { RecordedQuantity } from '../store/record-organization.ts'
import { changeFields } from './change-organization.ts'
import { isWebAddress, longestName } from './check-fields.ts'
import type { CheckedOrganization } from './check-organization.ts'

const nothing: CheckedOrganization = {
  name: undefined,
  names: undefined,
  kinds: undefined,
  description: undefined,
  url: undefined,
  location: undefined,
  serviceArea: undefined,
  enrollment: undefined,
  memberCount: undefined,
  parent: undefined,
  visibility: undefined,
  sources: undefined,
}

/** Reads the value of a claim into the field that a path names; null where it does not fit. */
const readers: Readonly<Record<string, (claim: Claim) => Partial<CheckedOrganization> | null>> = {
  name: claim => textOf(claim, longestName, name => ({ name })),
  description: claim => textOf(claim, 4000, description => ({ description })),
  url: claim => textOf(claim, 2000, url => (isWebAddress(url) ? { url } : null)),
  enrollment: claim => numberOf(claim, enrollment => ({ enrollment })),
  memberCount: claim => numberOf(claim, memberCount => ({ memberCount })),
  location: claim => {
    const place = placeOf(claim)
    return place === null ? null : { location: place }
  },
}

const textOf = <Field>({ value, normalized }: Claim, max: number, field: (text: string) => Field): Field | null => {
  const text = normalized ?? value
  return text.length > max ? null : field(text)
}

const numberOf = <Field>({ value, normalized }: Claim, field: (number: RecordedQuantity) => Field): Field | null => {
  const read = quantityIn(value)
  const count = normalized === null || normalized === undefined ? read?.value : Number(normalized)
  if (count === undefined || !Number.isInteger(count) || count < 0 || count > 2_147_483_647) return null
  // The printed words say how the number is meant: "more than 80".
  return field({ value: count, bound: read?.value === count ? read.bound : 'EXACT', label: labelOf(value, count) })
}

const labelOf = (value: string, count: number): string | null =>
  value === String(count) || value.length > 200 ? null : value

const quantityIn = (text: string) => {
  try {
    return quantity().read(text, { dateOrder: null })
  } catch {
    return null
  }
}

const placeOf = ({ value, normalized }: Claim): string | null => {
  const place = normalized === null || normalized === undefined ? null : placeById(normalized)
  if (place !== null) return place.code
  const named = resolvePlaceName(value)
  return 'code' in named ? named.code : null
}

// Lists have no column that follows one claim: what is said of their elements stands side by side.
const adopt = async (writing: Writing, row: Organization, claim: Claim): Promise<void> => {
  const fields = claim.path === 'parent' ? await parentOf(writing, claim) : readers[claim.path]?.(claim)
  if (fields === undefined) return
  if (fields === null) {
    const message = `"${claim.value}" does not fit the field "${claim.path}". Record a claim that gives its value in normal form.`
    writing.problems.add(field, 'INVALID', message)
    return
  }
  await changeFields(writing, row, { ...nothing, ...fields }, () => field)
}

const field = ['input', 'adoptClaimId']

const parentOf = async (
  { em, rights, problems, viewer }: Writing,
  { value, normalized }: Claim,
): Promise<Pick<CheckedOrganization, 'parent'> | null | undefined> => {
  const named = normalized ?? value
  const parent: { id: string; name: string; stewardId: string | null } | undefined = await em
    .getKysely<AnyTables>()
    .selectFrom('organization')
    .select(['organization.id', 'organization.name', 'organization.steward_id as stewardId'])
    .where(eb => eb.or([eb('organization.id', '=', named), eb('organization.slug', '=', named)]))
    .where(whereOrganizationVisible(rights))
    .executeTakeFirst()
  if (parent === undefined) return null
  if (maySteward(rights, stewardsOf(parent))) return { parent }
  problems.add(field, 'FORBIDDEN', forbidden('organization', named, viewer.organization))
  return undefined
}

/** What claims and conflicts of this subgraph are about. */
export const claimSubjects: ClaimSubjects = {
  Organization: claimSubject<Organization>({
    entity: Organization,
    noun: 'organization',
    visible: rights => whereOrganizationVisible(rights),
    stewards: stewardsOf,
    adopt,
  }),
}
