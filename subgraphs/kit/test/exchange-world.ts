import { defineEntity, p } from '@mikro-orm/core'
import type { EntityManager } from '../database/database.ts'
import { touch } from '../feed/touched-records.ts'

const OrganizationSchema = defineEntity({
  name: 'Organization',
  tableName: 'organization',
  properties: {
    id: p.string().length(64).primary(),
    name: p.string().length(200),
    parentId: p.string().length(64).nullable(),
    visibility: p.enum(['PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED'] as const),
    version: p.integer().version(),
  },
})

/** An organization of the tests' small exchange network. */
export class Organization extends OrganizationSchema.class {}
OrganizationSchema.setClass(Organization)

const MembershipSchema = defineEntity({
  name: 'Membership',
  tableName: 'membership',
  properties: {
    memberId: p.string().length(64).primary(),
    organizationId: p.string().length(64).primary(),
  },
})

/** A membership: told of in the feed as a part of the member. */
export class Membership extends MembershipSchema.class {}
MembershipSchema.setClass(Membership)

/** The tables of the tests' small exchange network. */
export const worldEntities = [OrganizationSchema, MembershipSchema] as const

/** What a change of either table touches. */
export const worldTouches = [
  touch(Organization, ({ id }) => ({ type: 'Organization', id })),
  touch(Membership, ({ memberId }) => ({ type: 'Organization', id: memberId })),
]

/** Tells the feed of organizations and what they are members of. */
export const describeOrganizations = async (ids: readonly string[], em: EntityManager) => {
  const organizations = await em.find(Organization, { id: { $in: [...ids] } })
  const memberships = await em.find(Membership, { memberId: { $in: [...ids] } })
  return organizations.map(({ id, name, parentId, visibility, version }) => ({
    id,
    version,
    visibility,
    fields: {
      slug: id,
      name,
      parent: parentId ?? null,
      memberOf: memberships.flatMap(row => (row.memberId === id ? [row.organizationId] : [])),
    },
  }))
}

/** Names the columns that most organizations of the tests leave alone. */
export const organization = (
  id: string,
  more: { name?: string; parentId?: string; visibility?: 'PUBLIC' | 'NETWORK' | 'PARTNER' } = {},
) => ({
  id,
  name: more.name ?? id,
  parentId: more.parentId ?? null,
  visibility: more.visibility ?? ('PUBLIC' as const),
})
