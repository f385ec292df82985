import type { Viewer } from '@exchange-network/kit/access/viewer'
import type { Context } from '../loaders.ts'

/** The type Viewer. */
export const viewerResolvers = {
  /** In alphabetical order, so that equal tokens give equal answers. */
  scopes: ({ scopes }: Viewer) => [...scopes].sort(),
  person: ({ person }: Viewer, _: unknown, { loaders }: Context) =>
    person === null ? null : loaders.personById.load(person),
  organization: ({ organization }: Viewer) =>
    organization === null ? null : { __typename: 'Organization', id: organization },
}
