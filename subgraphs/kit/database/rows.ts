import type { EntityMetadata, EntityName, EntityProperty } from '@mikro-orm/core'
import {
  type KyselyPlugin,
  type QueryId,
  type QueryResult,
  type SelectQueryBuilder,
  sql,
  type UnknownRow,
} from 'kysely'
import type { AnyTables, Database } from './database.ts'

// biome-ignore lint/suspicious/noExplicitAny: matches methods of any signature, to leave them out
type Method = (...args: any[]) => unknown

/** The plain properties of entity E as one row: no relations, no methods; what may be undefined on an entity is null in a row. */
export type Row<E> = {
  readonly [P in keyof E as P extends symbol ? never : E[P] extends Method ? never : P]-?: RowValue<E[P]>
}
type RowValue<V> = undefined extends V ? Exclude<V, undefined> | null : V

/** A select of typed rows. Its tables go by their aliases and its columns are snake_case: `query.where('program.visibility', '=', 'PUBLIC')`. */
export type RowQuery<R> = SelectQueryBuilder<AnyTables, AnyTables, R>

/** Narrows a query, e.g. to what a viewer may see. */
export type Narrow<R> = (query: RowQuery<R>) => RowQuery<R>

/** Turns a value as the driver answers it into the value of the property. */
type Conversion = (value: unknown) => unknown
type Conversions = ReadonlyMap<string, Conversion>

/**
 * Selects all columns of an entity as its property names; booleans, JSON, arrays and datetimes come back alike from
 * both databases. The alias is the table's name unless given. Columns that you select beside them stay as the driver
 * gives them, which for text and numbers is alike too; count with `countRows`.
 */
export const selectFrom = <E extends object>(
  database: Database,
  entity: EntityName<E>,
  alias: string = tableOf(database, entity),
): RowQuery<Row<E>> => {
  const { columns, conversions } = shapeOf(database, entity)
  return database.read
    .withPlugin(new RowPlugin(conversions))
    .selectFrom(`${tableOf(database, entity)} as ${alias}`)
    .select(columns.map(([column, property]) => `${alias}.${column} as ${property}`)) as unknown as RowQuery<Row<E>>
}

/** Names an entity's table, for joins: `.innerJoin(`${tableOf(database, Program)} as p`, ...)`. */
export const tableOf = <E extends object>(database: Database, entity: EntityName<E>): string =>
  metadataOf(database, entity).tableName

/** Finds the column of a property. Throws when the entity has no such property or it is a relation. */
export const columnOf = <E extends object>(database: Database, entity: EntityName<E>, property: string): string => {
  const found = shapeOf(database, entity).columns.find(([, name]) => name === property)
  if (found) return found[0]
  const { className } = metadataOf(database, entity)
  throw new Error(`Entity "${className}" has no plain property "${property}". Name one of its columns' properties.`)
}

/** Names the properties of an entity's primary key. */
export const primaryKeyOf = <E extends object>(database: Database, entity: EntityName<E>): readonly string[] =>
  metadataOf(database, entity).primaryKeys

/** The number of rows as a number: PostgreSQL answers a plain count(*) as text. */
export const countRows = sql<number>`cast(count(*) as integer)`

/** Finds how a query's rows are converted, for rows that left its builder, e.g. through a window around it. Changes rows in place. */
export const converterOf = (query: RowQuery<AnyTables>): ((rows: UnknownRow[]) => UnknownRow[]) => {
  const conversions = conversionsByQuery.get(query.compile().queryId)
  return rows => (conversions ? convert(rows, conversions) : rows)
}

type Shape = { columns: readonly (readonly [column: string, property: string])[]; conversions: Conversions }

const shapes = new WeakMap<EntityMetadata, Shape>()

const shapeOf = <E extends object>(database: Database, entity: EntityName<E>): Shape => {
  const metadata = metadataOf(database, entity)
  const known = shapes.get(metadata)
  if (known) return known
  const plain = metadata.props.filter(
    property => property.fieldNames?.length === 1 && property.kind === 'scalar' && property.persist !== false,
  )
  const shape: Shape = {
    columns: plain.map(property => [property.fieldNames[0] as string, property.name]),
    conversions: new Map(
      plain.flatMap(property => {
        const conversion = conversionOf(database, property)
        return conversion ? [[property.name, conversion] as const] : []
      }),
    ),
  }
  shapes.set(metadata, shape)
  return shape
}

const metadataOf = <E extends object>(database: Database, entity: EntityName<E>): EntityMetadata =>
  database.orm.getMetadata().get(entity) as EntityMetadata

const conversionOf = (database: Database, property: EntityProperty): Conversion | null => {
  if (property.runtimeType === 'boolean') return Boolean
  if (property.runtimeType === 'Date') return value => new Date(value as string | number)
  const type = property.customType
  if (!type) return null
  const platform = database.orm.em.getPlatform()
  return value => type.convertToJSValue(value, platform)
}

const convert = (rows: UnknownRow[], conversions: Conversions): UnknownRow[] => {
  for (const [property, conversion] of conversions) {
    for (const row of rows) {
      const value = row[property]
      if (value !== null && value !== undefined) row[property] = conversion(value)
    }
  }
  return rows
}

// Kysely gives a query the same id when it is compiled and when its result comes back.
const conversionsByQuery = new WeakMap<QueryId, Conversions>()

class RowPlugin implements KyselyPlugin {
  readonly #conversions: Conversions

  constructor(conversions: Conversions) {
    this.#conversions = conversions
  }

  transformQuery: KyselyPlugin['transformQuery'] = ({ node, queryId }) => {
    conversionsByQuery.set(queryId, this.#conversions)
    return node
  }

  transformResult: KyselyPlugin['transformResult'] = async ({ result }): Promise<QueryResult<UnknownRow>> => {
    convert(result.rows, this.#conversions)
    return result
  }
}
