import type { ReactNode } from 'react'
import { Link } from '../link.tsx'

/**
 * A link that narrows what is shown instead of leading to a record. The funnel tells the two apart, for both are words in
 * the same places.
 */
export const NarrowLink = ({
  href,
  keepsPlace = false,
  children,
}: {
  href: string
  keepsPlace?: boolean
  children: ReactNode
}) => (
  <Link className="narrow-link" href={href} keepsPlace={keepsPlace}>
    <svg className="narrow-link-funnel" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <path d="M1 1.5h10L7.2 6v4.5l-2.4-1.4V6z" />
    </svg>
    {children}
  </Link>
)
