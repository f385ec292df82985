/** Who may see a row, from the most open to the most protected. The lists here are the enums of schema.graphql. */
export const visibilities = ['PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED'] as const

/** One of the degrees of visibility. */
export type Visibility = (typeof visibilities)[number]

/** Kinds of affiliation. */
export const affiliationKinds = ['EMPLOYMENT', 'PUBLIC_OFFICE', 'BOARD', 'MEMBERSHIP', 'CONTACT'] as const

/** One of the kinds of affiliation. */
export type AffiliationKind = (typeof affiliationKinds)[number]

/** Means of contact. */
export const contactKinds = ['EMAIL', 'PHONE_OFFICE', 'PHONE_MOBILE'] as const

/** One of the means of contact. */
export type ContactKind = (typeof contactKinds)[number]
