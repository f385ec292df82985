import { readFile, stat } from 'node:fs/promises'
import { type IdentityKey, type IdentityKeys, keysFromLists, readKeyList } from './keys.ts'

/** Where the keys of one variable come from: listed in it, or in the file that it names. */
export type KeyPlace = readonly IdentityKey[] | { readonly file: string }

/** A list of keys that may change while the program runs. */
export type KeyList = Disposable & {
  /** The same object until it changes. */
  current(): readonly IdentityKey[]
}

/** Reads a variable: "file:" and a path, or the keys themselves. Throws as `readKeyList` does. */
export const readKeyPlace = (variable: string, text: string, production: boolean): KeyPlace =>
  text.startsWith('file:') ? { file: text.slice('file:'.length) } : readKeyList(variable, text, production)

/**
 * Opens the keys of a variable. A file is read again when it changes, so that keys are changed without a restart; a
 * wrong one changes nothing and is told of in one line. Throws a sentence when it is wrong from the start.
 */
export const openKeyList = async (
  place: KeyPlace,
  options: {
    readonly variable: string
    readonly production: boolean
    readonly warn: (message: string) => void
    /** How often a look is taken; 250 unless told. */
    readonly everyMs?: number
  },
): Promise<KeyList> => {
  if (!('file' in place)) return { current: () => place, [Symbol.dispose]: () => undefined }
  const { file } = place
  const { variable, production, warn, everyMs = 250 } = options
  const subject = `The file "${file}" of ${variable}`
  const read = (): Promise<string> =>
    readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
      throw new Error(`${subject} cannot be read (${cause.code}).`, { cause })
    })
  let text = await read()
  let keys = readKeyList(subject, text, production)
  const renew = async (): Promise<void> => {
    try {
      const now = await read()
      if (now === text) return
      keys = readKeyList(subject, now, production)
      text = now
    } catch (error) {
      warn(`${(error as Error).message.replaceAll('\n', ' ')} The keys that it held before stay in use.`)
    }
  }
  const watch = watchFile(file, everyMs, renew)
  return { current: () => keys, [Symbol.dispose]: () => watch[Symbol.dispose]() }
}

/** Creates keys from lists that may change; each question is answered by what they hold then. */
export const keysFromChangingLists = (lists: { sign: KeyList; verify: KeyList }): IdentityKeys => {
  let sign = lists.sign.current()
  let verify = lists.verify.current()
  let keys = keysFromLists({ sign, verify })
  const current = (): IdentityKeys => {
    if (sign === lists.sign.current() && verify === lists.verify.current()) return keys
    sign = lists.sign.current()
    verify = lists.verify.current()
    keys = keysFromLists({ sign, verify })
    return keys
  }
  return {
    signing: (issuer, audience) => current().signing(issuer, audience),
    verifying: id => current().verifying(id),
  }
}

// Calls for each state that stood still from one look to the next, so that a file being written is left alone. Looking
// sees what the system's own notices miss: links that change, and disks that other machines write to.
const watchFile = (file: string, everyMs: number, onChange: () => Promise<void>): Disposable => {
  let seen: string | null = null
  let told: string | null = null
  let isOver = false
  let timer: NodeJS.Timeout | undefined
  const look = async (): Promise<void> => {
    const state = await stateOf(file)
    if (state === seen && state !== told && !isOver) {
      told = state
      await onChange()
    }
    seen = state
    wait()
  }
  const wait = (): void => {
    if (!isOver) timer = setTimeout(() => void look(), everyMs).unref()
  }
  wait()
  return {
    [Symbol.dispose]: () => {
      isOver = true
      clearTimeout(timer)
    },
  }
}

const stateOf = async (file: string): Promise<string> => {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true })
    return [dev, ino, size, mtimeNs, ctimeNs].join(' ')
  } catch (cause) {
    return String((cause as NodeJS.ErrnoException).code)
  }
}
