import type { PlanView } from './plan/plan-view.ts'
import { keepValue } from './session/kept-value.ts'

/** The latest answer: what the panels beside the editors are about. */
export type LatestAnswer = {
  operationName: string | null
  /** Null when the answer holds none. */
  data: unknown
  errorCount: number
  /** From the click to the last byte, as the browser saw it. */
  browserMs: number
  /** Null when the gateway did not tell it. */
  plan: PlanView | null
}

export const latestAnswer = keepValue<LatestAnswer | null>(null)

/** Whether the gateway tells its schema to this reader; null until it was asked. */
export const schemaState = keepValue<'told' | 'closed' | 'away' | null>(null)
