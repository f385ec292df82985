import { defineEntity, p } from '@mikro-orm/core'

/** Describes the toy's programs. */
export const ProgramSchema = defineEntity({
  name: 'Program',
  tableName: 'program',
  properties: {
    id: p.string().length(64).primary(),
    title: p.text(),
    visibility: p.string().length(16),
    stewardId: p.string().length(64).nullable(),
    phone: p.text().nullable(),
    notes: p.text().nullable(),
    secretary: p.text(),
  },
})

/** A program of the toy subgraph. */
export class Program extends ProgramSchema.class {}

ProgramSchema.setClass(Program)
