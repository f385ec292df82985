import { defineEntity, p } from '@mikro-orm/core'
import { nameKinds } from './vocabulary.ts'

/** Describes the names of organizations. */
export const OrganizationNameSchema = defineEntity({
  name: 'OrganizationName',
  tableName: 'organization_name',
  properties: {
    organizationId: p.string().length(64).primary(),
    // The name to print comes first, at 1.
    position: p.integer().primary(),
    value: p.string().length(500),
    // What exact names are compared by: no accents, lower case, one kind of apostrophe.
    folded: p.string().length(500),
    kind: p.enum(nameKinds),
  },
  // Claims are compared with the names of hidden organizations as they are printed.
  indexes: [{ properties: ['folded'] }, { properties: ['value'] }],
})

/** One of the names, acronyms and printed variants of an organization. */
export class OrganizationName extends OrganizationNameSchema.class {}

OrganizationNameSchema.setClass(OrganizationName)
