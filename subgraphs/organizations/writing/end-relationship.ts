import type { AnyTables } from '@exchange-network/kit/database/database'
import { readPartialDate } from '@exchange-network/kit/dates/partial-date'
import { creditedSource } from '@exchange-network/kit/provenance/check-sources'
import { performChange } from '@exchange-network/kit/writing/answer-change'
import { checkDate, checkDateOrder } from '@exchange-network/kit/writing/check-date'
import { markChanged, type Writing } from '@exchange-network/kit/writing/writing'
import { Organization } from '../entities/organization.ts'
import { OrganizationRelationship } from '../entities/organization-relationship.ts'
import { type Context, loadOrganization } from '../loaders.ts'
import { stewardsOf } from '../policy.ts'
import { whereRelationVisible } from '../store/relationships.ts'
import type { EndRelationshipInput } from './inputs.ts'
import { claimRelation, recordedDate } from './relate-organizations.ts'

/** Ends a relation, or corrects when it ended; the stewards of the organization that it starts from may. */
export const endRelationship = (context: Context, input: EndRelationshipInput) =>
  performChange(context, { mutation: 'endOrganizationRelationship', input }, async problems => {
    const end = checkDate(problems, ['end'], input.end)
    return async writing => {
      const stewards = await stewardsOfRelation(writing, input.id)
      const relation = await writing.lock(OrganizationRelationship, input.id, {
        noun: 'relation',
        visible: whereRelationVisible(context.rights),
        stewards: () => stewards,
        expectedVersion: input.expectedVersion,
        field: ['id'],
      })
      if (relation === null || end === null) return null
      const { fromId, toId, kind, startDate: start = null } = relation
      checkDateOrder(problems, ['end'], start && readPartialDate(start.edtf), end)
      const before = relation.endDate
      const [now, said] = [recordedDate(end), before && { ...before }]
      if (JSON.stringify(now) === JSON.stringify(said)) return fromId
      relation.endDate = now
      const to = await loadOrganization(toId, context)
      const from = await writing.em.findOneOrFail(Organization, { id: fromId })
      const sourceId = creditedSource([], context.rights)
      if (to) await claimRelation(writing, { fromId, kind, to, start, end: now }, sourceId)
      markChanged(from)
      return fromId
    }
  })

/** Those of the organization that it starts from; none where there is no such relation, which is said by the lock. */
const stewardsOfRelation = async ({ em }: Writing, id: string): Promise<ReturnType<typeof stewardsOf>> => {
  const from: { id: string; stewardId: string | null } | undefined = await em
    .getKysely<AnyTables>()
    .selectFrom('organization_relationship')
    .innerJoin('organization', 'organization.id', 'organization_relationship.from_id')
    .select(['organization.id', 'organization.steward_id as stewardId'])
    .where('organization_relationship.id', '=', id)
    .executeTakeFirst()
  return from === undefined ? [] : stewardsOf(from)
}
