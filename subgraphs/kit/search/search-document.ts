import { defineEntity, p } from '@mikro-orm/core'

/**
 * Describes the searchable text of records. The full-text index over it is made by `search/migration.ts`, since
 * neither FTS5 nor tsvector can be described here.
 */
export const SearchDocumentSchema = defineEntity({
  name: 'SearchDocument',
  tableName: 'search_document',
  properties: {
    // FTS5 finds rows by a number, and a hidden rowid may change when the file is backed up by VACUUM.
    id: p.integer().primary().autoincrement(),
    recordType: p.string().length(64),
    recordId: p.string().length(64),
    /** Folded words of the title or name, one space between. */
    title: p.text(),
    /** Folded words of everything else that may be found. Never a guarded value. */
    body: p.text(),
  },
  uniques: [{ properties: ['recordType', 'recordId'] }],
})

/** The searchable text of one record. */
export class SearchDocument extends SearchDocumentSchema.class {}

SearchDocumentSchema.setClass(SearchDocument)
