import type { GraphiQLPlugin } from '@graphiql/react'
import { lazy, Suspense } from 'react'
import { TableIcon } from '../look/icons.tsx'

const Panel = lazy(() => import('./table-panel.tsx'))

/** The panel "Table" of GraphiQL's sidebar, loaded when it is opened. */
export const tablePlugin: GraphiQLPlugin = {
  title: 'Table',
  icon: TableIcon,
  content: () => (
    <Suspense fallback={<p className="panel">The panel is loading …</p>}>
      <Panel />
    </Suspense>
  ),
}
