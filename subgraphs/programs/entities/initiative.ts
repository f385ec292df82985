import { defineEntity, p } from '@mikro-orm/core'
import { idColumn, reference } from './columns.ts'

/** Describes the table of initiative rows. */
export const InitiativeSchema = defineEntity({
  name: 'Initiative',
  tableName: 'initiative',
  properties: {
    id: idColumn(),
    programId: reference(),
    position: p.integer(),
    name: p.string().length(300),
    organizationId: reference().nullable(),
    note: p.text().nullable(),
  },
  indexes: [{ properties: ['programId', 'position'] }],
})

/** An initiative or grant that a host presented to the visitors of a program. */
export class Initiative extends InitiativeSchema.class {}
InitiativeSchema.setClass(Initiative)
