import { ChangeSchema, FeedOriginSchema } from '@exchange-network/kit/feed/change'
import { ImportedRowSchema } from '@exchange-network/kit/importing/imported-row'
import {
  FollowedFeedSchema,
  ProjectedLinkSchema,
  ProjectedRecordSchema,
} from '@exchange-network/kit/projection/projected-record'
import { ClaimSchema } from '@exchange-network/kit/provenance/claim'
import { ConflictClaimSchema, ConflictSchema } from '@exchange-network/kit/provenance/conflict'
import { RecordSourceSchema } from '@exchange-network/kit/provenance/record-source'
import { SearchDocumentSchema } from '@exchange-network/kit/search/search-document'
import { LoadedSeedSchema } from '@exchange-network/kit/seed/loaded-seed'
import { writingEntities } from '@exchange-network/kit/writing/entities'
import type { EntitySchema } from '@mikro-orm/core'
import { AgendaItemSchema, AgendaSpeakerSchema } from './agenda-item.ts'
import { InitiativeSchema } from './initiative.ts'
import { OutputAuthorSchema, OutputProgramSchema, OutputSchema } from './output.ts'
import { ParticipationSchema } from './participation.ts'
import { ProgramSchema } from './program.ts'
import { ProgramPlaceSchema } from './program-place.ts'
import { ProgramRoleSchema } from './program-role.ts'
import { RepresentationSchema } from './representation.ts'
import { SeriesPartnerSchema, SeriesSchema } from './series.ts'
import { SourceAuthorSchema, SourceSchema } from './source.ts'
import { ProgramTopicSchema, TopicBroaderSchema, TopicSchema } from './topic.ts'

/** All tables of the database: our own, then those of the kit. Migrations are made from this list. */
export const entities: readonly EntitySchema[] = [
  ProgramSchema,
  ProgramPlaceSchema,
  ProgramRoleSchema,
  ParticipationSchema,
  RepresentationSchema,
  InitiativeSchema,
  AgendaItemSchema,
  AgendaSpeakerSchema,
  OutputSchema,
  OutputProgramSchema,
  OutputAuthorSchema,
  TopicSchema,
  TopicBroaderSchema,
  ProgramTopicSchema,
  SeriesSchema,
  SeriesPartnerSchema,
  SourceSchema,
  SourceAuthorSchema,
  RecordSourceSchema,
  ClaimSchema,
  ConflictSchema,
  ConflictClaimSchema,
  ChangeSchema,
  FeedOriginSchema,
  ProjectedRecordSchema,
  ProjectedLinkSchema,
  FollowedFeedSchema,
  SearchDocumentSchema,
  LoadedSeedSchema,
  ...writingEntities,
  ImportedRowSchema,
] as unknown as readonly EntitySchema[]
