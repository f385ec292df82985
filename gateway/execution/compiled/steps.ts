import type { FetchNode, Plan, PlanNode, PlanPath, UnsupportedNode } from '../plan.ts'
import { notCovered } from './not-covered.ts'

/** One fetch of a plan, and what must be there before it. */
export type Step = {
  readonly index: number
  readonly node: FetchNode
  /** Where its entities stand; empty for a fetch of root fields. */
  readonly path: readonly PathPart[]
  /** Steps that end directly before it may start. */
  readonly after: readonly number[]
  /** All steps that have ended before it starts. */
  readonly before: ReadonlySet<number>
}

/** A part of a path: a response key, or "@" for each item of a list; "" stays at the value. */
export type PathPart = {
  readonly key: string
  /** Type conditions on the value that it leads to; null for any. */
  readonly types: readonly string[] | null
}

/** Flattens a plan's sequences and parallels into steps that know what they wait for. In the plan's order. */
export const readSteps = (plan: Plan): readonly Step[] => {
  const steps: Step[] = []
  /** Adds the steps of a node and answers those with which it ends. */
  const add = (node: PlanNode | UnsupportedNode, after: readonly number[], path: PlanPath): readonly number[] => {
    switch (node.kind) {
      case 'Sequence':
        return node.nodes.reduce((ends, child) => add(child, ends, path), after)
      case 'Parallel':
        return [...new Set(node.nodes.flatMap(child => add(child, after, path)))]
      case 'Flatten':
        return add(node.node, after, [...path, ...node.path])
      case 'Fetch': {
        if (!node.requires && path.length > 0) return notCovered('root fields below a path')
        const before = new Set(after.flatMap(index => [index, ...(steps[index]?.before ?? [])]))
        const index = steps.length
        steps.push({ index, node, path: path.map(readPart), after, before })
        return [index]
      }
      default:
        // Conditions are decided before planning.
        return notCovered(`a step of kind "${node.kind}"`)
    }
  }
  if (plan.node) add(plan.node, [], [])
  return steps.some(({ node }) => node.operationKind === 'mutation') ? steps : meeting(steps)
}

/**
 * Lets a step on which nothing waits start with a later step that asks the same subgraph, so that both share a request.
 * The answer waits for the later one anyway. Not for mutations, where a later step may read what has changed since.
 */
const meeting = (steps: readonly Step[]): readonly Step[] => {
  const met = [...steps]
  // Those that start last come first: where they start is settled when others come to meet them.
  for (const { index, node, before } of steps.toSorted((a, b) => b.before.size - a.before.size)) {
    const isWaitedFor = steps.some(({ after }) => after.includes(index))
    if (!node.requires || isWaitedFor) continue
    const later = met.filter(
      other => other.node.requires && other.node.serviceName === node.serviceName && other.before.size > before.size,
    )
    const [next] = later.filter(other => before.isSubsetOf(other.before)).sort((a, b) => a.before.size - b.before.size)
    if (next) met[index] = { ...met[index]!, after: next.after, before: next.before }
  }
  return met
}

const readPart = (part: string | number): PathPart => {
  const [key = '', conditions] = String(part).split('|')
  return { key, types: conditions === undefined ? null : conditions.slice(1, -1).split(',') }
}
