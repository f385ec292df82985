import type { GraphiQLPlugin } from '@graphiql/react'
import { lazy, Suspense } from 'react'
import { PlanIcon } from '../look/icons.tsx'

const Panel = lazy(() => import('./plan-panel.tsx'))

/** The panel "Query plan" of GraphiQL's sidebar, loaded when it is opened. */
export const planPlugin: GraphiQLPlugin = {
  title: 'Query plan',
  icon: PlanIcon,
  content: () => (
    <Suspense fallback={<p className="panel">The panel is loading …</p>}>
      <Panel />
    </Suspense>
  ),
}
