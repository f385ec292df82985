import { defineEntity, p } from '@mikro-orm/core'
import { idColumn, reference } from './columns.ts'

/** Describes the table of series rows. */
export const SeriesSchema = defineEntity({
  name: 'Series',
  tableName: 'series',
  properties: {
    id: idColumn(),
    slug: p.string().length(120).unique(),
    name: p.string().length(300),
    sortName: p.string().length(300),
    acronym: p.string().length(40).nullable(),
    description: p.text().nullable(),
    ownerId: reference().nullable(),
    administratorId: reference().nullable(),
  },
  indexes: [{ properties: ['sortName', 'id'] }],
})

/** A standing exchange program to which single programs belong, e.g. the IVLP. */
export class Series extends SeriesSchema.class {}
SeriesSchema.setClass(Series)

/** Describes the table of series partner rows. */
export const SeriesPartnerSchema = defineEntity({
  name: 'SeriesPartner',
  tableName: 'series_partner',
  properties: { id: idColumn(), seriesId: reference(), position: p.integer(), organizationId: reference() },
  indexes: [{ properties: ['seriesId', 'position'] }],
})

/** An organization named as partner in carrying out a series. */
export class SeriesPartner extends SeriesPartnerSchema.class {}
SeriesPartnerSchema.setClass(SeriesPartner)
