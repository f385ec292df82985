import { describe, expect, it } from 'vitest'
import { readAddress } from '../address.ts'
import type { DataOf } from '../ask.ts'
import { type NodeLabel, placeLabels, wrapName } from './network-labels.ts'
import { layoutNetwork } from './network-layout.ts'
import { type NetworkContent, neighboursOf, networkContent, nodeWords, strongest } from './network-organizations.ts'
import { organizationNetworkTable } from './network-table.ts'

type Pair = NonNullable<DataOf<'organization-network'>['organizationNetwork']>[number]

const scoe = {
  slug: 'scoe',
  name: 'Sacramento County Office of Education',
  kinds: ['COUNTY_OFFICE_OF_EDUCATION'] as const,
}
const meridian = { slug: 'meridian', name: 'Meridian International Center', kinds: ['NONPROFIT'] as const }
const globalTies = { slug: 'global-ties', name: 'Global Ties U.S.', kinds: ['ASSOCIATION'] as const }
const program = (slug: string) => ({ slug, title: slug })

const hosting: Pair = {
  source: scoe,
  target: meridian,
  weight: 2,
  sourceRoles: ['HOST', 'VENUE_PROVIDER'],
  targetRoles: ['PARTNER'],
  programs: [program('digital-age'), program('reentry')],
}
const networking: Pair = {
  source: globalTies,
  target: scoe,
  weight: 1,
  sourceRoles: ['NETWORK'],
  targetRoles: ['HOST'],
  programs: [program('digital-age')],
}
const overview = readAddress('/', '?organization=meridian')!
const content = networkContent({ organizationNetwork: [hosting, networking] }, overview)

describe('organizations of a network', () => {
  it('count a program that several pairs share once, most programs first', () => {
    expect(content.nodes.map(({ slug, programs }) => [slug, programs])).toEqual([
      ['meridian', 2],
      ['scoe', 2],
      ['global-ties', 1],
    ])
  })

  it('are named with their roles and how many they work with', () => {
    expect(nodeWords(content.nodes[1]!, 2)).toBe(
      'Sacramento County Office of Education: 2 shared programs as host and venue provider, works with 2 organizations',
    )
  })

  it('filter the page, and the chosen one takes its filter away', () => {
    expect(content.nodes.map(({ href }) => href)).toEqual(['/', '/?organization=scoe', '/?organization=global-ties'])
  })

  it('say their neighbours in the roles that these had, from whichever end', () => {
    expect(neighboursOf(content, 'scoe').map(({ name, roles }) => [name, ...roles])).toEqual([
      ['Meridian International Center', 'PARTNER'],
      ['Global Ties U.S.', 'NETWORK'],
    ])
  })

  it('leave out pairs of which one cannot be shown', () => {
    expect(networkContent({ organizationNetwork: [{ ...hosting, target: null }] }, overview).nodes).toEqual([])
  })

  it('are cut to the strongest, always with the chosen one', () => {
    const chosen = networkContent(
      { organizationNetwork: [hosting, networking] },
      readAddress('/', '?organization=global-ties')!,
    )

    const { nodes, links } = strongest(chosen, 1)

    expect(nodes.map(({ slug }) => slug)).toEqual(['meridian', 'global-ties'])
    expect(links).toEqual([])
  })

  it('say each pair as a row of a table', () => {
    expect(organizationNetworkTable(content).rows[0]).toEqual([
      'Sacramento County Office of Education',
      'host and venue provider',
      'Meridian International Center',
      'partner',
      2,
      'digital-age; reentry',
    ])
  })
})

/** A hub, and a ring of others around it: as dense as networks of a year are. */
const large = (count: number): NetworkContent => ({
  nodes: Array.from({ length: count }, (_, at) => ({
    slug: `organization-${at}`,
    name: `Office of Education ${at}`,
    kinds: ['NONPROFIT'],
    programs: 1 + Math.floor(count / (at + 1)),
    roles: ['HOST'],
    isSelected: false,
    href: '/',
  })),
  links: Array.from({ length: count * 3 }, (_, at) => ({
    source: `organization-${at % count}`,
    target: `organization-${(at * 7 + 1) % (1 + Math.floor(count / 4))}`,
    weight: 1 + (at % 3),
    sourceRoles: ['HOST'] as const,
    targetRoles: ['PARTNER'] as const,
    programs: [],
  })),
})

