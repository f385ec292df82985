import { type RowRights, whereVisible } from '@exchange-network/kit/access/visibility'
import { existingRecord } from '@exchange-network/kit/projection/known-records'
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
 * Builds the row rule of people over their projection, for a query in which it goes by `alias`: what the feed of people
 * tells of visibility and steward, and PARTNER people for organizations with a role on a program in which they take part.
 * People decide by what we tell them of our programs, so both sides leave RESTRICTED programs and participations out.
 */
export const existingPerson =
  (rights: RowRights, alias: string): Condition =>
  eb => {
    const known = existingRecord(rights, alias)(eb)
    if (rights.organizations.length === 0) return known
    const shared = eb
      .selectFrom('participation as shared')
      .innerJoin('program as shared_program', 'shared_program.id', 'shared.program_id')
      .innerJoin('program_role as shared_role', 'shared_role.program_id', 'shared.program_id')
      .select('shared.id')
      .whereRef('shared.person_id', '=', `${alias}.record_id`)
      .where('shared.visibility', '<>', 'RESTRICTED')
      .where('shared_program.visibility', '<>', 'RESTRICTED')
      .where('shared_role.organization_id', 'in', [...rights.organizations])
    return eb.or([known, eb.and([eb(`${alias}.visibility`, '=', 'PARTNER'), eb.exists(shared)])])
  }

/** Builds the condition that a person exists for the viewer. One that the feed of people does not tell of is hidden. */
export const visiblePerson =
  (rights: RowRights, personColumn: string): Condition =>
  eb =>
    eb.exists(
      eb
        .selectFrom('projected_record as known_person')
        .select(sql`1`.as('one'))
        .where('known_person.type', '=', 'Person')
        .whereRef('known_person.record_id', '=', personColumn)
        .where(existingPerson(rights, 'known_person')),
    )

/** Builds the condition that nobody's name is withheld on a row of `participation`: nobody is recorded, or the person exists for the viewer. */
export const namedParticipation =
  (rights: RowRights): Condition =>
  eb =>
    eb.or([eb('participation.person_id', 'is', null), visiblePerson(rights, 'participation.person_id')(eb)])

const partnerRule = (eb: Builder, rights: RowRights, visibility: string, programId: string): Expression<SqlBool>[] => {
  if (rights.organizations.length === 0) return []
  const role = eb
    .selectFrom('program_role as partner_role')
    .select('partner_role.id')
    .whereRef('partner_role.program_id', '=', programId)
    .where('partner_role.organization_id', 'in', [...rights.organizations])
  return [eb.and([eb(visibility, '=', 'PARTNER'), eb.exists(role)])]
}
