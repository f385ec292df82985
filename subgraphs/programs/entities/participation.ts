import { defineEntity, p } from '@mikro-orm/core'
import { idColumn, recordColumns, reference } from './columns.ts'
import { attendances, participationRoles } from './vocabulary.ts'

/** Describes the table of participation rows. */
export const ParticipationSchema = defineEntity({
  name: 'Participation',
  tableName: 'participation',
  properties: {
    id: idColumn(),
    programId: reference(),
    position: p.integer(),
    // Null for an unnamed delegate.
    personId: reference().nullable(),
    // The printed name, or e.g. "Delegate 3". A printed name may be shown only to those for whom the person exists.
    label: p.string().length(200),
    role: p.enum(participationRoles),
    attendance: p.enum(attendances),
    representingCode: p.string().length(40).nullable(),
    organizationId: reference().nullable(),
    title: p.string().length(300).nullable(),
    notes: p.text().nullable(),
    ...recordColumns(),
  },
  indexes: [
    { properties: ['programId', 'position', 'id'] },
    { properties: ['personId', 'programId'] },
    { properties: ['role', 'representingCode'] },
    { properties: ['stewardId'] },
  ],
})

/** What one person, named or not, does in one program. Its visibility is its own, beside that of the program. */
export class Participation extends ParticipationSchema.class {}
ParticipationSchema.setClass(Participation)
