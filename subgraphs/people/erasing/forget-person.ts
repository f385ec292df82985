import type { AnyTables } from '@exchange-network/kit/database/database'
import type { EraseRecord } from '@exchange-network/kit/erasing/erase-record'
import { eraseHistory } from '@exchange-network/kit/history/erase-history'
import { Person } from '../entities/person.ts'
import { sortNameOf } from '../store/record-person.ts'
import { forgetNames } from './forget-names.ts'

const withheldName = 'Name withheld'

/** Stands where a text must stand and the one that stood there is erased. */
const erasedText = '(erased)'

/**
 * Takes away all that this subgraph holds of a person but the record itself, its positions, its documents and the rows of
 * its claims and conflicts, without their words. Everything is written past the entity manager, since the history would
 * keep what an entity was before. Twice is as good as once.
 */
export const forgetPerson: EraseRecord = async ({ type, id }, em, database) => {
  if (type !== 'Person') return
  const kysely = em.getKysely<AnyTables>()
  const yes = database.dialect === 'sqlite' ? 1 : true
  await eraseHistory(em, { type, id })
  await forgetNames(em, id)
  await kysely
    .updateTable('person')
    .set({
      name: withheldName,
      sort_name: sortNameOf({ name: withheldName }),
      name_order: 1,
      name_withheld: yes,
      slug: null,
      given_name: null,
      family_name: null,
      native_name: null,
      other_names: '[]',
      biography: null,
      visibility_reason: null,
    })
    .where('id', '=', id)
    .execute()
  await kysely.deleteFrom('contact_point').where('person_id', '=', id).execute()
  await kysely.deleteFrom('name_key').where('person_id', '=', id).execute()
  await kysely.deleteFrom('imported_row').where('record_id', '=', id).execute()
  const positions: { id: string }[] = await kysely
    .selectFrom('affiliation')
    .select('id')
    .where('person_id', '=', id)
    .execute()
  const positionIds = positions.map(position => position.id)
  if (positionIds.length > 0) {
    await kysely
      .deleteFrom('search_document')
      .where('record_type', '=', 'Affiliation')
      .where('record_id', 'in', positionIds)
      .execute()
  }
  // Printed words may name the person ("Office of Senator ..."); organization, kind and days do not.
  await kysely
    .updateTable('affiliation')
    .set({ label: erasedText, title: null, folded_title: null })
    .where('person_id', '=', id)
    .execute()
  await forgetDateLabels(kysely, id)
  await kysely
    .updateTable('claim')
    .set({ value: erasedText, normalized: null, locator: null, quote: null, note: null })
    .where('subject_type', '=', type)
    .where('subject_id', '=', id)
    .execute()
  await kysely
    .updateTable('conflict')
    .set({ rationale: null })
    .where('subject_type', '=', type)
    .where('subject_id', '=', id)
    .execute()
  // By the entity manager, so that feed and search follow; the mark is all that the history then tells.
  const person = await em.findOne(Person, { id })
  if (person !== null) person.erased = true
}

// biome-ignore lint/suspicious/noExplicitAny: tables reach Kysely as text, see AnyTables
const forgetDateLabels = async (kysely: any, personId: string): Promise<void> => {
  const rows = await kysely
    .selectFrom('affiliation')
    .select(['id', 'start', 'end', 'attested'])
    .where('person_id', '=', personId)
    .execute()
  for (const { id, ...dates } of rows) {
    const without = Object.entries(dates).flatMap(([name, date]) => {
      if (date === null) return []
      const { edtf, inferred } = typeof date === 'string' ? JSON.parse(date) : date
      return [[name, JSON.stringify({ edtf, inferred, label: null })] as const]
    })
    if (without.length > 0) {
      await kysely.updateTable('affiliation').set(Object.fromEntries(without)).where('id', '=', id).execute()
    }
  }
}
