import type { DataOf } from '../ask.ts'
import { Panel } from '../panel.tsx'
import type { Asked } from '../use-answer.ts'
import { type ClaimGroup, ClaimTable } from './claim-table.tsx'

type ClaimsOperation = 'program-claims' | 'person-claims' | 'organization-claims'

/** Everything that sources say about one record, for those who check. */
export const ClaimsPanel = <Name extends ClaimsOperation>({
  asked,
  operation,
  id,
  about,
  groups,
}: {
  asked: Asked<Name>
  operation: Name
  id: string
  /** In words, e.g. "this program and the people in it". */
  about: string
  groups: (data: DataOf<Name>) => readonly ClaimGroup[]
}) => {
  const said = (data: DataOf<Name>): readonly ClaimGroup[] => groups(data).filter(({ claims }) => claims.length > 0)
  return (
    <Panel
      title="What each source says"
      asked={asked}
      operation={operation}
      variables={{ id }}
      size="full"
      height={80}
      note={`Every statement on record about ${about}. “Planned” was said before the event.`}
      isEmpty={data => said(data).length === 0}
      empty="No statement of a source is on record, or none that is open to you."
    >
      {data => <ClaimTable groups={said(data)} />}
    </Panel>
  )
}
