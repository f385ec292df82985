import { stewardPolicy } from '@exchange-network/kit/access/stewardship'
import { type RowRights, whereVisible } from '@exchange-network/kit/access/visibility'
import type { Row } from '@exchange-network/kit/database/rows'
import {
  claimsNoHiddenOrganization,
  visibleOrganization,
  visibleSource,
} from '@exchange-network/kit/projection/known-records'
import { type ProvenanceRules, provenanceRules } from '@exchange-network/kit/provenance/provenance-rules'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Person } from './entities/person.ts'

// biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the conditions fit a query over any tables.
type Builder = ExpressionBuilder<any, any>
type Condition = (eb: Builder) => Expression<SqlBool>

/**
 * Builds the row rule for people: put it into every query that reads `person`, by its name or an alias. PARTNER people
 * exist for their steward, and for organizations that hold a role, themselves or by a unit, on a program in which the
 * person takes part.
 */
export const wherePersonVisible =
  (rights: RowRights, alias = 'person'): Condition =>
  eb =>
    eb.or([
      whereVisible({ visibility: `${alias}.visibility`, steward: `${alias}.steward_id` }, rights)(eb),
      ...(rights.organizations.length === 0
        ? []
        : [eb.and([eb(`${alias}.visibility`, '=', 'PARTNER'), sharesProgram(eb, rights, `${alias}.id`)])]),
    ])

// As far as the feed of programs tells. Who is not told of there shares no program with anybody, so a feed that is late
// or away hides people and opens none. RESTRICTED programs and participations are not told of to begin with.
const sharesProgram = (eb: Builder, rights: RowRights, person: string): Expression<SqlBool> =>
  eb.exists(
    eb
      .selectFrom('projected_link as taking_part')
      .innerJoin('projected_link as role', 'role.from_id', 'taking_part.from_id')
      .select('role.to_id')
      .where('taking_part.type', '=', 'Program')
      .where('taking_part.kind', '=', 'PARTICIPANT')
      .whereRef('taking_part.to_id', '=', person)
      .where('role.type', '=', 'Program')
      .where('role.kind', '=', 'ROLE_HOLDER')
      .where('role.to_id', 'in', [...rights.organizations]),
  )

/** Who may edit a person: the steward's own people. */
export const stewardsOf = ({ stewardId }: { readonly stewardId?: string | null | undefined }) => [stewardId]

/** The policies that the schema names: the history of a person is for those who may edit the person. */
export const policies = { record_steward: stewardPolicy((person: Row<Person>) => stewardsOf(person)) }

/** Builds the row rule for positions, over the table `affiliation`: one in an organization that is hidden from the viewer does not exist. */
export const wherePositionVisible =
  (rights: RowRights): Condition =>
  eb =>
    eb.or([
      eb('affiliation.organization_id', 'is', null),
      visibleOrganization(rights, 'affiliation.organization_id')(eb),
    ])

/** Paths of claims, conflicts and history that repeat a guarded field, with the scope that the field demands. */
export const guardedPaths = {
  contactPoints: 'contact:read',
  otherNames: 'person:read',
  visibilityReason: 'participant:sensitive',
} as const

/** Path of claims that name an organization, by its id as their normal form. */
export const referencePath = 'affiliations'

/** Creates the rules by which claims, conflicts and sources exist for the viewer. */
export const peopleProvenance = (rights: RowRights): ProvenanceRules =>
  provenanceRules(rights.viewer, {
    guardedPaths,
    source: visibleSource(rights),
    claim: eb =>
      eb.and([
        eb.or([eb('claim.path', '<>', referencePath), claimsNoHiddenOrganization(rights)(eb)]),
        claimsNoHiddenPosition(eb, rights),
      ]),
  })

// No claim says which position it is about. So where a person holds one that the viewer may not know of, all claims on
// positions are left out: its printed title would tell of it.
const claimsNoHiddenPosition = (eb: Builder, rights: RowRights): Expression<SqlBool> =>
  eb.or([
    eb.and([eb('claim.path', '<>', 'affiliations'), eb('claim.path', 'not like', 'affiliations.%')]),
    eb.not(
      eb.exists(
        eb
          .selectFrom('affiliation')
          .select(sql.lit(1).as('one'))
          .whereRef('affiliation.person_id', '=', 'claim.subject_id')
          .where(inner => inner.not(wherePositionVisible(rights)(inner))),
      ),
    ),
  ])
