// The edge of the planning thread that replan.ts starts: it makes its own supergraph from the text, because a schema
// cannot travel between threads, and sends each plan back as plain data.
import { parentPort, workerData } from 'node:worker_threads'
import {
  type DocumentNode,
  Kind,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import { createSupergraphPlanner } from './generation.ts'
import type { Replanned, ReplanOrder } from './planning/replan.ts'
import type { QueryPlan } from './supergraph/apollo.ts'
import { readSupergraph } from './supergraph/load-supergraph.ts'

// A decided operation has lost what its conditions left out, and with it the only use of some variables.
const rules = specifiedRules.filter(rule => rule !== NoUnusedVariablesRule && rule !== NoUnusedFragmentsRule)

const { sdl, texts } = workerData as ReplanOrder
const supergraph = readSupergraph(sdl)
// No limit to planning: nobody waits for this thread, and who has started it ends it in time.
const planner = createSupergraphPlanner(supergraph, { planCacheBytes: 0, compileAtUse: 0 })

const operationOf = ({ definitions }: DocumentNode): OperationDefinitionNode | undefined =>
  definitions.find(definition => definition.kind === Kind.OPERATION_DEFINITION)

const planOf = (text: string): QueryPlan | null => {
  try {
    const document = parse(text, { noLocation: true })
    const operation = operationOf(document)
    if (!operation || validate(supergraph.answerSchema, document, rules).length > 0) return null
    return planner.plan({ document, operation, variables: {} }).plan
  } catch {
    // The next client that asks for it hears why.
    return null
  }
}

for (const text of texts) parentPort?.postMessage({ text, plan: planOf(text) } satisfies Replanned<QueryPlan>)
