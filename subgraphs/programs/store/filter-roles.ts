import type { RowQuery } from '@exchange-network/kit/database/rows'
import { existingOrganization, visibleOrganization } from '@exchange-network/kit/projection/known-records'
import { type Condition, type List, whereListed } from './filter-lists.ts'
import { inlineRows } from './inline-rows.ts'
import type { ProgramScope } from './scope.ts'
import { visibleRoles } from './visible-roles.ts'

/** The input OrganizationRoleFilter of the schema. */
export type OrganizationRoleFilter = {
  readonly ids?: List<string>
  readonly membersOf?: List<string>
  readonly roles?: List<string>
  /** True when absent, as in the schema. */
  readonly includeUnits?: boolean | null
}

type Ids = RowQuery<{ id: string }>

/**
 * Builds the condition that one role on `program` meets the whole filter. An organization that does not exist for the
 * viewer has no roles, no members and no units here.
 */
export const whereOrganization = (filter: OrganizationRoleFilter, scope: ProgramScope): Condition => {
  const reach = (ids: Ids): Ids => (filter.includeUnits === false ? ids : withUnits(scope, ids))
  const conditions = [
    ...whereListed(filter.roles, roles => eb => eb('role.kind', 'in', roles)),
    ...whereListed(filter.ids, ids => eb => eb('role.organization_id', 'in', reach(organizationsNamed(scope, ids)))),
    ...whereListed(
      filter.membersOf,
      ids => eb => eb('role.organization_id', 'in', reach(membersOf(scope, organizationsNamed(scope, ids)))),
    ),
  ]
  return eb => eb.exists(conditions.reduce((roles, condition) => roles.where(condition), rolesOfProgram(scope)))
}

/** Builds the condition that `program` has no role of this kind, of an organization that exists for the viewer. */
export const withoutRole =
  (kind: string, scope: ProgramScope): Condition =>
  eb =>
    eb.not(eb.exists(rolesOfProgram(scope).where('role.kind', '=', kind)))

const rolesOfProgram = (scope: ProgramScope): RowQuery<object> =>
  visibleRoles(scope).select('role.id').whereRef('role.program_id', '=', 'program.id')

/**
 * Finds organizations by ids or slugs. Ids that no feed has told of yet stand for themselves, so that a network whose
 * other parts are away can still be asked by id.
 */
const organizationsNamed = (scope: ProgramScope, idsOrSlugs: readonly string[]): Ids => {
  const { read } = scope.database
  const named = inlineRows(
    scope.database,
    ['id'],
    idsOrSlugs.map(id => [id]),
  ).as('named')
  return read
    .selectFrom(named)
    .select('named.id as id')
    .where(visibleOrganization(scope.rights, 'named.id'))
    .union(
      read
        .selectFrom('projected_record as known')
        .select('known.record_id as id')
        .where('known.type', '=', 'Organization')
        .where('known.slug', 'in', [...idsOrSlugs])
        .where(existingOrganization(scope.rights, 'known')),
    )
}

const membersOf = (scope: ProgramScope, ids: Ids): Ids =>
  scope.database.read
    .selectFrom('projected_link as membership')
    .innerJoin('projected_record as member', join =>
      join.onRef('member.record_id', '=', 'membership.from_id').on('member.type', '=', 'Organization'),
    )
    .select('member.record_id as id')
    .where('membership.type', '=', 'Organization')
    .where('membership.kind', '=', 'MEMBER_OF')
    .where('membership.to_id', 'in', ids)
    .where(existingOrganization(scope.rights, 'member'))

/** Adds all units below, however deep. A hidden unit ends the walk: what is below it cannot be told to belong above. */
const withUnits = (scope: ProgramScope, ids: Ids): Ids =>
  scope.database.read
    .withRecursive('reached(id)', db =>
      db
        .selectFrom(ids.as('start'))
        .select('start.id')
        .union(
          db
            .selectFrom('projected_record as unit')
            .innerJoin('reached', 'reached.id', 'unit.parent_id')
            .select('unit.record_id as id')
            .where('unit.type', '=', 'Organization')
            .where(existingOrganization(scope.rights, 'unit')),
        ),
    )
    .selectFrom('reached')
    .select('reached.id')
