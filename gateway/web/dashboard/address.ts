import { useSyncExternalStore } from 'react'
import { type DashboardPage, dashboardPages } from '../pages.ts'

/** Where the reader is: everything that the page shows follows from it, so that a link or a reload shows the same. */
export type Address = {
  readonly page: DashboardPage
  /** The variable part of the path, e.g. the slug; null where the page has none. */
  readonly id: string | null
  readonly query: Readonly<Record<string, string>>
}

/** Changes of the query; null or '' takes a parameter away. */
export type QueryChange = Readonly<Record<string, string | null>>

/** Parameters that filter every page, so links carry them along. */
export const filterNames = ['from', 'to', 'organization', 'topic', 'kind', 'year'] as const
export type FilterName = (typeof filterNames)[number]

/** Reads an address; null for a path that no page has. */
export const readAddress = (pathname: string, search: string): Address | null => {
  const query = Object.fromEntries(new URLSearchParams(search))
  for (const page of dashboardPages) {
    const id = matchPage(page, pathname)
    if (id !== undefined) return { page, id, query }
  }
  return null
}

/** The id in a path: null where the page has none, undefined where the path is another page's. */
const matchPage = (page: DashboardPage, pathname: string): string | null | undefined => {
  const [fixed = '', parameter] = page.split(':')
  const path = pathname === '/' ? '/' : pathname.replace(/\/$/, '')
  if (parameter === undefined) return path === page ? null : undefined
  const rest = path.startsWith(fixed) ? path.slice(fixed.length) : ''
  if (rest === '' || rest.includes('/')) return undefined
  try {
    return decodeURIComponent(rest)
  } catch {
    return undefined
  }
}

/** Writes the link to a page: with the filters in use, and with what `change` says. */
export const linkTo = (
  page: DashboardPage,
  id: string | null,
  from: Address | null,
  change: QueryChange = {},
): string => {
  const kept = filterNames.flatMap(name => (from?.query[name] ? [[name, from.query[name]] as const] : []))
  return `${pathOf(page, id)}${searchOf({ ...Object.fromEntries(kept), ...change })}`
}

/** Parameters that say where in a list the reader is; in another list they mean nothing. */
const positionNames = ['after', 'back', 'page'] as const
const listNames = new Set<string>([...filterNames, 'sort', 'name'])

/** Writes the link to the same page with some parameters changed. What changes a list leads to its start. */
export const linkWith = ({ page, id, query }: Address, change: QueryChange): string => {
  const isOtherList = Object.keys(change).some(name => listNames.has(name))
  const start = isOtherList ? Object.fromEntries(positionNames.map(name => [name, null])) : {}
  return `${pathOf(page, id)}${searchOf({ ...query, ...start, ...change })}`
}

const pathOf = (page: DashboardPage, id: string | null): string => page.replace(/:\w+$/, encodeURIComponent(id ?? ''))

const searchOf = (query: QueryChange): string => {
  const given = Object.entries(query).filter((pair): pair is [string, string] => !!pair[1])
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

/** Goes to a link of this page without loading it anew. `replace` leaves no step to go back to, for typing. */
export const goTo = (link: string, { replace = false }: { replace?: boolean } = {}): void => {
  if (replace) history.replaceState(null, '', link)
  else history.pushState(null, '', link)
  for (const listener of listeners) listener()
}

const listeners = new Set<() => void>()

const follow = (listener: () => void): (() => void) => {
  listeners.add(listener)
  addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('popstate', listener)
  }
}

/** The address, followed; null on a path that is no page. */
export const useAddress = (): Address | null => {
  // The text is what stays equal; the object made of it would be another one each time.
  const href = useSyncExternalStore(follow, () => `${location.pathname}${location.search}`)
  const url = new URL(href, location.origin)
  return readAddress(url.pathname, url.search)
}
