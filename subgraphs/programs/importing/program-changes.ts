import type { Context } from '../loaders.ts'
import type { CheckedProgram } from '../writing/check-program.ts'
import { givenFields, isChanged } from '../writing/program-fields.ts'
import type { CheckedRepresentation } from '../writing/write-representations.ts'
import type { CurrentProgram } from './program-row-input.ts'
import type { PlannedRole } from './program-row-roles.ts'

/** What a row of a file says of a program, checked. */
export type PlannedProgram = {
  readonly checked: CheckedProgram
  readonly roles: readonly PlannedRole[]
  readonly countries: readonly CheckedRepresentation[] | undefined
}

/**
 * Finds what a row says that is not so yet; null where it says nothing new. Roles are only added: a file does not take
 * rights away from an organization by leaving it out.
 */
export const changesOf = async (
  { checked, roles, countries }: PlannedProgram,
  { row, places }: CurrentProgram,
  { loaders }: Context,
): Promise<PlannedProgram | null> => {
  const had = await loaders.rolesByProgramId.load(row.id)
  const newRoles = roles.filter(
    role => !had.some(one => one.kind === role.kind && one.organizationId === role.organizationId),
  )
  const topics = await loaders.topicsByProgramId.load(row.id)
  const origins = await loaders.representationsByProgramId.load(row.id)
  const isNew =
    givenFields(checked).some(field => isChanged(row, field)) ||
    newRoles.length > 0 ||
    differs(checked.places, places, ({ placeCode, label, inferred }) => [placeCode, label, inferred]) ||
    differs<{ readonly topicId: string }>(checked.topics, topics, ({ topicId }) => [topicId]) ||
    differs<Pick<CheckedRepresentation, 'placeCode' | 'label' | 'timesListed'>>(
      countries,
      origins,
      ({ placeCode, label, timesListed }) => [placeCode, label, timesListed],
    )
  return isNew ? { checked, roles: newRoles, countries } : null
}

const differs = <Part>(
  wanted: readonly Part[] | undefined,
  had: readonly Part[],
  keyOf: (part: Part) => readonly unknown[],
): boolean => wanted !== undefined && JSON.stringify(wanted.map(keyOf)) !== JSON.stringify(had.map(keyOf))
