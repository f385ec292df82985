import { Worker } from 'node:worker_threads'
import { type DocumentNode, print } from 'graphql'

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

/** Planning took too long or too much memory, and was ended. */
export class PlanningTooLong extends Error {
  override readonly name = 'PlanningTooLong'
}

/** So many operations wait to be planned that another one is not taken. */
export class PlanningBusy extends Error {
  override readonly name = 'PlanningBusy'
}

/** What the thread is started with. */
export type PlanningOrder = { readonly sdl: string }

/** What the thread says: at first that it is ready, then one answer to each text. */
export type PlanningReply<Plan> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'error'; readonly message: string }

type Job<Plan> = { readonly text: string } & Pick<PromiseWithResolvers<Plan>, 'resolve' | 'reject'>

// A page of a dashboard asks ten operations at once; who is further behind would wait for seconds.
const mostWaiting = 100

// A large supergraph and its planner take a tenth of it.
const mostHeapMb = 512

/**
 * Opens a planning thread. Nothing can ask a planner to stop, so the thread is ended when an operation takes longer than
 * `timeoutMs`, and another one goes on with those that wait.
 */
export const openPlanningThread = <Plan>(
  thread: URL,
  { sdl, timeoutMs }: PlanningOrder & { timeoutMs: number },
): PlanningThread<Plan> => {
  const waiting: Job<Plan>[] = []
  let job: Job<Plan> | undefined
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  const start = () => {
    const worker = new Worker(thread, {
      workerData: { sdl } satisfies PlanningOrder,
      name: 'planning',
      resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
    })
    const ready = Promise.withResolvers<void>()
    let cause: unknown
    let isReady = false
    worker.on('message', (reply: PlanningReply<Plan>) => {
      if (reply.kind === 'ready') {
        isReady = true
        ready.resolve()
        return next()
      }
      const done = end()
      if (reply.kind === 'plan') done?.resolve(reply.plan)
      else done?.reject(new Error(reply.message))
      next()
    })
    worker.on('error', error => {
      cause = error
    })
    // Comes after every message and after an error.
    worker.once('exit', () => {
      if (isClosed) return
      const reason = cause instanceof Error ? cause.message : 'The planning thread has ended.'
      ready.reject(new Error(reason))
      const isTooLarge = (cause as { code?: string } | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY'
      end()?.reject(isTooLarge ? new PlanningTooLong('more memory than allowed') : new Error(reason))
      // One that never was ready would not become so by another start.
      if (isReady) current = start()
      else for (const one of waiting.splice(0)) one.reject(new Error(reason))
    })
    // Who waits for it hears of it; nobody has to.
    ready.promise.catch(() => {})
    return { worker, ready: ready.promise, isReady: () => isReady }
  }

  const end = (): Job<Plan> | undefined => {
    clearTimeout(timer)
    const ended = job
    job = undefined
    return ended
  }

  const next = (): void => {
    if (job || isClosed || !current.isReady()) return
    job = waiting.shift()
    if (!job) return
    const { worker } = current
    timer = setTimeout(() => {
      end()?.reject(new PlanningTooLong(`longer than ${timeoutMs} ms`))
      void worker.terminate()
    }, timeoutMs)
    worker.postMessage(job.text)
  }

  let current = start()
  return {
    ready: current.ready,
    plan: document =>
      new Promise((resolve, reject) => {
        if (waiting.length >= mostWaiting) return reject(new PlanningBusy('Too many operations wait to be planned.'))
        waiting.push({ text: print(document), resolve, reject })
        next()
      }),
    [Symbol.asyncDispose]: async () => {
      isClosed = true
      const left = [end(), ...waiting.splice(0)]
      for (const one of left) one?.reject(new PlanningBusy('The gateway is stopping.'))
      await current.worker.terminate()
    },
  }
}
