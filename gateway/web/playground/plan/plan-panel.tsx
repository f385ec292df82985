import './plan-panel.css'
import { type LatestAnswer, latestAnswer } from '../answer.ts'
import { useKept } from '../session/kept-value.ts'
import { layOutPlan, type PlanLayout, readableMs } from './plan-layout.ts'
import { PlanSteps } from './plan-steps.tsx'
import type { PlanView, RemovedField } from './plan-view.ts'

/** The panel "Query plan"; a default export, because React.lazy loads no other. */
export default () => {
  const answer = useKept(latestAnswer)
  return (
    <section className="panel plan" aria-labelledby="plan-title">
      <h2 id="plan-title">Query plan</h2>
      {answer === null ? (
        <Untouched />
      ) : answer.plan === null ? (
        <Untold />
      ) : (
        <Plan answer={answer} plan={answer.plan} />
      )}
    </section>
  )
}

const Untouched = () => (
  <div className="empty">
    <p>Run an operation. Here you see how the network answered it:</p>
    <ul>
      <li>which subgraphs were asked, in which order and for how long,</li>
      <li>what each was asked, and about how many entities,</li>
      <li>what it cost, and what you may not read.</li>
    </ul>
  </div>
)

const Untold = () => (
  <div className="empty">
    <p>
      This answer came without its plan. A gateway in production tells plans only to those who sign in with the scope{' '}
      <code>schema:read</code>; a request that is refused has none.
    </p>
  </div>
)

const Plan = ({ answer, plan }: { answer: LatestAnswer; plan: PlanView }) => {
  const layout = layOutPlan(plan)
  return (
    <>
      <p className="lead">{summary(layout, answer)}</p>
      <Facts answer={answer} plan={plan} />
      {plan.removed.length > 0 && <Removed fields={plan.removed} />}
      {layout.steps.length > 0 ? (
        <>
          <Axis layout={layout} />
          <PlanSteps layout={layout} />
        </>
      ) : (
        <p className="empty">Nothing had to be fetched: the gateway knew the answer by itself.</p>
      )}
    </>
  )
}

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

const summary = ({ requests, subgraphs }: PlanLayout, { operationName }: LatestAnswer): string =>
  `${operationName ?? 'This operation'}: ${count(requests, 'request')} to ${count(subgraphs.length, 'subgraph')}.`

const Facts = ({ answer, plan }: { answer: LatestAnswer; plan: PlanView }) => (
  <dl className="facts">
    <Fact
      name="In the gateway"
      value={readableMs(plan.durationMs)}
      note={`${readableMs(answer.browserMs)} in the browser`}
    />
    <Fact
      name="Planning"
      value={readableMs(plan.planning.durationMs)}
      note={plan.planning.cached ? 'known from before' : 'planned anew'}
    />
    <Fact name="Cost" value={String(plan.cost.counted)} note={`${plan.cost.estimated} estimated`} />
    <Fact
      name="Answered by"
      value={plan.answeredBy}
      note={plan.answeredBy === 'program' ? 'compiled for this operation' : 'step by step'}
    />
  </dl>
)

const Fact = ({ name, value, note }: { name: string; value: string; note: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <strong>{value}</strong> <small>{note}</small>
    </dd>
  </div>
)

const Removed = ({ fields }: { fields: readonly RemovedField[] }) => (
  <section className="removed" aria-labelledby="removed-title">
    <h3 id="removed-title">{count(fields.length, 'field')} you may not read, taken out before planning</h3>
    <ul>
      {fields.map(({ path, coordinate, needs }) => (
        <li key={path.join('.')}>
          <code>{path.filter(step => step !== '@').join('.')}</code> <small>({coordinate})</small> needs{' '}
          <strong>{needs}</strong>
        </li>
      ))}
    </ul>
  </section>
)

const Axis = ({ layout }: { layout: PlanLayout }) => (
  <div className="axis" aria-hidden="true">
    <span>0</span>
    <span>{readableMs(layout.axisMs / 2)}</span>
    <span>{readableMs(layout.axisMs)}</span>
  </div>
)
