import type { Context } from '../loaders.ts'
import type { ParticipationListArguments } from '../store/participation-pages.ts'
import type { OrganizationProgramArguments, PlaceProgramArguments } from '../store/program-pages.ts'
import type { AuthoredArguments } from '../store/source-pages.ts'
import type { Stub } from './stubs.ts'

/** What programs add to the records of other teams. An id that was never heard of has no programs. */
export const foreignTypes = {
  Person: {
    __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Person', id }),
    participations: ({ id }: Stub, args: ParticipationListArguments, { loaders }: Context) =>
      loaders.participationPagesByPersonId(args).load(id),
    authored: ({ id }: Stub, args: AuthoredArguments, { loaders }: Context) =>
      loaders.sourcePagesByAuthorId(args).load(id),
  },
  Organization: {
    __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Organization', id }),
    programs: ({ id }: Stub, args: OrganizationProgramArguments, { loaders }: Context) =>
      loaders.programPagesByOrganizationId(args).load(id),
  },
  Place: {
    __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Place', id }),
    programs: ({ id }: Stub, args: PlaceProgramArguments, { loaders }: Context) =>
      loaders.programPagesByPlaceId(args).load(id),
  },
}
