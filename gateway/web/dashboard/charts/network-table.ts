import type { TableContent } from '../panel/plain-table.tsx'
import { type NetworkContent, roleWords } from './network-organizations.ts'

/** The network as rows: one for each pair of organizations, most shared programs first. */
export const organizationNetworkTable = ({ nodes, links }: NetworkContent): TableContent => {
  const names = new Map(nodes.map(({ slug, name }) => [slug, name]))
  return {
    caption: 'Organizations with roles on the same programs',
    columns: ['Organization', 'Its roles', 'Other organization', 'Roles of the other', 'Shared programs', 'Titles'],
    rows: links
      .toSorted((one, other) => other.weight - one.weight)
      .map(({ source, target, sourceRoles, targetRoles, weight, programs }) => [
        names.get(source) ?? source,
        roleWords(sourceRoles),
        names.get(target) ?? target,
        roleWords(targetRoles),
        weight,
        programs.map(({ title }) => title).join('; '),
      ]),
  }
}
