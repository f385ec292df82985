import { endSession, type Session } from '../session.ts'

/** Whose token it is and what it opens. */
export const SignedIn = ({ who }: { who: NonNullable<Session['who']> }) => (
  <>
    <dl className="facts">
      <dt>Name in the token</dt>
      <dd>{who.subject}</dd>
      <dt>Acts for</dt>
      <dd>{who.organization ?? 'no organization of the network'}</dd>
      <dt>Scopes</dt>
      <dd>
        {who.scopes.length === 0 ? (
          'none: it opens no protected field'
        ) : (
          <ul className="scopes">
            {who.scopes.map(scope => (
              <li key={scope}>
                <code>{scope}</code>
              </li>
            ))}
          </ul>
        )}
      </dd>
    </dl>
    <p className="quiet">Signing out loads the page anew: nothing that the token opened stays in it.</p>
    <p>
      <button type="button" className="button button-strong" onClick={endSession}>
        Sign out
      </button>
    </p>
  </>
)
