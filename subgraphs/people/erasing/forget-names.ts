import type { AnyTables, EntityManager } from '@exchange-network/kit/database/database'
import { forgetInClaims, forgetInHistory, forgetInTable, mayHold } from '@exchange-network/kit/erasing/forget-names'
import { nameFinder } from '@exchange-network/kit/erasing/names'
import { markChanged } from '@exchange-network/kit/writing/writing'
import { Person } from '../entities/person.ts'

/**
 * Takes the names of a person, as they still stand, out of what is said of others: biographies, claims, conflicts and
 * their history. Others of the same name keep what is said of them: it is their own name.
 */
export const forgetNames = async (em: EntityManager, id: string): Promise<void> => {
  const kysely = em.getKysely<AnyTables>()
  const columns = ['id', 'name', 'given_name', 'family_name', 'native_name', 'other_names', 'name_withheld'] as const
  const person = await kysely.selectFrom('person').select(columns).where('id', '=', id).executeTakeFirst()
  if (person === undefined || person.name_withheld) return
  const names = nameFinder(namesOf(person))
  if (names.patterns.length === 0) return
  const others = await kysely
    .selectFrom('person')
    .select(columns)
    .where('id', '<>', id)
    .where(mayHold(names, ['name', 'given_name', 'family_name', 'native_name', 'other_names']))
    .execute()
  const namesakes = others.filter(other => namesOf(other).some(names.isIn)).map(other => String(other.id))
  const spared = namesakes.length === 0 ? [''] : namesakes
  await forgetInClaims(em, names, eb => eb('subject_id', 'not in', spared))
  await forgetInHistory(em, names, eb => eb('record_id', 'not in', spared))
  const rows = await forgetInTable(em, names, 'person', { biography: names.without }, eb =>
    eb('id', 'not in', [id, ...spared]),
  )
  // By the entity manager, so that versions count up and feed and search follow.
  const changed = await em.find(Person, { id: rows.map(row => String(row.id)) }, { refresh: true })
  for (const other of changed) markChanged(other)
}

type Named = Readonly<Record<string, unknown>>

const namesOf = ({ name, given_name, family_name, native_name, other_names }: Named): readonly string[] => {
  // SQLite keeps JSON as text, the driver of PostgreSQL has parsed it.
  const others: readonly string[] = typeof other_names === 'string' ? JSON.parse(other_names) : (other_names ?? [])
  const parts = [given_name, family_name].filter(part => typeof part === 'string')
  const whole = parts.length === 2 ? [parts.join(' ')] : []
  return [name, native_name, ...whole, ...others].filter(one => typeof one === 'string')
}
