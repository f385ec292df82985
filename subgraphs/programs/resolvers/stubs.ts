import type { Context } from '../loaders.ts'

/** A record of another team: its type and its key; the gateway asks that team for the rest. */
export type Stub = { readonly __typename: 'Organization' | 'Person' | 'Place'; readonly id: string }

/** Names a place by its code; null stays null. */
export const place = (code: string | null): Stub | null => (code === null ? null : { __typename: 'Place', id: code })

/** Names an organization of a role: roles of hidden organizations are no rows of the viewer's to begin with. */
export const roleHolder = ({ organizationId }: { readonly organizationId: string }): Stub => ({
  __typename: 'Organization',
  id: organizationId,
})

/** Names an organization, or answers null where it is known to be hidden from the viewer; null stays null. */
export const visibleOrganization = async (id: string | null, { loaders }: Context): Promise<Stub | null> =>
  id === null || (await loaders.isHiddenOrganization.load(id)) ? null : { __typename: 'Organization', id }

/** Names the organizations that are not hidden from the viewer, once each, in the order given. */
export const visibleOrganizations = async (ids: readonly string[], context: Context): Promise<readonly Stub[]> => {
  const organizations = await Promise.all([...new Set(ids)].map(id => visibleOrganization(id, context)))
  return organizations.filter(organization => organization !== null)
}

/** Names a person, or answers null where the person does not exist for the viewer. */
export const visiblePerson = async (id: string | null, { loaders }: Context): Promise<Stub | null> => {
  if (id === null || (await loaders.knownPersonById.load(id)) === null) return null
  return { __typename: 'Person', id }
}

/** Names the people who exist for the viewer, in the order given. */
export const visiblePeople = async (ids: readonly string[], context: Context): Promise<readonly Stub[]> => {
  const people = await Promise.all(ids.map(id => visiblePerson(id, context)))
  return people.filter(person => person !== null)
}
