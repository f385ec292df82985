import type { OrganizationKind } from '../generated/operations.ts'
import type { GlyphShape } from './glyph.ts'

/** Kinds of organizations that a drawing tells apart by one shape and colour. */
export type OrganizationGroup = { readonly name: string; readonly words: string; readonly shape: GlyphShape }

const groups = {
  government: { name: 'government', words: 'Government', shape: 'square' },
  education: { name: 'education', words: 'Schools and universities', shape: 'circle' },
  network: { name: 'network', words: 'Associations and nonprofits', shape: 'diamond' },
  company: { name: 'company', words: 'Companies and media', shape: 'triangle' },
  other: { name: 'other', words: 'Other', shape: 'hexagon' },
} as const satisfies Readonly<Record<string, OrganizationGroup>>

const groupByKind: Readonly<Record<OrganizationKind, OrganizationGroup>> = {
  GOVERNMENT_DEPARTMENT: groups.government,
  GOVERNMENT_BUREAU: groups.government,
  STATE_EDUCATION_AGENCY: groups.government,
  INTERGOVERNMENTAL: groups.government,
  COUNTY_OFFICE_OF_EDUCATION: groups.education,
  SCHOOL_DISTRICT: groups.education,
  UNIVERSITY: groups.education,
  NATIONAL_PROGRAM_AGENCY: groups.network,
  COMMUNITY_BASED_MEMBER: groups.network,
  ASSOCIATION: groups.network,
  NONPROFIT: groups.network,
  COMPANY: groups.company,
  MEDIA: groups.company,
  UNIT: groups.other,
}

/** All groups, in the order of a legend. */
export const organizationGroups: readonly OrganizationGroup[] = Object.values(groups)

/** The group of an organization: that of the first of its kinds that has one of its own. */
export const groupOf = (kinds: readonly OrganizationKind[]): OrganizationGroup =>
  kinds.map(kind => groupByKind[kind]).find(group => group !== groups.other) ?? groups.other
