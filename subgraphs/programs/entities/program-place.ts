import { defineEntity, p } from '@mikro-orm/core'
import { idColumn, reference } from './columns.ts'

/** Describes the table of program place rows. */
export const ProgramPlaceSchema = defineEntity({
  name: 'ProgramPlace',
  tableName: 'program_place',
  properties: {
    id: idColumn(),
    programId: reference(),
    position: p.integer(),
    placeCode: p.string().length(40),
    label: p.string().length(200),
    inferred: p.boolean().default(false),
  },
  indexes: [{ properties: ['programId', 'position'] }, { properties: ['placeCode', 'programId'] }],
})

/** A place where a program is held; for an outbound delegation, a destination. */
export class ProgramPlace extends ProgramPlaceSchema.class {}
ProgramPlaceSchema.setClass(ProgramPlace)
