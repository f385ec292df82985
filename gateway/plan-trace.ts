import { type CostCount, createCostCount } from './access/counted-cost.ts'
import { type AnswerTrace, createAnswerTrace } from './execution/answer-trace.ts'
import { rounded, viewPlan } from './execution/view-plan.ts'
import { cutPlan, type PlanView } from './plan-view.ts'

/** Notes how one operation is answered, for a client that asked for the plan of its answer and may see it. */
export type PlanTrace = {
  planningStarts(): void
  planned(isCached: boolean): void
  /** Gives what the execution tells its steps to. */
  executes(operation: Parameters<typeof createCostCount>[0]): AnswerTrace
  /** What came of it; to be asked once, at the end. */
  view(answered: Pick<PlanView, 'removed'> & Answered): PlanView
}

type Answered = {
  readonly data: unknown
  /** Cost before it was planned. */
  readonly estimated: number
  readonly plan: Parameters<typeof viewPlan>[0]
} & Omit<Parameters<typeof viewPlan>[1], 'notes'>

/** Opens a trace; `since` is when the request came, on the clock of performance.now(). */
export const openPlanTrace = (since: number): PlanTrace => {
  let planningFrom = since
  let planning = { cached: false, durationMs: 0 }
  let count: CostCount | undefined
  let execution: AnswerTrace | undefined
  return {
    planningStarts: () => {
      planningFrom = performance.now()
    },
    planned: cached => {
      planning = { cached, durationMs: rounded(performance.now() - planningFrom) }
    },
    executes: operation => {
      count = createCostCount(operation)
      execution = createAnswerTrace(since, count.add)
      return execution
    },
    view: ({ data, estimated, removed, plan, conditions, keysOf }) =>
      cutPlan({
        durationMs: rounded(performance.now() - since),
        planning,
        cost: { estimated, counted: count?.total(data) ?? 0 },
        answeredBy: 'interpreter',
        removed,
        node: viewPlan(plan, { notes: execution?.notes ?? new Map(), conditions, keysOf }),
      }),
  }
}
