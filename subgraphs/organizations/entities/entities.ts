import { feedEntities } from '@exchange-network/kit/feed/entities'
import { importingEntities } from '@exchange-network/kit/importing/imported-row'
import { projectionEntities } from '@exchange-network/kit/projection/entities'
import { provenanceEntities } from '@exchange-network/kit/provenance/entities'
import { SearchDocumentSchema } from '@exchange-network/kit/search/search-document'
import { LoadedSeedSchema } from '@exchange-network/kit/seed/loaded-seed'
import { writingEntities } from '@exchange-network/kit/writing/entities'
import type { EntitySchema } from '@mikro-orm/core'
import { OrganizationSchema } from './organization.ts'
import { KindOfOrganizationSchema } from './organization-kind.ts'
import { OrganizationNameSchema } from './organization-name.ts'
import { OrganizationRelationshipSchema } from './organization-relationship.ts'
import { ServiceAreaSchema } from './service-area.ts'

/** All tables of this subgraph: its own, and the kit's for provenance, what siblings tell, search, feed, first rows,
 * history and imports. */
export const entities: readonly EntitySchema[] = [
  OrganizationSchema,
  OrganizationNameSchema,
  KindOfOrganizationSchema,
  ServiceAreaSchema,
  OrganizationRelationshipSchema,
  ...provenanceEntities,
  ...projectionEntities,
  SearchDocumentSchema,
  ...feedEntities,
  LoadedSeedSchema,
  ...writingEntities,
  ...importingEntities,
] as unknown as readonly EntitySchema[]
