import { defineEntity, p } from '@mikro-orm/core'
import { dateColumns, idColumn, recordColumns, reference } from './columns.ts'
import { bounds, directions, programKinds, programStatuses, visibilities } from './vocabulary.ts'

/** Describes the table of program rows. */
export const ProgramSchema = defineEntity({
  name: 'Program',
  tableName: 'program',
  properties: {
    id: idColumn(),
    slug: p.string().length(120).unique(),
    kind: p.enum(programKinds),
    title: p.string().length(300),
    titleIsOfficial: p.boolean(),
    // Folded title, for sorting alike in both databases.
    sortTitle: p.string().length(300),
    summary: p.text().nullable(),
    seriesId: reference().nullable(),
    partOfId: reference().nullable(),
    direction: p.enum(directions).nullable(),
    status: p.enum(programStatuses),
    ...dateColumns(),
    // What the first day decides; null when it leaves more than one answer (a year alone names no fiscal year).
    dateYear: p.integer().nullable(),
    dateMonth: p.string().length(7).nullable(),
    fiscalYear: p.integer().nullable(),
    venue: p.string().length(300).nullable(),
    delegateCountValue: p.integer().nullable(),
    delegateCountBound: p.enum(bounds).nullable(),
    delegateCountLabel: p.string().length(200).nullable(),
    studentsRepresentedValue: p.integer().nullable(),
    studentsRepresentedBound: p.enum(bounds).nullable(),
    studentsRepresentedLabel: p.string().length(200).nullable(),
    breakouts: p.json<string[]>(),
    // The five numbers of countries are statements about the visit; listed, distinct and adopted follow the list of countries
    // when somebody sets it (writing/country-tally.ts). All null when nobody made one.
    countriesAnnounced: p.integer().nullable(),
    countriesReported: p.integer().nullable(),
    countriesListed: p.integer().nullable(),
    countriesDistinct: p.integer().nullable(),
    countriesAdopted: p.integer().nullable(),
    countriesNote: p.text().nullable(),
    // The most open visibility that a participation may be registered with.
    participantVisibility: p.enum(visibilities).default('PARTNER'),
    ...recordColumns(),
  },
  indexes: [
    { properties: ['dateOrder', 'dateSort', 'id'] },
    { properties: ['sortTitle', 'id'] },
    { properties: ['updatedAt', 'id'] },
    { properties: ['kind'] },
    { properties: ['status'] },
    { properties: ['seriesId'] },
    { properties: ['partOfId'] },
    { properties: ['fiscalYear'] },
    { properties: ['stewardId'] },
  ],
})

/** A visit, delegation, symposium, roundtable or other exchange program. */
export class Program extends ProgramSchema.class {}
ProgramSchema.setClass(Program)
