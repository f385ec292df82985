import type { FetchNote } from './answer-trace.ts'
import { type KeysOf, keyEcho } from './key-echo.ts'
import type { FetchNode, Plan, PlanPath, PlanNode as StepOfPlan, UnsupportedNode } from './plan.ts'

/** A step of a plan with how it went, as clients see it. */
export type PlanNode =
  | { readonly kind: 'Sequence' | 'Parallel'; readonly nodes: readonly PlanNode[] }
  | {
      readonly kind: 'Fetch'
      readonly subgraph: string
      /** Where the objects stand that it is for, "@" for each item of a list; empty at the root. */
      readonly path: readonly string[]
      /** The text that the subgraph was asked, or would have been. */
      readonly operation: string
      /** Since the request came; null where nothing was asked, because nothing needed it. */
      readonly startMs: number | null
      readonly durationMs: number | null
      /** Representations that were sent; null at the root. */
      readonly entities: number | null
      readonly errors: number
    }

/** Tells a plan step by step, with what was noted of each fetch. */
export const viewPlan = (
  plan: Plan,
  options: {
    notes: ReadonlyMap<FetchNode, FetchNote>
    /** Coerced variables: they decide the plan's conditions. */
    conditions: Readonly<Record<string, unknown>>
    keysOf: KeysOf
  },
): PlanNode | null => {
  const { notes, conditions, keysOf } = options
  const view = (node: StepOfPlan | UnsupportedNode | undefined, path: readonly string[]): PlanNode[] => {
    switch (node?.kind) {
      case 'Sequence':
      case 'Parallel':
        return [{ kind: node.kind, nodes: node.nodes.flatMap(step => view(step, path)) }]
      case 'Flatten':
        return view(node.node, [...path, ...node.path.flatMap(withoutCondition)])
      case 'Condition':
        return view(conditions[node.condition] === true ? node.ifClause : node.elseClause, path)
      case 'Fetch':
        return [viewFetch(node, path)]
      default:
        return []
    }
  }
  const viewFetch = (node: FetchNode, path: readonly string[]): PlanNode => {
    const note = notes.get(node)
    return {
      kind: 'Fetch',
      subgraph: node.serviceName,
      path,
      operation: node.requires ? keyEcho(node, keysOf).operation : node.operation,
      startMs: note ? rounded(note.startMs) : null,
      durationMs: note ? rounded(note.durationMs) : null,
      entities: node.requires ? (note?.entities ?? 0) : null,
      errors: note?.errors ?? 0,
    }
  }
  return view(plan.node, [])[0] ?? null
}

// A step that is a condition only has no name.
const withoutCondition = (step: PlanPath[number]): readonly string[] =>
  String(step)
    .split('|', 1)
    .filter(name => name !== '')

/** Rounds to a thousandth of a millisecond. */
export const rounded = (ms: number): number => Math.round(ms * 1000) / 1000
