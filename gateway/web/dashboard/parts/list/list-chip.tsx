import { type Address, linkWith } from '../../address.ts'
import { Link } from '../../link.tsx'
import { listStart } from './list-position.ts'

/** A filter of this list alone, in words; following it takes the filter away. */
export const ListChip = ({ address, name, children }: { address: Address; name: string; children: string }) => (
  <p className="list-filters-note">
    <Link
      className="chip"
      href={linkWith(address, { [name]: null, ...listStart })}
      aria-label={`Remove the filter: ${children}`}
      keepsPlace
    >
      {children}
      <span className="chip-cross" aria-hidden="true">
        ×
      </span>
    </Link>
  </p>
)
