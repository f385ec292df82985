// The edge of the planning thread: it reads its own supergraph from the text, because a schema cannot travel between
// threads, and sends each plan back as JSON. Objects that were cloned would take half as much memory again as parsed ones.
import { parentPort, workerData } from 'node:worker_threads'
import { parse } from 'graphql'
import type { PlanningOrder, PlanningReply } from './planning/planning-worker.ts'
import { readSupergraph } from './supergraph/load-supergraph.ts'

const { sdl } = workerData as PlanningOrder
const supergraph = readSupergraph(sdl)
supergraph.openPlanner()

const planOf = (text: string): PlanningReply => {
  try {
    return { kind: 'plan', json: JSON.stringify(supergraph.plan(parse(text, { noLocation: true }))) }
  } catch (cause) {
    return { kind: 'error', message: cause instanceof Error ? cause.message : String(cause) }
  }
}

const say = (reply: PlanningReply): void => parentPort?.postMessage(reply)

parentPort?.on('message', (text: string) => say(planOf(text)))
say({ kind: 'ready' })
