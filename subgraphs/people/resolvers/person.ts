import type { Row } from '@exchange-network/kit/database/rows'
import { type PrintedDate, printedDate } from '@exchange-network/kit/dates/partial-date'
import type { FieldChange } from '@exchange-network/kit/history/history-entry'
import { type HistoryArguments, readHistory } from '@exchange-network/kit/history/read-history'
import { recordResolvers } from '@exchange-network/kit/provenance/resolvers'
import type { Affiliation, RecordedDate } from '../entities/affiliation.ts'
import type { ContactPoint } from '../entities/contact-point.ts'
import type { Person } from '../entities/person.ts'
import type { Context } from '../loaders.ts'
import { isInForce, today } from '../store/affiliation-conditions.ts'

const provenance = recordResolvers<Row<Person>, Context>('Person', { label: person => person.name })

/** The type Person; what is not here is a column. */
export const personResolvers = {
  /** Null where the person is gone or hidden: the same answer in both cases. */
  __resolveReference: ({ id }: { id: string }, { loaders }: Context) => loaders.personById.load(id),
  ...provenance,
  async affiliations(person: Row<Person>, { current }: { current?: boolean | null }, { loaders }: Context) {
    const affiliations = await loaders.affiliationsByPersonId.load(person.id)
    if (current == null) return affiliations
    const day = today()
    return affiliations.filter(affiliation => isInForce(affiliation, day) === current)
  },
  contactPoints: (person: Row<Person>, _: unknown, { loaders }: Context) =>
    loaders.contactPointsByPersonId.load(person.id),
  history: (person: Row<Person>, page: HistoryArguments, context: Context) =>
    readHistory(context, { type: 'Person', id: person.id }, page),
}

/** The type ContactPoint. Its value is guarded by the schema. */
export const contactPointResolvers = {
  source: async ({ sourceId }: Row<ContactPoint>, _: unknown, { loaders }: Context) =>
    sourceId !== null && (await loaders.isVisibleSource.load(sourceId)) ? { __typename: 'Source', id: sourceId } : null,
}

const { sources } = recordResolvers<Row<Affiliation>, Context>('Affiliation', {
  label: affiliation => affiliation.label,
})

const printed = (date: RecordedDate | null): PrintedDate | null =>
  date === null ? null : printedDate(date.edtf, { inferred: date.inferred, label: date.label })

/** The type Affiliation; what is not here is a column. */
export const affiliationResolvers = {
  sources,
  person: (affiliation: Row<Affiliation>, _: unknown, { loaders }: Context) =>
    loaders.personById.load(affiliation.personId),
  // Positions in organizations that are hidden from the viewer do not exist, so whatever stands here may be named.
  organization: ({ organizationId }: Row<Affiliation>) =>
    organizationId === null ? null : { __typename: 'Organization', id: organizationId },
  start: ({ start }: Row<Affiliation>) => printed(start),
  end: ({ end }: Row<Affiliation>) => printed(end),
  attested: ({ attested }: Row<Affiliation>) => printed(attested),
}

/** Tells whether a change in the history is of a position that does not exist for the viewer. */
export const namesHiddenPosition = async ({ path, from, to }: FieldChange, { loaders }: Context): Promise<boolean> => {
  if (path !== 'affiliations') return false
  const ids = [from, to].flatMap(side => (side as { id?: string } | null)?.id ?? [])
  return (await Promise.all(ids.map(id => loaders.affiliationById.load(id)))).includes(null)
}
