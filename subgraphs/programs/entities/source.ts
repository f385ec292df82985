import { defineEntity, p } from '@mikro-orm/core'
import { dateColumns, idColumn, recordColumns, reference } from './columns.ts'
import { sourceKinds } from './vocabulary.ts'

/** Describes the table of source rows. */
export const SourceSchema = defineEntity({
  name: 'Source',
  tableName: 'source',
  properties: {
    id: idColumn(),
    slug: p.string().length(120).unique(),
    kind: p.enum(sourceKinds),
    title: p.string().length(300),
    titleIsOfficial: p.boolean(),
    subtitle: p.string().length(300).nullable(),
    summary: p.text().nullable(),
    publisherId: reference().nullable(),
    publisherInferred: p.boolean().default(false),
    // When published.
    ...dateColumns(),
    url: p.string().length(2000).nullable(),
    identifier: p.string().length(200).nullable(),
    // Set on a syndicated copy: the organization whose text it is. Copy and original are one witness.
    syndicatedFromId: reference().nullable(),
    ...recordColumns(),
  },
  indexes: [{ properties: ['dateOrder', 'dateSort', 'id'] }, { properties: ['publisherId'] }, { properties: ['kind'] }],
})

/** A document or delivery of data that statements come from. All three teams credit their facts to these rows. */
export class Source extends SourceSchema.class {}
SourceSchema.setClass(Source)

/** Describes the table of source author rows. */
export const SourceAuthorSchema = defineEntity({
  name: 'SourceAuthor',
  tableName: 'source_author',
  properties: { id: idColumn(), sourceId: reference(), position: p.integer(), personId: reference() },
  indexes: [{ properties: ['sourceId', 'position'] }, { properties: ['personId', 'sourceId'] }],
})

/** Who wrote a source. Writing about a program is not taking part in it. */
export class SourceAuthor extends SourceAuthorSchema.class {}
SourceAuthorSchema.setClass(SourceAuthor)
