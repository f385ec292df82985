import { readFile } from 'node:fs/promises'
import { type KeySet, type KeySource, readKeySet, search } from './key-set.ts'

/**
 * Opens the keys of a file and reads it again when it changes, so that they rotate without a restart. A file that is
 * wrong later changes nothing, which is said once. Throws a sentence when it is wrong from the start.
 */
export const openFileKeys = async (options: {
  readonly file: string
  readonly watchFile: (options: { file: string; everyMs: number; onChange: () => Promise<void> }) => Disposable
  readonly warn: (message: string) => void
}): Promise<KeySource> => {
  const { file, watchFile, warn } = options
  const subject = `The file "${file}" of TOKEN_JWKS`
  const read = (): Promise<string> =>
    readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
      throw new Error(`${subject} cannot be read (${cause.code}). Set it to a JWK set of public keys.`, { cause })
    })
  let text = await read()
  let held: KeySet = readKeySet(text, subject)

  const renew = async (): Promise<void> => {
    try {
      const now = await read()
      if (now === text) return
      held = readKeySet(now, subject)
      text = now
    } catch (cause) {
      warn(`${(cause as Error).message} The keys that it held before stay in use.`)
    }
  }
  const watch = watchFile({ file, everyMs: lookEveryMs, onChange: renew })
  return { held: () => held, find: header => search(held, header), [Symbol.dispose]: () => watch[Symbol.dispose]() }
}

// A look costs some microseconds.
const lookEveryMs = 250
