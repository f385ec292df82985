import { latestAnswer } from '../answer.ts'
import { keepValue } from './kept-value.ts'

/** Whom the network takes the reader for, as field "viewer" says. */
export type SignedIn = {
  subject: string
  scopes: readonly string[]
  person: string | null
  organization: string | null
}

/**
 * Who asks. The token is nowhere but here: not in a storage, an address, a tab, the history, or a copied command; it ends
 * with the page.
 */
export type Session =
  | { state: 'anonymous' }
  | { state: 'signed-in'; token: string; viewer: SignedIn }
  /** The gateway has refused the token since; nothing is sent with it any more. */
  | { state: 'refused'; viewer: SignedIn; reason: string }

export const session = keepValue<Session>({ state: 'anonymous' })

/** Counts how often somebody has signed out: the page forgets every answer then. */
export const signOuts = keepValue(0)

/** Forgets the token and what it opened. */
export const signOut = (): void => {
  session.set({ state: 'anonymous' })
  latestAnswer.set(null)
  signOuts.set(signOuts.get() + 1)
}

/** The token to send; null for a reader without one. */
export const currentToken = (): string | null => {
  const now = session.get()
  return now.state === 'signed-in' ? now.token : null
}
