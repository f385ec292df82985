import { schemaState } from './answer.ts'
import { keepValue, useKept } from './session/kept-value.ts'
import { session } from './session/session.ts'

/** One sentence for the reader until the next one; null for none. */
export const notice = keepValue<string | null>(null)

/** Sentences above the editors: what stands in the way, and what was just done. */
export const Notices = () => {
  const said = useKept(notice)
  const schema = useKept(schemaState)
  const who = useKept(session)
  return (
    <div className="notices" role="status" aria-label="Notices">
      {who.state === 'refused' && (
        <p className="warn">Your token is no longer accepted: {who.reason} You are asking without one now.</p>
      )}
      {schema === 'closed' && (
        <p className="warn">
          Documentation and completion are closed: the schema is told only to those who sign in with the scope{' '}
          <code>schema:read</code>. Use “Sign in” above. Saved operations, and whatever you know to ask, run without it.
        </p>
      )}
      {schema === 'away' && (
        <p className="warn">
          The gateway did not answer when it was asked for the schema. Press “Re-fetch GraphQL schema” to try again.
        </p>
      )}
      {said !== null && (
        <p>
          {said}
          <button type="button" className="quiet" onClick={() => notice.set(null)} aria-label="Close the notice">
            ×
          </button>
        </p>
      )}
    </div>
  )
}
