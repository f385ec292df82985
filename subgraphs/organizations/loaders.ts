import { loaderByArguments, rowBy, rowById, rowsBy } from '@exchange-network/kit/database/loaders'
import type { Narrow, Row } from '@exchange-network/kit/database/rows'
import { knownSources } from '@exchange-network/kit/projection/references'
import { provenanceLoaders } from '@exchange-network/kit/provenance/loaders'
import type { LoaderRequest, RequestContext } from '@exchange-network/kit/serve/subgraph'
import { Organization } from './entities/organization.ts'
import { KindOfOrganization } from './entities/organization-kind.ts'
import { OrganizationName } from './entities/organization-name.ts'
import { ServiceArea } from './entities/service-area.ts'
import { similarNames } from './importing/similar-names.ts'
import { organizationProvenance, whereOrganizationVisible } from './policy.ts'
import { memberOfByOrganizationId, membersByOrganizationId } from './store/members.ts'
import { relationshipsByFromId } from './store/relationships.ts'
import { organizationsByName } from './writing/taken-names.ts'

/**
 * Creates the loaders of one request. Organizations that do not exist for the viewer are null. What hangs on one is read without
 * a rule of its own, because nobody reaches it but through an organization that exists for the viewer.
 */
export const createLoaders = (request: LoaderRequest) => {
  const { database, rights } = request
  const visible: Narrow<Row<Organization>> = query => query.where(whereOrganizationVisible(rights))
  return {
    organizationById: rowById(database, Organization, visible),
    organizationBySlug: rowBy(database, Organization, 'slug', visible),
    /** By name. */
    unitsByParentId: rowsBy(database, Organization, 'parentId', { orderBy: ['sortName', 'id'], narrow: visible }),
    namesByOrganizationId: rowsBy(database, OrganizationName, 'organizationId', { orderBy: ['position'] }),
    kindsByOrganizationId: rowsBy(database, KindOfOrganization, 'organizationId', { orderBy: ['position'] }),
    serviceAreaByOrganizationId: rowsBy(database, ServiceArea, 'organizationId', { orderBy: ['position'] }),
    relationshipsByFromId: relationshipsByFromId(request),
    memberOfByOrganizationId: memberOfByOrganizationId(request),
    membersByOrganizationId: loaderByArguments(membersByOrganizationId(request)),
    organizationsByName: organizationsByName(request),
    similarNames: similarNames(request),
    /** Documents of the programs team, by id or slug, as far as its feed tells. */
    knownSource: knownSources(request),
    provenance: provenanceLoaders(request, organizationProvenance(rights)),
  }
}

/** The loaders of one request. */
export type Loaders = ReturnType<typeof createLoaders>

/** The context of this team's resolvers. */
export type Context = RequestContext<Loaders>

/** Finds an organization by id or slug; null where there is none for the viewer. An id goes before a slug. */
export const loadOrganization = async (idOrSlug: string, { loaders }: Context): Promise<Row<Organization> | null> =>
  (await loaders.organizationById.load(idOrSlug)) ?? loaders.organizationBySlug.load(idOrSlug)
