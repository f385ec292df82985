import { useMemo, useState } from 'react'
import { Link } from '../link.tsx'
import { ChartFrame } from './chart-frame.tsx'
import { glyphPath } from './glyph.ts'
import { NodeDetails } from './network-details.tsx'
import { type NodeLabel, placeLabels } from './network-labels.ts'
import { layoutNetwork, type PlacedNode } from './network-layout.ts'
import { NetworkLegend } from './network-legend.tsx'
import { type NetworkContent, type NetworkLink, neighboursOf, nodeWords, strongest } from './network-organizations.ts'
import { groupOf } from './organization-glyph.ts'
import { useTip } from './use-tip.ts'
import { useWidth } from './use-width.ts'

/** As many as can be told apart at first sight. */
const firstShown = (): number => (matchMedia('(max-width: 640px)').matches ? 18 : 36)

/** Who worked with whom: marks are organizations, lines the programs that two of them share. */
export const OrganizationNetwork = (content: NetworkContent) => {
  const [most, setMost] = useState(firstShown)
  const shown = useMemo(() => strongest(content, most), [content, most])
  const rest = content.nodes.length - shown.nodes.length
  return (
    <div className="network">
      <Drawing {...shown} />
      <NetworkLegend nodes={shown.nodes} />
      {rest > 0 && (
        <p className="chart-cut">
          The {shown.nodes.length} organizations with most shared programs are drawn.{' '}
          <button type="button" className="button" onClick={() => setMost(most * 2)}>
            Show {Math.min(rest, most)} more of {rest}
          </button>
        </p>
      )}
    </div>
  )
}

/** Rows of marks: a reader with a keyboard goes through them line by line. */
const rowHeight = 70

const inReadingOrder = (nodes: readonly PlacedNode[]): readonly PlacedNode[] =>
  nodes.toSorted((one, other) => Math.floor(one.y / rowHeight) - Math.floor(other.y / rowHeight) || one.x - other.x)

const Drawing = (content: NetworkContent) => {
  const { nodes, links } = content
  const [frame, width] = useWidth<HTMLElement>(640)
  const tip = useTip()
  const height = heightOf(nodes.length, width)
  // A layout costs some milliseconds: it is made for a graph and a width, not for each movement of the pointer.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the two lists say what the content says
  const { placed, labels } = useMemo(() => {
    const placed = layoutNetwork(content, { width, height })
    const labels = placeLabels(placed, linesBetween(placed, links), { width, height })
    return { placed, labels: new Map(labels.map(label => [label.slug, label])) }
  }, [nodes, links, width, height])
  const active = placed.find(({ node }) => node.slug === tip.active)
  const near = active ? nearOf(links, active.node.slug) : null
  const told = placed.find(({ node }) => node.slug === tip.last)?.node ?? null
  return (
    <>
      <ChartFrame
        label="Organizations that worked together, with a link for each"
        frame={frame}
        tip={tip}
        spoken={null}
      >
        {/* biome-ignore lint/a11y/noSvgWithoutTitle: the figure is named; a title would pop up over the tips */}
        <svg className={`network-drawing${active ? ' has-active' : ''}`} viewBox={`0 0 ${width} ${height}`}>
          <Lines links={links} placed={placed} active={active?.node.slug ?? null} />
          {inReadingOrder(placed).map(one => {
            const { slug, isSelected, href } = one.node
            const state = `${isSelected ? ' is-selected' : ''}${near?.has(slug) ? ' is-near' : ''}${one === active ? ' is-active' : ''}`
            return (
              <Link
                key={slug}
                keepsPlace
                href={href}
                className={`network-node network-node-${groupOf(one.node.kinds).name}${state}`}
                aria-label={nodeWords(one.node, nearOf(links, slug).size - 1)}
                aria-current={isSelected ? 'true' : undefined}
                {...tip.on(slug)}
              >
                <Node placed={one} label={labels.get(slug)} />
              </Link>
            )
          })}
        </svg>
      </ChartFrame>
      <NodeDetails id={tip.id} node={told} neighbours={told ? neighboursOf(content, told.slug) : []} />
    </>
  )
}

const heightOf = (count: number, width: number): number =>
  Math.round(Math.min(620, Math.max(width < 520 ? 380 : 340, 240 + count * 8)))

/** An organization and those it is linked to. */
const nearOf = (links: readonly NetworkLink[], slug: string): ReadonlySet<string> =>
  new Set([
    slug,
    ...links.flatMap(({ source, target }) => (source === slug ? [target] : target === slug ? [source] : [])),
  ])

const linesBetween = (placed: readonly PlacedNode[], links: readonly NetworkLink[]) => {
  const bySlug = new Map(placed.map(one => [one.node.slug, one]))
  return links.flatMap(({ source, target }): (readonly [PlacedNode, PlacedNode])[] => {
    const [one, other] = [bySlug.get(source), bySlug.get(target)]
    return one && other ? [[one, other]] : []
  })
}

type LinesProps = {
  readonly links: readonly NetworkLink[]
  readonly placed: readonly PlacedNode[]
  readonly active: string | null
}

const Lines = ({ links, placed, active }: LinesProps) => {
  const weights = new Map(links.map(({ source, target, weight }) => [`${source} ${target}`, weight]))
  return (
    <g>
      {linesBetween(placed, links).map(([one, other]) => {
        const key = `${one.node.slug} ${other.node.slug}`
        const isNear = active === one.node.slug || active === other.node.slug
        return (
          <line
            key={key}
            className={`network-line${isNear ? ' is-near' : ''}`}
            x1={one.x}
            y1={one.y}
            x2={other.x}
            y2={other.y}
            strokeWidth={Math.min(6, 0.5 + (weights.get(key) ?? 1) * 0.6)}
          />
        )
      })}
    </g>
  )
}

const Node = ({ placed: { node, x, y, radius }, label }: { placed: PlacedNode; label: NodeLabel | undefined }) => (
  <>
    <circle className="network-target" cx={x} cy={y} r={Math.max(12, radius)} />
    <path
      className="network-mark"
      d={glyphPath(groupOf(node.kinds).shape, radius)}
      transform={`translate(${x} ${y})`}
    />
    {label && (
      <text className="network-label" textAnchor={label.anchor}>
        {label.lines.map((line, at) => (
          <tspan key={line} x={label.x} y={label.y + at * 14}>
            {/* A space between the lines: without it their words run together in what is read out. */}
            {`${line} `}
          </tspan>
        ))}
      </text>
    )}
  </>
)
