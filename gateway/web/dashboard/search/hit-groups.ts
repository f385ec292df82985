import { type Address, linkTo } from '../address.ts'
import type { DataOf } from '../ask.ts'
import { counted } from '../parts/counted.ts'
import { dateWords } from '../parts/date-words.ts'
import { sentence } from '../parts/field-words.ts'

/** One thing that fits a search. */
export type Hit = { readonly href: string; readonly name: string; readonly detail: string }

/** What fits among programs, people or organizations, best first. */
export type HitGroup = {
  readonly name: 'Programs' | 'People' | 'Organizations'
  readonly hits: readonly Hit[]
  readonly total: number
}

/** Puts an answer of the search into groups; a group without a hit is left out. */
export const groupsOf = (data: DataOf<'network-search'>, from: Address | null): readonly HitGroup[] => {
  const groups: readonly HitGroup[] = [
    {
      name: 'Programs',
      total: data.searchPrograms?.totalCount ?? 0,
      hits: (data.searchPrograms?.edges ?? []).map(({ node: { slug, title, kind, dates } }) => ({
        href: linkTo('/programs/:slug', slug, from),
        name: title,
        detail: `${sentence(kind)}, ${dateWords(dates)}`,
      })),
    },
    {
      name: 'People',
      total: data.searchPeople?.totalCount ?? 0,
      hits: (data.searchPeople?.edges ?? []).map(({ node: { slug, name, affiliations } }) => ({
        href: linkTo('/people/:slug', slug, from),
        name,
        detail: affiliations
          .map(({ title, organization }) => [title, organization?.name].filter(Boolean).join(', '))
          .filter(Boolean)
          .join('; '),
      })),
    },
    {
      name: 'Organizations',
      total: data.searchOrganizations?.totalCount ?? 0,
      hits: (data.searchOrganizations?.edges ?? []).map(({ node: { slug, name, kinds } }) => ({
        href: linkTo('/organizations/:slug', slug, from),
        name,
        detail: kinds.map(sentence).join(', '),
      })),
    },
  ]
  return groups.filter(({ hits }) => hits.length > 0)
}

/**
 * The hit that Enter goes to: one that is called just so, else one whose name starts so, else one with all the words in its
 * name, else the first of all. Each group is sorted by the server, but the server does not compare a person with a program.
 */
export const bestHit = (groups: readonly HitGroup[], query: string): Hit | null => {
  const hits = groups.flatMap(group => group.hits)
  const wanted = fold(query)
  return (
    hits.find(({ name }) => fold(name) === wanted) ??
    hits.find(({ name }) => fold(name).startsWith(wanted)) ??
    hits.find(({ name }) => hasWords(name, wanted)) ??
    hits[0] ??
    null
  )
}

const hasWords = (name: string, wanted: string): boolean => {
  const words = fold(name).split(/[^\p{L}\p{N}]+/u)
  return wanted.split(/\s+/).every(start => words.some(word => word.startsWith(start)))
}

const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').trim().toLowerCase()

/** Says how much was found, and what Enter opens. */
export const hitsSentence = (groups: readonly HitGroup[], query: string): string => {
  const best = bestHit(groups, query)
  if (!best) return `Nothing in the network fits “${query}”. Try fewer or other words.`
  const counts = groups.map(({ name, total }) => counted(total, singulars[name], name.toLowerCase()))
  return `${counts.join(', ')}. Enter opens “${best.name}”.`
}

const singulars = { Programs: 'program', People: 'person', Organizations: 'organization' } as const
