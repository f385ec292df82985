import { useSyncExternalStore } from 'react'

/** Who asks. The token stays in this variable only: in no storage, no address, no attribute of the page. */
export type Session = {
  readonly token: string | null
  /** What the token says of its owner; null while nobody is signed in. */
  readonly who: {
    readonly subject: string
    readonly scopes: readonly string[]
    readonly organization: string | null
  } | null
}

const nobody: Session = { token: null, who: null }

let session: Session = nobody
const listeners = new Set<() => void>()

/** The session of this moment, for what is no component. */
export const currentSession = (): Session => session

/** Starts a session with a token that the gateway has already accepted. */
export const startSession = (next: Session): void => {
  session = next
  for (const listener of listeners) listener()
}

/** Ends the session by loading the page anew: no answer, closure or cache of before survives that. */
export const endSession = (): void => {
  session = nobody
  location.reload()
}

/** The session, followed. */
export const useSession = (): Session =>
  useSyncExternalStore(listener => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, currentSession)
