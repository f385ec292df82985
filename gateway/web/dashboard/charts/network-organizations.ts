import { type Address, linkWith } from '../address.ts'
import type { DataOf } from '../ask.ts'
import type { OrganizationKind, ProgramRoleKind } from '../generated/operations.ts'
import { counted } from '../parts/counted.ts'
import { plain } from '../parts/field-words.ts'

/** An organization that worked with another. */
export type NetworkNode = {
  readonly slug: string
  readonly name: string
  readonly kinds: readonly OrganizationKind[]
  /** Programs that it shares with another organization, each counted once. */
  readonly programs: number
  readonly roles: readonly ProgramRoleKind[]
  readonly isSelected: boolean
  /** Filters by it, or takes that filter away. */
  readonly href: string
}

/** Two organizations with roles on the same programs. */
export type NetworkLink = {
  readonly source: string
  readonly target: string
  readonly weight: number
  readonly sourceRoles: readonly ProgramRoleKind[]
  readonly targetRoles: readonly ProgramRoleKind[]
  readonly programs: readonly { readonly slug: string; readonly title: string }[]
}

export type NetworkContent = { readonly nodes: readonly NetworkNode[]; readonly links: readonly NetworkLink[] }

type Row = NonNullable<DataOf<'organization-network'>['organizationNetwork']>[number]

/** Takes pairs of organizations apart into a graph; pairs of which one cannot be shown are left out. Most programs come first. */
export const networkContent = (answer: DataOf<'organization-network'> | null, address: Address): NetworkContent => {
  const rows = (answer?.organizationNetwork ?? []).filter(isWhole)
  const ends = rows.flatMap(row => [
    { ...row.source, roles: row.sourceRoles, programs: row.programs },
    { ...row.target, roles: row.targetRoles, programs: row.programs },
  ])
  const nodes = [...Map.groupBy(ends, ({ slug }) => slug)].map(([slug, same]): NetworkNode => {
    const isSelected = address.query.organization === slug
    return {
      slug,
      name: same[0]?.name ?? slug,
      kinds: same[0]?.kinds ?? [],
      programs: new Set(same.flatMap(({ programs }) => programs.map(program => program.slug))).size,
      roles: [...new Set(same.flatMap(({ roles }) => roles))],
      isSelected,
      href: linkWith(address, { organization: isSelected ? null : slug, after: null }),
    }
  })
  return {
    nodes: nodes.sort((one, other) => other.programs - one.programs || one.name.localeCompare(other.name, 'en')),
    links: rows.map(({ source, target, ...link }) => ({ ...link, source: source.slug, target: target.slug })),
  }
}

type Whole = Row & { readonly source: NonNullable<Row['source']>; readonly target: NonNullable<Row['target']> }

const isWhole = (row: Row): row is Whole => row.source !== null && row.target !== null

/** Leaves the first `most` organizations and what links them. */
export const strongest = ({ nodes, links }: NetworkContent, most: number): NetworkContent => {
  const kept = nodes.filter(({ isSelected }, at) => at < most || isSelected)
  const slugs = new Set(kept.map(({ slug }) => slug))
  return { nodes: kept, links: links.filter(({ source, target }) => slugs.has(source) && slugs.has(target)) }
}

/** One end of a link, seen from the other. */
export type Neighbour = {
  readonly name: string
  readonly weight: number
  readonly ownRoles: readonly ProgramRoleKind[]
  readonly roles: readonly ProgramRoleKind[]
}

/** The organizations that one worked with, most programs first. */
export const neighboursOf = ({ nodes, links }: NetworkContent, slug: string): readonly Neighbour[] => {
  const names = new Map(nodes.map(node => [node.slug, node.name]))
  return links
    .flatMap(({ source, target, weight, sourceRoles, targetRoles }) => {
      if (source === slug)
        return [{ name: names.get(target) ?? target, weight, ownRoles: sourceRoles, roles: targetRoles }]
      if (target === slug)
        return [{ name: names.get(source) ?? source, weight, ownRoles: targetRoles, roles: sourceRoles }]
      return []
    })
    .sort((one, other) => other.weight - one.weight || one.name.localeCompare(other.name, 'en'))
}

/** Says roles within a sentence: "host and venue provider". */
export const roleWords = (roles: readonly ProgramRoleKind[]): string =>
  new Intl.ListFormat('en').format(roles.map(role => plain(role)))

/** Says an organization in one line: "ISTE: 2 shared programs as organizer, works with 3 organizations". */
export const nodeWords = ({ name, programs, roles, isSelected }: NetworkNode, neighbours: number): string => {
  const shared = `${counted(programs, 'shared program')} as ${roleWords(roles)}`
  return `${name}: ${shared}, works with ${counted(neighbours, 'organization')}${isSelected ? ', filter in use' : ''}`
}
