import { useEffect } from 'react'
import { notice } from '../notices.tsx'
import { type NewTab, useOpenTab } from '../open-tab.ts'
import { readFragment, type Shared } from './link.ts'

/**
 * Opens what the address asks for, in a tab of its own, and takes it out of the address. It is never run by itself: whoever
 * made the link may not mean well.
 */
export const LinkOpener = () => {
  const openTab = useOpenTab()
  useEffect(() => {
    if (!openTab) return
    const follow = () => void openFrom(window.location.hash, openTab)
    follow()
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [openTab])
  return null
}

const openFrom = async (fragment: string, openTab: (tab: NewTab) => void): Promise<void> => {
  const shared = readFragment(fragment)
  if (shared === null) return
  window.history.replaceState(null, '', window.location.pathname)
  const tab = shared === 'unreadable' ? null : await tabOf(shared)
  if (tab) openTab(tab)
  notice.set(
    tab
      ? 'Opened from a link, in a tab of its own. Read it before you run it.'
      : 'This link cannot be read: it was cut, or what it names is gone. Ask for it once more.',
  )
}

const tabOf = async ({ query, saved, variables, operationName }: Shared): Promise<NewTab | null> => {
  if (query !== undefined) return { query, variables: variables ?? '', operationName }
  const { savedOperation } = await import('../saved/saved-operations.ts')
  const operation = savedOperation(saved ?? '')
  return operation && { query: operation.text, variables: variables ?? operation.variables }
}
