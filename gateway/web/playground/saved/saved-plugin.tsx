import type { GraphiQLPlugin } from '@graphiql/react'
import { lazy, Suspense } from 'react'
import { SavedIcon } from '../look/icons.tsx'

const Panel = lazy(() => import('./saved-panel.tsx'))

/** The panel "Saved operations" of GraphiQL's sidebar, loaded when it is opened. */
export const savedPlugin: GraphiQLPlugin = {
  title: 'Saved operations',
  icon: SavedIcon,
  content: () => (
    <Suspense fallback={<p className="panel">The panel is loading …</p>}>
      <Panel />
    </Suspense>
  ),
}
