import { type Address, linkWith } from '../address.ts'
import type { DataOf } from '../ask.ts'
import { Link } from '../link.tsx'
import { Panel } from '../panel.tsx'
import { NotReached } from '../parts/absent.tsx'
import { ClaimSideBySide } from '../parts/claim-side-by-side.tsx'
import { conflictTable } from '../parts/conflict-table.ts'
import { type ConflictsOfRecord, conflictsByRecord } from '../parts/conflicts-by-record.ts'
import { counted } from '../parts/counted.ts'
import { chosenOf, ListChoice } from '../parts/list/list-choice.tsx'
import { ListHeader } from '../parts/list/list-header.tsx'
import { Nothing } from '../parts/record-section.tsx'
import { useAnswer } from '../use-answer.ts'

/** What sources disagree on, in all of the network: statement beside statement, decided or not. */
export const DisagreementsPage = ({ address }: { address: Address }) => {
  const status = chosenOf(address, 'status', ['OPEN', 'RESOLVED', 'UNRESOLVABLE'])
  const variables = { status: status ?? null, first: 100 }
  const asked = useAnswer('source-conflicts', variables)
  return (
    <>
      <ListHeader title="What sources disagree on">
        Where documents cannot all be right, every statement is kept, with its words. Nothing is chosen silently.
      </ListHeader>
      <search className="list-filters" aria-label="Narrow the disagreements">
        <ListChoice address={address} name="status" label="State" none="Decided or not" options={states} />
      </search>
      <Panel
        title={status ? stateTitles[status] : 'All disagreements'}
        asked={asked}
        operation="source-conflicts"
        variables={variables}
        size="full"
        height={480}
        note={data => noteOf(data)}
        table={conflictTable}
        isEmpty={data => Object.values(data).every(connection => connection === null)}
      >
        {data => <Records data={data} address={address} />}
      </Panel>
    </>
  )
}

const states = [
  { value: 'OPEN', label: 'Open: nobody has decided' },
  { value: 'RESOLVED', label: 'Decided' },
  { value: 'UNRESOLVABLE', label: 'Cannot be decided' },
]

const stateTitles = {
  OPEN: 'Open disagreements',
  RESOLVED: 'Decided disagreements',
  UNRESOLVABLE: 'Disagreements that cannot be decided',
} as const

type Conflicts = DataOf<'source-conflicts'>

const noteOf = (data: Conflicts): string => {
  const total = Object.values(data).reduce((sum, connection) => sum + (connection?.totalCount ?? 0), 0)
  const records = conflictsByRecord(data).length
  const figures = total === 0 ? '' : `${counted(total, 'disagreement')} on ${counted(records, 'record')}. `
  return `${figures}Counts fields on which somebody has found sources to contradict each other; sources that add to each other, or a plan followed by a report, are none.`
}

const Records = ({ data, address }: { data: Conflicts; address: Address }) => {
  const records = conflictsByRecord(data)
  const isWhole = Object.values(data).every(connection => connection !== null)
  return (
    <>
      {data.programConflicts === null && <NotReached what="Disagreements on programs" />}
      {data.personConflicts === null && <NotReached what="Disagreements on people" />}
      {data.organizationConflicts === null && <NotReached what="Disagreements on organizations" />}
      {records.length === 0 && isWhole && (
        <Nothing>
          None in this state. <Link href={linkWith(address, { status: null })}>Show all of them</Link>
        </Nothing>
      )}
      {records.map(record => (
        <RecordOfConflicts key={record.href} record={record} />
      ))}
    </>
  )
}

const RecordOfConflicts = ({ record: { href, label, kind, conflicts } }: { record: ConflictsOfRecord }) => (
  <section className="conflict-record" aria-label={label}>
    <h3>
      <Link href={href}>{label}</Link> <span className="conflict-record-kind">{kind}</span>
    </h3>
    {conflicts.map(conflict => (
      <ClaimSideBySide key={conflict.id} conflict={conflict} heading="h4" />
    ))}
  </section>
)
