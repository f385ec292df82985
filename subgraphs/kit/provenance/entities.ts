import { ClaimSchema } from './claim.ts'
import { ConflictClaimSchema, ConflictSchema } from './conflict.ts'
import { RecordSourceSchema } from './record-source.ts'

/** All tables of provenance, for a subgraph's list of entities. */
export const provenanceEntities = [RecordSourceSchema, ClaimSchema, ConflictSchema, ConflictClaimSchema] as const
