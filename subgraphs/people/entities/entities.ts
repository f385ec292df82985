import { feedEntities } from '@exchange-network/kit/feed/entities'
import { importingEntities } from '@exchange-network/kit/importing/imported-row'
import { projectionEntities } from '@exchange-network/kit/projection/entities'
import { provenanceEntities } from '@exchange-network/kit/provenance/entities'
import { SearchDocumentSchema } from '@exchange-network/kit/search/search-document'
import { LoadedSeedSchema } from '@exchange-network/kit/seed/loaded-seed'
import { writingEntities } from '@exchange-network/kit/writing/entities'
import type { EntitySchema } from '@mikro-orm/core'
import { AffiliationSchema } from './affiliation.ts'
import { ContactPointSchema } from './contact-point.ts'
import { NameKeySchema } from './name-key.ts'
import { PersonSchema } from './person.ts'

/** All tables of the database: our own, then those of the kit. Migrations are made from this list. */
export const entities = [
  PersonSchema,
  AffiliationSchema,
  ContactPointSchema,
  NameKeySchema,
  ...provenanceEntities,
  ...feedEntities,
  ...projectionEntities,
  SearchDocumentSchema,
  LoadedSeedSchema,
  ...writingEntities,
  ...importingEntities,
] as unknown as readonly EntitySchema[]
