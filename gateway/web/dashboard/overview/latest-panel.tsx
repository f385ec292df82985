import { type Address, linkTo } from '../address.ts'
import type { DataOf } from '../ask.ts'
import { Link } from '../link.tsx'
import type { TableContent } from '../panel/plain-table.tsx'
import { Panel } from '../panel.tsx'
import { counted } from '../parts/counted.ts'
import { DateText } from '../parts/date-text.tsx'
import { dateLine } from '../parts/date-words.ts'
import { sentence } from '../parts/field-words.ts'
import { statusWords } from '../parts/program-status.ts'
import { StatusBadge } from '../parts/status-badge.tsx'
import { programFilter } from '../program-filter.ts'
import { useAnswer } from '../use-answer.ts'

/** The programs with the latest dates. */
export const LatestPanel = ({ address }: { address: Address }) => {
  const variables = { filter: programFilter(address), first: 5 }
  return (
    <Panel
      title="Latest programs"
      asked={useAnswer('program-list', variables)}
      operation="program-list"
      variables={variables}
      height={280}
      note="By the first day that their date can mean; undated programs come last."
      table={tableOf}
      isEmpty={({ programs }) => !programs || programs.totalCount === 0}
    >
      {({ programs }) =>
        programs && (
          <>
            <ol className="program-lines">
              {programs.edges.map(({ node }) => (
                <li key={node.slug}>
                  <Link className="program-lines-title" href={linkTo('/programs/:slug', node.slug, address)}>
                    {node.title}
                  </Link>
                  <p className="program-lines-detail">
                    {sentence(node.kind)} · <DateText date={node.dates} /> <StatusBadge status={node.status} />
                  </p>
                </li>
              ))}
            </ol>
            <p className="panel-more">
              <Link href={linkTo('/programs', null, address)}>All {counted(programs.totalCount, 'program')}</Link>
            </p>
          </>
        )
      }
    </Panel>
  )
}

const tableOf = ({ programs }: DataOf<'program-list'>): TableContent => ({
  caption: 'Latest programs',
  columns: ['Program', 'When', 'Kind', 'Status'],
  rows: (programs?.edges ?? []).map(({ node: { title, dates, kind, status } }) => [
    title,
    dateLine(dates),
    sentence(kind),
    statusWords(status),
  ]),
})
