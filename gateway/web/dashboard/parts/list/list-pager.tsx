import { type Address, linkWith, type QueryChange } from '../../address.ts'
import { Link } from '../../link.tsx'
import { listPosition } from './list-position.ts'

type PagerProps = {
  address: Address
  /** How many rows stand on this page. */
  shown: number
  total: number
  pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  /** In words, e.g. "organizations". */
  what: string
}

/** Says how much of a list is on the page and leads on and back. Where the reader is stands in the address. */
export const ListPager = ({ address, shown, total, pageInfo, what }: PagerProps) => {
  const position = listPosition(address, pageInfo.hasNextPage ? pageInfo.endCursor : null)
  if (position.page === 1 && !position.next) return null
  return (
    <nav className="list-pager" aria-label={`Pages of ${what}`}>
      <p className="list-pager-count">
        Page {position.page}: {shown} of {total.toLocaleString('en')} {what}
      </p>
      {position.page > 2 && <Step address={address} change={position.first} words="First page" />}
      {position.previous && <Step address={address} change={position.previous} words="Previous page" rel="prev" />}
      {position.next && <Step address={address} change={position.next} words="Next page" rel="next" />}
    </nav>
  )
}

const Step = (props: { address: Address; change: QueryChange; words: string; rel?: string }) => (
  <Link className="button" href={linkWith(props.address, props.change)} rel={props.rel}>
    {props.words}
  </Link>
)
