import { ChangeSchema, FeedOriginSchema } from '@exchange-network/kit/feed/change'
import { projectionEntities } from '@exchange-network/kit/projection/entities'
import { provenanceEntities } from '@exchange-network/kit/provenance/entities'
import { SearchDocumentSchema } from '@exchange-network/kit/search/search-document'
import { LoadedSeedSchema } from '@exchange-network/kit/seed/loaded-seed'
import type { EntitySchema } from '@mikro-orm/core'
import { OrganizationSchema } from './organization.ts'
import { KindOfOrganizationSchema } from './organization-kind.ts'
import { OrganizationNameSchema } from './organization-name.ts'
import { OrganizationRelationshipSchema } from './organization-relationship.ts'
import { ServiceAreaSchema } from './service-area.ts'

/** All tables of this subgraph: its own, and the kit's for provenance, what siblings tell, search, feed and first rows. */
export const entities: readonly EntitySchema[] = [
  OrganizationSchema,
  OrganizationNameSchema,
  KindOfOrganizationSchema,
  ServiceAreaSchema,
  OrganizationRelationshipSchema,
  ...provenanceEntities,
  ...projectionEntities,
  SearchDocumentSchema,
  ChangeSchema,
  FeedOriginSchema,
  LoadedSeedSchema,
] as unknown as readonly EntitySchema[]
