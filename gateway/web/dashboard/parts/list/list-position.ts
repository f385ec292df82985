import type { Address, QueryChange } from '../../address.ts'

/** Where in a list the reader is, and the changes of the address that lead on and back. */
export type ListPosition = {
  readonly page: number
  readonly first: QueryChange
  /** Null on the first page, and where the way back is longer than an address keeps. */
  readonly previous: QueryChange | null
  readonly next: QueryChange | null
}

// The server pages forward only, so the way back is the cursors that were passed. An address does not keep more of them.
const mostKept = 8
const separator = '~'

/** Leads to the start of a list: with another filter or order, the page that the reader was on is no page any more. */
export const listStart: QueryChange = { after: null, back: null, page: null }

/** Reads the position from the address. `endCursor` is null on the last page. */
export const listPosition = ({ query }: Pick<Address, 'query'>, endCursor: string | null): ListPosition => {
  const { after = '' } = query
  const passed = (query.back ?? '').split(separator).filter(Boolean)
  const page = after === '' ? 1 : pageOf(query.page)
  const next = endCursor
    ? { after: endCursor, back: joined([...passed, after].filter(Boolean)), page: String(page + 1) }
    : null
  return { page, first: listStart, previous: previousOf(page, passed), next }
}

const previousOf = (page: number, passed: readonly string[]): QueryChange | null => {
  if (page === 1) return null
  if (page === 2) return listStart
  const before = passed.at(-1)
  return before ? { after: before, back: joined(passed.slice(0, -1)), page: String(page - 1) } : null
}

const joined = (cursors: readonly string[]): string | null => cursors.slice(-mostKept).join(separator) || null

const pageOf = (page = ''): number => (/^[1-9]\d{0,6}$/.test(page) ? Math.max(2, Number(page)) : 2)
