import { loaderByArguments } from '@exchange-network/kit/database/loaders'
import { type Row, selectFrom } from '@exchange-network/kit/database/rows'
import { type Connection, connectionsByParent, readConnection, type SortKey } from '@exchange-network/kit/paging/page'
import { visibleOrganization } from '@exchange-network/kit/projection/known-records'
import type DataLoader from 'dataloader'
import { Source } from '../entities/source.ts'
import type { ProgramScope } from './scope.ts'
import { visiblePerson, visibleSources } from './visible.ts'

/** Arguments of the list of sources. */
export type SourceListArguments = {
  readonly kinds?: readonly string[] | null
  readonly publisherId?: string | null
  readonly first?: number | null
  readonly after?: string | null
}

/** Arguments of Person.authored. */
export type AuthoredArguments = Pick<SourceListArguments, 'first' | 'after'>

const latestFirst: SortKey[] = [
  { column: 'source.date_order', direction: 'asc' },
  { column: 'source.date_sort', direction: 'desc' },
  { column: 'source.id', direction: 'asc' },
]

/**
 * Pages all sources, latest first, undated last. The publisher is an id or, where the feed tells of it, a slug; one that
 * is hidden from the viewer published nothing.
 */
export const readSources = (
  scope: ProgramScope,
  { kinds, publisherId, first, after }: SourceListArguments,
): Connection<Row<Source>> => {
  let rows = selectFrom(scope.database, Source).where(visibleSources(scope.rights))
  if (kinds != null) rows = rows.where('source.kind', 'in', kinds.length ? [...kinds] : [''])
  if (publisherId != null) {
    rows = rows
      .where(visibleOrganization(scope.rights, 'source.publisher_id'))
      .where(eb =>
        eb.or([
          eb('source.publisher_id', '=', publisherId),
          eb(
            'source.publisher_id',
            'in',
            eb
              .selectFrom('projected_record')
              .select('projected_record.record_id')
              .where('projected_record.type', '=', 'Organization')
              .where('projected_record.slug', '=', publisherId),
          ),
        ]),
      )
  }
  return readConnection({
    database: scope.database,
    rows,
    keys: latestFirst,
    binding: JSON.stringify(['sources', kinds ?? null, publisherId ?? null]),
    first,
    after,
  })
}

/** Pages the sources that people wrote, latest first. A person who is hidden from the viewer wrote none. */
export const sourcesByAuthorId = (
  scope: ProgramScope,
): ((args: AuthoredArguments) => DataLoader<string, Connection<Row<Source>>>) =>
  loaderByArguments(({ first, after }) =>
    connectionsByParent({
      database: scope.database,
      rows: parents =>
        selectFrom(scope.database, Source)
          .innerJoin('source_author', 'source_author.source_id', 'source.id')
          .select('source_author.person_id as parent_id')
          .where('source_author.person_id', 'in', [...parents])
          .where(visibleSources(scope.rights))
          .where(visiblePerson(scope.rights, 'source_author.person_id')),
      keys: latestFirst,
      binding: JSON.stringify(['Person.authored']),
      first,
      after,
    }),
  )
