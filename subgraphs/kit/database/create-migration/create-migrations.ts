import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { EntitySchema } from '@mikro-orm/core'
import { dropSearchIndexSql, searchIndexSql } from '../../search/migration.ts'
import { SearchDocument } from '../../search/search-document.ts'
import { type Dialect, startOrm } from '../orm-options.ts'
import { migrationSource } from '../tidy-migration-generator.ts'

/** What to compare and where to write. */
export type MigrationRequest = {
  entities: readonly EntitySchema[]
  /** The folder that has `sqlite/` and `postgres/` inside. */
  migrations: URL
  /** Part of the file's name, e.g. "initial" or "add-slug". */
  name: string
}

/** The migrations written for one database; none where the entities have not changed since the last one. */
export type WrittenMigrations = { dialect: Dialect; files: readonly URL[] }

/**
 * Writes what the entities changed since the last migration as one migration for each database.
 * It compares with `snapshot.json` beside the migrations, so it needs no database. When the entities have search
 * documents and no migration makes the full-text index yet, a second migration does.
 */
export const createMigrations = async (request: MigrationRequest): Promise<WrittenMigrations[]> => [
  await createMigration(request, 'sqlite'),
  await createMigration(request, 'postgres'),
]

const createMigration = async (
  { entities, migrations, name }: MigrationRequest,
  dialect: Dialect,
): Promise<WrittenMigrations> => {
  const folder = new URL(`${dialect}/`, migrations)
  await startSnapshot(folder)
  const orm = await startOrm({
    entities,
    migrations,
    ...(dialect === 'sqlite'
      ? { dialect, file: ':memory:', writer: noConnection, readers: noConnection }
      : { dialect, url: 'postgres://nobody@127.0.0.1:1/nothing' }),
  })
  try {
    const { fileName } = await orm.migrator.create(undefined, false, false, name)
    const written = fileName === '' ? [] : [new URL(fileName, folder)]
    const isSearched = orm.getMetadata().find(SearchDocument) !== undefined
    return { dialect, files: isSearched ? [...written, ...(await createSearchIndex(folder, dialect))] : written }
  } finally {
    await orm.close(true)
  }
}

// Neither FTS5 nor tsvector can be told by entities, so no diff ever shows them.
const createSearchIndex = async (folder: URL, dialect: Dialect): Promise<URL[]> => {
  const files = (await readdir(folder)).filter(file => file.endsWith('.ts'))
  const sources = await Promise.all(files.map(file => readFile(new URL(file, folder), 'utf8')))
  if (sources.some(source => source.includes('search_document_fts'))) return []
  // A second later, because migrations run in the order of their names and the table comes first.
  const timestamp = new Date(Date.now() + 1000).toISOString().replace(/[-T:]|\.\d{3}Z$/g, '')
  const file = new URL(`${timestamp}-search-index.ts`, folder)
  const source = migrationSource(`Migration${timestamp}_search_index`, {
    up: searchIndexSql(dialect),
    down: dropSearchIndexSql(dialect),
  })
  await writeFile(file, source)
  return [file]
}

// MikroORM compares with the database when there is no snapshot; one without tables makes it write everything.
const startSnapshot = async (folder: URL): Promise<void> => {
  const snapshot = new URL('snapshot.json', folder)
  await mkdir(folder, { recursive: true })
  await access(snapshot).catch(() => writeFile(snapshot, JSON.stringify({ namespaces: [], name: '', tables: [] })))
}

const noConnection = (): never => {
  throw new Error(`Creating a migration asked for a database connection, but it works from "snapshot.json" alone.`)
}

/** The path of a migration as a person reads it. */
export const pathOf = (file: URL): string => fileURLToPath(file)
