import DataLoader from 'dataloader'
import type { ExpressionBuilder } from 'kysely'
import type { Viewer } from '../access/viewer.ts'
import type { Database } from '../database/database.ts'
import { type Row, selectFrom } from '../database/rows.ts'
import { ProjectedLink, ProjectedRecord } from './projected-record.ts'
import { organizationsWithUnits } from './units.ts'

/** Names a record of a sibling by type and id, or by type and slug where that is allowed. */
export type ProjectedKey = { readonly type: string; readonly id: string }

/** Loads what the feeds of siblings told, for one request: each loader takes one statement. */
export type ProjectionLoaders = {
  /** A record that the viewer may know of; null when it is hidden, gone, or no feed told of it yet. */
  readonly recordById: DataLoader<ProjectedKey, Row<ProjectedRecord> | null, string>
  /** The id for an id or slug; null when no feed told of such a record that the viewer may know of. */
  readonly idOf: DataLoader<ProjectedKey, string | null, string>
  /** An organization and all units below it. */
  readonly unitsOf: DataLoader<string, readonly string[]>
  /** Ids of the organizations that are a MEMBER_OF an organization, in order of id. */
  readonly membersOf: DataLoader<string, readonly string[]>
  /** Ids of the organizations of which an organization is a MEMBER_OF, in order of id. */
  readonly membershipsOf: DataLoader<string, readonly string[]>
}

const keyOf = ({ type, id }: ProjectedKey): string => `${type} ${id}`

/** The feed tells names up to NETWORK only, and of those an outsider may know the PUBLIC ones. */
const knownTo = (viewer: Viewer): readonly string[] =>
  viewer.organization === null ? ['PUBLIC'] : ['PUBLIC', 'NETWORK']

/** Creates the loaders of the projection for one request. */
export const projectionLoaders = ({
  database,
  viewer,
}: {
  readonly database: Database
  readonly viewer: Viewer
}): ProjectionLoaders => {
  const readRecords = async (keys: readonly ProjectedKey[], columns: readonly string[]) => {
    const idsByType = Map.groupBy(keys, key => key.type)
    return (
      selectFrom(database, ProjectedRecord)
        .where('visibility', 'in', knownTo(viewer))
        // biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters.
        .where((eb: ExpressionBuilder<any, any>) =>
          eb.or(
            [...idsByType].flatMap(([type, ofType]) =>
              columns.map(column =>
                eb.and([
                  eb('type', '=', type),
                  eb(
                    column,
                    'in',
                    ofType.map(key => key.id),
                  ),
                ]),
              ),
            ),
          ),
        )
        .orderBy('origin')
        .execute()
    )
  }
  return {
    recordById: new DataLoader<ProjectedKey, Row<ProjectedRecord> | null, string>(
      async keys => {
        const rows = await readRecords(keys, ['record_id'])
        const found = new Map(rows.map(row => [keyOf({ type: row.type, id: row.recordId }), row]))
        return keys.map(key => found.get(keyOf(key)) ?? null)
      },
      { cacheKeyFn: keyOf, maxBatchSize: 500 },
    ),
    idOf: new DataLoader<ProjectedKey, string | null, string>(
      async keys => {
        const rows = await readRecords(keys, ['record_id', 'slug'])
        const slugs = new Map(rows.map(row => [keyOf({ type: row.type, id: row.slug ?? row.recordId }), row.recordId]))
        const ids = new Set(rows.map(row => keyOf({ type: row.type, id: row.recordId })))
        // An id wins over a slug of the same letters.
        return keys.map(key => (ids.has(keyOf(key)) ? key.id : (slugs.get(keyOf(key)) ?? null)))
      },
      { cacheKeyFn: keyOf, maxBatchSize: 500 },
    ),
    unitsOf: new DataLoader(
      async ids => {
        const units = await organizationsWithUnits(database, ids)
        return ids.map(id => units.get(id) ?? [id])
      },
      { maxBatchSize: 500 },
    ),
    membersOf: linkLoader(database, 'to_id'),
    membershipsOf: linkLoader(database, 'from_id'),
  }
}

const linkLoader = (database: Database, end: 'from_id' | 'to_id') =>
  new DataLoader<string, readonly string[]>(
    async ids => {
      const links = await selectFrom(database, ProjectedLink)
        .where('type', '=', 'Organization')
        .where('kind', '=', 'MEMBER_OF')
        .where(end, 'in', [...ids])
        .execute()
      const groups = Map.groupBy(links, link => (end === 'to_id' ? link.toId : link.fromId))
      return ids.map(id => (groups.get(id) ?? []).map(link => (end === 'to_id' ? link.fromId : link.toId)).toSorted())
    },
    { maxBatchSize: 500 },
  )
