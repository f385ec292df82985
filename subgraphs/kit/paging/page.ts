import DataLoader from 'dataloader'
import { sql, type UnknownRow } from 'kysely'
import type { AnyTables, Database } from '../database/database.ts'
import { converterOf, countRows, type RowQuery } from '../database/rows.ts'
import { type CursorCodec, type CursorValues, cursorCodec } from './cursor.ts'
import { isAfter, type KeyedList, keyedList, orderOf, type SortKey } from './keyset.ts'
import { readPageSize } from './page-size.ts'

export type { SortKey } from './keyset.ts'

/** One item of a page. */
export type Edge<R> = { cursor: string; node: R }

/** Relay's paging information. */
export type PageInfo = {
  hasNextPage: boolean
  /** True whenever the page was asked for with "after". */
  hasPreviousPage: boolean
  startCursor: string | null
  endCursor: string | null
}

/** A Relay connection. Nothing is read before it is asked for: edges and pageInfo share one statement, totalCount is another. */
export type Connection<R> = {
  edges(): Promise<Edge<R>[]>
  pageInfo(): Promise<PageInfo>
  totalCount(): Promise<number>
}

/** Which page of which list. */
export type PageArguments = {
  database: Database
  /** What a cursor belongs to: field, order and filter, e.g. `JSON.stringify(['programs', orderBy, filter])`. A cursor of another binding is refused. */
  binding: string
  first: number | null | undefined
  after: string | null | undefined
  /** 20 unless told. */
  defaultFirst?: number | undefined
}

/** A list in a stable order. */
export type ConnectionOptions<R> = PageArguments & {
  /** The rows of the whole list: filtered, not ordered, not limited. */
  rows: RowQuery<R>
  keys: readonly SortKey[]
}

/** Pages a list by its sort keys. Throws BAD_USER_INPUT at once for a bad `first` or `after`. */
export const readConnection = <R>(options: ConnectionOptions<R>): Connection<R> => {
  const plan = planPages(options)
  return connection(
    () => readPage(plan, options.rows),
    () => countAll(options.database, options.rows),
  )
}

/** Search hits in the order of their rank. */
export type RankedOptions<R> = PageArguments & {
  /** The hits of the whole list, filtered and in full order (best first, then something unique), not limited. */
  rows: RowQuery<R>
}

/** Pages search hits by position, because a rank is no stable key: a hit may repeat or be missed when rows change between two pages. */
export const readRankedConnection = <R>(options: RankedOptions<R>): Connection<R> => {
  const { database, rows, first, after, defaultFirst } = options
  const size = readPageSize(first, defaultFirst)
  const codec = cursorCodec(database.cursorKey, JSON.stringify([options.binding, 'rank']))
  const start = isGiven(after) ? Number(codec.read(after)[0]) : 0
  return connection(
    async () => {
      const found = await rows
        .limit(size + 1)
        .offset(start)
        .execute()
      const edges = found
        .slice(0, size)
        .map((node, index) => ({ cursor: codec.write([start + index + 1]), node: node as R }))
      return pageOf(edges, found.length > size, isGiven(after))
    },
    () => countAll(database, rows.clearOrderBy()),
  )
}

/** The lists of many parents, each in a stable order. */
export type ConnectionsOptions<R> = PageArguments & {
  /** The rows of all these parents, with the parent's id as output column "parent_id": filtered, not ordered, not limited. */
  rows: (parents: readonly string[]) => RowQuery<R>
  keys: readonly SortKey[]
}

/**
 * Pages the lists of many parents: one windowed statement for all their pages, one grouped count.
 * One loader serves one set of arguments (see loaderByArguments). Throws BAD_USER_INPUT at once for a bad `first` or `after`.
 */
export const connectionsByParent = <R>(options: ConnectionsOptions<R>): DataLoader<string, Connection<R>> => {
  const plan = planPages(options)
  return new DataLoader(
    async parents => {
      const rows = options.rows(parents)
      const pages = once(() => readPages(plan, rows, parents))
      const counts = once(() => countByParent(options.database, rows))
      return parents.map(parent =>
        connection(
          async () => (await pages()).get(parent) ?? pageOf<R>([], false, plan.start !== null),
          async () => (await counts()).get(parent) ?? 0,
        ),
      )
    },
    { maxBatchSize: 500 },
  )
}

