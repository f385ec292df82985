import { Migration } from '@mikro-orm/migrations'

export class Migration20261121202902_search_index extends Migration {
  override up(): void {
    this.addSql(
      `create virtual table search_document_fts using fts5 (title, body, content = 'search_document', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')`,
    )
    this.addSql(
      `create trigger search_document_fts_insert after insert on search_document begin insert into search_document_fts (rowid, title, body) values (new.id, new.title, new.body); end`,
    )
    this.addSql(
      `create trigger search_document_fts_delete after delete on search_document begin insert into search_document_fts (search_document_fts, rowid, title, body) values ('delete', old.id, old.title, old.body); end`,
    )
    this.addSql(
      `create trigger search_document_fts_update after update on search_document begin insert into search_document_fts (search_document_fts, rowid, title, body) values ('delete', old.id, old.title, old.body); insert into search_document_fts (rowid, title, body) values (new.id, new.title, new.body); end`,
    )
  }

  override down(): void {
    this.addSql(`drop trigger if exists search_document_fts_insert`)
    this.addSql(`drop trigger if exists search_document_fts_delete`)
    this.addSql(`drop trigger if exists search_document_fts_update`)
    this.addSql(`drop table if exists search_document_fts`)
  }
}
