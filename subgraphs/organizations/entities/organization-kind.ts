import { defineEntity, p } from '@mikro-orm/core'
import { organizationKinds } from './vocabulary.ts'

/** Describes what organizations are; rows and not a list in a column, so that both databases find them by an index. */
export const KindOfOrganizationSchema = defineEntity({
  name: 'KindOfOrganization',
  tableName: 'organization_kind',
  properties: {
    organizationId: p.string().length(64).primary(),
    kind: p.enum(organizationKinds).primary(),
    // Order in which the kinds are listed, from 1.
    position: p.integer(),
  },
  indexes: [{ properties: ['kind'] }],
})

/** One of the things that an organization is. */
export class KindOfOrganization extends KindOfOrganizationSchema.class {}

KindOfOrganizationSchema.setClass(KindOfOrganization)
