import type { PlacedNode } from './network-layout.ts'

/** The name of an organization beside its mark, in pixels; `y` is the base of the first line. */
export type NodeLabel = {
  readonly slug: string
  readonly lines: readonly string[]
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
}

type Rectangle = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

const letterWidth = 7
const lineHeight = 14
const lineLength = 22
const gap = 5

/** A line between two marks. */
type Line = readonly [PlacedNode, PlacedNode]

/**
 * Places names beside marks, the first organizations before the others, each at the side where it covers neither a mark nor
 * another name nor the edge, and the fewest lines. A name without such a side is left out: it is said when its mark is
 * pointed at.
 */
export const placeLabels = (
  nodes: readonly PlacedNode[],
  lines: readonly Line[],
  frame: { readonly width: number; readonly height: number },
): readonly NodeLabel[] => {
  const programs = new Map(nodes.map(({ node }) => [node.slug, node.programs]))
  // A name at a hub says more than one at its rim.
  const worthOf = (labels: readonly NodeLabel[]): number =>
    labels.reduce((sum, { slug }) => sum + (programs.get(slug) ?? 0), 0)
  let order = nodes
  let best = placeInOrder(order, lines, frame)
  // Who got no name goes first the next time; that often costs nobody else theirs.
  for (let again = 0; again < tries && best.length < nodes.length; again += 1) {
    const named = new Set(best.map(({ slug }) => slug))
    order = order.toSorted((one, other) => Number(named.has(one.node.slug)) - Number(named.has(other.node.slug)))
    const next = placeInOrder(order, lines, frame)
    if (worthOf(next) > worthOf(best)) best = next
  }
  return best
}

const tries = 5

const placeInOrder = (
  nodes: readonly PlacedNode[],
  lines: readonly Line[],
  frame: { readonly width: number; readonly height: number },
): readonly NodeLabel[] => {
  const marks = nodes.map(({ x, y, radius }) => boxAround(x, y, radius + 2))
  const taken: Rectangle[] = []
  const isFree = ({ box }: Candidate): boolean =>
    isInside(box, frame) && ![...marks, ...taken].some(other => overlap(box, other))
  return nodes.flatMap(placed => {
    const free = candidatesOf(placed).filter(isFree)
    const ranked = free.map(candidate => ({
      candidate,
      crossed: lines.filter(line => crosses(line, candidate.box)).length,
    }))
    // The sort is stable: of two sides as good as one another, the one named first.
    const [best] = ranked.sort((one, other) => one.crossed - other.crossed)
    if (!best) return []
    taken.push(best.candidate.box)
    return [best.candidate.label]
  })
}

const isInside = (
  { left, right, top, bottom }: Rectangle,
  frame: { readonly width: number; readonly height: number },
): boolean => left >= 0 && right <= frame.width && top >= 0 && bottom <= frame.height

type Candidate = { readonly label: NodeLabel; readonly box: Rectangle }

const candidatesOf = ({ node, x, y, radius }: PlacedNode): readonly Candidate[] => {
  const lines = wrapName(node.name)
  const width = Math.max(...lines.map(line => line.length)) * letterWidth
  const height = lines.length * lineHeight
  const at = (left: number, top: number, labelX: number, anchor: NodeLabel['anchor']): Candidate => ({
    label: { slug: node.slug, lines, x: labelX, y: top + 11, anchor },
    box: { left, right: left + width, top, bottom: top + height },
  })
  const beside = radius + gap
  return [
    at(x + beside, y - height / 2, x + beside, 'start'),
    at(x - beside - width, y - height / 2, x - beside, 'end'),
    at(x - width / 2, y + beside, x, 'middle'),
    at(x - width / 2, y - beside - height, x, 'middle'),
    at(x + radius, y + radius, x + radius, 'start'),
    at(x + radius, y - radius - height, x + radius, 'start'),
    at(x - radius - width, y + radius, x - radius, 'end'),
    at(x - radius - width, y - radius - height, x - radius, 'end'),
  ]
}

/** Breaks a name into at most two lines; what does not fit ends in "…". */
export const wrapName = (name: string): readonly string[] => {
  const lines: string[] = []
  for (const word of name.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= lineLength) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  const [first = '', second] = lines
  if (second === undefined) return [first]
  return [first, lines.length > 2 ? `${second.slice(0, lineLength - 1)}…` : second]
}

const boxAround = (x: number, y: number, reach: number): Rectangle => ({
  left: x - reach,
  right: x + reach,
  top: y - reach,
  bottom: y + reach,
})

const overlap = (one: Rectangle, other: Rectangle): boolean =>
  one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top

/** Looks at points along a line: exact enough for a rectangle as large as a name. */
const crosses = ([one, other]: Line, box: Rectangle): boolean => {
  // Most lines run elsewhere: no need to walk along them.
  if (Math.max(one.x, other.x) < box.left || Math.min(one.x, other.x) > box.right) return false
  if (Math.max(one.y, other.y) < box.top || Math.min(one.y, other.y) > box.bottom) return false
  const steps = Math.ceil(Math.hypot(other.x - one.x, other.y - one.y) / 8)
  return Array.from({ length: steps }, (_, step) => step / steps).some(at => {
    const [x, y] = [one.x + (other.x - one.x) * at, one.y + (other.y - one.y) * at]
    return x > box.left && x < box.right && y > box.top && y < box.bottom
  })
}
