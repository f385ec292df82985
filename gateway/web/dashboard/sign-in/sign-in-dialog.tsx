import { useSession } from '../session.ts'
import { SignInForm } from './sign-in-form.tsx'
import { SignedIn } from './signed-in.tsx'

const dialogId = 'sign-in'

/** The dialog's element; null before the page is drawn. */
const dialogOf = (): HTMLDialogElement | null => document.querySelector<HTMLDialogElement>(`dialog#${dialogId}`)

/** Opens the dialog to sign in, or to see who is signed in. */
export const openSignIn = (): void => {
  const dialog = dialogOf()
  if (dialog && !dialog.open) dialog.showModal()
}

/** The browser's own dialog: it keeps the focus, closes with Escape and gives the focus back. */
export const SignInDialog = () => {
  const session = useSession()
  const close = (): void => dialogOf()?.close()
  return (
    <dialog id={dialogId} className="dialog" aria-labelledby="sign-in-title">
      <header className="dialog-head">
        <h2 id="sign-in-title">{session.who ? 'Signed in' : 'Sign in with a token'}</h2>
        <button type="button" className="icon-button" onClick={close} aria-label="Close">
          <span aria-hidden="true">×</span>
        </button>
      </header>
      {session.who ? <SignedIn who={session.who} /> : <SignInForm onSignedIn={close} />}
    </dialog>
  )
}
