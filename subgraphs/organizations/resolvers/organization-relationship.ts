import type { Row } from '@exchange-network/kit/database/rows'
import { printedDate } from '@exchange-network/kit/dates/partial-date'
import type { OrganizationRelationship, RecordedDate } from '../entities/organization-relationship.ts'
import type { Context } from '../loaders.ts'

type Source = Row<OrganizationRelationship>

const dateOf = (date: RecordedDate | null) => (date === null ? null : printedDate(date.edtf, date))

/** Resolvers of the type OrganizationRelationship; the other fields are columns. */
export const organizationRelationshipResolvers = {
  from: ({ fromId }: Source, _: unknown, { loaders }: Context) => loaders.organizationById.load(fromId),
  to: ({ toId }: Source, _: unknown, { loaders }: Context) => loaders.organizationById.load(toId),
  start: ({ startDate }: Source) => dateOf(startDate),
  end: ({ endDate }: Source) => dateOf(endDate),
  sources: async ({ id }: Source, _: unknown, { loaders }: Context) => {
    const sources = await loaders.provenance.sourcesOf.load({ type: 'OrganizationRelationship', id })
    return sources.map(source => ({ __typename: 'Source', id: source }))
  },
}
