import type { EntityName } from '@mikro-orm/core'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Database } from './database.ts'
import { tableOf } from './rows.ts'

/**
 * Builds the condition that a row of an entity has this id or, where the entity has slugs, this slug. Not by "or":
 * beside a row rule SQLite would read the whole table for it.
 */
export const whereIdOrSlug = <E extends object>(database: Database, entity: EntityName<E>, idOrSlug: string) => {
  const table = tableOf(database, entity)
  const hasSlug = 'slug' in database.orm.getMetadata().get(entity).properties
  // biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
  return (eb: ExpressionBuilder<any, any>): Expression<SqlBool> => {
    const byId = eb.selectFrom(`${table} as named`).select('named.id').where('named.id', '=', idOrSlug)
    const bySlug = eb.selectFrom(`${table} as named`).select('named.id').where('named.slug', '=', idOrSlug)
    return eb(`${table}.id`, 'in', hasSlug ? byId.unionAll(bySlug) : byId)
  }
}
