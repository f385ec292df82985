import { loaderByArguments } from '@exchange-network/kit/database/loaders'
import type { Row } from '@exchange-network/kit/database/rows'
import { problem } from '@exchange-network/kit/errors/problem'
import DataLoader from 'dataloader'
import type { Program } from '../entities/program.ts'
import type { ProgramFilter } from './filter.ts'
import type { List } from './filter-lists.ts'
import { linkKey, type NetworkQuery, readCommonPrograms, readLinks, readRolesOfLinks } from './network/links.ts'
import { once } from './once.ts'
import type { ProgramScope } from './scope.ts'

/** Two organizations with programs in common. */
export type OrganizationLink = {
  readonly sourceId: string
  readonly targetId: string
  /** Number of different programs in common. */
  readonly weight: number
  /** Everything that the source does for these programs, by the alphabet. */
  sourceRoles(): Promise<readonly string[]>
  targetRoles(): Promise<readonly string[]>
  /** Earliest first, undated last. */
  programs(): Promise<readonly Row<Program>[]>
}

/** What narrows a network. */
export type NetworkArguments = {
  /** Only organizations that hold one of these roles on the programs in common. */
  readonly roles?: List<string>
  readonly minPrograms?: number | null
  readonly limit?: number | null
}

/**
 * Finds the pairs of organizations with roles on the same program: each pair once, its source having the lesser id;
 * strongest first, then by names. One statement for the links, one for their roles and two for their programs, those when
 * asked for. Throws BAD_USER_INPUT for a limit outside 1 to 1,000 and a minimum below 1.
 */
export const organizationNetwork = (
  args: NetworkArguments & { readonly filter?: ProgramFilter | null },
  scope: ProgramScope,
): Promise<readonly OrganizationLink[]> =>
  linksOf({ ...checked(args, 500), sources: null, filter: args.filter, roles: args.roles }, scope)

/** Networks of many organizations, each of them the source of its links; one loader for each set of arguments. */
export type NetworksByOrganizationId = (args: NetworkArguments) => DataLoader<string, readonly OrganizationLink[]>

/** Finds the links of organizations, strongest first, then by name. As many statements for many organizations as for one. */
export const networksByOrganizationId = (scope: ProgramScope): NetworksByOrganizationId =>
  loaderByArguments(args => {
    const limits = checked(args, 50)
    return new DataLoader(
      async sources => {
        const links = await linksOf({ ...limits, sources, filter: null, roles: args.roles }, scope)
        const bySource = Map.groupBy(links, link => link.sourceId)
        return sources.map(source => bySource.get(source) ?? [])
      },
      { maxBatchSize: 500 },
    )
  })

const linksOf = async (query: NetworkQuery, scope: ProgramScope): Promise<readonly OrganizationLink[]> => {
  const links = await readLinks(query, scope)
  const roles = once(() => readRolesOfLinks(links, query, scope))
  const programs = once(() => readCommonPrograms(links, query, scope))
  return links.map(link => ({
    ...link,
    sourceRoles: async () => (await roles()).get(linkKey(link))?.source ?? [],
    targetRoles: async () => (await roles()).get(linkKey(link))?.target ?? [],
    programs: async () => (await programs()).get(linkKey(link)) ?? [],
  }))
}

const maxLinks = 1000

const checked = ({ minPrograms, limit }: NetworkArguments, defaultLimit: number) => {
  const limits = { minPrograms: minPrograms ?? 1, limit: limit ?? defaultLimit }
  if (limits.limit < 1 || limits.limit > maxLinks) {
    throw problem(
      'BAD_USER_INPUT',
      `Argument "limit" is ${limits.limit}, but a network holds 1 to ${maxLinks} links. Ask for less, or raise "minPrograms".`,
    )
  }
  if (limits.minPrograms < 1) {
    throw problem(
      'BAD_USER_INPUT',
      `Argument "minPrograms" is ${limits.minPrograms}, but linked organizations have at least 1 program in common. Give 1 or more.`,
    )
  }
  return limits
}
