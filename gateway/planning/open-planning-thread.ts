import { type DocumentNode, print } from 'graphql'
import { type PlanningLimits, type PlanningOrder, PlanningTooLong, startPlanningWorker } from './planning-worker.ts'

/** A planner in a thread of its own: however long an operation takes to plan, requests are answered meanwhile. */
export type PlanningThread<Plan> = AsyncDisposable & {
  /** Resolves when the thread has read its supergraph; rejects with what it says when it cannot. */
  readonly ready: Promise<void>
  /**
   * Plans a document of one operation, one after the other in the order of asking. Rejects with what the planner throws,
   * with PlanningTooLong, and with PlanningBusy when too many are waiting.
   */
  plan(document: DocumentNode): Promise<Plan>
}

/** So many operations wait to be planned that another one is not taken. */
export class PlanningBusy extends Error {
  override readonly name = 'PlanningBusy'
}

type Job<Plan> = { readonly text: string } & Pick<PromiseWithResolvers<Plan>, 'resolve' | 'reject'>

// A page of a dashboard asks ten operations at once; who is further behind would wait for seconds.
const mostWaiting = 100

/**
 * Opens a planning thread. Nothing can ask a planner to stop, so the thread is ended when an operation takes longer than
 * `timeoutMs` or more heap than `heapMb`, and another one goes on with those that wait.
 */
export const openPlanningThread = <Plan>(
  thread: URL,
  { timeoutMs, ...order }: PlanningOrder & PlanningLimits,
): PlanningThread<Plan> => {
  const waiting: Job<Plan>[] = []
  let job: Job<Plan> | undefined
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  const takeJob = (): Job<Plan> | undefined => {
    clearTimeout(timer)
    const taken = job
    job = undefined
    return taken
  }
  const next = (): void => {
    if (job || isClosed || worker.state() !== 'ready') return
    job = waiting.shift()
    if (!job) return
    timer = setTimeout(() => {
      void worker.terminate()
      takeJob()?.reject(new PlanningTooLong(`longer than ${timeoutMs} ms`))
    }, timeoutMs)
    worker.send(job.text)
  }
  const start = () =>
    startPlanningWorker<Plan>(thread, order, {
      ready: next,
      reply: reply => {
        const done = takeJob()
        if (reply.kind === 'plan') done?.resolve(reply.plan)
        else done?.reject(new Error(reply.message))
        next()
      },
      ended: reason => {
        if (isClosed) return
        takeJob()?.reject(reason)
        // One that never was ready would not become so by another start; whoever asks later tries again.
        if (worker.state() === 'failed') for (const one of waiting.splice(0)) one.reject(reason)
        else worker = start()
      },
    })

  let worker = start()
  return {
    ready: worker.ready,
    plan: document =>
      new Promise((resolve, reject) => {
        if (waiting.length >= mostWaiting) return reject(new PlanningBusy('Too many operations wait to be planned.'))
        waiting.push({ text: print(document), resolve, reject })
        if (worker.state() === 'failed') worker = start()
        next()
      }),
    [Symbol.asyncDispose]: async () => {
      isClosed = true
      const left = [takeJob(), ...waiting.splice(0)]
      for (const one of left) one?.reject(new PlanningBusy('The gateway is stopping.'))
      await worker.terminate()
    },
  }
}
