import { type ReactNode, useId } from 'react'
import type { DataOf, OperationName, Problem, VariablesOf } from './ask.ts'
import { type Download, PanelMenu } from './panel/panel-menu.tsx'
import { PanelNotices } from './panel/panel-notices.tsx'
import { EmptyPanel, FailedPanel, MissingPanel, Skeleton } from './panel/panel-states.tsx'
import { PlainTable, type TableContent } from './panel/plain-table.tsx'
import { type NamedSource, sourcesLine } from './parts/sources-line.ts'
import type { Asked } from './use-answer.ts'

export type PanelProps<Name extends OperationName> = {
  title: string
  /** The answer to show, however far it is. */
  asked: Asked<Name>
  operation: Name
  variables: VariablesOf<Name>
  /** What the panel counts, in a sentence or two. */
  note?: ReactNode | ((data: DataOf<Name>) => ReactNode)
  /** The documents that its figures come from. */
  sources?: (data: DataOf<Name>) => readonly NamedSource[]
  /** The same as rows and columns, for those who read rather than look. */
  table?: (data: DataOf<Name>) => TableContent
  isEmpty?: (data: DataOf<Name>) => boolean
  /** What to say where there is nothing; else that no filter in use leaves anything. */
  empty?: ReactNode
  size?: 'half' | 'full'
  /** A second question whose answer the panel shows as well; what it lacks is said, and its CSV is offered too. */
  also?: Download & { asked: Asked<OperationName> }
  /** How high the content will be, so that nothing jumps when it comes. */
  height?: number
  children: (data: DataOf<Name>) => ReactNode
}

/** One question, its answer in whatever state it is, and the ways to take it away: as a table, as CSV, as a query. */
export const Panel = <Name extends OperationName>(props: PanelProps<Name>) => {
  const { title, asked, operation, variables, note, sources, table, also, size = 'half' } = props
  const problems = [...(asked.answer?.problems ?? []), ...problemsOf(also?.asked)]
  const id = useId()
  const data = asked.answer?.data ?? null
  const state = stateOf(props, data)
  return (
    <section
      className={`panel panel-${size}`}
      aria-labelledby={id}
      aria-busy={asked.state === 'loading'}
      data-state={state}
    >
      <header className="panel-head">
        <h2 id={id}>{title}</h2>
        {note && <div className="panel-note">{typeof note === 'function' ? data && note(data) : note}</div>}
      </header>
      <PanelNotices problems={problems} isShown={state === 'shown'} />
      <div className={asked.state === 'loading' && data ? 'panel-body panel-refreshing' : 'panel-body'}>
        <PanelContent {...props} state={state} data={data} />
      </div>
      {state === 'shown' && data && sources && <p className="panel-sources">{sourcesLine(sources(data))}</p>}
      {state === 'shown' && data && (
        <PanelMenu title={title} downloads={[{ name: 'CSV', operation, variables }, ...(also ? [also] : [])]}>
          {table && <PlainTable content={table(data)} />}
        </PanelMenu>
      )}
    </section>
  )
}

const problemsOf = (asked: Asked<OperationName> | undefined): readonly Problem[] => {
  if (asked?.state !== 'failed') return asked?.answer?.problems ?? []
  return [{ kind: 'missing', code: asked.error.code, message: asked.error.message, path: [] }]
}

type PanelState = 'loading' | 'failed' | 'missing' | 'empty' | 'shown'

const stateOf = <Name extends OperationName>(
  { asked, isEmpty }: PanelProps<Name>,
  data: DataOf<Name> | null,
): PanelState => {
  if (asked.state === 'failed') return 'failed'
  if (!asked.answer) return 'loading'
  // Nothing there and something missing: it would be wrong to say that there is none.
  const isMissing = asked.answer.problems.some(({ kind }) => kind === 'missing')
  if (!data) return 'missing'
  if (isEmpty?.(data)) return isMissing ? 'missing' : 'empty'
  return 'shown'
}

const PanelContent = <Name extends OperationName>({
  asked,
  state,
  data,
  empty,
  height = 240,
  children,
}: PanelProps<Name> & { state: PanelState; data: DataOf<Name> | null }) => {
  if (asked.state === 'failed') return <FailedPanel error={asked.error} retry={asked.retry} />
  if (state === 'loading') return <Skeleton height={height} />
  if (state === 'missing')
    return (
      <MissingPanel
        problems={asked.answer?.problems ?? []}
        {...(asked.state === 'answered' && { retry: asked.retry })}
      />
    )
  if (state === 'empty' || !data) return <EmptyPanel>{empty}</EmptyPanel>
  return children(data)
}
