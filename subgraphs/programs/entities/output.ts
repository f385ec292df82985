import { defineEntity, p } from '@mikro-orm/core'
import { dateColumns, idColumn, recordColumns, reference } from './columns.ts'
import { outputKinds } from './vocabulary.ts'

/** Describes the table of output rows. */
export const OutputSchema = defineEntity({
  name: 'Output',
  tableName: 'output',
  properties: {
    id: idColumn(),
    kind: p.enum(outputKinds),
    title: p.string().length(300),
    sortTitle: p.string().length(300),
    description: p.text().nullable(),
    languages: p.json<string[]>(),
    // When published.
    ...dateColumns(),
    url: p.string().length(2000).nullable(),
    publisherId: reference().nullable(),
    publisherInferred: p.boolean().default(false),
    ...recordColumns(),
  },
  indexes: [{ properties: ['dateOrder', 'dateSort', 'id'] }, { properties: ['kind'] }],
})

/** Something that programs produced, e.g. a report. */
export class Output extends OutputSchema.class {}
OutputSchema.setClass(Output)

/** Describes the table of output program rows. */
export const OutputProgramSchema = defineEntity({
  name: 'OutputProgram',
  tableName: 'output_program',
  properties: { id: idColumn(), outputId: reference(), position: p.integer(), programId: reference() },
  indexes: [{ properties: ['outputId', 'position'] }, { properties: ['programId', 'outputId'] }],
})

/** A program that an output came out of. */
export class OutputProgram extends OutputProgramSchema.class {}
OutputProgramSchema.setClass(OutputProgram)

/** Describes the table of output author rows. */
export const OutputAuthorSchema = defineEntity({
  name: 'OutputAuthor',
  tableName: 'output_author',
  properties: { id: idColumn(), outputId: reference(), position: p.integer(), personId: reference() },
  indexes: [{ properties: ['outputId', 'position'] }, { properties: ['personId'] }],
})

/** Who wrote or made an output. */
export class OutputAuthor extends OutputAuthorSchema.class {}
OutputAuthorSchema.setClass(OutputAuthor)
