import { defineEntity, p } from '@mikro-orm/core'

/** Describes the records of siblings, as far as their feeds tell of them. */
export const ProjectedRecordSchema = defineEntity({
  name: 'ProjectedRecord',
  tableName: 'projected_record',
  properties: {
    /** Sibling whose feed it comes from, e.g. "organizations". */
    origin: p.string().length(64).primary(),
    /** Type in the contract, e.g. "Organization". */
    type: p.string().length(64).primary(),
    recordId: p.string().length(64).primary(),
    slug: p.string().length(200).nullable(),
    /** Name or title; null where the sibling keeps it to itself (PARTNER and RESTRICTED records). */
    name: p.text().nullable(),
    visibility: p.string().length(16),
    parentId: p.string().length(64).nullable(),
    version: p.integer(),
    /** Feed that last told of it; rows of an older feed are forgotten once the newer one is read to its end. */
    feed: p.string().length(32),
  },
  indexes: [
    { properties: ['type', 'slug'] },
    { properties: ['type', 'recordId'] },
    { properties: ['type', 'parentId'] },
  ],
})

/** A record of a sibling, as its feed tells of it. */
export class ProjectedRecord extends ProjectedRecordSchema.class {}

ProjectedRecordSchema.setClass(ProjectedRecord)

/** Describes links from one record of a sibling to others, e.g. MEMBER_OF. */
export const ProjectedLinkSchema = defineEntity({
  name: 'ProjectedLink',
  tableName: 'projected_link',
  properties: {
    origin: p.string().length(64).primary(),
    type: p.string().length(64).primary(),
    fromId: p.string().length(64).primary(),
    kind: p.string().length(64).primary(),
    toId: p.string().length(64).primary(),
  },
  indexes: [{ properties: ['type', 'kind', 'toId'] }, { properties: ['type', 'kind', 'fromId'] }],
})

/** A link from a record of a sibling to another one. */
export class ProjectedLink extends ProjectedLinkSchema.class {}

ProjectedLinkSchema.setClass(ProjectedLink)

/** Describes how far the feed of each sibling is read. */
export const FollowedFeedSchema = defineEntity({
  name: 'FollowedFeed',
  tableName: 'followed_feed',
  properties: {
    origin: p.string().length(64).primary(),
    /** Name of the feed being read. */
    feed: p.string().length(32),
    /** Where the next page starts. */
    cursor: p.string().length(128),
    /** False while a feed that is new to us has not been read to its end. */
    complete: p.boolean(),
    /** When the last page was applied. */
    at: p.datetime(),
  },
})

/** How far the feed of one sibling is read. */
export class FollowedFeed extends FollowedFeedSchema.class {}

FollowedFeedSchema.setClass(FollowedFeed)
