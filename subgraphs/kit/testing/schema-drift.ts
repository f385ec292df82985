import { DatabaseSchema } from '@mikro-orm/sql'
import type { DatabaseOptions } from '../database/database.ts'
import { unmodelledColumns, unmodelledTables } from '../database/orm-options.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'

/**
 * Migrates a fresh database and answers the SQL that its tables still lack to match the entities: '' when the
 * migrations are complete. In a test: `expect(await schemaDrift({ entities, migrations })).toBe('')`.
 */
export const schemaDrift = async (options: Pick<DatabaseOptions, 'entities' | 'migrations'>): Promise<string> => {
  await using database = await testDatabase(options)
  const fromSchema = await modelledSchema(database)
  return (await database.orm.schema.getUpdateSchemaSQL({ wrap: false, fromSchema })).trim()
}

// MikroORM can leave out tables but not columns, and would drop PostgreSQL's full-text column.
const modelledSchema = async ({ orm }: TestDatabase): Promise<DatabaseSchema> => {
  const connection = orm.em.getConnection('write')
  const journal = orm.config.get('migrations').tableName ?? 'mikro_orm_migrations'
  const skipTables = [...unmodelledTables, journal]
  const none = undefined
  const schema = await DatabaseSchema.create(
    connection,
    orm.em.getPlatform() as Parameters<typeof DatabaseSchema.create>[1],
    orm.config,
    none,
    none,
    none,
    skipTables,
  )
  for (const { table, column } of unmodelledColumns) {
    const found = schema.getTable(table)
    if (!found) continue
    found.setIndexes(found.getIndexes().filter(index => !index.columnNames.includes(column)))
    found.removeColumn(column)
  }
  return schema
}