type Page<R> = { edges: Edge<R>[]; info: PageInfo }

type PagePlan = {
  database: Database
  size: number
  start: CursorValues | null
  codec: CursorCodec
  keys: readonly SortKey[]
}

const isGiven = (after: string | null | undefined): after is string => after !== null && after !== undefined

const planPages = (options: PageArguments & { keys: readonly SortKey[] }): PagePlan => {
  const { database, binding, keys, first, after, defaultFirst } = options
  const codec = cursorCodec(database.cursorKey, JSON.stringify([binding, keys]))
  return {
    database,
    size: readPageSize(first, defaultFirst),
    start: isGiven(after) ? codec.read(after) : null,
    codec,
    keys,
  }
}

const connection = <R>(read: () => Promise<Page<R>>, count: () => Promise<number>): Connection<R> => {
  const page = once(read)
  return {
    edges: async () => (await page()).edges,
    pageInfo: async () => (await page()).info,
    totalCount: once(count),
  }
}

const once = <T>(read: () => Promise<T>): (() => Promise<T>) => {
  let reading: Promise<T> | undefined
  return () => {
    reading ??= read()
    return reading
  }
}

const pageOf = <R>(edges: Edge<R>[], hasNextPage: boolean, hasPreviousPage: boolean): Page<R> => ({
  edges,
  info: {
    hasNextPage,
    hasPreviousPage,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  },
})

// One row more than the page holds tells whether there is a next one.
const readPage = async <R>(plan: PagePlan, rows: RowQuery<R>): Promise<Page<R>> => {
  const list = keyedList(rows, plan.keys)
  const found = await itemsOf(plan, list)
    .selectAll('item')
    .orderBy(orderOf(list))
    .limit(plan.size + 1)
    .execute()
  return pageReader<R>(plan, list)(found)
}

const readPages = async <R>(
  plan: PagePlan,
  rows: RowQuery<R>,
  parents: readonly string[],
): Promise<Map<string, Page<R>>> => {
  const [parent] = parents
  // A limit stops at the last row of the page; a window reads the whole list.
  if (parents.length === 1 && parent !== undefined) return new Map([[parent, await readPage(plan, rows)]])
  const list = keyedList(rows, plan.keys)
  const position = sql`row_number() over (partition by ${sql.ref('item.parent_id')} order by ${orderOf(list)})`
  const found: UnknownRow[] = await plan.database.read
    .selectFrom(itemsOf(plan, list).selectAll('item').select(position.as('page_position')).as('numbered'))
    .selectAll()
    .where('page_position', '<=', plan.size + 1)
    .orderBy('parent_id')
    .orderBy('page_position')
    .execute()
  const byParent = Map.groupBy(found, row => String(row.parent_id))
  const read = pageReader<R>(plan, list)
  return new Map([...byParent].map(([id, items]) => [id, read(items)]))
}

const itemsOf = ({ database, start }: PagePlan, list: KeyedList) =>
  database.read
    .selectFrom(list.rows.as('item'))
    .$if(start !== null, query => query.where(isAfter(list, start as CursorValues)))

const pageReader = <R>({ size, codec, start }: PagePlan, list: KeyedList): ((found: UnknownRow[]) => Page<R>) => {
  const convert = converterOf(list.rows)
  return found => {
    const items = found.slice(0, size)
    // The cursor holds what the database compares, so it is taken before the values are converted.
    const cursors = items.map(row => codec.write(list.takeValues(row)))
    const nodes = convert(items.map(withoutPlace)) as R[]
    const edges = nodes.map((node, index) => ({ cursor: cursors[index] as string, node }))
    return pageOf(edges, found.length > size, start !== null)
  }
}

const withoutPlace = ({ parent_id: _, page_position: __, ...row }: UnknownRow): UnknownRow => row

const countAll = async (database: Database, rows: RowQuery<AnyTables>): Promise<number> => {
  const { count } = await database.read
    .selectFrom(rows.as('item'))
    .select(countRows.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

const countByParent = async (database: Database, rows: RowQuery<AnyTables>): Promise<Map<string, number>> => {
  const counts = await database.read
    .selectFrom(rows.as('item'))
    .select(['parent_id', countRows.as('count')])
    .groupBy('parent_id')
    .execute()
  return new Map(counts.map(({ parent_id, count }) => [String(parent_id), count]))
}
