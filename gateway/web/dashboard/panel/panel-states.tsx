import type { ReactNode } from 'react'
import { type Address, filterNames, linkWith, useAddress } from '../address.ts'
import type { AskError, Problem } from '../ask.ts'
import { Link } from '../link.tsx'
import { endSession } from '../session.ts'

/** Holds the place of what is on its way. */
export const Skeleton = ({ height }: { height: number }) => (
  <div className="skeleton" style={{ minHeight: height }}>
    <span className="visually-hidden">Loading</span>
  </div>
)

/** Nothing answered: says why and offers to ask again. */
export const FailedPanel = ({ error, retry }: { error: AskError; retry: () => void }) => (
  <div className="panel-said panel-said-failed" role="alert">
    <p>{sentenceOf(error)}</p>
    <p className="panel-said-ways">
      <button type="button" className="button" onClick={retry}>
        Try again
      </button>
      {error.code === 'UNAUTHENTICATED' && (
        <button type="button" className="button" onClick={endSession}>
          Sign out
        </button>
      )}
    </p>
  </div>
)

const sentenceOf = ({ code, message }: AskError): string =>
  code === 'UNAUTHENTICATED'
    ? 'Your token is no longer accepted; most likely it has expired. Sign out, then sign in with a new one.'
    : message

/** The part of the network that would know is away; what else there is still stands. */
export const MissingPanel = ({ problems, retry }: { problems: readonly Problem[]; retry?: () => void }) => {
  const address = useAddress()
  const isMistaken = problems.some(({ code }) => code === 'BAD_USER_INPUT')
  if (isMistaken && address?.query.after) return <LostPlace address={address} />
  return (
    <div className="panel-said panel-said-failed">
      <p>This part cannot be shown at the moment. The rest of the page is not touched by that.</p>
      {retry && (
        <p className="panel-said-ways">
          <button type="button" className="button" onClick={retry}>
            Try again
          </button>
        </p>
      )}
    </div>
  )
}

/** The address names a place in a list that is none, or one of a list that was filtered or sorted otherwise. */
const LostPlace = ({ address }: { address: Address }) => (
  <div className="panel-said">
    <p>The address leads to a place that this list does not have: it may belong to other filters or another order.</p>
    <p className="panel-said-ways">
      <Link className="button" href={linkWith(address, { after: null, back: null, page: null })}>
        Start at the first page
      </Link>
    </p>
  </div>
)

/** There is nothing, and here is how to see more. */
export const EmptyPanel = ({ children }: { children?: ReactNode }) => {
  const address = useAddress()
  const used = address ? filterNames.filter(name => address.query[name]) : []
  if (!address || used.length === 0)
    return <p className="panel-said">{children ?? 'The network has nothing here yet.'}</p>
  return (
    <div className="panel-said">
      <p>{children ?? 'No program fits the filters in use.'}</p>
      <p className="panel-said-ways">
        {used.map(name => (
          <Link key={name} className="button" href={linkWith(address, { [name]: null })}>
            Without {words[name]}
          </Link>
        ))}
      </p>
    </div>
  )
}

const words = {
  from: 'the origin',
  to: 'the destination',
  organization: 'the organization',
  topic: 'the topic',
  kind: 'the kind',
  year: 'the year',
} satisfies Record<(typeof filterNames)[number], string>
