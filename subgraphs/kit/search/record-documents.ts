import type { AnyTables, Database, EntityManager, Recorder } from '../database/database.ts'
import { parts, type Touch, touchedRecords } from '../feed/touched-records.ts'
import { indexedText } from './words.ts'

/** What may be searched of one record: printable text, folded by the recorder. Never a guarded value. */
export type SearchText = {
  readonly id: string
  /** Name or title: a hit there comes first. */
  readonly title: string
  readonly body: string
}

/** Reads the texts of records of one type, with the transaction's own entity manager. Records left out are not found any more. */
export type DescribeTexts = (
  ids: readonly string[],
  em: EntityManager,
  database: Database,
) => Promise<readonly SearchText[]>

/**
 * Makes a recorder that refreshes the search documents of changed records in the transaction of the change.
 * `touches` says which records an entity belongs to, `describe` what to find them by, by type. Types without a
 * description are not searched.
 */
export const recordSearchDocuments = (options: {
  readonly touches: readonly Touch[]
  readonly describe: Readonly<Record<string, DescribeTexts>>
}): Recorder => {
  return async (changes, em, database) => {
    for (const [type, ids] of touchedRecords(changes, options.touches)) {
      const describe = options.describe[type]
      if (describe !== undefined) await refreshSearchDocuments(type, ids, describe, em, database)
    }
  }
}

/**
 * Writes the search documents of records anew, in the caller's transaction: for texts that hold what another team
 * owns, e.g. the name of an organization, when its feed tells of a change.
 */
export const refreshSearchDocuments = async (
  type: string,
  ids: readonly string[],
  describe: DescribeTexts,
  em: EntityManager,
  database: Database,
): Promise<void> => {
  for (const part of parts(ids, 500)) await writeDocuments(em, type, part, await describe(part, em, database))
}

const writeDocuments = async (
  em: EntityManager,
  type: string,
  ids: readonly string[],
  texts: readonly SearchText[],
): Promise<void> => {
  const kysely = em.getKysely<AnyTables>()
  const described = new Set(texts.map(text => text.id))
  const gone = ids.filter(id => !described.has(id))
  if (gone.length > 0) {
    await kysely.deleteFrom('search_document').where('record_type', '=', type).where('record_id', 'in', gone).execute()
  }
  if (texts.length === 0) return
  await kysely
    .insertInto('search_document')
    .values(
      texts.map(({ id, title, body }) => ({
        record_type: type,
        record_id: id,
        title: indexedText(title),
        body: indexedText(body),
      })),
    )
    .onConflict(conflict =>
      conflict
        .columns(['record_type', 'record_id'])
        .doUpdateSet(eb => ({ title: eb.ref('excluded.title'), body: eb.ref('excluded.body') }))
        // A change that leaves the text alone leaves the index alone.
        .where(eb =>
          eb.or([
            eb('search_document.title', '<>', eb.ref('excluded.title')),
            eb('search_document.body', '<>', eb.ref('excluded.body')),
          ]),
        ),
    )
    .execute()
}
