import { useSession } from '../session.ts'
import { openSignIn } from './sign-in-dialog.tsx'

/** Says who is signed in; opens the dialog that says more. */
export const SignInButton = () => {
  const { who } = useSession()
  return (
    <button
      type="button"
      className={who ? 'button sign-in-button is-signed-in' : 'button sign-in-button'}
      onClick={openSignIn}
    >
      {who ? (
        <>
          <span className="visually-hidden">Signed in as </span>
          <span className="sign-in-subject">{who.subject}</span>
        </>
      ) : (
        'Sign in'
      )}
    </button>
  )
}
