import { Worker } from 'node:worker_threads'

/** What a planning thread is started with. */
export type ReplanOrder = {
  readonly sdl: string
  /** Each a document of one operation without conditions, the most wanted first. */
  readonly texts: readonly string[]
}

/** What the thread says of each text, in their order; null when the new supergraph has no plan for it. */
export type Replanned<Plan> = { readonly text: string; readonly plan: Plan | null }

/** What came of it. */
export type ReplanOutcome<Plan> = {
  readonly plans: readonly { readonly text: string; readonly plan: Plan }[]
  /** Why not all texts were looked at; null when all were. */
  readonly failure: string | null
}

/**
 * Plans operations for another supergraph in a thread of its own, so that requests are answered meanwhile. Never
 * rejects: when the thread fails, takes too long or is told to stop, the plans that it had made are the outcome.
 */
export const replan = async <Plan>(
  thread: URL,
  order: ReplanOrder,
  options: { timeoutMs: number; signal: AbortSignal },
): Promise<ReplanOutcome<Plan>> => {
  const plans: { text: string; plan: Plan }[] = []
  if (order.texts.length === 0) return { plans, failure: null }
  const timeout = AbortSignal.timeout(options.timeoutMs)
  const signal = AbortSignal.any([timeout, options.signal])
  const worker = new Worker(thread, { workerData: order, name: 'planning' })
  let looked = 0
  let error: string | null = null
  worker.on('message', ({ text, plan }: Replanned<Plan>) => {
    looked++
    if (plan !== null) plans.push({ text, plan })
  })
  worker.on('error', cause => {
    error = cause instanceof Error ? cause.message : String(cause)
  })
  // An error may overtake messages that were sent before it; the end of the thread never does.
  const ended = new Promise(resolve => worker.once('exit', resolve))
  const end = (): void => void worker.terminate()
  signal.addEventListener('abort', end)
  if (signal.aborted) end()
  await ended
  signal.removeEventListener('abort', end)

  if (looked === order.texts.length) return { plans, failure: null }
  const tooLate = `Planning took more than ${options.timeoutMs} ms.`
  return {
    plans,
    failure: timeout.aborted ? tooLate : (error ?? 'The planning thread ended before its last operation.'),
  }
}
