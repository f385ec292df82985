import type { PlanNode } from '../../execution/view-plan.ts'
import type { PlanView } from '../../plan-view.ts'
import type { Answer, Question, TestGateway } from './test-gateway.ts'

/** The header that asks for the plan of an answer. */
export const planWanted = { 'x-include-query-plan': '1' }

/** An answer with what its extensions say. */
export type AnswerWithPlan = Answer & { readonly plan: PlanView | undefined; readonly extensions?: object }

/** Asks for an answer and its plan. */
export const askForPlan = async (gateway: TestGateway, question: Question | string): Promise<AnswerWithPlan> => {
  const asked = typeof question === 'string' ? { query: question } : question
  const answer = await gateway.ask({ ...asked, headers: { ...asked.headers, ...planWanted } })
  return { ...answer, plan: (answer as { extensions?: { queryPlan?: PlanView } }).extensions?.queryPlan }
}

/** The fetches of a plan, in its order. */
export const fetchesOf = (node: PlanNode | null | undefined): readonly Extract<PlanNode, { kind: 'Fetch' }>[] =>
  !node ? [] : node.kind === 'Fetch' ? [node] : node.nodes.flatMap(fetchesOf)
