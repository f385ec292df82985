import { defineEntity, p } from '@mikro-orm/core'
import { visibilities } from './vocabulary.ts'

/** Describes the table of people. */
export const PersonSchema = defineEntity({
  name: 'Person',
  tableName: 'person',
  properties: {
    // A random id: it is shown where the name may not be, so it must never tell the name.
    id: p.string().length(64).primary(),
    slug: p.string().length(200).nullable(),
    name: p.string().length(500),
    // The folded family name and given name, else the folded printed name: both databases sort it alike.
    sortName: p.string().length(1000),
    // 0, or 1 where the name is withheld: such people come last in both directions.
    nameOrder: p.integer().default(0),
    nameWithheld: p.boolean().default(false),
    // True once all that names the person was erased on request: nobody may fill it in again.
    erased: p.boolean().default(false),
    givenName: p.string().length(500).nullable(),
    familyName: p.string().length(500).nullable(),
    nativeName: p.string().length(500).nullable(),
    otherNames: p.json<readonly string[]>(),
    biography: p.text().nullable(),
    visibility: p.enum(visibilities),
    visibilityReason: p.text().nullable(),
    // Organization that may edit the row; null where only the network's administrators may.
    stewardId: p.string().length(64).nullable(),
    version: p.integer().version(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p
      .datetime()
      .onCreate(() => new Date())
      .onUpdate(() => new Date()),
  },
  uniques: [{ properties: ['slug'] }],
  indexes: [{ properties: ['nameOrder', 'sortName', 'id'] }, { properties: ['updatedAt', 'id'] }],
})

/** Someone who takes part in the network's programs or speaks for an organization. */
export class Person extends PersonSchema.class {}

PersonSchema.setClass(Person)
