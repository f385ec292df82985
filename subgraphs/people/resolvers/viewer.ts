import type { Viewer } from '@exchange-network/kit/access/viewer'
import type { Context } from '../loaders.ts'

/** The type Viewer. */
export const viewerResolvers = {
  /** In alphabetical order, so that equal tokens give equal answers. */
  scopes: ({ scopes }: Viewer) => [...scopes].sort(),
  person: ({ person }: Viewer, _: unknown, { loaders }: Context) =>
    person === null ? null : loaders.personById.load(person),
  /** Null also where the token names an organization that is known not to exist for the viewer. */
  organization: async ({ organization }: Viewer, _: unknown, { loaders }: Context) =>
    organization === null || (await loaders.isAbsentOrganization.load(organization))
      ? null
      : { __typename: 'Organization', id: organization },
}
