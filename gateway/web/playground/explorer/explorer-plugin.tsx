import type { GraphiQLPlugin } from '@graphiql/react'
import { lazy, Suspense, useEffect } from 'react'
import { ExplorerIcon } from '../look/icons.tsx'

const Explorer = lazy(() => import('./explorer-content.ts'))

/**
 * The query builder. GraphiQL 6 replaces its package by another one, so nothing else here knows it; and it is loaded only
 * when somebody opens it.
 */
export const explorer: GraphiQLPlugin = {
  title: 'Explorer',
  icon: ExplorerIcon,
  content: () => (
    <Suspense fallback={<p className="panel">The query builder is loading …</p>}>
      <Explorer />
      <FromTheTop />
    </Suspense>
  ),
}

/** The builder puts the cursor into its last field, which takes it from the reader and scrolls away from the beginning. */
const FromTheTop = () => {
  useEffect(() => {
    const panel = document.querySelector('.graphiql-plugin')
    const focused = document.activeElement
    if (focused instanceof HTMLElement && panel?.contains(focused)) focused.blur()
    panel?.scrollTo(0, 0)
  }, [])
  return null
}
