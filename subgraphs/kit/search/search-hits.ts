import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { AnyTables, Database } from '../database/database.ts'
import { queryWords } from './words.ts'

/** The records that match, as a subquery to join: `rank` is smaller for better hits. */
export type SearchHits = SelectQueryBuilder<AnyTables, AnyTables, { record_id: string; rank: number }>

/**
 * Finds the records of one type that hold all words of a query, each as the beginning of a word; accents and case do
 * not matter. Any text is a valid query; one without a word has no hits. Join the answer with the visible rows:
 * the index knows nothing of visibility.
 * Rank 0: the title is the query. Then 1 and one more for each word that is not in the title, so that equal hits stay
 * equal: order them further by name and id.
 */
export const searchHits = (database: Database, recordType: string, query: string): SearchHits => {
  const words = queryWords(query)
  const documents = database.read
    .selectFrom('search_document')
    .select(['search_document.record_id', titleRank(words).as('rank')])
  if (words.length === 0) return documents.where(sql<boolean>`1 = 0`)
  const matching = documents.where(holdsWords(database, words))
  return database.dialect === 'sqlite'
    ? // The plus keeps SQLite from walking all documents of the type, where the words find few.
      matching.where(sql<boolean>`+search_document.record_type = ${recordType}`)
    : matching.where('search_document.record_type', '=', recordType)
}

/** Builds the condition that a row of `search_document` holds all of the words, of which there is at least one. */
export const holdsWords = ({ dialect }: Database, words: readonly string[]): RawBuilder<boolean> =>
  dialect === 'sqlite' ? matchesFts5(words) : matchesTsvector(words)

// Words hold letters and digits only, so they need no escape in any of the three languages below.
const matchesFts5 = (words: readonly string[]): RawBuilder<boolean> => {
  const match = words.map(word => `"${word}"*`).join(' ')
  return sql`search_document.id in (select rowid from search_document_fts where search_document_fts match ${match})`
}

const matchesTsvector = (words: readonly string[]): RawBuilder<boolean> => {
  const match = words.map(word => `${word}:*`).join(' & ')
  return sql`search_document.fts @@ to_tsquery('simple', ${match})`
}

/** Builds the rank of a row of `search_document` for the words of a query, which need not all stand in it: see `searchHits`. */
export const titleRank = (words: readonly string[]): RawBuilder<number> => {
  if (words.length === 0) return sql<number>`0`
  const missing = words.map(word => sql`case when ' ' || search_document.title like ${`% ${word}%`} then 0 else 1 end`)
  return sql<number>`case when search_document.title = ${words.join(' ')} then 0 else 1 + ${sql.join(missing, sql` + `)} end`
}
