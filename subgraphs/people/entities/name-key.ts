import { defineEntity, p } from '@mikro-orm/core'

/** Describes by which rough keys people of a like name are found. */
export const NameKeySchema = defineEntity({
  name: 'NameKey',
  tableName: 'name_key',
  properties: {
    personId: p.string().length(64).primary(),
    /** One word of a name without vowels, and the first letter of another one; see names/name-keys.ts. */
    key: p.string().length(100).primary(),
    /** True where only another name has it, which needs person:read. */
    isOther: p.boolean(),
  },
  indexes: [{ properties: ['key'] }],
})

/** A rough key of a person's name. Written by a recorder, so that it follows every change. */
export class NameKey extends NameKeySchema.class {}

NameKeySchema.setClass(NameKey)
