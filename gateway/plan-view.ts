import type { RemovedField } from './access/field-access.ts'
import type { PlanNode } from './execution/view-plan.ts'

/** What `extensions.queryPlan` of an answer says: how the answer was made, with nothing of its values. */
export type PlanView = {
  /** Of the whole answer in the gateway. */
  readonly durationMs: number
  readonly planning: { readonly cached: boolean; readonly durationMs: number }
  readonly cost: { readonly estimated: number; readonly counted: number }
  readonly answeredBy: 'program' | 'interpreter'
  /** Fields that access took away before planning. */
  readonly removed: readonly RemovedField[]
  /** Null where there was nothing to fetch. */
  readonly node: PlanNode | null
}

/** Most characters of all texts and paths of one plan: an operation of ours has some thousand. */
export const mostPlanCharacters = 65_536

/**
 * Cuts a plan's texts and paths to `mostPlanCharacters` in all, and says where: a large operation must not make an
 * answer several times its size.
 */
export const cutPlan = (view: PlanView): PlanView => {
  let left = mostPlanCharacters
  const take = (text: string): string => {
    const kept = text.slice(0, left)
    left -= kept.length
    return kept.length === text.length ? text : `${kept.toWellFormed()}${cutHere}`
  }
  const takePath = (path: readonly string[]): readonly string[] => {
    const length = path.join('').length
    if (length > left) return ['…']
    left -= length
    return path
  }
  const cutNode = (node: PlanNode): PlanNode =>
    node.kind === 'Fetch'
      ? { ...node, path: takePath(node.path), operation: take(node.operation) }
      : { ...node, nodes: node.nodes.map(cutNode) }

  // First the steps, in the order of the plan.
  const node = view.node && cutNode(view.node)
  const kept = view.removed.findIndex(({ path, coordinate, needs }) => {
    left -= path.join('').length + coordinate.length + needs.length
    return left < 0
  })
  if (kept < 0) return { ...view, node }
  const rest = { path: ['…'], coordinate: '…', needs: `${view.removed.length - kept} more fields are not listed here` }
  return { ...view, node, removed: [...view.removed.slice(0, kept), rest] }
}

const cutHere = ` … cut: a plan tells ${mostPlanCharacters.toLocaleString('en')} characters`
