import { AskError, ask } from '../ask.ts'
import type { Session } from '../session.ts'

/** Asks the gateway whose token it is. Throws an AskError with a sentence when it is nobody's. */
export const whoseToken = async (token: string): Promise<Session> => {
  const { data } = await ask('viewer', {}, { token })
  const viewer = data?.viewer
  if (!viewer)
    throw new AskError('UNAUTHENTICATED', 'The network does not know whose token this is. Ask for a new one.')
  const { subject, scopes, organization } = viewer
  return { token, who: { subject, scopes, organization: organization?.name ?? null } }
}
