import { defineEntity, p } from '@mikro-orm/core'

/** Describes the change feed: the last change of each record, in order of change. */
export const ChangeSchema = defineEntity({
  name: 'Change',
  tableName: 'change',
  properties: {
    recordType: p.string().length(64).primary(),
    recordId: p.string().length(64).primary(),
    /** Place in the feed; grows with every change of any record. Assigned by the recorder under a lock. */
    seq: p.bigint('number'),
    version: p.integer(),
    deleted: p.boolean(),
    /** Null once the record is gone and its last visibility is unknown. */
    visibility: p.string().length(16).nullable(),
    /** What siblings may know of the record: above NETWORK only links to other records. Null once it is deleted, unless it was erased (`erasedMark`). */
    fields: p.json<Readonly<Record<string, unknown>>>().nullable(),
  },
  uniques: [{ properties: ['seq'] }],
})

/** The last change of one record: one row for each record, moved to the end of the feed at every change. */
export class Change extends ChangeSchema.class {}

ChangeSchema.setClass(Change)

/** Describes the one row that tells this feed from that of a database made anew. */
export const FeedOriginSchema = defineEntity({
  name: 'FeedOrigin',
  tableName: 'feed_origin',
  properties: {
    /** Random name of this feed; part of every cursor. */
    id: p.string().length(32).primary(),
  },
})

/** The random name of this database's feed. */
export class FeedOrigin extends FeedOriginSchema.class {}

FeedOriginSchema.setClass(FeedOrigin)
