import { stat } from 'node:fs/promises'

/** Looks at a file from time to time until it is disposed. */
export type FileWatch = Disposable

/**
 * Watches a file: `onChange` is called for the state that the first looks find, and again for each other one that stood
 * still from one look to the next, so that a file being written is left alone. The next look comes when `onChange` has
 * ended. Looking is better than the system's own notices: it sees a file that is written in place,
 * replaced, or reached through links that change, on every disk, also one that other machines write to.
 */
export const watchFile = (options: {
  file: string
  everyMs: number
  /** Never rejects. */
  onChange: () => Promise<void>
}): FileWatch => {
  const { file, everyMs, onChange } = options
  let seen: string | null = null
  let told: string | null = null
  let timer: NodeJS.Timeout | undefined
  let isOver = false

  const look = async (): Promise<void> => {
    const state = await stateOf(file)
    if (isOver) return
    if (state === seen && state !== told) {
      told = state
      await onChange()
    }
    seen = state
    wait()
  }
  const wait = (): void => {
    if (isOver) return
    timer = setTimeout(() => void look(), everyMs).unref()
  }

  wait()
  return {
    [Symbol.dispose]: () => {
      isOver = true
      clearTimeout(timer)
    },
  }
}

// A file that is gone or may not be read is a state like any other: who watches is told of it once.
const stateOf = async (file: string): Promise<string> => {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true })
    return [dev, ino, size, mtimeNs, ctimeNs].join(' ')
  } catch (cause) {
    return String((cause as NodeJS.ErrnoException).code)
  }
}
