// The edge of the planning thread: it reads its own supergraph from the text, because a schema cannot travel between
// threads, and sends each plan back as plain data.
import { parentPort, workerData } from 'node:worker_threads'
import { parse } from 'graphql'
import type { PlanningOrder, PlanningReply } from './planning/planning-worker.ts'
import type { QueryPlan } from './supergraph/apollo.ts'
import { readSupergraph } from './supergraph/load-supergraph.ts'

const { sdl } = workerData as PlanningOrder
const supergraph = readSupergraph(sdl)
supergraph.openPlanner()

const planOf = (text: string): PlanningReply<QueryPlan> => {
  try {
    return { kind: 'plan', plan: supergraph.plan(parse(text, { noLocation: true })) }
  } catch (cause) {
    return { kind: 'error', message: cause instanceof Error ? cause.message : String(cause) }
  }
}

const say = (reply: PlanningReply<QueryPlan>): void => parentPort?.postMessage(reply)

parentPort?.on('message', (text: string) => say(planOf(text)))
say({ kind: 'ready' })
