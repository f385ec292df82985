import type { AnyTables, EntityManager } from '@exchange-network/kit/database/database'
import type { EraseRecord } from '@exchange-network/kit/erasing/erase-record'
import { erasedText, nameFinder, withheldName } from '@exchange-network/kit/erasing/names'
import { parts } from '@exchange-network/kit/feed/touched-records'
import { eraseHistory } from '@exchange-network/kit/history/erase-history'
import { markChanged } from '@exchange-network/kit/writing/writing'
import { Participation } from '../entities/participation.ts'
import { forgetNames } from './forget-names.ts'

/**
 * Takes away all that this subgraph holds of a person but the participations themselves and that they are this person's,
 * so that counts hold: printed names, titles, remarks, the words of claims, of conflicts and of the history, and the name
 * in what is said of programs. Everything is written past the entity manager, since the history would keep what an entity
 * was before. Twice is as good as once.
 */
export const forgetPerson: EraseRecord = async ({ type, id }, em) => {
  if (type !== 'Person') return
  const rows = await participationsOf(em, id)
  const ids = rows.map(row => row.id)
  const names = await namesOf(em, id, rows)
  for (const participation of ids) await eraseHistory(em, { type: 'Participation', id: participation })
  for (const some of parts(ids, 200)) await forgetParticipations(em, some)
  await forgetClaimsNaming(em, id)
  await forgetNames(em, nameFinder(names))
  const telling = rows.filter(({ label, title, notes }) => label !== withheldName || title !== null || notes !== null)
  for (const some of parts(telling, 200)) {
    // By the entity manager, so that versions count up and feed and search follow.
    const changed = await em.find(Participation, { id: some.map(row => row.id) }, { refresh: true })
    for (const participation of changed) markChanged(participation)
  }
}

type Row = { readonly id: string; readonly label: string; readonly title: string | null; readonly notes: string | null }

const participationsOf = (em: EntityManager, personId: string): Promise<readonly Row[]> =>
  em
    .getKysely<AnyTables>()
    .selectFrom('participation')
    .select(['id', 'label', 'title', 'notes'])
    .where('person_id', '=', personId)
    .orderBy('id')
    .execute()

/** The names by which the person is printed here: on participations, and in what the feed of people told. */
const namesOf = async (em: EntityManager, personId: string, rows: readonly Row[]): Promise<readonly string[]> => {
  const known: { name: string | null } | undefined = await em
    .getKysely<AnyTables>()
    .selectFrom('projected_record')
    .select('name')
    .where('type', '=', 'Person')
    .where('record_id', '=', personId)
    .executeTakeFirst()
  const labels = rows
    .map(({ label }) => label)
    .filter(label => label !== withheldName && !/^[A-Z][a-z ]+ \d+$/.test(label))
  return known?.name == null ? labels : [...labels, known.name]
}

const forgetParticipations = async (em: EntityManager, ids: readonly string[]): Promise<void> => {
  const kysely = em.getKysely<AnyTables>()
  await kysely
    .updateTable('participation')
    .set({ label: withheldName, title: null, notes: null })
    .where('id', 'in', ids)
    .execute()
  await kysely
    .updateTable('claim')
    .set({ value: erasedText, normalized: null, locator: null, quote: null, note: null })
    .where('subject_type', '=', 'Participation')
    .where('subject_id', 'in', ids)
    .execute()
  await kysely
    .updateTable('conflict')
    .set({ rationale: null })
    .where('subject_type', '=', 'Participation')
    .where('subject_id', 'in', ids)
    .execute()
  await kysely.deleteFrom('imported_row').where('record_id', 'in', ids).execute()
}

/** Claims on programs that name the person by id. */
const forgetClaimsNaming = async (em: EntityManager, personId: string): Promise<void> => {
  await em
    .getKysely<AnyTables>()
    .updateTable('claim')
    .set({ value: erasedText, normalized: null, locator: null, quote: null, note: null })
    .where(eb => eb.or([eb('normalized', '=', personId), eb('value', '=', personId)]))
    .execute()
}
