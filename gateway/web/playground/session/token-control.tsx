import './token-control.css'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useKept } from './kept-value.ts'
import { type SignedIn, session, signOut } from './session.ts'
import { signIn } from './sign-in.ts'

/** The place to paste a token. It goes to memory and nowhere else; the field is emptied as soon as it is taken. */
export const TokenControl = () => {
  const who = useKept(session)
  const isIn = who.state === 'signed-in'
  return (
    <>
      <button type="button" className={isIn ? 'who' : 'primary'} popoverTarget="sign-in">
        {isIn ? <WhoLabel viewer={who.viewer} /> : 'Sign in'}
      </button>
      <section id="sign-in" className="popover" popover="auto" aria-label="Sign in">
        {isIn ? <SignedInBody viewer={who.viewer} /> : <TokenForm />}
      </section>
    </>
  )
}

const WhoLabel = ({ viewer }: { viewer: SignedIn }) => (
  <>
    <span className="unseen">Signed in as </span>
    {viewer.person ?? viewer.subject}
  </>
)

const TokenForm = () => {
  const field = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isAsking, setIsAsking] = useState(false)
  const mounted = useRef(true)
  useEffect(
    () => () => {
      mounted.current = false
    },
    [],
  )
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const pasted = field.current?.value ?? ''
    if (field.current) field.current.value = ''
    setIsAsking(true)
    const reason = await signIn(pasted)
    // Signed in: this form is gone, and with it the popover's content.
    if (!mounted.current) return
    setIsAsking(false)
    setProblem(reason)
    field.current?.focus()
  }
  return (
    <form onSubmit={submit} autoComplete="off">
      <h2>Sign in with a token</h2>
      <p>
        It is sent with each request from here. It is kept in memory only: closing or reloading the page forgets it.
      </p>
      <label htmlFor="token">Token</label>
      {/* No type="password": browsers would offer to store it. */}
      <input
        id="token"
        ref={field}
        className="masked"
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-describedby="token-problem"
        aria-invalid={problem !== null}
        required
      />
      <p id="token-problem" className="problem" role="alert">
        {problem}
      </p>
      <button type="submit" className="primary" disabled={isAsking}>
        {isAsking ? 'Asking whose it is …' : 'Use this token'}
      </button>
      <p className="hint">
        On a machine of your own: <code>npm run --silent token -- --subject me --scope "contact:read"</code>
      </p>
    </form>
  )
}

const SignedInBody = ({ viewer }: { viewer: SignedIn }) => (
  <>
    <h2>You are signed in</h2>
    <dl>
      <dt>Subject</dt>
      <dd>{viewer.subject}</dd>
      {viewer.person !== null && (
        <>
          <dt>Person</dt>
          <dd>{viewer.person}</dd>
        </>
      )}
      <dt>Acting for</dt>
      <dd>{viewer.organization ?? 'no organization'}</dd>
      <dt>Scopes</dt>
      <dd>{viewer.scopes.length === 0 ? 'none' : viewer.scopes.map(scope => <code key={scope}>{scope}</code>)}</dd>
    </dl>
    <p>Signing out forgets the token and every answer on this page. Your tabs stay.</p>
    <button type="button" className="primary" onClick={forget}>
      Sign out
    </button>
  </>
)

const forget = (): void => {
  document.querySelector<HTMLElement>('#sign-in')?.hidePopover()
  signOut()
}
