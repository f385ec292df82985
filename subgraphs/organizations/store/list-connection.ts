import type { Database } from '@exchange-network/kit/database/database'
import { problem } from '@exchange-network/kit/errors/problem'
import { cursorCodec } from '@exchange-network/kit/paging/cursor'
import type { Connection } from '@exchange-network/kit/paging/page'
import { readPageSize } from '@exchange-network/kit/paging/page-size'

/** A whole list in memory, and the page of it that is asked for. */
export type ListOptions<Item> = {
  /** Signs the cursors. */
  readonly database: Pick<Database, 'cursorKey'>
  /** In order; changes only with a new version of the program. */
  readonly items: readonly Item[]
  /** Unique in the list. */
  readonly keyOf: (item: Item) => string
  /** What a cursor belongs to: field and filter. A cursor of another binding is refused. */
  readonly binding: string
  readonly first: number | null | undefined
  readonly after: string | null | undefined
}

/** Pages a list in memory like a list of rows. Throws BAD_USER_INPUT at once for a bad `first` or `after`. */
export const readListConnection = <Item>(options: ListOptions<Item>): Connection<Item> => {
  const { database, items, keyOf, binding, first, after } = options
  const codec = cursorCodec(database.cursorKey, binding)
  const size = readPageSize(first)
  const start = after == null ? 0 : positionAfter(items.map(keyOf), codec.read(after)[0])
  const page = items.slice(start, start + size)
  const edges = page.map(node => ({ cursor: codec.write([keyOf(node)]), node }))
  return {
    edges: async () => edges,
    pageInfo: async () => ({
      hasNextPage: start + size < items.length,
      hasPreviousPage: after != null,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    }),
    totalCount: async () => items.length,
  }
}

const positionAfter = (keys: readonly string[], key: unknown): number => {
  const position = keys.indexOf(String(key))
  if (position >= 0) return position + 1
  throw problem(
    'BAD_USER_INPUT',
    `Argument "after" points behind "${String(key)}", which is no longer in this list. Leave "after" out to start at the beginning.`,
  )
}
