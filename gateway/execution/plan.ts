// The plans that the interpreter runs: the part of Apollo's query plans that it reads, in our own words.

/** Key, '@' for each item of a list, both with an optional type condition, e.g. `nodes`, `@|[Person]`. */
export type PlanPath = readonly (string | number)[]

/** A whole plan; without a node nothing is fetched. */
export type Plan = { readonly kind: 'QueryPlan'; readonly node?: PlanNode | UnsupportedNode }

/** One step of a plan. */
export type PlanNode = SequenceNode | ParallelNode | FetchNode | FlattenNode | ConditionNode

/** Steps one after the other. */
export type SequenceNode = { readonly kind: 'Sequence'; readonly nodes: readonly (PlanNode | UnsupportedNode)[] }

/** Steps at the same time. */
export type ParallelNode = { readonly kind: 'Parallel'; readonly nodes: readonly (PlanNode | UnsupportedNode)[] }

/** A step that works on the objects that stand at a path. */
export type FlattenNode = {
  readonly kind: 'Flatten'
  readonly path: PlanPath
  readonly node: PlanNode | UnsupportedNode
}

/** A step that depends on a Boolean variable. */
export type ConditionNode = {
  readonly kind: 'Condition'
  readonly condition: string
  readonly ifClause?: PlanNode | UnsupportedNode
  readonly elseClause?: PlanNode | UnsupportedNode
}

/** One request to one subgraph; with `requires` it asks `_entities` for the objects at hand. */
export type FetchNode = {
  readonly kind: 'Fetch'
  readonly serviceName: string
  readonly operation: string
  readonly operationName: string | undefined
  readonly operationKind: string
  readonly variableUsages?: readonly string[]
  readonly requires?: readonly RequiredSelection[]
  readonly inputRewrites?: readonly Rewrite[]
  readonly outputRewrites?: readonly Rewrite[]
}

/** Part of what a representation must hold. */
export type RequiredSelection =
  | {
      readonly kind: 'Field'
      readonly alias?: string
      readonly name: string
      readonly selections?: readonly RequiredSelection[]
    }
  | {
      readonly kind: 'InlineFragment'
      readonly typeCondition?: string
      readonly selections: readonly RequiredSelection[]
    }

/** A change to a representation before it is sent, or to a reply before it is merged. */
export type Rewrite =
  | { readonly kind: 'ValueSetter'; readonly path: readonly string[]; readonly setValueTo: unknown }
  | { readonly kind: 'KeyRenamer'; readonly path: readonly string[]; readonly renameKeyTo: string }
  // Ours: the key belongs to objects of these types, and to no others that the fetch brought it for.
  | {
      readonly kind: 'TypeBoundKey'
      readonly path: readonly string[]
      readonly renameKeyTo: string
      readonly types: readonly string[]
    }

/** Steps that the planner makes for operations which are refused before planning. */
export type UnsupportedNode = { readonly kind: 'Subscription' | 'Defer' }
