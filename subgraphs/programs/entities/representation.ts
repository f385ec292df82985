import { defineEntity, p } from '@mikro-orm/core'
import { idColumn, reference } from './columns.ts'

/** Describes the table of representation rows. */
export const RepresentationSchema = defineEntity({
  name: 'Representation',
  tableName: 'representation',
  properties: {
    id: idColumn(),
    programId: reference(),
    position: p.integer(),
    placeCode: p.string().length(40),
    label: p.string().length(200),
    timesListed: p.integer().default(1),
    delegates: p.integer().nullable(),
  },
  indexes: [{ properties: ['programId', 'position'] }, { properties: ['placeCode', 'programId'] }],
})

/** A country or area that the visitors of a program came from: one row per country, however often it is printed. */
export class Representation extends RepresentationSchema.class {}
RepresentationSchema.setClass(Representation)
