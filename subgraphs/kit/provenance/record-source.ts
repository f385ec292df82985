import { defineEntity, p } from '@mikro-orm/core'

/** Names one of the documents that support a record. */
export const RecordSourceSchema = defineEntity({
  name: 'RecordSource',
  tableName: 'record_source',
  properties: {
    /** Type of the record in the contract, e.g. "Program". */
    recordType: p.string().length(64).primary(),
    recordId: p.string().length(64).primary(),
    sourceId: p.string().length(64).primary(),
    /** Order in which the record names its sources, from 1. */
    position: p.integer(),
  },
  indexes: [{ properties: ['sourceId'] }],
})

/** One of the documents that support a record. */
export class RecordSource extends RecordSourceSchema.class {}

RecordSourceSchema.setClass(RecordSource)
