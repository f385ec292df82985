import type { Address } from '../address.ts'
import type { DataOf } from '../ask.ts'
import { mapContent } from '../charts/map-places.ts'
import { worldMapTable } from '../charts/map-table.ts'
import { WorldMap } from '../charts/world-map.tsx'
import { Panel } from '../panel.tsx'
import type { NamedSource } from '../parts/sources-line.ts'
import { programFilter } from '../program-filter.ts'
import { useAnswer } from '../use-answer.ts'

/** Origins of visitors and destinations of delegations on one map. */
export const MapPanel = ({ address }: { address: Address }) => {
  const filter = programFilter(address)
  const variables = { filter }
  const abroad = { filter: { ...filter, directions: ['OUTBOUND'] as const } }
  const asked = useAnswer('visitor-origins', variables)
  const destinations = useAnswer('delegation-destinations', abroad)
  const content = mapContent(asked.answer?.data ?? null, destinations.answer?.data ?? null, address)
  return (
    <Panel
      title="Where visitors came from, where delegations went"
      asked={asked}
      operation="visitor-origins"
      variables={variables}
      also={{
        name: 'CSV of destinations',
        operation: 'delegation-destinations',
        variables: abroad,
        asked: destinations,
      }}
      size="full"
      height={520}
      note="Shade: programs with visitors from there, each counted once and not by heads. Arcs: delegations from the United States; a broken line is announced only. Names are those of the U.S. Department of State. Follow a place to see its programs everywhere."
      sources={data => sourcesOf(data, destinations.answer?.data ?? null)}
      table={() => worldMapTable(content)}
      isEmpty={() => content.places.length + content.regions.length === 0 && destinations.state !== 'loading'}
    >
      {() => <WorldMap {...content} />}
    </Panel>
  )
}

const sourcesOf = (
  { originMatrix }: DataOf<'visitor-origins'>,
  destinations: DataOf<'delegation-destinations'> | null,
): readonly NamedSource[] => [
  ...(originMatrix ?? []).flatMap(({ programs }) => programs.flatMap(({ sources }) => sources)),
  ...(destinations?.programs?.edges ?? []).flatMap(({ node }) => node.sources),
]
