import { createContext, Script } from 'node:vm'

/** Thrown when work took longer than it may. */
export class TimeLimitError extends Error {
  readonly timeoutMs: number

  constructor(timeoutMs: number, cause: unknown) {
    super(`Work took longer than ${timeoutMs} ms and was interrupted.`, { cause })
    this.timeoutMs = timeoutMs
  }
}

/**
 * Does work that never waits, and interrupts it where it stands when it takes longer; then throws a TimeLimitError. No
 * `finally` of it runs then, so what it was changing must not be used again.
 */
export const withinTime = <Result>(timeoutMs: number, work: () => Result): Result => {
  let result: { readonly value: Result } | undefined
  place.work = () => {
    result = { value: work() }
  }
  try {
    // Only the engine itself can interrupt JavaScript, and this is Node's one door to that. The thread that watches the
    // clock costs some 0.15 ms.
    script.runInContext(context, { timeout: timeoutMs })
  } catch (thrown) {
    if (isTimeout(thrown)) throw new TimeLimitError(timeoutMs, thrown)
    throw thrown
  } finally {
    place.work = idle
  }
  if (!result) throw new Error('Work ended without a result.')
  return result.value
}

const idle = (): void => {}

const place = { work: idle }
const context = createContext(place)
const script = new Script('work()', { filename: 'time-limit' })

// Errors of the script's own context are no Error of ours.
const isTimeout = (thrown: unknown): boolean =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
