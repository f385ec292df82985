import { type Address, linkTo } from '../address.ts'
import type { DataOf } from '../ask.ts'
import { Link } from '../link.tsx'
import { Panel } from '../panel.tsx'
import { ClaimSideBySide } from '../parts/claim-side-by-side.tsx'
import { conflictTable } from '../parts/conflict-table.ts'
import { counted } from '../parts/counted.ts'
import { useAnswer } from '../use-answer.ts'

const shown = 2

/** The first facts on which sources differ, each statement beside the other. */
export const DisagreementPanel = ({ address }: { address: Address }) => {
  const variables = { first: 20 }
  return (
    <Panel
      title="What sources disagree on"
      asked={useAnswer('source-conflicts', variables)}
      operation="source-conflicts"
      variables={variables}
      size="full"
      height={360}
      note="Both statements stay, each with its document and its words, also after somebody has decided between them. Not narrowed by the filters."
      table={conflictTable}
      isEmpty={data => conflictsOf(data).length === 0}
      empty="Nowhere at the moment: no two documents say different things of the same fact."
    >
      {data => {
        const conflicts = conflictsOf(data)
        return (
          <>
            <div className="disagreements-shown">
              {conflicts.slice(0, shown).map(conflict => (
                <ClaimSideBySide
                  key={conflict.id}
                  conflict={conflict}
                  about={<span className="quiet"> · {conflict.subjectLabel}</span>}
                />
              ))}
            </div>
            <p className="panel-more">
              <Link href={linkTo('/disagreements', null, address)}>
                {countOf(data) > shown ? `All ${counted(countOf(data), 'disagreement')}` : 'Disagreements in full'}
              </Link>
            </p>
          </>
        )
      }}
    </Panel>
  )
}

/** All there are, more than the answer holds where there are many. */
const countOf = (data: DataOf<'source-conflicts'>): number =>
  Object.values(data).reduce((sum, connection) => sum + (connection?.totalCount ?? 0), 0)

/** Open ones first: they are what a reader must beware of. */
const conflictsOf = ({ programConflicts, personConflicts, organizationConflicts }: DataOf<'source-conflicts'>) =>
  [programConflicts, personConflicts, organizationConflicts]
    .flatMap(connection => connection?.edges.map(({ node }) => node) ?? [])
    .toSorted((one, other) => Number(one.status !== 'OPEN') - Number(other.status !== 'OPEN'))
