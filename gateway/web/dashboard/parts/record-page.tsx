import type { ReactNode } from 'react'
import type { DataOf, OperationName, Problem } from '../ask.ts'
import { usePageTitle } from '../frame/page-arrival.ts'
import { PanelNotices } from '../panel/panel-notices.tsx'
import type { Asked } from '../use-answer.ts'
import { Absent, Unreachable } from './absent.tsx'

/** What a part of a page may ask of the answer that it is made from. */
export type Reach = {
  /** True where the network did not give this field of the record, so that nothing can be said about it. */
  readonly lacks: (field: string) => boolean
  /** True where this viewer may not read some value in this field. */
  readonly isWithheld: (field: string) => boolean
}

type RecordPageProps<Name extends OperationName, Item> = {
  readonly asked: Asked<Name>
  /** Response name of the record in the answer. */
  readonly root: string
  readonly record: (data: DataOf<Name>) => Item | null
  readonly title: (record: Item) => string
  /** In words, e.g. "program". */
  readonly kind: string
  readonly children: (record: Item, reach: Reach) => ReactNode
}

/**
 * The page of one record in all its states. A record that is hidden and one that never was give the same page: the answer
 * of the network is the same, and no word here may tell them apart.
 */
export const RecordPage = <Name extends OperationName, Item>(props: RecordPageProps<Name, Item>) => {
  const { asked, root, record: pick, title, kind, children } = props
  const data = asked.answer?.data ?? null
  const record = data && pick(data)
  const problems = asked.answer?.problems ?? []
  usePageTitle(record && title(record))
  if (asked.state === 'failed') return <Unreachable kind={kind} message={asked.error.message} retry={asked.retry} />
  if (record !== null) {
    return (
      <article className="record" aria-busy={asked.state === 'loading'}>
        {/* What is withheld is said where it stands. */}
        <PanelNotices problems={problems.filter(({ kind: what }) => what === 'missing')} />
        {children(record, reachOf(problems, root))}
      </article>
    )
  }
  if (asked.state === 'loading') return <Loading kind={kind} />
  const isAway = problems.some(problem => problem.kind === 'missing' && problem.path.length <= 1)
  return isAway ? <Unreachable kind={kind} message={null} retry={asked.retry} /> : <Absent kind={kind} />
}

const reachOf = (problems: readonly Problem[], root: string): Reach => {
  const has = (kind: Problem['kind'], field: string): boolean =>
    problems.some(problem => problem.kind === kind && problem.path[0] === root && problem.path.includes(field))
  return { lacks: field => has('missing', field), isWithheld: field => has('withheld', field) }
}

const Loading = ({ kind }: { kind: string }) => (
  <div className="record-loading" aria-busy="true">
    <h1 className="visually-hidden">Loading the {kind}</h1>
    <div className="record-loading-bar record-loading-title" />
    <div className="record-loading-bar" />
    <div className="record-loading-bar record-loading-short" />
  </div>
)
