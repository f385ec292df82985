import { type Address, linkTo } from '../address.ts'
import { Link } from '../link.tsx'
import { Panel } from '../panel.tsx'
import { counted } from '../parts/counted.ts'
import { DateText } from '../parts/date-text.tsx'
import { sentence } from '../parts/field-words.ts'
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
