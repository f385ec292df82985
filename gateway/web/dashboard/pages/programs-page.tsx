import type { Address } from '../address.ts'
import type { DataOf } from '../ask.ts'
import { FilterBar } from '../filters/filter-bar.tsx'
import { Panel } from '../panel.tsx'
import { counted } from '../parts/counted.ts'
import { ListPager } from '../parts/list/list-pager.tsx'
import { orderOf } from '../parts/list/sort-heading.tsx'
import { ProgramTable } from '../parts/program/program-table.tsx'
import { programFilter } from '../program-filter.ts'
import { useAnswer } from '../use-answer.ts'

const pageSize = 20

/** All programs as a table that the server filters, sorts and pages. */
export const ProgramsPage = ({ address }: { address: Address }) => {
  const order = orderOf(address, ['DATE', 'TITLE', 'UPDATED_AT'], { field: 'DATE', direction: 'DESC' })
  const variables = { filter: programFilter(address), orderBy: order, first: pageSize }
  const asked = useAnswer('program-list', { ...variables, after: address.query.after ?? null })
  return (
    <>
      <header className="page-head">
        <h1>Programs</h1>
        <p>
          Visits, delegations, symposia, roundtables and conferences. A place or an organization in the table narrows
          it.
        </p>
      </header>
      <FilterBar address={address} />
      <Panel
        title={titleOf(asked.answer?.data ?? null)}
        asked={asked}
        operation="program-list"
        // A file is for the whole list, not for the page of it that is on the screen.
        variables={{ ...variables, first: 200 }}
        size="full"
        height={640}
        note="Each program counts once, however many documents tell of it. A date is as exact as its source; where no source gives a title, the words are ours."
        isEmpty={({ programs }) => !programs || programs.totalCount === 0}
      >
        {({ programs }) =>
          programs && (
            <>
              <ProgramTable programs={programs.edges.map(({ node }) => node)} address={address} order={order} />
              <ListPager
                address={address}
                shown={programs.edges.length}
                total={programs.totalCount}
                pageInfo={programs.pageInfo}
                what="programs"
              />
            </>
          )
        }
      </Panel>
    </>
  )
}

const titleOf = (data: DataOf<'program-list'> | null): string =>
  data?.programs ? counted(data.programs.totalCount, 'program') : 'Programs'