describe('the layout of a network', () => {
  const frame = { width: 640, height: 480 }

  it('is the same each time', () => {
    expect(layoutNetwork(large(30), frame)).toEqual(layoutNetwork(large(30), frame))
  })

  it.each([320, 640, 1300])('stays in a frame of %i pixels and fills it', width => {
    const placed = layoutNetwork(large(40), { width, height: 480 })

    const xs = placed.map(({ x }) => x)
    const ys = placed.map(({ y }) => y)
    expect(Math.min(...xs)).toBeGreaterThanOrEqual(20)
    expect(Math.max(...xs)).toBeLessThanOrEqual(width - 20)
    expect(Math.min(...ys)).toBeGreaterThanOrEqual(14)
    expect(Math.max(...ys)).toBeLessThanOrEqual(466)
    expect(Math.max(...ys) - Math.min(...ys) > 400 || Math.max(...xs) - Math.min(...xs) > width - 140).toBe(true)
  })

  it('lets no mark lie over another, also where there is little room', () => {
    const placed = layoutNetwork(large(18), { width: 320, height: 384 })

    const covering = placed.filter(one =>
      placed.some(other => other !== one && Math.hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius),
    )
    expect(covering).toEqual([])
  })

  it('takes less than 100 ms of computing for a hundred organizations', () => {
    const graph = large(100)
    const costs = Array.from({ length: 8 }, () => {
      const start = process.cpuUsage()
      layoutNetwork(graph, frame)
      return process.cpuUsage(start).user / 1000
    })

    // Time of the processor and the least of several: a busy machine is not a slow layout.
    expect(Math.min(...costs)).toBeLessThan(100)
  })

  it('gives one organization alone the middle', () => {
    expect(layoutNetwork({ nodes: large(1).nodes, links: [] }, frame)[0]).toMatchObject({ x: 320, y: 240 })
  })
})

describe('the names of a network', () => {
  const frame = { width: 640, height: 480 }
  const boxOf = ({ lines, x, y, anchor }: NodeLabel) => {
    const width = Math.max(...lines.map(line => line.length)) * 6
    const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
    return { left, right: left + width, top: y - 11, bottom: y - 11 + lines.length * 14 }
  }

  it('never cover one another nor leave the frame', () => {
    const boxes = placeLabels(layoutNetwork(large(60), frame), [], frame).map(boxOf)

    const covering = boxes.filter((one, at) =>
      boxes.some(
        (other, of) =>
          of !== at &&
          one.left < other.right &&
          one.right > other.left &&
          one.top < other.bottom &&
          one.bottom > other.top,
      ),
    )
    expect(covering).toEqual([])
    expect(boxes.every(({ left, right, top, bottom }) => left >= 0 && right <= 640 && top >= 0 && bottom <= 480)).toBe(
      true,
    )
  })

  it('are there for all of a small network', () => {
    expect(placeLabels(layoutNetwork(content, frame), [], frame)).toHaveLength(3)
  })

  it('keep to the side where no line runs', () => {
    const [one, other] = [
      { node: content.nodes[0]!, x: 200, y: 200, radius: 6 },
      { node: content.nodes[2]!, x: 400, y: 200, radius: 6 },
    ]

    expect(placeLabels([one, other], [[one, other]], frame).map(({ anchor }) => anchor)).toEqual(['end', 'start'])
  })

  it('are broken into two lines at most', () => {
    expect(wrapName('Global Ties U.S.')).toEqual(['Global Ties U.S.'])
    expect(wrapName('Sacramento County Office of Education')).toEqual(['Sacramento County', 'Office of Education'])
    expect(wrapName('District of Columbia Public Schools Office of Research')).toEqual([
      'District of Columbia',
      'Public Schools Office…',
    ])
  })
})
