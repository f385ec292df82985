import { Migration } from '@mikro-orm/migrations'

export class Migration20261121202902_search_index extends Migration {
  override up(): void {
    this.addSql(
      `alter table search_document add column fts tsvector generated always as (to_tsvector('simple', title || ' ' || body)) stored`,
    )
    this.addSql(`create index search_document_fts_index on search_document using gin (fts)`)
  }

  override down(): void {
    this.addSql(`drop index if exists search_document_fts_index`)
    this.addSql(`alter table search_document drop column if exists fts`)
  }
}
