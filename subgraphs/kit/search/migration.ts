/** Statements that make the full-text index over the table `search_document`, for a hand-written migration after the table's own. */
export const searchIndexSql = (dialect: 'sqlite' | 'postgres'): readonly string[] =>
  dialect === 'sqlite' ? fts5 : tsvector

/** Statements that take the full-text index away again. */
export const dropSearchIndexSql = (dialect: 'sqlite' | 'postgres'): readonly string[] =>
  dialect === 'sqlite'
    ? [
        'drop trigger if exists search_document_fts_insert',
        'drop trigger if exists search_document_fts_delete',
        'drop trigger if exists search_document_fts_update',
        'drop table if exists search_document_fts',
      ]
    : ['drop index if exists search_document_fts_index', 'alter table search_document drop column if exists fts']

// MikroORM's schema diff must not touch what stands below: it skips the tables of FTS5 and their triggers, and takes the
// generated column, which no entity names, out of what it compares (`unmodelledTables` and `unmodelledColumns` of
// database/orm-options.ts; the option "skipColumns" would not do, it skips only columns that an entity names).

// The text is folded before it is stored, so the tokenizer only cuts at spaces. The index holds no copy of the text;
// the triggers hand it what was there before, which is how an external-content table forgets.
const forget =
  "insert into search_document_fts (search_document_fts, rowid, title, body) values ('delete', old.id, old.title, old.body);"
const learn = 'insert into search_document_fts (rowid, title, body) values (new.id, new.title, new.body);'

const fts5 = [
  `create virtual table search_document_fts using fts5 (title, body, content = 'search_document', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')`,
  `create trigger search_document_fts_insert after insert on search_document begin ${learn} end`,
  `create trigger search_document_fts_delete after delete on search_document begin ${forget} end`,
  `create trigger search_document_fts_update after update on search_document begin ${forget} ${learn} end`,
] as const

const tsvector = [
  `alter table search_document add column fts tsvector generated always as (to_tsvector('simple', title || ' ' || body)) stored`,
  'create index search_document_fts_index on search_document using gin (fts)',
] as const
