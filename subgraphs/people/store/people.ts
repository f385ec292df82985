import type { Database } from '@exchange-network/kit/database/database'
import { type Row, type RowQuery, selectFrom } from '@exchange-network/kit/database/rows'
import { type Connection, readConnection, type SortKey } from '@exchange-network/kit/paging/page'
import type { VisibleSubjects } from '@exchange-network/kit/provenance/conflict-connection'
import { searchHits } from '@exchange-network/kit/search/search-hits'
import type { LoaderRequest } from '@exchange-network/kit/serve/subgraph'
import { type RawBuilder, sql } from 'kysely'
import { Person } from '../entities/person.ts'
import { wherePersonVisible } from '../policy.ts'
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

/** Finds people by words of their names and job titles, best match first. Nothing that is guarded is indexed. */
export const findPeople = (request: LoaderRequest, query: string, page: PeoplePage): Connection<Row<Person>> => {
  const hits = searchHits(request.database, 'Person', query).as('hit')
  return readConnection({
    database: request.database,
    rows: matchingPeople(request, page.filter).innerJoin(hits, 'hit.record_id', 'person.id'),
    keys: [{ column: 'hit.rank', direction: 'asc' }, ...keysOf(byName)],
    binding: JSON.stringify(['searchPeople', query, page.filter]),
    first: page.first,
    after: page.after,
  })
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
