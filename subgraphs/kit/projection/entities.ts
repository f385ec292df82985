import { FollowedFeedSchema, ProjectedLinkSchema, ProjectedRecordSchema } from './projected-record.ts'

/** All tables of the projection, for a subgraph that follows siblings. */
export const projectionEntities = [ProjectedRecordSchema, ProjectedLinkSchema, FollowedFeedSchema] as const
