import { ChangeSchema, FeedOriginSchema } from './change.ts'

/** All tables of the change feed, for a subgraph's list of entities. */
export const feedEntities = [ChangeSchema, FeedOriginSchema] as const
