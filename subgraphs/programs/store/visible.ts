import { openTo, type RowRights, whereVisible } from '@exchange-network/kit/access/visibility'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the conditions fit a query over any tables.
type Builder = ExpressionBuilder<any, any>
type Condition = (eb: Builder) => Expression<SqlBool>

/**
 * Builds the row rule of programs, for a query whose program table goes by `alias`: the kit's rule, and PARTNER programs
 * for organizations that hold a role on them.
 */
export const visiblePrograms =
  (rights: RowRights, alias = 'program'): Condition =>
  eb =>
    eb.or([
      whereVisible({ visibility: `${alias}.visibility`, steward: `${alias}.steward_id` }, rights)(eb),
      ...partnerRule(eb, rights, `${alias}.visibility`, `${alias}.id`),
    ])

/**
 * Builds the row rule of participations, for a query whose table is named `participation`: the kit's rule, PARTNER rows
 * for organizations that hold a role on the program, and none where the program itself is hidden.
 */
export const visibleParticipations =
  (rights: RowRights): Condition =>
  eb =>
    eb.and([
      eb.or([
        whereVisible({ visibility: 'participation.visibility', steward: 'participation.steward_id' }, rights)(eb),
        ...partnerRule(eb, rights, 'participation.visibility', 'participation.program_id'),
      ]),
      eb.exists(
        eb
          .selectFrom('program as own_program')
          .select('own_program.id')
          .whereRef('own_program.id', '=', 'participation.program_id')
          .where(visiblePrograms(rights, 'own_program')),
      ),
    ])

/**
 * Builds the row rule of outputs, for a query whose table is named `output`: the kit's rule, PARTNER outputs for
 * organizations with a role on one of its programs, and none of which every program is hidden.
 */
export const visibleOutputs =
  (rights: RowRights): Condition =>
  eb => {
    const programs = eb
      .selectFrom('output_program')
      .select('output_program.id')
      .whereRef('output_program.output_id', '=', 'output.id')
    const seen = programs
      .innerJoin('program as seen', 'seen.id', 'output_program.program_id')
      .where(visiblePrograms(rights, 'seen'))
    const partner =
      rights.organizations.length === 0
        ? []
        : [
            eb.and([
              eb('output.visibility', '=', 'PARTNER'),
              eb.exists(
                programs
                  .innerJoin('program_role', 'program_role.program_id', 'output_program.program_id')
                  .where('program_role.organization_id', 'in', [...rights.organizations]),
              ),
            ]),
          ]
    return eb.and([
      eb.or([whereVisible({ visibility: 'output.visibility', steward: 'output.steward_id' }, rights)(eb), ...partner]),
      eb.or([eb.exists(seen), eb.not(eb.exists(programs))]),
    ])
  }

/** Builds the row rule of sources, for a query whose table is named `source`. A source belongs to no program, so no role opens it. */
export const visibleSources = (rights: RowRights): Condition =>
  whereVisible({ visibility: 'source.visibility', steward: 'source.steward_id' }, rights)

/**
 * Builds the condition that a person exists for the viewer, as far as the feed of people tells. A person that it does
 * not tell of is hidden; so are PARTNER and RESTRICTED people, whose rows only the people's own subgraph can judge.
 */
export const visiblePerson =
  (rights: RowRights, personColumn: string): Condition =>
  eb =>
    eb.exists(
      eb
        .selectFrom('projected_record as known_person')
        .select(sql`1`.as('one'))
        .where('known_person.type', '=', 'Person')
        .whereRef('known_person.record_id', '=', personColumn)
        .where('known_person.visibility', 'in', openTo(rights)),
    )

const partnerRule = (eb: Builder, rights: RowRights, visibility: string, programId: string): Expression<SqlBool>[] => {
  if (rights.organizations.length === 0) return []
  const role = eb
    .selectFrom('program_role as partner_role')
    .select('partner_role.id')
    .whereRef('partner_role.program_id', '=', programId)
    .where('partner_role.organization_id', 'in', [...rights.organizations])
  return [eb.and([eb(visibility, '=', 'PARTNER'), eb.exists(role)])]
}
