import { Worker } from 'node:worker_threads'

/** What the thread is started with. */
export type PlanningOrder = { readonly sdl: string }

/** What it may take. */
export type PlanningLimits = {
  /** Longest time for one operation. */
  readonly timeoutMs: number
  /** Heap of the thread with all that it keeps. */
  readonly heapMb: number
}

/** What the thread says: at first that it is ready, then one answer to each text. */
export type PlanningReply<Plan> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'error'; readonly message: string }

/** Planning took too long or too much memory, and was ended. */
export class PlanningTooLong extends Error {
  override readonly name = 'PlanningTooLong'
}

/** One run of the thread. */
export type PlanningWorker = {
  /** Resolves when it has read its supergraph; rejects with what it says when it cannot. */
  readonly ready: Promise<void>
  /** "ending" from the moment at which it is told to end: what comes then is for the next one. */
  state(): 'starting' | 'ready' | 'ending' | 'failed'
  send(text: string): void
  terminate(): Promise<unknown>
}

// Of objects that have just been made. The standard size would be a third of all that the thread may take.
const youngHeapMb = 8

/** Starts the thread once. Each reply but the first is told, and its end with the reason. */
export const startPlanningWorker = <Plan>(
  thread: URL,
  { sdl, heapMb }: PlanningOrder & Pick<PlanningLimits, 'heapMb'>,
  tell: {
    ready: () => void
    reply: (reply: Exclude<PlanningReply<Plan>, { kind: 'ready' }>) => void
    ended: (reason: Error) => void
  },
): PlanningWorker => {
  const worker = new Worker(thread, {
    workerData: { sdl } satisfies PlanningOrder,
    name: 'planning',
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: youngHeapMb },
  })
  const ready = Promise.withResolvers<void>()
  // Who waits for it hears of it; nobody has to.
  ready.promise.catch(() => {})
  let state: ReturnType<PlanningWorker['state']> = 'starting'
  let cause: unknown
  worker.on('message', (reply: PlanningReply<Plan>) => {
    if (reply.kind !== 'ready') return tell.reply(reply)
    state = 'ready'
    ready.resolve()
    tell.ready()
  })
  worker.on('error', error => {
    cause = error
  })
  // Comes after every message and after an error.
  worker.once('exit', () => {
    const reason = reasonOf(cause)
    ready.reject(reason)
    state = state === 'starting' ? 'failed' : 'ending'
    tell.ended(reason)
  })
  return {
    ready: ready.promise,
    state: () => state,
    send: text => worker.postMessage(text),
    terminate: () => {
      state = 'ending'
      return worker.terminate()
    },
  }
}

const reasonOf = (cause: unknown): Error => {
  const isTooLarge = (cause as { code?: string } | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY'
  if (isTooLarge) return new PlanningTooLong('more memory than allowed')
  return new Error(cause instanceof Error ? cause.message : 'The planning thread has ended.')
}
