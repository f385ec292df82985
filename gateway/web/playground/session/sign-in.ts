import { readToken } from '../../pasted-token.ts'
import { type SignedIn, session } from './session.ts'

const whoAmI = '{ viewer { subject scopes person { name } organization { name } } }'

/** What the gateway says to whoever is asked for; all of it may be absent. */
type Answer = {
  data?: {
    viewer?: {
      subject: string
      scopes: string[]
      person: { name: string } | null
      organization: { name: string } | null
    } | null
  } | null
  errors?: { message: string }[]
}

/**
 * Takes a token, with or without "Bearer" before it, and asks the gateway whose it is. Gives null when the reader is signed
 * in, else a sentence that says why not; the session stays as it was then.
 */
export const signIn = async (pasted: string): Promise<string | null> => {
  const token = readToken(pasted)
  if (token === null)
    return 'This is no token: it holds spaces or other characters that no token has. Paste it once more.'
  const answer = await askWhose(token)
  if (typeof answer === 'string') return answer
  session.set({ state: 'signed-in', token, viewer: answer })
  return null
}

const askWhose = async (token: string): Promise<SignedIn | string> => {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: whoAmI }),
      cache: 'no-store',
    })
    const { data, errors } = (await response.json()) as Answer
    const viewer = data?.viewer
    if (viewer)
      return { ...viewer, person: viewer.person?.name ?? null, organization: viewer.organization?.name ?? null }
    return errors?.[0]?.message ?? 'The gateway does not know whose token this is. Ask for a new one.'
  } catch {
    return 'The gateway does not answer. Look whether it runs, and try again.'
  }
}
