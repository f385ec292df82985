import { defineEntity, p } from '@mikro-orm/core'

/** One field before and after a change: text, number, truth or plain JSON; null where there is no value. */
export type FieldChange = {
  readonly path: string
  readonly from: unknown
  readonly to: unknown
  /** True once the values were erased on request. */
  readonly erased?: true
}

/** Describes the audit log: what each write did to each record. */
export const HistoryEntrySchema = defineEntity({
  name: 'HistoryEntry',
  tableName: 'history_entry',
  properties: {
    /** Order of writing, over all records of the subgraph. Never shown: it would count hidden changes. */
    seq: p.integer().primary().autoincrement(),
    id: p.string().length(64).unique(),
    at: p.datetime(),
    /** E.g. "updatePerson", or "seed" and "follow" for what the network did by itself. */
    action: p.string().length(64),
    subject: p.string().length(200).nullable(),
    organizationId: p.string().length(64).nullable(),
    requestId: p.string().length(128).nullable(),
    reason: p.text().nullable(),
    recordType: p.string().length(64),
    recordId: p.string().length(64),
    /** After the change; null where the record itself did not change or has no version. */
    version: p.integer().nullable(),
    changes: p.json<readonly FieldChange[]>(),
  },
  indexes: [{ properties: ['recordType', 'recordId', 'seq'] }],
})

/** What one write did to one record. Nothing takes it back but an erasure, which leaves the entry without its values. */
export class HistoryEntry extends HistoryEntrySchema.class {}

HistoryEntrySchema.setClass(HistoryEntry)
