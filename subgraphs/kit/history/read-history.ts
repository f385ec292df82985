import type { Row } from '../database/rows.ts'
import { selectFrom } from '../database/rows.ts'
import { type Connection, readConnection } from '../paging/page.ts'
import { closedPathsFor, type GuardedPaths } from '../provenance/guarded-paths.ts'
import type { LoaderRequest } from '../serve/subgraph.ts'
import { HistoryEntry } from './history-entry.ts'

/** The arguments of the field `history`. */
export type HistoryArguments = { readonly first?: number | null; readonly after?: string | null }

/** Pages the history of one record, latest first. Who may read it is for the field's policy to say. */
export const readHistory = (
  { database }: Pick<LoaderRequest, 'database'>,
  { type, id }: { readonly type: string; readonly id: string },
  { first, after }: HistoryArguments,
): Connection<Row<HistoryEntry>> =>
  readConnection({
    database,
    rows: selectFrom(database, HistoryEntry)
      .where('history_entry.record_type', '=', type)
      .where('history_entry.record_id', '=', id),
    keys: [{ column: 'history_entry.seq', direction: 'desc' }],
    binding: JSON.stringify(['history', type, id]),
    first,
    after,
  })

/**
 * Creates the resolvers of the type HistoryEntry. Values on guarded paths, of the record itself and of its claims, are
 * left out for viewers without their scope: the same paths as for claims.
 */
export const historyEntryResolvers = (guardedPaths: GuardedPaths = {}) => ({
  changes({ changes }: Row<HistoryEntry>, _: unknown, { viewer }: Pick<LoaderRequest, 'viewer'>) {
    const closed = closedPathsFor(viewer, guardedPaths)
    const isClosed = (path: unknown): boolean =>
      typeof path === 'string' && closed.some(one => path === one || path.startsWith(`${one}.`))
    return changes.map(({ path, from, to, erased }) => {
      const withheld = erased === true || isClosed(path) || [from, to].some(side => isClosed(pathIn(side)))
      return { path, withheld, from: withheld ? null : textOf(from), to: withheld ? null : textOf(to) }
    })
  },
})

/** The path that a claim or conflict in the history is about. */
const pathIn = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'path' in value ? value.path : null

const textOf = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value)
