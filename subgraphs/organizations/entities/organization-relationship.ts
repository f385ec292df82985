import { defineEntity, p } from '@mikro-orm/core'
import { relationshipKinds } from './vocabulary.ts'

/** A date as somebody recorded it. */
export type RecordedDate = { readonly edtf: string; readonly inferred: boolean; readonly label: string | null }

/** Describes the relations between organizations. */
export const OrganizationRelationshipSchema = defineEntity({
  name: 'OrganizationRelationship',
  tableName: 'organization_relationship',
  properties: {
    id: p.string().length(64).primary(),
    fromId: p.string().length(64),
    toId: p.string().length(64),
    kind: p.enum(relationshipKinds),
    startDate: p.json<RecordedDate>().nullable(),
    // Null while the relation is in force, and when the end is unknown.
    endDate: p.json<RecordedDate>().nullable(),
    version: p.integer().version(),
    updatedAt: p
      .datetime()
      .onCreate(() => new Date())
      .onUpdate(() => new Date()),
  },
  indexes: [{ properties: ['fromId', 'kind'] }, { properties: ['toId', 'kind'] }],
})

/** A relation from one organization to another. It has no visibility of its own: it exists for those who may see both. */
export class OrganizationRelationship extends OrganizationRelationshipSchema.class {}

OrganizationRelationshipSchema.setClass(OrganizationRelationship)
