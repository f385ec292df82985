import { mkdtempDisposable, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createMigrations } from '../database/create-migration/create-migrations.ts'
import { SearchDocumentSchema } from '../search/search-document.ts'
import { DelegateSchema, DelegationSchema } from './delegation.ts'

const scratch = async () => {
  const folder = await mkdtempDisposable(join(tmpdir(), 'migrations-'))
  return { migrations: pathToFileURL(`${folder.path}/`), [Symbol.asyncDispose]: () => folder.remove() }
}

describe('createMigrations', () => {
  it('writes one migration for each database', async () => {
    await using folder = await scratch()

    const written = await createMigrations({ ...folder, entities: [DelegationSchema], name: 'initial' })

    const sources = await Promise.all(written.map(({ files }) => readFile(files[0]!, 'utf8')))
    expect(written.map(({ dialect, files }) => [dialect, files.length])).toStrictEqual([
      ['sqlite', 1],
      ['postgres', 1],
    ])
    expect(sources[0]?.replace(/\d{14}/, '<time>')).toBe(`import { Migration } from '@mikro-orm/migrations'

export class Migration<time>_initial extends Migration {
  override up(): void {
    this.addSql(
      \`create table "delegation" ("id" text not null primary key, "title" text not null, "sort_title" text not null, "started_on" date null);\`,
    )
  }

  override down(): void {
    this.addSql(\`drop table if exists "delegation";\`)
  }
}
`)
    expect(sources[1]).toContain('"id" varchar(64) not null')
  })

  it('writes only what changed since, and nothing when nothing did', async () => {
    await using folder = await scratch()
    await createMigrations({ ...folder, entities: [DelegationSchema], name: 'initial' })

    const unchanged = await createMigrations({ ...folder, entities: [DelegationSchema], name: 'again' })
    const changed = await createMigrations({ ...folder, entities: [DelegationSchema, DelegateSchema], name: 'people' })

    const source = await readFile(changed[0]!.files[0]!, 'utf8')
    expect(unchanged.map(({ files }) => files)).toStrictEqual([[], []])
    expect(source).toContain('create table "delegate"')
    expect(source).not.toContain('create table "delegation"')
  })

  it('makes the full-text index once, after the table of search documents', async () => {
    await using folder = await scratch()
    await createMigrations({ ...folder, entities: [SearchDocumentSchema], name: 'initial' })
    await createMigrations({ ...folder, entities: [SearchDocumentSchema], name: 'again' })

    const names = (await readdir(new URL('sqlite/', folder.migrations))).toSorted()

    expect(names.map(name => name.replace(/^\d{14}-/, ''))).toStrictEqual([
      'initial.ts',
      'search-index.ts',
      'snapshot.json',
    ])
  })
})
