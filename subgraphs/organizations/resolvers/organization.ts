import { placeById } from '@exchange-network/gazetteer/places'
import type { Row } from '@exchange-network/kit/database/rows'
import type { FieldChange, HistoryEntry } from '@exchange-network/kit/history/history-entry'
import { type HistoryArguments, readHistory } from '@exchange-network/kit/history/read-history'
import { recordResolvers } from '@exchange-network/kit/provenance/resolvers'
import type { Organization } from '../entities/organization.ts'
import type { RelationshipKind } from '../entities/vocabulary.ts'
import type { Context } from '../loaders.ts'
import type { MembersPage } from '../store/members.ts'
import { printedQuantity } from './quantity.ts'

type Source = Row<Organization>

const parentOf = ({ parentId }: Source, { loaders }: Context) =>
  parentId === null ? null : loaders.organizationById.load(parentId)

/** Resolvers of the type Organization; the other fields are columns. */
export const organizationResolvers = {
  ...recordResolvers<Source, Context>('Organization', { label: ({ name }) => name }),
  __resolveReference: ({ id }: { id: string }, { loaders }: Context) => loaders.organizationById.load(id),
  names: ({ id }: Source, _: unknown, { loaders }: Context) => loaders.namesByOrganizationId.load(id),
  kinds: async ({ id }: Source, _: unknown, { loaders }: Context) =>
    (await loaders.kindsByOrganizationId.load(id)).map(({ kind }) => kind),
  location: ({ locationCode }: Source) => (locationCode === null ? null : placeById(locationCode)),
  serviceArea: async ({ id }: Source, _: unknown, { loaders }: Context) =>
    (await loaders.serviceAreaByOrganizationId.load(id))
      .map(({ placeCode }) => placeById(placeCode))
      .filter(place => place !== null),
  enrollment: ({ enrollment, enrollmentBound, enrollmentLabel }: Source) =>
    printedQuantity(enrollment, enrollmentBound, enrollmentLabel),
  memberCount: ({ memberCount, memberCountBound, memberCountLabel }: Source) =>
    printedQuantity(memberCount, memberCountBound, memberCountLabel),
  parent: (organization: Source, _: unknown, context: Context) => parentOf(organization, context),
  units: ({ id }: Source, _: unknown, { loaders }: Context) => loaders.unitsByParentId.load(id),
  relationships: async (
    { id }: Source,
    { kinds }: { kinds?: readonly RelationshipKind[] | null },
    { loaders }: Context,
  ) => {
    const relationships = await loaders.relationshipsByFromId.load(id)
    return kinds ? relationships.filter(({ kind }) => kinds.includes(kind)) : relationships
  },
  memberOf: ({ id }: Source, _: unknown, { loaders }: Context) => loaders.memberOfByOrganizationId.load(id),
  members: ({ id }: Source, { first, after }: MembersPage, { loaders }: Context) =>
    loaders.membersByOrganizationId({ first, after }).load(id),
  // A parent keeps the entries of its units; else who recorded it does, until its own people do.
  steward: (organization: Source, _: unknown, context: Context) => {
    if (organization.parentId !== null) return parentOf(organization, context)
    return organization.stewardId === null
      ? organization
      : context.loaders.organizationById.load(organization.stewardId)
  },
  history: ({ id }: Source, args: HistoryArguments, context: Context) =>
    readHistory(context, { type: 'Organization', id }, args),
}

/** Tells whether an organization does not exist for the viewer. */
export const isHiddenOrganization = async (id: string, { loaders }: Context): Promise<boolean> =>
  (await loaders.organizationById.load(id)) === null

/** Tells whether a change in the history names an organization that does not exist for the viewer. */
export const namesHidden = async (
  { path, from, to }: FieldChange,
  context: Context,
  { recordId }: Pick<HistoryEntry, 'recordId'>,
): Promise<boolean> => {
  const sides = [from, to].filter(side => side !== null)
  if (path === 'parent' || path === 'steward') {
    return (await Promise.all(sides.map(id => isHiddenOrganization(String(id), context)))).includes(true)
  }
  if (path !== 'relationships') return false
  // Where a relation ended only that is told, and not to whom it was.
  const existing = await context.loaders.relationshipsByFromId.load(recordId)
  return sides.some(side => !existing.some(({ id }) => id === (side as { id?: string }).id))
}
