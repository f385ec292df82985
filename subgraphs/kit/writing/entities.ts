import { HistoryEntrySchema } from '../history/history-entry.ts'
import { PerformedRequestSchema } from './performed-request.ts'

/** All tables that a subgraph with mutations needs, for its list of entities. */
export const writingEntities = [HistoryEntrySchema, PerformedRequestSchema] as const
