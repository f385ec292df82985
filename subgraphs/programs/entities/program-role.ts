import { defineEntity, p } from '@mikro-orm/core'
import { idColumn, reference } from './columns.ts'
import { programRoleKinds } from './vocabulary.ts'

/** Describes the table of program role rows. */
export const ProgramRoleSchema = defineEntity({
  name: 'ProgramRole',
  tableName: 'program_role',
  properties: {
    id: idColumn(),
    programId: reference(),
    position: p.integer(),
    kind: p.enum(programRoleKinds),
    organizationId: reference(),
    label: p.string().length(300),
    inferred: p.boolean().default(false),
  },
  indexes: [
    { properties: ['programId', 'position'] },
    { properties: ['organizationId', 'kind', 'programId'] },
    { properties: ['kind', 'programId'] },
  ],
})

/** What one organization does for one program. */
export class ProgramRole extends ProgramRoleSchema.class {}
ProgramRoleSchema.setClass(ProgramRole)
