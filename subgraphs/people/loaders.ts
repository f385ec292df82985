import { loaderByArguments, rowBy, rowById, rowsBy } from '@exchange-network/kit/database/loaders'
import type { Narrow, Row } from '@exchange-network/kit/database/rows'
import {
  isAbsentOrganization,
  isHiddenOrganization,
  isVisibleSource,
} from '@exchange-network/kit/projection/known-records'
import { knownOrganizations, knownSources } from '@exchange-network/kit/projection/references'
import { provenanceLoaders } from '@exchange-network/kit/provenance/loaders'
import type { LoaderRequest, RequestContext } from '@exchange-network/kit/serve/subgraph'
import { Affiliation } from './entities/affiliation.ts'
import { ContactPoint } from './entities/contact-point.ts'
import { Person } from './entities/person.ts'
import { organizationNames } from './importing/known-names.ts'
import { likePeople } from './names/like-people.ts'
import { peopleProvenance, wherePersonVisible, wherePositionVisible } from './policy.ts'
import { affiliationsByOrganizationId } from './store/organization-people.ts'

/**
 * Creates the loaders of one request. People that do not exist for the viewer are null. Contact points are read without
 * a rule of their own, because nobody reaches them but through a person who exists for the viewer.
 */
export const createLoaders = (request: LoaderRequest) => {
  const { database, rights } = request
  const visible: Narrow<Row<Person>> = query => query.where(wherePersonVisible(rights))
  return {
    personById: rowById(database, Person, visible),
    personBySlug: rowBy(database, Person, 'slug', visible),
    /** Latest first, undated last. */
    affiliationsByPersonId: rowsBy(database, Affiliation, 'personId', {
      orderBy: ['sortDate desc'],
      narrow: query => query.where(wherePositionVisible(rights)),
    }),
    affiliationById: rowById(database, Affiliation, query => query.where(wherePositionVisible(rights))),
    /** In the order of print. */
    contactPointsByPersonId: rowsBy(database, ContactPoint, 'personId', { orderBy: ['position'] }),
    /** For references in input: the id of what exists for the viewer. */
    organizationIdByIdOrSlug: knownOrganizations(request),
    sourceIdByIdOrSlug: knownSources(request),
    organizationNames: organizationNames(request),
    /** Ids of people who probably bear a name. */
    likePeople: likePeople(request),
    isAbsentOrganization: isAbsentOrganization(request),
    isHiddenOrganization: isHiddenOrganization(request),
    isVisibleSource: isVisibleSource(request),
    provenance: provenanceLoaders(request, peopleProvenance(rights)),
    affiliationsByOrganizationId: loaderByArguments(affiliationsByOrganizationId(request)),
  }
}

/** The loaders of one request. */
export type Loaders = ReturnType<typeof createLoaders>

/** The context of this team's resolvers. */
export type Context = RequestContext<Loaders>
