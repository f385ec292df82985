import { loaderByArguments, rowBy, rowById, rowsBy } from '@exchange-network/kit/database/loaders'
import type { Narrow, Row } from '@exchange-network/kit/database/rows'
import { isAbsentOrganization, isHiddenOrganization } from '@exchange-network/kit/projection/known-records'
import { provenanceLoaders } from '@exchange-network/kit/provenance/loaders'
import type { LoaderRequest, RequestContext } from '@exchange-network/kit/serve/subgraph'
import { Affiliation } from './entities/affiliation.ts'
import { ContactPoint } from './entities/contact-point.ts'
import { Person } from './entities/person.ts'
import { guardedPaths, wherePersonVisible } from './policy.ts'
import { affiliationsByOrganizationId } from './store/organization-people.ts'

/**
 * Creates the loaders of one request. People that do not exist for the viewer are null. What hangs on a person is read
 * without a rule of its own, because nobody reaches it but through a person who exists for the viewer.
 */
export const createLoaders = (request: LoaderRequest) => {
  const { database, rights } = request
  const visible: Narrow<Row<Person>> = query => query.where(wherePersonVisible(rights))
  return {
    personById: rowById(database, Person, visible),
    personBySlug: rowBy(database, Person, 'slug', visible),
    /** Latest first, undated last. */
    affiliationsByPersonId: rowsBy(database, Affiliation, 'personId', { orderBy: ['sortDate desc'] }),
    /** In the order of print. */
    contactPointsByPersonId: rowsBy(database, ContactPoint, 'personId', { orderBy: ['position'] }),
    isHiddenOrganization: isHiddenOrganization(request),
    isAbsentOrganization: isAbsentOrganization(request),
    provenance: provenanceLoaders(request, { guardedPaths }),
    affiliationsByOrganizationId: loaderByArguments(affiliationsByOrganizationId(request)),
  }
}

/** The loaders of one request. */
export type Loaders = ReturnType<typeof createLoaders>

/** The context of this team's resolvers. */
export type Context = RequestContext<Loaders>
