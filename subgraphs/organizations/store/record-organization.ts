import { foldName } from '@exchange-network/gazetteer/fold-name'
import type { EntityManager } from '@exchange-network/kit/database/database'
import { Organization } from '../entities/organization.ts'
import { KindOfOrganization } from '../entities/organization-kind.ts'
import { OrganizationName } from '../entities/organization-name.ts'
import { OrganizationRelationship, type RecordedDate } from '../entities/organization-relationship.ts'
import { ServiceArea } from '../entities/service-area.ts'
import type { Bound, NameKind, OrganizationKind, RelationshipKind, Visibility } from '../entities/vocabulary.ts'

/** A number as somebody records it. */
export type RecordedQuantity = { readonly value: number; readonly bound: Bound; readonly label: string | null }

/** An organization as somebody records it. */
export type RecordedOrganization = {
  readonly id: string
  readonly slug: string
  readonly name: string
  /** What kind of name the name to print is; OFFICIAL unless told. */
  readonly nameKind?: NameKind
  /** Its other names. */
  readonly otherNames?: readonly { readonly value: string; readonly kind: NameKind }[]
  readonly kinds: readonly OrganizationKind[]
  readonly description?: string | null
  readonly url?: string | null
  /** Main code of a place. */
  readonly location?: string | null
  /** Main codes of places. */
  readonly serviceArea?: readonly string[]
  readonly enrollment?: RecordedQuantity | null
  readonly memberCount?: RecordedQuantity | null
  readonly parentId?: string | null
  /** Organization that records it; null where a parent or its own people keep the entry. */
  readonly stewardId?: string | null
  readonly visibility: Visibility
}

/** A relation as somebody records it. */
export type RecordedRelationship = {
  readonly id: string
  readonly fromId: string
  readonly toId: string
  readonly kind: RelationshipKind
  readonly start?: RecordedDate | null
  readonly end?: RecordedDate | null
}

/** Records a new organization with the rows and columns that follow from what was said, e.g. the name to sort by. */
export const recordOrganization = (em: EntityManager, organization: RecordedOrganization): void => {
  const { id, name, enrollment = null, memberCount = null } = organization
  em.persist(
    em.create(Organization, {
      id,
      slug: organization.slug,
      name,
      sortName: foldName(name),
      description: organization.description ?? null,
      url: organization.url ?? null,
      locationCode: organization.location ?? null,
      enrollment: enrollment?.value ?? null,
      enrollmentBound: enrollment?.bound ?? null,
      enrollmentLabel: enrollment?.label ?? null,
      memberCount: memberCount?.value ?? null,
      memberCountBound: memberCount?.bound ?? null,
      memberCountLabel: memberCount?.label ?? null,
      parentId: organization.parentId ?? null,
      stewardId: organization.stewardId ?? null,
      visibility: organization.visibility,
    }),
  )
  const names = [
    { value: name, kind: organization.nameKind ?? 'OFFICIAL' },
    ...(organization.otherNames ?? []),
  ] as const
  for (const [index, { value, kind }] of names.entries()) {
    const position = index + 1
    em.persist(em.create(OrganizationName, { organizationId: id, position, value, folded: foldName(value), kind }))
  }
  for (const [index, kind] of organization.kinds.entries()) {
    em.persist(em.create(KindOfOrganization, { organizationId: id, kind, position: index + 1 }))
  }
  for (const [index, placeCode] of (organization.serviceArea ?? []).entries()) {
    em.persist(em.create(ServiceArea, { organizationId: id, placeCode, position: index + 1 }))
  }
}

/** Records a new relation between two organizations. */
export const recordRelationship = (em: EntityManager, relationship: RecordedRelationship): void => {
  const { id, fromId, toId, kind, start = null, end = null } = relationship
  em.persist(em.create(OrganizationRelationship, { id, fromId, toId, kind, startDate: start, endDate: end }))
}
