import { stewardPolicy } from '@exchange-network/kit/access/stewardship'
import { type RowRights, whereVisible } from '@exchange-network/kit/access/visibility'
import type { Database } from '@exchange-network/kit/database/database'
import { visibleSource } from '@exchange-network/kit/projection/known-records'
import { type ProvenanceRules, provenanceRules } from '@exchange-network/kit/provenance/provenance-rules'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Organization } from './entities/organization.ts'

// biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the conditions fit a query over any tables.
type Builder = ExpressionBuilder<any, any>

/** What tells who keeps the entry of an organization. */
export type Stewarded = Pick<Organization, 'id' | 'stewardId'>

/**
 * Lists the stewards of an organization: itself, and the one that recorded it. Its parents are among them without being
 * named, because the rights of a parent's people name all of its units.
 */
export const stewardsOf = ({ id, stewardId }: Stewarded): readonly (string | null | undefined)[] => [id, stewardId]

/**
 * Chooses the organization that keeps an entry besides its own people, where an organization is new or has another parent: the
 * viewer's. Null where the viewer has none, is the organization itself, or keeps it already as its parent.
 */
export const stewardOfNew = (
  { viewer, organizations }: RowRights,
  { id, parentId }: { readonly id: string; readonly parentId: string | null },
): string | null =>
  viewer.organization === id || (parentId !== null && organizations.includes(parentId)) ? null : viewer.organization

/** Decides `@policy` by name: who may read the history of an organization. */
export const policies = { record_steward: stewardPolicy(stewardsOf as (row: never) => ReturnType<typeof stewardsOf>) }

/** Builds the row rule for organizations: one that does not meet it does not exist for the viewer. PARTNER and RESTRICTED ones exist for their stewards. */
export const whereOrganizationVisible =
  (rights: RowRights, alias = 'organization') =>
  (eb: Builder): Expression<SqlBool> => {
    const open = whereVisible({ visibility: `${alias}.visibility`, steward: `${alias}.id` }, rights)(eb)
    if (rights.organizations.length === 0) return open
    return eb.or([
      open,
      whereVisible({ visibility: `${alias}.visibility`, steward: `${alias}.steward_id` }, rights)(eb),
    ])
  }

/** Fields whose claims speak of the organization itself and name no other one. */
const ownFields = [
  'name',
  'names',
  'kinds',
  'description',
  'url',
  'location',
  'serviceArea',
  'enrollment',
  'memberCount',
  'visibility',
]

/** Tells whether claims on a field name another organization, e.g. "parent" or "relationships.MEMBER_OF". */
export const isReferencePath = (path: string): boolean => !ownFields.includes(path.split('.')[0] ?? '')

/**
 * Creates the rules by which claims, conflicts and sources exist for the viewer. A claim on a field that names another
 * organization is as hidden as that one: named by id or slug in its normal form, else by its name as printed. Texts of an
 * organization's own fields are not compared with hidden names: who wrote one could else find out what is hidden.
 */
export const organizationProvenance = (rights: RowRights): ProvenanceRules =>
  provenanceRules(rights.viewer, {
    source: visibleSource(rights, whereNotHidden(rights)),
    claim: eb => {
      const named = sql<string>`coalesce(${eb.ref('claim.normalized')}, ${eb.ref('claim.value')})`
      const hidden = eb
        .selectFrom('organization as named')
        .select('named.id')
        .where(inner => inner.not(whereOrganizationVisible(rights, 'named')(inner)))
      return eb.or([
        eb('claim.path', 'in', ownFields),
        eb.not(
          eb.or([
            eb.exists(hidden.where('named.id', '=', named)),
            eb.exists(hidden.where('named.slug', '=', named)),
            eb.exists(
              hidden
                .innerJoin('organization_name', 'organization_name.organization_id', 'named.id')
                .where('organization_name.value', '=', named),
            ),
          ]),
        ),
      ])
    },
  })

/** Builds the condition that the organization of an expression is not one that is hidden from the viewer. */
const whereNotHidden =
  (rights: RowRights) =>
  (id: Expression<string>) =>
  (eb: Builder): Expression<SqlBool> =>
    eb.not(
      eb.exists(
        eb
          .selectFrom('organization as owner')
          .select('owner.id')
          .where('owner.id', '=', id)
          .where(inner => inner.not(whereOrganizationVisible(rights, 'owner')(inner))),
      ),
    )

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
