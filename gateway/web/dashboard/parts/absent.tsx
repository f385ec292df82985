import { linkTo } from '../address.ts'
import { Link } from '../link.tsx'

/** What stands where there is no record to show: calm, and the same whether it is hidden or never was. */
export const Absent = ({ kind }: { kind: string }) => (
  <div className="absent">
    <h1>There is no such {kind} here</h1>
    <p>
      The address may be mistyped, the {kind} may have been taken back, or it is not open to you. If you were given a
      token, sign in and try again.
    </p>
    <p>
      <Link href={linkTo('/', null, null)}>Go to the overview</Link>
    </p>
  </div>
)

/** What stands where the network did not answer. */
export const Unreachable = ({ kind, message, retry }: { kind: string; message: string | null; retry: () => void }) => (
  <div className="absent" role="alert">
    <h1>The {kind} cannot be reached at the moment</h1>
    <p>
      {message ??
        'The part of the network that keeps it does not answer. Nothing is lost; the rest of the network works.'}
    </p>
    <p>
      <button type="button" className="button" onClick={retry}>
        Try again
      </button>
    </p>
  </div>
)

/** A sentence in a section for what a part of the network did not give. */
export const NotReached = ({ what }: { what: string }) => (
  <p className="not-reached">
    <strong>{what} cannot be reached at the moment.</strong>
  </p>
)
