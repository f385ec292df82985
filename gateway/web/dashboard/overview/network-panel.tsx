import type { Address } from '../address.ts'
import { networkContent } from '../charts/network-organizations.ts'
import { organizationNetworkTable } from '../charts/network-table.ts'
import { OrganizationNetwork } from '../charts/organization-network.tsx'
import { Panel } from '../panel.tsx'
import { programFilter } from '../program-filter.ts'
import { useAnswer } from '../use-answer.ts'

/** Organizations that worked on the same programs. */
export const NetworkPanel = ({ address }: { address: Address }) => {
  const variables = { filter: programFilter(address) }
  return (
    <Panel
      title="Who works with whom"
      asked={useAnswer('organization-network', variables)}
      operation="organization-network"
      variables={variables}
      height={420}
      note="A line joins two organizations that have a role in the same program; a thicker one, in more of them. Being named in the same article is not working together. Each program names the documents behind its roles."
      table={data => organizationNetworkTable(networkContent(data, address))}
      isEmpty={({ organizationNetwork }) => !organizationNetwork?.length}
      empty="No two organizations share a program here."
    >
      {data => <OrganizationNetwork {...networkContent(data, address)} />}
    </Panel>
  )
}
