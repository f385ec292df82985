import type { Address } from '../address.ts'
import { ProgramTimeline } from '../charts/program-timeline.tsx'
import { timelineContent } from '../charts/timeline-programs.ts'
import { programTimelineTable } from '../charts/timeline-table.ts'
import { Panel } from '../panel.tsx'
import { programFilter } from '../program-filter.ts'
import { useAnswer } from '../use-answer.ts'

/** Programs over the years. */
export const TimelinePanel = ({ address }: { address: Address }) => {
  const variables = { filter: programFilter(address) }
  return (
    <Panel
      title="Programs over time"
      asked={useAnswer('program-timeline', variables)}
      operation="program-timeline"
      variables={variables}
      height={420}
      note="One mark a program, as wide as its date is known: a month or a year is not drawn as a day. Programs without any date stand apart."
      sources={({ programs }) => programs?.edges.flatMap(({ node }) => node.sources) ?? []}
      table={data => programTimelineTable(timelineContent(data, address))}
      isEmpty={({ programs }) => !programs || programs.totalCount === 0}
    >
      {data => <ProgramTimeline {...timelineContent(data, address)} />}
    </Panel>
  )
}
