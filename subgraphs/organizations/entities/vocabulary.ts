/** Who may see a row, from the most open to the most protected. The lists here are the enums of schema.graphql. */
export const visibilities = ['PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED'] as const
/** One of the degrees of visibility. */
export type Visibility = (typeof visibilities)[number]

/** Kinds of organization. */
export const organizationKinds = [
  'GOVERNMENT_DEPARTMENT',
  'GOVERNMENT_BUREAU',
  'STATE_EDUCATION_AGENCY',
  'COUNTY_OFFICE_OF_EDUCATION',
  'SCHOOL_DISTRICT',
  'NATIONAL_PROGRAM_AGENCY',
  'COMMUNITY_BASED_MEMBER',
  'ASSOCIATION',
  'INTERGOVERNMENTAL',
  'COMPANY',
  'NONPROFIT',
  'UNIVERSITY',
  'MEDIA',
  'UNIT',
] as const
/** One of the kinds of organization. */
export type OrganizationKind = (typeof organizationKinds)[number]

/** Kinds of name. */
export const nameKinds = ['OFFICIAL', 'ACRONYM', 'ALTERNATE', 'FORMER', 'AS_PRINTED'] as const
/** One of the kinds of name. */
export type NameKind = (typeof nameKinds)[number]

/** Kinds of relation from one organization to another. */
export const relationshipKinds = ['MEMBER_OF', 'PARTNER_OF', 'IMPLEMENTS_FOR', 'FUNDED_BY', 'SUCCESSOR_OF'] as const
/** One of the kinds of relation. */
export type RelationshipKind = (typeof relationshipKinds)[number]

/** How a number is to be read. */
export const bounds = ['EXACT', 'AT_LEAST', 'MORE_THAN', 'ABOUT'] as const
/** One of the ways to read a number. */
export type Bound = (typeof bounds)[number]
