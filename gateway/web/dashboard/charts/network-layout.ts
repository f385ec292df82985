import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force'
import type { NetworkContent, NetworkNode } from './network-organizations.ts'

/** An organization with its place, in pixels of the drawing. */
export type PlacedNode = { readonly node: NetworkNode; readonly x: number; readonly y: number; readonly radius: number }

type Body = SimulationNodeDatum & { readonly slug: string; readonly radius: number }

/** Enough to come to rest; a fixed number, so that the same graph always looks the same. Large graphs get by with fewer. */
const ticksFor = (count: number): number => (count <= 40 ? 200 : 110)
/** Room on each side for marks and their names. */
const marginOf = (width: number): { readonly x: number; readonly y: number } => ({ x: Math.min(84, width / 8), y: 26 })
/** Free pixels between two marks. */
const apart = 5
/** How much one direction may be stretched over the other to fill the frame. */
const mostStretch = 2

/**
 * Places the organizations of a graph in a frame. The same graph gets the same places: forces start from a fixed spiral and
 * take their chance from a fixed seed (d3-force's own). What is linked strongly comes to lie close.
 */
export const layoutNetwork = (
  { nodes, links }: NetworkContent,
  { width, height }: { readonly width: number; readonly height: number },
): readonly PlacedNode[] => {
  const scale = width < 520 ? 0.75 : 1
  const bodies = nodes.map((node): Body => ({ slug: node.slug, radius: radiusOf(node) * scale }))
  // The layout writes into what it is given.
  const ends = links.map(({ source, target }) => ({ source, target }))
  const strengths = strengthsOf(links)
  const ratio = Math.sqrt(width / height)
  const ticks = ticksFor(nodes.length)
  forceSimulation(bodies)
    // Cools down just as the last tick is over.
    .alphaDecay(1 - 0.001 ** (1 / ticks))
    .force(
      'link',
      forceLink<Body, (typeof ends)[number]>(ends)
        .id(({ slug }) => slug)
        .distance(80)
        .strength((_, at) => strengths[at] ?? 0),
    )
    .force('charge', forceManyBody<Body>().strength(-260).distanceMax(420))
    // Parts that nothing links would drift away; a wide frame pulls harder towards its middle line.
    .force('x', forceX<Body>().strength(0.1 / ratio))
    .force('y', forceY<Body>().strength(0.1 * ratio))
    .force(
      'collide',
      forceCollide<Body>(({ radius }) => radius + 12),
    )
    .stop()
    .tick(ticks)
  const fitted = moveApart(fitTo(bodies, width, height))
  return nodes.map((node, at) => {
    const { x = 0, y = 0, radius } = fitted[at]!
    return { node, x: round(x), y: round(y), radius }
  })
}

const radiusOf = ({ programs }: NetworkNode): number => Math.min(16, 4 + 2.4 * Math.sqrt(programs))

/** How strongly a link pulls: weakly where both have many, or a group in which all are linked would lie in one lump. */
const strengthsOf = (links: NetworkContent['links']): readonly number[] => {
  const degrees = new Map<string, number>()
  for (const slug of links.flatMap(({ source, target }) => [source, target]))
    degrees.set(slug, (degrees.get(slug) ?? 0) + 1)
  return links.map(
    ({ source, target, weight }) =>
      Math.min(0.8, 0.3 + 0.1 * weight) / Math.min(degrees.get(source) ?? 1, degrees.get(target) ?? 1),
  )
}

/** Maps what the bodies cover to the frame: the frame follows the graph, nothing is pushed against its edge. */
const fitTo = (bodies: readonly Body[], width: number, height: number): readonly Body[] => {
  const margin = marginOf(width)
  const [left, right] = extentOf(bodies.map(({ x = 0 }) => x))
  const [top, bottom] = extentOf(bodies.map(({ y = 0 }) => y))
  const [fullX, fullY] = [(width - 2 * margin.x) / (right - left || 1), (height - 2 * margin.y) / (bottom - top || 1)]
  const least = Math.min(fullX, fullY, 3)
  const [scaleX, scaleY] = [Math.min(fullX, least * mostStretch), Math.min(fullY, least * mostStretch)]
  return bodies.map(({ slug, radius, x = 0, y = 0 }) => ({
    slug,
    radius,
    x: width / 2 + (x - (left + right) / 2) * scaleX,
    y: height / 2 + (y - (top + bottom) / 2) * scaleY,
  }))
}

/** Pushes marks off one another that a small frame has brought together. */
const moveApart = (fitted: readonly Body[]): readonly Body[] => {
  const bodies = fitted.map(body => ({ ...body }))
  forceSimulation(bodies)
    .force(
      'collide',
      forceCollide<Body>(({ radius }) => radius + apart),
    )
    .stop()
    .tick(20)
  return bodies
}

const extentOf = (positions: readonly number[]): readonly [number, number] => [
  Math.min(...positions),
  Math.max(...positions),
]

const round = (length: number): number => Math.round(length * 10) / 10
