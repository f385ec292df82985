import type { Problem } from '../ask.ts'
import { useSession } from '../session.ts'
import { openSignIn } from '../sign-in/sign-in-dialog.tsx'
import { missingSentence, withheldSentence } from './notice-words.ts'

/** What an answer lacks, in a sentence above what it has. */
export const PanelNotices = ({ problems, isShown = true }: { problems: readonly Problem[]; isShown?: boolean }) => {
  const { who } = useSession()
  const withheld = withheldSentence(problems)
  // Where nothing is shown, that itself is said in its place.
  const missing = isShown ? missingSentence(problems) : null
  return (
    <>
      {missing && (
        <p className="panel-notice" role="status">
          {missing}
        </p>
      )}
      {withheld && (
        <p className="panel-notice panel-notice-withheld">
          {withheld}{' '}
          <button type="button" className="link-button" onClick={openSignIn}>
            {who ? 'See what your token opens' : 'Sign in'}
          </button>
        </p>
      )}
    </>
  )
}
