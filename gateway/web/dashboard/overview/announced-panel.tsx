import { type Address, linkTo } from '../address.ts'
import type { DataOf } from '../ask.ts'
import { Link } from '../link.tsx'
import type { TableContent } from '../panel/plain-table.tsx'
import { Panel } from '../panel.tsx'
import { counted } from '../parts/counted.ts'
import { DateText } from '../parts/date-text.tsx'
import { dateLine } from '../parts/date-words.ts'
import { plain } from '../parts/field-words.ts'
import { programFilter } from '../program-filter.ts'
import { useAnswer } from '../use-answer.ts'

/** Programs of which documents speak in the future tense only. */
export const AnnouncedPanel = ({ address }: { address: Address }) => {
  const variables = { filter: { ...programFilter(address), statuses: ['ANNOUNCED'] as const } }
  return (
    <Panel
      title="Announced only"
      asked={useAnswer('announced-programs', variables)}
      operation="announced-programs"
      variables={variables}
      height={160}
      note="A source says that it will take place, none that it did. It counts among the programs, never among those held."
      table={tableOf}
      isEmpty={({ programs }) => !programs || programs.totalCount === 0}
      empty="Nothing: of every program here a source says that it took place."
    >
      {({ programs }) =>
        programs && (
          <>
            <ul className="program-lines">
              {programs.edges.map(({ node }) => (
                <AnnouncedProgram key={node.slug} program={node} address={address} />
              ))}
            </ul>
            {programs.totalCount > programs.edges.length && (
              <p className="panel-more">
                The first {programs.edges.length} of {counted(programs.totalCount, 'program')}.
              </p>
            )}
          </>
        )
      }
    </Panel>
  )
}

type Announced = NonNullable<DataOf<'announced-programs'>['programs']>['edges'][number]['node']

const AnnouncedProgram = ({ program, address }: { program: Announced; address: Address }) => (
  <li>
    <Link className="program-lines-title" href={linkTo('/programs/:slug', program.slug, address)}>
      {program.title}
    </Link>
    <p className="program-lines-detail">
      {plain(program.kind)} planned for <DateText date={program.dates} />
    </p>
    {program.claims.map(({ value, quote, source }) => (
      <p key={`${source?.slug} ${value}`} className="program-lines-detail">
        Announced by {source?.publisher?.name ?? 'a source that cannot be reached'}
        {source && (
          <>
            {' '}
            in “<Link href={linkTo('/sources', null, address)}>{source.title}</Link>”,{' '}
            {source.published ? 'published' : ''} <DateText date={source.published} />
          </>
        )}
        : <q>{quote ?? value}</q>
      </p>
    ))}
  </li>
)

const tableOf = ({ programs }: DataOf<'announced-programs'>): TableContent => ({
  caption: 'Programs that are announced only',
  columns: ['Program', 'Planned for', 'Announced by', 'Source', 'Words'],
  rows: (programs?.edges ?? []).flatMap(({ node: { title, dates, claims } }) =>
    claims.map(({ value, quote, source }) => [
      title,
      dateLine(dates),
      source?.publisher?.name ?? null,
      source?.title ?? null,
      quote ?? value,
    ]),
  ),
})
