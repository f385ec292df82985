import type { CSSProperties } from 'react'
import { type PlanLayout, type PlanStep, readableMs, readableOperation, readablePath } from './plan-layout.ts'
import type { FetchNode } from './plan-view.ts'

/** The steps as nested lists, each request with a bar on the axis that all of them share. */
export const PlanSteps = ({ layout }: { layout: PlanLayout }) => (
  <ol className="steps">
    {layout.steps.map((step, position) => (
      <Step key={keyOf(step, position)} step={step} depth={0} />
    ))}
  </ol>
)

// A subgraph of the network has its colour wherever it is drawn; strangers share one, and all have their names beside it.
const colourOf = (subgraph: string): string =>
  `subgraph of-${['programs', 'people', 'organizations'].includes(subgraph) ? subgraph : 'another'}`

const keyOf = (step: PlanStep, position: number): string =>
  step.kind === 'request' ? `request ${step.number}` : `group ${position}`

type StepProps = { step: PlanStep; depth: number }

const Step = ({ step, depth }: StepProps) => {
  if (step.kind === 'request') return <Request step={step} />
  return (
    <li className={`group ${step.order}`}>
      <p className="order">{step.order === 'sequence' ? 'One after the other' : 'At the same time'}</p>
      {/* Bars undo the indent, so that all of them share one axis. */}
      <ol style={{ '--depth': depth + 1 } as CSSProperties}>
        {step.steps.map((inner, position) => (
          <Step key={keyOf(inner, position)} step={inner} depth={depth + 1} />
        ))}
      </ol>
    </li>
  )
}

const Request = ({ step }: { step: Extract<PlanStep, { kind: 'request' }> }) => {
  const { fetch, bar, number } = step
  return (
    <li className="request">
      <p className="what">
        <span className="number">{number}</span>
        <span className={colourOf(fetch.subgraph)}>{fetch.subgraph}</span>
        <span className="facts-of">
          {factsOf(fetch)}
          <span className="unseen">{beganAfter(fetch)}</span>
        </span>
        {fetch.errors > 0 && (
          <strong className="errors">
            {fetch.errors} {fetch.errors === 1 ? 'error' : 'errors'}
          </strong>
        )}
      </p>
      <div className="track" aria-hidden="true">
        {bar && <span className={colourOf(fetch.subgraph)} style={{ left: `${bar.from}%`, width: `${bar.width}%` }} />}
      </div>
      <p className="where">
        <span className="unseen">For </span>
        {readablePath(fetch.path)}
      </p>
      <details>
        <summary>
          What it was asked<span className="unseen"> in request {number}</span>
        </summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
        <pre tabIndex={0}>{readableOperation(fetch.operation)}</pre>
      </details>
    </li>
  )
}

const factsOf = ({ startMs, durationMs, entities }: FetchNode): string => {
  if (startMs === null || durationMs === null) return 'not asked: nothing needed it'
  const about = entities === null ? '' : ` · ${entities} ${entities === 1 ? 'entity' : 'entities'}`
  return `${readableMs(durationMs)}${about}`
}

const beganAfter = ({ startMs }: FetchNode): string => (startMs === null ? '' : `, began after ${readableMs(startMs)}`)
