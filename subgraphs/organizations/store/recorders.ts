import type { AnyTables } from '@exchange-network/kit/database/database'
import { type DescribeRecords, recordChanges } from '@exchange-network/kit/feed/record-changes'
import { touch } from '@exchange-network/kit/feed/touched-records'
import { historyOf, recordHistory } from '@exchange-network/kit/history/record-history'
import { type DescribeTexts, recordSearchDocuments } from '@exchange-network/kit/search/record-documents'
import { Organization } from '../entities/organization.ts'
import { KindOfOrganization } from '../entities/organization-kind.ts'
import { OrganizationName } from '../entities/organization-name.ts'
import { OrganizationRelationship } from '../entities/organization-relationship.ts'
import { ServiceArea } from '../entities/service-area.ts'
import type { NameKind, Visibility } from '../entities/vocabulary.ts'

const organization = (id: string) => ({ type: 'Organization', id })

type FeedRow = {
  id: string
  version: number
  visibility: Visibility
  slug: string
  name: string
  parent_id: string | null
  steward_id: string | null
}

// The feed recorder keeps the fields of PARTNER and RESTRICTED organizations XX
const describeOrganizations: DescribeRecords = async (ids, em) => {
  const kysely = em.getKysely<AnyTables>()
  const rows: FeedRow[] = await kysely
    .selectFrom('organization')
    .select(['id', 'version', 'visibility', 'slug', 'name', 'parent_id', 'steward_id'])
    .where('id', 'in', [...ids])
    .execute()
  const memberships: { from_id: string; to_id: string }[] = await kysely
    .selectFrom('organization_relationship')
    .select(['from_id', 'to_id'])
    .distinct()
    .where('kind', '=', 'MEMBER_OF')
    .where('end_date', 'is', null)
    .where('from_id', 'in', [...ids])
    .orderBy('to_id')
    .execute()
  const byMember = Map.groupBy(memberships, ({ from_id }) => from_id)
  return rows.map(({ slug, name, parent_id, steward_id, ...row }) => ({
    ...row,
    fields: { slug, name, memberOf: (byMember.get(row.id) ?? []).map(({ to_id }) => to_id) },
    links: { parent: parent_id, ...(steward_id !== null && { steward: steward_id }) },
  }))
}

/** Writes what siblings may know of changed organizations into the feed, in the transaction of the change. */
export const recordFeed = recordChanges({
  touches: [
    touch(Organization, ({ id }) => organization(id)),
    touch(OrganizationRelationship, ({ fromId }) => organization(fromId)),
  ],
  describe: { Organization: describeOrganizations },
})

// Who looks for an acronym wants that organization first: acronyms stand in the title, other names and the description in the body.
const describeTexts: DescribeTexts = async (ids, em) => {
  const kysely = em.getKysely<AnyTables>()
  const rows: { id: string; name: string; description: string | null }[] = await kysely
    .selectFrom('organization')
    .select(['id', 'name', 'description'])
    .where('id', 'in', [...ids])
    .execute()
  const names: { organization_id: string; value: string; kind: NameKind }[] = await kysely
    .selectFrom('organization_name')
    .select(['organization_id', 'value', 'kind'])
    .where('organization_id', 'in', [...ids])
    .orderBy('organization_id')
    .orderBy('position')
    .execute()
  const byOrganization = Map.groupBy(names, ({ organization_id }) => organization_id)
  return rows.map(({ id, name, description }) => {
    const others = (byOrganization.get(id) ?? []).filter(({ value }) => value !== name)
    const [acronyms, rest] = [others.filter(isAcronym), others.filter(other => !isAcronym(other))]
    return {
      id,
      title: textOf([name, ...acronyms.map(printedOf)]),
      body: textOf([...rest.map(printedOf), description ?? '']),
    }
  })
}

const isAcronym = ({ kind }: { kind: NameKind }) => kind === 'ACRONYM'
const printedOf = ({ value }: { value: string }) => value
const textOf = (texts: readonly string[]) => texts.join('\n')

/** Refreshes what changed organizations are found by, in the transaction of the change. */
export const recordSearchText = recordSearchDocuments({
  touches: [
    touch(Organization, ({ id }) => organization(id)),
    touch(OrganizationName, ({ organizationId }) => organization(organizationId)),
  ],
  describe: { Organization: describeTexts },
})

const partOfOrganization = (path: string) => ({
  id: ({ organizationId }: { readonly organizationId: string }) => organizationId,
  path,
})

/** Writes who changed what of which organization, in the transaction of the change. */
export const recordChangesOfRecords = recordHistory({
  parts: [
    historyOf(Organization, 'Organization'),
    historyOf(OrganizationName, 'Organization', partOfOrganization('names')),
    historyOf(KindOfOrganization, 'Organization', partOfOrganization('kinds')),
    historyOf(ServiceArea, 'Organization', partOfOrganization('serviceArea')),
    historyOf(OrganizationRelationship, 'Organization', { id: ({ fromId }) => fromId, path: 'relationships' }),
  ],
  derived: ['sortName', 'folded'],
  fields: {
    locationCode: 'location',
    enrollmentBound: 'enrollment.bound',
    enrollmentLabel: 'enrollment.label',
    memberCountBound: 'memberCount.bound',
    memberCountLabel: 'memberCount.label',
    parentId: 'parent',
    stewardId: 'steward',
    placeCode: 'place',
    toId: 'to',
    startDate: 'start',
    endDate: 'end',
    adoptedClaimId: 'adopted',
  },
})

/** All that is written beside the rows of a change. */
export const recorders = [recordChangesOfRecords, recordFeed, recordSearchText]
