import { type FetchedObject, type FetchFailure, isFetchedObject, newObject, own } from './fetched.ts'
import type { MissingFields } from './missing-fields.ts'
import type { Plan, PlanNode, PlanPath, UnsupportedNode } from './plan.ts'
import type { Fits } from './rewrites.ts'
import { type Collected, type RunOptions, runFetch } from './run-fetch.ts'

/** Everything that the fetches of a plan brought together. */
export type FetchedAnswer = {
  readonly root: FetchedObject
  /** Fields that no fetch brought, by the object that misses them. */
  readonly missing: ReadonlyMap<FetchedObject, readonly MissingFields[]>
  /** Errors of subgraphs that belong to no missing value. */
  readonly loose: readonly FetchFailure[]
}

/** Runs a plan: fetches step by step and merges everything into one tree, under the planner's response names. */
export const runPlan = async (plan: Plan, options: RunOptions): Promise<FetchedAnswer> => {
  const root = newObject()
  const answer: Collected = { root, missing: new Map(), loose: [] }
  if (plan.node) await runNode(plan.node, [root], answer, options)
  return answer
}

const runNode = async (
  node: PlanNode | UnsupportedNode,
  objects: readonly FetchedObject[],
  answer: Collected,
  options: RunOptions,
): Promise<void> => {
  switch (node.kind) {
    case 'Sequence':
      for (const step of node.nodes) await runNode(step, objects, answer, options)
      return
    case 'Parallel':
      await Promise.all(node.nodes.map(step => runNode(step, objects, answer, options)))
      return
    case 'Flatten': {
      const found = new Set<FetchedObject>()
      for (const object of objects) collectAt(object, node.path, 0, options.fits, found)
      return runNode(node.node, [...found], answer, options)
    }
    case 'Condition': {
      const branch = options.conditions[node.condition] === true ? node.ifClause : node.elseClause
      return branch && runNode(branch, objects, answer, options)
    }
    case 'Fetch':
      return runFetch(node, objects, answer, options)
    default:
      throw new Error(`A plan has a step of kind "${node.kind}", which is refused before planning.`)
  }
}

const collectAt = (value: unknown, path: PlanPath, depth: number, fits: Fits, found: Set<FetchedObject>): void => {
  const step = path[depth]
  if (step === undefined) {
    if (isFetchedObject(value)) found.add(value)
    // A path ends at each object; a list that the path did not announce holds objects all the same.
    else if (Array.isArray(value)) for (const item of value) collectAt(item, path, depth, fits, found)
    return
  }
  const [key = '', conditions] = String(step).split('|')
  const goOn = (next: unknown): void => {
    if (conditions === undefined || isOfOneType(next, conditions, fits)) collectAt(next, path, depth + 1, fits, found)
  }
  if (key === '@') {
    if (Array.isArray(value)) for (const item of value) goOn(item)
  } else if (key === '') {
    goOn(value)
  } else if (isFetchedObject(value)) {
    goOn(own(value, key))
  }
}

// "[Person,Place]", on the value that the step reached.
const isOfOneType = (value: unknown, conditions: string, fits: Fits): boolean => {
  const typename = isFetchedObject(value) ? own(value, '__typename') : undefined
  if (typeof typename !== 'string') return true
  return conditions
    .slice(1, -1)
    .split(',')
    .some(condition => fits(typename, condition))
}
