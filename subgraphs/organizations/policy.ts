import { type RowRights, whereVisible } from '@exchange-network/kit/access/visibility'
import type { Database } from '@exchange-network/kit/database/database'
import { visibleSource } from '@exchange-network/kit/projection/known-records'
import { type ProvenanceRules, provenanceRules } from '@exchange-network/kit/provenance/provenance-rules'

/**
 * Builds the row rule for organizations: one that does not meet it does not exist for the viewer. An organization stewards its
 * own record and its units; the viewer's rights name both, so the row's id stands for its steward.
 */
export const whereOrganizationVisible = (rights: RowRights, alias = 'organization') =>
  whereVisible({ visibility: `${alias}.visibility`, steward: `${alias}.id` }, rights)

/**
 * Creates the rules by which claims, conflicts and sources exist for the viewer. A claim is as hidden as the organizations
 * that it names by id, by slug or by one of their names.
 */
export const organizationProvenance = (rights: RowRights): ProvenanceRules =>
  provenanceRules(rights.viewer, {
    source: visibleSource(rights),
    claim: eb => {
      const named = [eb.ref('claim.normalized'), eb.ref('claim.value')]
      const hidden = eb
        .selectFrom('organization as named')
        .select('named.id')
        .where(inner => inner.not(whereOrganizationVisible(rights, 'named')(inner)))
      return eb.not(
        eb.or([
          eb.exists(hidden.where('named.id', 'in', named)),
          eb.exists(hidden.where('named.slug', 'in', named)),
          eb.exists(
            hidden
              .innerJoin('organization_name', 'organization_name.organization_id', 'named.id')
              .where('organization_name.value', 'in', named),
          ),
        ]),
      )
    },
  })

/** Finds an organization and all units below it, for the row rule: itself first, and alone when it is unknown. */
export const organizationsOf = async (database: Database, organization: string): Promise<readonly string[]> => {
  const units = await database.read
    .withRecursive('unit', query =>
      query
        .selectFrom('organization')
        .select('organization.id')
        .where('organization.parent_id', '=', organization)
        // "Union" and not "union all": a ring of parents comes to an end.
        .union(
          query
            .selectFrom('organization')
            .innerJoin('unit', 'unit.id', 'organization.parent_id')
            .select('organization.id'),
        ),
    )
    .selectFrom('unit')
    .select('unit.id')
    .where('unit.id', '!=', organization)
    .orderBy('unit.id')
    .execute()
  return [organization, ...units.map(({ id }) => String(id))]
}
