import type { EntitySchema } from '@mikro-orm/core'
import { ChangeSchema, FeedOriginSchema } from '../../feed/change.ts'
import { FollowedFeedSchema, ProjectedLinkSchema, ProjectedRecordSchema } from '../../projection/projected-record.ts'
import { LoadedSeedSchema } from '../../seed/loaded-seed.ts'
import { ProgramSchema } from './program.ts'

/** All tables of the toy. */
export const entities = [
  ProgramSchema,
  ChangeSchema,
  FeedOriginSchema,
  FollowedFeedSchema,
  ProjectedLinkSchema,
  ProjectedRecordSchema,
  LoadedSeedSchema,
] as unknown as readonly EntitySchema[]
