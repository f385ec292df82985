import { parse, print } from 'graphql'
import type { FetchNode, PlanNode, PlanView } from './plan-view.ts'

/** A step of the plan as it is drawn: in a group, or one request with its place on the axis of time. */
export type PlanStep =
  | { kind: 'group'; order: 'sequence' | 'parallel'; steps: readonly PlanStep[] }
  | { kind: 'request'; number: number; fetch: FetchNode; bar: Bar | null }

/** Part of the axis in percent. A bar has a least width, so that the quickest request is seen too. */
export type Bar = { from: number; width: number }

/** What the panel draws. */
export type PlanLayout = {
  steps: readonly PlanStep[]
  /** Length of the axis. */
  axisMs: number
  requests: number
  /** Those that were asked, in the order of the plan. */
  subgraphs: readonly string[]
}

const leastWidth = 0.8

/** Lays a plan out: numbers requests in the order of the plan, and puts all of them on one axis. */
export const layOutPlan = (plan: PlanView): PlanLayout => {
  const fetches = plan.node ? fetchesOf(plan.node) : []
  const asked = fetches.filter(({ durationMs }) => durationMs !== null)
  const ends = fetches.map(({ startMs, durationMs }) => (startMs ?? 0) + (durationMs ?? 0))
  const axisMs = Math.max(plan.durationMs, ...ends, 0)
  const numbers = new Map(fetches.map((fetch, position) => [fetch, position + 1]))
  const step = (node: PlanNode): PlanStep =>
    node.kind === 'Fetch'
      ? { kind: 'request', number: numbers.get(node) ?? 0, fetch: node, bar: barOf(node, axisMs) }
      : { kind: 'group', order: node.kind === 'Sequence' ? 'sequence' : 'parallel', steps: node.nodes.map(step) }
  return {
    steps: plan.node ? [step(plan.node)] : [],
    axisMs,
    requests: asked.length,
    subgraphs: [...new Set(asked.map(({ subgraph }) => subgraph))],
  }
}

const fetchesOf = (node: PlanNode): readonly FetchNode[] =>
  node.kind === 'Fetch' ? [node] : node.nodes.flatMap(fetchesOf)

const barOf = ({ startMs, durationMs }: FetchNode, axisMs: number): Bar | null => {
  if (startMs === null || durationMs === null || axisMs <= 0) return null
  const width = Math.min(100, Math.max(leastWidth, (durationMs / axisMs) * 100))
  return { from: Math.min(100 - width, (startMs / axisMs) * 100), width }
}

/** A path for people: "programs › each › hosts › each". A connection's "edges" and "node" are no words of theirs. */
export const readablePath = (path: readonly string[]): string => {
  const steps = path.filter((step, position) => step !== 'node' && !(step === 'edges' && path[position + 1] === '@'))
  return steps.length === 0 ? 'the root' : steps.map(step => (step === '@' ? 'each' : step)).join(' › ')
}

/** A time for people: three digits are enough. */
export const readableMs = (ms: number): string => {
  if (ms >= 1000) return `${(ms / 1000).toPrecision(3)} s`
  return ms >= 100 ? `${Math.round(ms)} ms` : `${Number(ms.toPrecision(2))} ms`
}

/** The text that was sent, with the line breaks that it was sent without. */
export const readableOperation = (text: string): string => {
  try {
    return print(parse(text))
  } catch {
    return text
  }
}
