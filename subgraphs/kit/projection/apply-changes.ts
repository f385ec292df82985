import type { AnyTables, EntityManager } from '../database/database.ts'
import type { FeedChange } from '../feed/read-changes.ts'
import { parts } from '../feed/touched-records.ts'

/** Kind of link that each field with an id or a list of ids stands for. */
const linkFields = {
  memberOf: 'MEMBER_OF',
  participants: 'PARTICIPANT',
  roleHolders: 'ROLE_HOLDER',
  steward: 'STEWARD',
} as const

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const idsOf = (value: unknown): readonly string[] => [...new Set([value].flat().filter(id => typeof id === 'string'))]

/**
 * Brings the projection to the state that changes of one sibling tell, in the caller's transaction. Applying the same
 * changes again leaves it as it is. `feed` names the feed that they come from.
 */
export const applyChanges = async (
  em: EntityManager,
  origin: string,
  feed: string,
  changes: readonly FeedChange[],
): Promise<void> => {
  const kysely = em.getKysely<AnyTables>()
  // The last change of a record decides, should a page ever hold two.
  const last = [...new Map(changes.map(change => [`${change.type} ${change.id}`, change])).values()]
  for (const [type, ofType] of Map.groupBy(last, change => change.type)) {
    for (const part of parts(ofType, 200)) {
      const ids = part.map(change => change.id)
      await kysely
        .deleteFrom('projected_link')
        .where('origin', '=', origin)
        .where('type', '=', type)
        .where('from_id', 'in', ids)
        .execute()
      const gone = part.flatMap(change => (change.deleted ? [change.id] : []))
      if (gone.length > 0) {
        await kysely
          .deleteFrom('projected_record')
          .where('origin', '=', origin)
          .where('type', '=', type)
          .where('record_id', 'in', gone)
          .execute()
      }
      const kept = part.filter(change => !change.deleted)
      if (kept.length > 0) {
        await kysely
          .insertInto('projected_record')
          .values(kept.map(change => recordRow(origin, feed, change)))
          .onConflict(conflict =>
            conflict.columns(['origin', 'type', 'record_id']).doUpdateSet(eb => ({
              slug: eb.ref('excluded.slug'),
              name: eb.ref('excluded.name'),
              visibility: eb.ref('excluded.visibility'),
              parent_id: eb.ref('excluded.parent_id'),
              version: eb.ref('excluded.version'),
              feed: eb.ref('excluded.feed'),
            })),
          )
          .execute()
      }
      for (const links of parts(
        kept.flatMap(change => linkRows(origin, change)),
        200,
      )) {
        await kysely.insertInto('projected_link').values(links).execute()
      }
    }
  }
}

const recordRow = (
  origin: string,
  feed: string,
  { type, id, version, visibility, erased = false, fields = {} }: FeedChange,
) => ({
  origin,
  type,
  record_id: id,
  slug: erased ? null : textOrNull(fields.slug),
  name: erased ? null : (textOrNull(fields.name) ?? textOrNull(fields.title)),
  // A record without a word on who may see it is for nobody.
  visibility: visibility ?? 'RESTRICTED',
  parent_id: textOrNull(fields.parent),
  version,
  feed,
})

const linkRows = (origin: string, { type, id, fields = {} }: FeedChange) =>
  Object.entries(linkFields).flatMap(([field, kind]) =>
    idsOf(fields[field]).map(toId => ({ origin, type, from_id: id, kind, to_id: toId })),
  )

/** Forgets the records of one sibling that its present feed did not tell of, once that feed is read to its end. */
export const forgetOlderFeeds = async (em: EntityManager, origin: string, feed: string): Promise<void> => {
  const kysely = em.getKysely<AnyTables>()
  await kysely.deleteFrom('projected_record').where('origin', '=', origin).where('feed', '<>', feed).execute()
  await kysely
    .deleteFrom('projected_link')
    .where('origin', '=', origin)
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('projected_record')
            .select('projected_record.record_id')
            .whereRef('projected_record.origin', '=', 'projected_link.origin')
            .whereRef('projected_record.type', '=', 'projected_link.type')
            .whereRef('projected_record.record_id', '=', 'projected_link.from_id'),
        ),
      ),
    )
    .execute()
}
