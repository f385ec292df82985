import { glyphPath } from './glyph.ts'
import type { NetworkNode } from './network-organizations.ts'
import { groupOf, organizationGroups } from './organization-glyph.ts'

/** What shapes, sizes and lines mean: only the groups that are drawn. */
export const NetworkLegend = ({ nodes }: { nodes: readonly NetworkNode[] }) => {
  const used = new Set(nodes.map(({ kinds }) => groupOf(kinds)))
  return (
    <div className="chart-legend">
      <p>
        {organizationGroups
          .filter(group => used.has(group))
          .map(({ name, words, shape }) => (
            <span key={name} className="chart-legend-entry">
              <svg viewBox="-9 -9 18 18" className={`chart-legend-key network-node-${name}`} aria-hidden="true">
                <path className="network-mark" d={glyphPath(shape, 6)} />
              </svg>
              {words}
            </span>
          ))}
      </p>
      <p>Size: shared programs. Thickness of a line: programs that two organizations share.</p>
    </div>
  )
}
