import { defineEntity, p } from '@mikro-orm/core'
import { contactKinds } from './vocabulary.ts'

/** Describes the table of contact points. */
export const ContactPointSchema = defineEntity({
  name: 'ContactPoint',
  tableName: 'contact_point',
  properties: {
    personId: p.string().length(64).primary(),
    // Order in print, from 1.
    position: p.integer().primary(),
    kind: p.enum(contactKinds),
    // Guarded by contact:read. Nothing may search, sort, filter or log by this column.
    value: p.string().length(320),
    purpose: p.text().nullable(),
    sourceId: p.string().length(64).nullable(),
  },
})

/** A telephone number or e-mail address of a person. */
export class ContactPoint extends ContactPointSchema.class {}

ContactPointSchema.setClass(ContactPoint)
