import { defineEntity, p } from '@mikro-orm/core'
import { bounds, visibilities } from './vocabulary.ts'

/** Describes the table of organizations. */
export const OrganizationSchema = defineEntity({
  name: 'Organization',
  tableName: 'organization',
  properties: {
    id: p.string().length(64).primary(),
    slug: p.string().length(200),
    name: p.string().length(500),
    // The folded name: both databases sort it alike.
    sortName: p.string().length(500),
    description: p.text().nullable(),
    url: p.text().nullable(),
    // Main code of a place of the gazetteer.
    locationCode: p.string().length(64).nullable(),
    // The value is null where nothing is known; then so are the other two.
    enrollment: p.integer().nullable(),
    enrollmentBound: p.enum(bounds).nullable(),
    enrollmentLabel: p.text().nullable(),
    memberCount: p.integer().nullable(),
    memberCountBound: p.enum(bounds).nullable(),
    memberCountLabel: p.text().nullable(),
    // Organization that this one is a unit of; it stewards this row, as its own people do.
    parentId: p.string().length(64).nullable(),
    // Organization that recorded it and keeps its entry until its own people do; null where only they and its parents do.
    stewardId: p.string().length(64).nullable(),
    visibility: p.enum(visibilities),
    version: p.integer().version(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p
      .datetime()
      .onCreate(() => new Date())
      .onUpdate(() => new Date()),
  },
  uniques: [{ properties: ['slug'] }],
  indexes: [
    { properties: ['sortName', 'id'] },
    { properties: ['updatedAt', 'id'] },
    { properties: ['parentId'] },
    { properties: ['stewardId'] },
    { properties: ['locationCode'] },
  ],
})

/** An organization, or a unit of one, that takes part in exchange. */
export class Organization extends OrganizationSchema.class {}

OrganizationSchema.setClass(Organization)
