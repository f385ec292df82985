import type { Database } from '@exchange-network/kit/database/database'
import { type Row, type RowQuery, selectFrom } from '@exchange-network/kit/database/rows'
import { type Connection, readConnection, type SortKey } from '@exchange-network/kit/paging/page'
import type { VisibleSubjects } from '@exchange-network/kit/provenance/conflict-connection'
import { searchHits, titleRank } from '@exchange-network/kit/search/search-hits'
import { queryWords } from '@exchange-network/kit/search/words'
import type { LoaderRequest } from '@exchange-network/kit/serve/subgraph'
import { type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely'
import { Person } from '../entities/person.ts'
import { wherePersonVisible, wherePositionVisible } from '../policy.ts'
import { nothing } from './affiliation-conditions.ts'
import { type PersonFilter, whereMatches } from './person-filter.ts'

/** The contract's input PersonOrder. */
export type PersonOrder = { readonly field: 'NAME' | 'UPDATED_AT'; readonly direction: 'ASC' | 'DESC' }

/** The order of people unless another one is asked for. */
export const byName: PersonOrder = { field: 'NAME', direction: 'ASC' }

/** Which page of which list. */
export type PeoplePage = {
  readonly filter: PersonFilter
  readonly first?: number | null
  readonly after?: string | null
}

/** Lists the people who exist for the viewer and match. By name, withheld names come last in both directions. */
export const readPeople = (request: LoaderRequest, order: PersonOrder, page: PeoplePage): Connection<Row<Person>> =>
  readConnection({
    database: request.database,
    rows: matchingPeople(request, page.filter),
    keys: keysOf(order),
    binding: JSON.stringify(['people', order, page.filter]),
    first: page.first,
    after: page.after,
  })

/**
 * Finds people by words of their names and job titles, best match first: each word stands in a name, or in the title of
 * a position that exists for the viewer. Nothing that is guarded is indexed.
 */
export const findPeople = (request: LoaderRequest, query: string, page: PeoplePage): Connection<Row<Person>> => {
  const { database } = request
  const words = queryWords(query)
  const found = matchingPeople(request, page.filter).innerJoin('search_document', join =>
    join.onRef('search_document.record_id', '=', 'person.id').on('search_document.record_type', '=', 'Person'),
  )
  return readConnection({
    database,
    rows: words
      .reduce((rows, word) => rows.where(isFoundBy(request, word)), words.length === 0 ? found.where(nothing) : found)
      .select(titleRank(words).as('rank')),
    keys: [{ column: 'rank', direction: 'asc' }, ...keysOf(byName)],
    binding: JSON.stringify(['searchPeople', query, page.filter]),
    first: page.first,
    after: page.after,
  })
}

const isFoundBy =
  ({ database, rights }: LoaderRequest, word: string) =>
  // biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
  (eb: ExpressionBuilder<any, any>): Expression<SqlBool> => {
    const hits = (type: string) => searchHits(database, type, word).clearSelect().select('search_document.record_id')
    const titled = database.read
      .selectFrom('affiliation')
      .select('affiliation.person_id')
      .where('affiliation.id', 'in', hits('Affiliation'))
      .where(wherePositionVisible(rights))
    return eb.or([eb('person.id', 'in', hits('Person')), eb('person.id', 'in', titled)])
  }

/** Selects the people who exist for the viewer, as what conflicts are about. */
export const conflictSubjects = ({ database, rights }: LoaderRequest): VisibleSubjects =>
  database.read
    .selectFrom('person')
    .select([
      sql<string>`'Person'`.as('subject_type'),
      'person.id as subject_id',
      'person.slug',
      'person.name as label',
    ])
    .where(wherePersonVisible(rights))

const keysOf = ({ field, direction }: PersonOrder): SortKey[] => {
  const way = direction === 'ASC' ? 'asc' : 'desc'
  const unique: SortKey = { column: 'id', direction: way }
  if (field === 'UPDATED_AT') return [{ column: 'updatedOrder', direction: way }, unique]
  return [{ column: 'nameOrder', direction: 'asc' }, { column: 'sortName', direction: way }, unique]
}

// The row rule comes first and in every case: what follows narrows the people who exist, and never tells of others.
const matchingPeople = (request: LoaderRequest, filter: PersonFilter): RowQuery<Row<Person>> =>
  selectFrom(request.database, Person)
    .select(updatedOrder(request.database).as('updatedOrder'))
    .where(wherePersonVisible(request.rights))
    .where(whereMatches(request, filter))

// A cursor holds text and numbers, no instants. The ORM keeps instants as milliseconds in SQLite and as timestamps in
// PostgreSQL.
const updatedOrder = ({ dialect }: Database): RawBuilder<number> =>
  dialect === 'sqlite'
    ? sql`person.updated_at`
    : sql`cast(extract(epoch from person.updated_at) * 1000 as double precision)`
