import { type FormEvent, useId, useState } from 'react'
import { readToken } from '../../pasted-token.ts'
import { startSession } from '../session.ts'
import { whoseToken } from './viewer.ts'

/** Takes a token, asks the gateway whose it is, and starts a session with it. The token is kept nowhere else. */
export const SignInForm = ({ onSignedIn }: { onSignedIn: () => void }) => {
  const id = useId()
  const [failure, setFailure] = useState<string | null>(null)
  const [isAsking, setAsking] = useState(false)
  const signIn = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget
    const token = readToken(String(new FormData(form).get('token') ?? ''))
    if (token === null) return setFailure('This is no token: paste the whole of it, without spaces inside.')
    setAsking(true)
    setFailure(null)
    try {
      const session = await whoseToken(token)
      form.reset()
      onSignedIn()
      startSession(session)
    } catch (cause) {
      setFailure((cause as Error).message)
    } finally {
      setAsking(false)
    }
  }
  return (
    <form className="sign-in-form" onSubmit={signIn}>
      <p>
        A token from your organization shows what is meant for you: partners' programs and people, and contact details.
      </p>
      <div className="field">
        <label htmlFor={id}>Access token</label>
        {/* No password field: a browser would offer to keep it. The letters are hidden by the style sheet. */}
        <input
          id={id}
          name="token"
          className="token-input"
          type="text"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          required
          aria-invalid={failure !== null}
          aria-describedby={`${id}-failure ${id}-kept`}
        />
      </div>
      <p id={`${id}-failure`} className="form-failure" role="alert">
        {failure}
      </p>
      <p id={`${id}-kept`} className="quiet">
        It stays in this tab's memory only: not in the address, not in the browser's storage.
      </p>
      <p>
        <button type="submit" className="button button-strong" disabled={isAsking}>
          {isAsking ? 'Asking whose it is …' : 'Sign in'}
        </button>
      </p>
      <details>
        <summary>A token for development</summary>
        <p>Where the network runs on your own machine, print one with</p>
        <pre>
          <code>npm run --silent token -- --subject ana --scope "contact:read person:read" --organization scoe</code>
        </pre>
      </details>
    </form>
  )
}
