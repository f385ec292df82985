// Writes the next migration of a subgraph, for SQLite and PostgreSQL, from its entities:
//   node subgraphs/kit/database/create-migration/main.ts <subgraph folder or name> [name of the migration]
//   node subgraphs/kit/database/create-migration/main.ts programs initial
// It takes `export const entities: EntitySchema[]` from the subgraph's entities/entities.ts, or else entities.ts, and
// writes migrations/sqlite/ and migrations/postgres/, from their snapshot.json and without a database; with SearchDocument
// among the entities the full-text index too. Read what it wrote before you commit it.
import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { EntitySchema } from '@mikro-orm/core'
import { createMigrations, pathOf } from './create-migrations.ts'

const [subgraph, name = 'change'] = process.argv.slice(2)

const folderOf = (subgraph: string): URL => {
  const folder = existsSync(subgraph) ? resolve(subgraph) : resolve(import.meta.dirname, '../../..', subgraph)
  return pathToFileURL(`${folder}/`)
}

const entitiesOf = async (folder: URL): Promise<readonly EntitySchema[]> => {
  const file = ['entities/entities.ts', 'entities.ts'].map(path => new URL(path, folder)).find(url => existsSync(url))
  const loaded = file ? ((await import(file.href)) as { entities?: readonly EntitySchema[] }) : {}
  if (loaded.entities) return loaded.entities
  throw new Error(
    `Subgraph "${basename(pathOf(folder))}" has no list of entities. Export "entities" from entities/entities.ts.`,
  )
}

if (subgraph === undefined) {
  console.error('Name the subgraph: node subgraphs/kit/database/create-migration/main.ts programs initial')
  process.exit(2)
}

const folder = folderOf(subgraph)
const written = await createMigrations({
  entities: await entitiesOf(folder),
  migrations: new URL('migrations/', folder),
  name,
})
for (const { dialect, files } of written) {
  for (const file of files) console.log(`${dialect}: wrote ${pathOf(file)}`)
  if (files.length === 0) console.log(`${dialect}: nothing to do, the entities have not changed.`)
}
