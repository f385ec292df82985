import type { EntityName } from '@mikro-orm/core'
import DataLoader from 'dataloader'
import type { Database } from './database.ts'
import { columnOf, type Narrow, primaryKeyOf, type Row, type RowQuery, selectFrom, tableOf } from './rows.ts'

// Keeps a statement's text short enough to prepare quickly.
const maxBatchSize = 500

/** Finds rows by id, in one statement. Answers in the order asked; null where a row is missing or narrowed away. */
export const rowById = <E extends { id: string }>(
  database: Database,
  entity: EntityName<E>,
  narrow?: Narrow<Row<E>>,
): DataLoader<string, Row<E> | null> => rowBy<E>(database, entity, 'id', narrow)

/** Finds rows by a unique property, e.g. a slug. Answers in the order asked; null where a row is missing or narrowed away. */
export const rowBy = <E extends object>(
  database: Database,
  entity: EntityName<E>,
  property: string,
  narrow: Narrow<Row<E>> = query => query,
): DataLoader<string, Row<E> | null> => {
  const select = selectByKey(database, entity, property)
  return new DataLoader(
    async keys => {
      const rows = (await narrow(select(keys)).execute()) as Row<E>[]
      const byKey = new Map(rows.map(row => [keyOf(row, property), row]))
      return keys.map(key => byKey.get(key) ?? null)
    },
    { maxBatchSize },
  )
}

/** What makes a list besides its key. */
export type RowsOptions<E> = {
  /** Properties in the order in which they decide, e.g. `['startedOn desc', 'position']`. The primary key decides last. */
  orderBy?: readonly string[]
  narrow?: Narrow<Row<E>>
}

/** Finds all rows that share a property, e.g. the roles of an organization, in one statement. An empty list where there are none. */
export const rowsBy = <E extends object>(
  database: Database,
  entity: EntityName<E>,
  property: string,
  { orderBy = [], narrow = query => query }: RowsOptions<E> = {},
): DataLoader<string, readonly Row<E>[]> => {
  const select = selectByKey(database, entity, property)
  const table = tableOf(database, entity)
  const orders = [...orderBy, ...primaryKeyOf(database, entity)].map(order => {
    const [name = '', direction] = order.split(' ')
    return { column: `${table}.${columnOf(database, entity, name)}`, isDescending: direction === 'desc' }
  })
  return new DataLoader(
    async keys => {
      const ordered = orders.reduce<RowQuery<Row<E>>>(
        (query, { column, isDescending }) => query.orderBy(column, isDescending ? 'desc' : 'asc'),
        narrow(select(keys)),
      )
      const rows = (await ordered.execute()) as Row<E>[]
      const byKey = Map.groupBy(rows, row => keyOf(row, property))
      return keys.map(key => byKey.get(key) ?? [])
    },
    { maxBatchSize },
  )
}

const selectByKey = <E extends object>(database: Database, entity: EntityName<E>, property: string) => {
  const column = `${tableOf(database, entity)}.${columnOf(database, entity, property)}`
  return (keys: readonly string[]): RowQuery<Row<E>> => selectFrom(database, entity).where(column, 'in', [...keys])
}

const keyOf = (row: object, property: string): string => String((row as Record<string, unknown>)[property])

/** Keeps one loader per set of arguments, for fields that take arguments. Equal arguments in another order find the same loader. */
export const loaderByArguments = <A, L>(create: (args: A) => L): ((args: A) => L) => {
  const loaders = new Map<string, L>()
  return args => {
    const key = canonicalJson(args)
    const loader = loaders.get(key) ?? create(args)
    loaders.set(key, loader)
    return loader
  }
}

/** Writes a value as JSON with the names of every object in order; undefined members are left out, as in JSON. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  ) ?? ''
