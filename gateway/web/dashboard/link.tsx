import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { goTo } from './address.ts'

type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & {
  href: string
  /** Leaves the page scrolled as it is: for a filter inside of what it filters. */
  keepsPlace?: boolean
}

/** A link within the dashboard: a real one, for new tabs and copying, that loads nothing anew when it is followed. */
export const Link = ({ href, onClick, keepsPlace = false, ...rest }: LinkProps) => {
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event)
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
    if (event.defaultPrevented || !isPlain) return
    event.preventDefault()
    goTo(href)
    if (!keepsPlace) scrollTo(0, 0)
  }
  return <a href={href} onClick={follow} {...rest} />
}
