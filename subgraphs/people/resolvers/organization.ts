import type { Context } from '../loaders.ts'
import type { OrganizationPeople } from '../store/organization-people.ts'

type OrganizationStub = { readonly id: string }

/** What people adds to the type Organization. Whether there is such an organization is for its own team to say. */
export const organizationResolvers = {
  __resolveReference: ({ id }: OrganizationStub): OrganizationStub => ({ id }),
  people: ({ id }: OrganizationStub, page: OrganizationPeople, { loaders }: Context) =>
    loaders.affiliationsByOrganizationId(page).load(id),
}
