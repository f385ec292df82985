import { useEffect, useRef } from 'react'
import type { Address } from '../address.ts'

/**
 * Does on a change of page what a browser does on loading one: names it in the tab and moves the focus to its start, so
 * that a screen reader says where the reader is. A page that knows better names itself with `usePageTitle`.
 */
export const usePageArrival = (title: string, address: Address | null): void => {
  const place = `${address?.page} ${address?.id}`
  const before = useRef(place)
  useEffect(() => {
    document.title = withNetwork(title)
    if (before.current === place) return
    before.current = place
    // Not the heading: it may still be on its way.
    document.getElementById('content')?.focus({ preventScroll: true })
  }, [title, place])
}

/** Names the page by what it shows, e.g. a program's title, once that is known; null keeps the name it has. */
export const usePageTitle = (title: string | null): void => {
  useEffect(() => {
    if (title !== null) document.title = withNetwork(title)
  }, [title])
}

const withNetwork = (title: string): string => `${title} · Exchange Network`
