/** How the gateway got an answer, as `extensions.queryPlan` tells it. */
export type PlanView = {
  /** Of the whole answer in the gateway. */
  durationMs: number
  planning: { cached: boolean; durationMs: number }
  cost: { estimated: number; counted: number }
  answeredBy: 'program' | 'interpreter'
  /** Fields that access took away before planning. */
  removed: readonly RemovedField[]
  /** Null when there was nothing to fetch. */
  node: PlanNode | null
}

/** A field that the reader may not read, and what would open it. */
export type RemovedField = { path: readonly string[]; coordinate: string; needs: string }

/** Steps one after the other, steps at the same time, or one request to one subgraph. */
export type PlanNode = { kind: 'Sequence' | 'Parallel'; nodes: readonly PlanNode[] } | FetchNode

/** One request to one subgraph. */
export type FetchNode = {
  kind: 'Fetch'
  subgraph: string
  /** Where in the answer it belongs: empty at the root, "@" for each of a list. */
  path: readonly string[]
  /** Text that was sent. */
  operation: string
  /** Both null where it was not asked, because nothing needed it. */
  startMs: number | null
  durationMs: number | null
  /** Entities that it was asked about; null at the root. */
  entities: number | null
  errors: number
}
