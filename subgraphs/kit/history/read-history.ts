import type { Row } from '../database/rows.ts'
import { selectFrom } from '../database/rows.ts'
import { type Connection, readConnection } from '../paging/page.ts'
import { closedPathsFor, type GuardedPaths } from '../provenance/guarded-paths.ts'
import type { ProvenanceContext } from '../provenance/resolvers.ts'
import type { LoaderRequest } from '../serve/subgraph.ts'
import { type FieldChange, HistoryEntry } from './history-entry.ts'

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

/** What a team's history may not tell, beside guarded paths and what hides claims, conflicts and sources. */
export type HistoryRules<Context> = {
  /** Tells whether an organization is hidden from the viewer; none is unless told. */
  readonly isHiddenOrganization?: (id: string, context: Context) => Promise<boolean>
  /** Tells whether a change names another record that is hidden from the viewer; none does unless told. */
  readonly namesHidden?: (change: FieldChange, context: Context, entry: Row<HistoryEntry>) => Promise<boolean>
}

type Entry = Row<HistoryEntry>

/**
 * Creates the resolvers of the type HistoryEntry. Left out are values on guarded paths, of the record itself and of its
 * claims, for viewers without their scope: the same paths as for claims; and claims, conflicts, sources and organizations
 * that do not exist for the viewer elsewhere either.
 */
export const historyEntryResolvers = <Context extends ProvenanceContext = ProvenanceContext>(
  guardedPaths: GuardedPaths = {},
  { isHiddenOrganization, namesHidden }: HistoryRules<Context> = {},
) => {
  const isWithheld = async (entry: Entry, change: FieldChange, context: Context): Promise<boolean> => {
    const closed = closedPathsFor(context.viewer, guardedPaths)
    const isClosed = (path: unknown): boolean =>
      typeof path === 'string' && closed.some(one => path === one || path.startsWith(`${one}.`))
    const { path, from, to, erased } = change
    if (erased === true || isClosed(path) || [from, to].some(side => isClosed(valueIn(side, 'path')))) return true
    const supports = await Promise.all([from, to].map(side => isSupportHidden(entry, path, side, context)))
    return supports.includes(true) || ((await namesHidden?.(change, context, entry)) ?? false)
  }
  return {
    async changes(entry: Entry, _: unknown, context: Context) {
      return Promise.all(
        entry.changes.map(async change => {
          const withheld = await isWithheld(entry, change, context)
          const { path, from, to } = change
          return { path, withheld, from: withheld ? null : textOf(from), to: withheld ? null : textOf(to) }
        }),
      )
    },
    // Why a conflict was opened or decided speaks of its claims.
    async reason(entry: Entry, _: unknown, context: Context) {
      const conflicts = entry.changes.filter(({ path }) => path === 'conflicts')
      const withheld = await Promise.all(conflicts.map(change => isWithheld(entry, change, context)))
      return withheld.includes(true) ? null : entry.reason
    },
    async organizationId({ organizationId }: Entry, _: unknown, context: Context) {
      if (organizationId === null) return null
      return (await isHiddenOrganization?.(organizationId, context)) ? null : organizationId
    },
  }
}

/** Tells whether what supports a record, as it was or is, does not exist for the viewer. A change may tell of it by its id only. */
const isSupportHidden = async (
  { recordType: type, recordId: id }: Entry,
  path: string,
  side: unknown,
  { loaders: { provenance } }: ProvenanceContext,
): Promise<boolean> => {
  const part = valueIn(side, 'id')
  if (path === 'claims' && typeof part === 'string') return (await provenance.claimById.load(part)) === null
  if (path === 'conflicts' && typeof part === 'string') {
    return !(await provenance.conflictsOf.load({ type, id })).some(conflict => conflict.id === part)
  }
  const sourceId = valueIn(side, 'sourceId')
  return typeof sourceId === 'string' && !(await provenance.sourceExists.load(sourceId))
}

/** A value of a part of the record, e.g. the path that a claim in the history is about. */
const valueIn = (side: unknown, name: string): unknown =>
  typeof side === 'object' && side !== null ? (side as Record<string, unknown>)[name] : null

const textOf = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value)
