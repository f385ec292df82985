import { defineEntity, p } from '@mikro-orm/core'

/** Describes which record a row of a partner's file became. */
export const ImportedRowSchema = defineEntity({
  name: 'ImportedRow',
  tableName: 'imported_row',
  properties: {
    /** Kind of file, e.g. "people". */
    kind: p.string().length(64).primary(),
    /** Within what the key is unique: a program, an organization. */
    scope: p.string().length(200).primary(),
    /** SHA-256 of the row key: what partners call their rows may hold names. */
    key: p.string().length(64).primary(),
    recordId: p.string().length(64),
  },
  // An erasure asks for all rows of a record.
  indexes: [{ properties: ['recordId'] }],
})

/** The record that a row of a partner's file became, so that the same row is known when it comes again. */
export class ImportedRow extends ImportedRowSchema.class {}

ImportedRowSchema.setClass(ImportedRow)

/** All tables of imports, for a subgraph's list of entities. */
export const importingEntities = [ImportedRowSchema] as const
